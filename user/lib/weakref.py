"""References that do not keep an object alive, and containers made of them. The references
themselves are written in C (module _weakref)."""
import atexit
import sys
from _weakref import (CallableProxyType, ProxyType, ProxyTypes, ReferenceType, getweakrefcount,
                      getweakrefs, proxy, ref)

__all__ = ["ref", "proxy", "getweakrefcount", "getweakrefs", "WeakKeyDictionary", "ReferenceType",
           "ProxyType", "CallableProxyType", "ProxyTypes", "WeakValueDictionary", "WeakSet",
           "WeakMethod", "finalize"]


class WeakMethod(ref):
    """A weak reference to a bound method, which lives as long as its object."""
    __slots__ = ("_function", "_alive", "__weakref__")

    def __new__(cls, meth, callback=None):
        try:
            obj, function = meth.__self__, meth.__func__
        except AttributeError:
            raise TypeError(
                f"argument should be a bound method, not {type(meth)}") from None

        def dead(_):
            self = weak_self()
            if self is not None and self._alive:
                self._alive = False
                if callback is not None:
                    callback(self)
        self = ref.__new__(cls, obj, dead)
        weak_self = ref(self)
        self._function = ref(function, dead)
        self._alive = True
        return self

    def __call__(self):
        obj, function = super().__call__(), self._function()
        return None if obj is None or function is None else function.__get__(obj)

    def __eq__(self, other):
        if not isinstance(other, WeakMethod):
            return NotImplemented
        if not self._alive or not other._alive:
            return self is other
        return ref.__eq__(self, other) and self._function == other._function

    def __ne__(self, other):
        equal = self.__eq__(other)
        return equal if equal is NotImplemented else not equal

    __hash__ = ref.__hash__


class _KeyedReference(ref):
    """A reference to a value that knows its key."""
    __slots__ = ("key",)

    def __new__(cls, value, callback, key):
        self = ref.__new__(cls, value, callback)
        self.key = key
        return self


# ---- containers: what dies while one is iterated over is removed afterwards -----------------------

class _Container:
    """What the three have in common: data, the dict or set behind it, whose references call
    _remove when their object has died."""
    __slots__ = ("data", "_remove", "_iterating", "_pending", "__dict__", "__weakref__")

    def _set_up(self, data):
        self.data = data
        self._iterating = 0  # how many iterators are on their way through data
        self._pending = []   # the dead references that still stand in it
        weak_self = ref(self)

        def remove(reference):
            self = weak_self()
            if self is None:
                return
            if self._iterating:
                self._pending.append(reference)
            else:
                self._forget(reference)
        self._remove = remove

    def _commit(self):
        while self._pending:
            self._forget(self._pending.pop())

    def _each(self, entries):
        """Through data's references or items, while nothing is removed from it."""
        self._iterating += 1
        try:
            yield from entries
        finally:
            self._iterating -= 1
            if not self._iterating:
                self._commit()

    def __len__(self):
        return len(self.data) - len(self._pending)


class _WeakDictionary(_Container):
    """_live() goes through the living keys and values."""
    __slots__ = ()

    def __iter__(self):
        for key, _ in self._live():
            yield key

    def keys(self):
        return iter(self)

    def values(self):
        for _, value in self._live():
            yield value

    def items(self):
        return self._live()

    def get(self, key, default=None):
        try:
            return self[key]
        except KeyError:
            return default

    def setdefault(self, key, default=None):
        try:
            return self[key]
        except KeyError:
            self[key] = default
            return default

    def update(self, other=None, /, **kwargs):
        if other is not None:
            for key, value in (other if hasattr(other, "items") else dict(other)).items():
                self[key] = value
        for key, value in kwargs.items():
            self[key] = value

    def copy(self):
        made = type(self)()
        for key, value in self.items():
            made[key] = value
        return made

    __copy__ = copy

    def __deepcopy__(self, memo):
        from copy import deepcopy
        made = type(self)()
        for key, value in self.items():
            made[key if self._weak_keys else deepcopy(key, memo)] = \
                deepcopy(value, memo) if self._weak_keys else value
        return made

    def clear(self):
        self._pending.clear()
        self.data.clear()

    def popitem(self):
        self._commit()
        while True:
            key, value = self.data.popitem()
            key, value = (key(), value) if self._weak_keys else (key, value())
            if key is not None and value is not None:
                return key, value

    def __eq__(self, other):
        if not hasattr(other, "items"):
            return NotImplemented
        return dict(self.items()) == dict(other.items())

    __hash__ = None

    def __or__(self, other):
        if not hasattr(other, "keys"):
            return NotImplemented
        made = self.copy()
        made.update(other)
        return made

    def __ror__(self, other):
        if not hasattr(other, "keys"):
            return NotImplemented
        made = type(self)()
        made.update(other)
        made.update(self)
        return made

    def __ior__(self, other):
        self.update(other)
        return self

    def __repr__(self):
        return f"<{type(self).__name__} at {id(self):#x}>"


class WeakValueDictionary(_WeakDictionary):
    """An item goes when its value dies."""
    __slots__ = ()
    _weak_keys = False

    def __init__(self, other=(), /, **kw):
        self._set_up({})
        self.update(other, **kw)

    def __len__(self):
        self._commit()
        return len(self.data)

    def _forget(self, reference):
        if self.data.get(reference.key) is reference:  # not yet replaced
            del self.data[reference.key]

    def _live(self):
        self._commit()
        for key, reference in self._each(self.data.items()):
            value = reference()
            if value is not None:
                yield key, value

    def __getitem__(self, key):
        self._commit()
        value = self.data[key]()
        if value is None:
            raise KeyError(key)
        return value

    def __setitem__(self, key, value):
        self._commit()
        self.data[key] = _KeyedReference(value, self._remove, key)

    def __delitem__(self, key):
        self._commit()
        del self.data[key]

    def __contains__(self, key):
        self._commit()
        return key in self.data and self.data[key]() is not None

    def pop(self, key, *default):
        """Takes a key out and gives its value."""
        self._commit()
        reference = self.data.pop(key, None)
        value = None if reference is None else reference()
        if value is not None:
            return value
        if default:
            return default[0]
        raise KeyError(key)

    def valuerefs(self):
        """The weak references to the values, as a list."""
        self._commit()
        return list(self.data.values())

    def itervaluerefs(self):
        """An iterator over the weak references to the values."""
        yield from self._each(self.data.values())


class WeakKeyDictionary(_WeakDictionary):
    """An item goes when its key dies."""
    __slots__ = ()
    _weak_keys = True

    def __init__(self, dict=None):
        self._set_up({})
        if dict is not None:
            self.update(dict)

    def _forget(self, reference):
        self.data.pop(reference, None)

    def _live(self):
        for reference, value in self._each(self.data.items()):
            key = reference()
            if key is not None:
                yield key, value

    def __getitem__(self, key):
        return self.data[ref(key)]

    def __setitem__(self, key, value):
        self.data[ref(key, self._remove)] = value

    def __delitem__(self, key):
        del self.data[ref(key)]

    def __contains__(self, key):
        try:
            return ref(key) in self.data
        except TypeError:
            return False

    def pop(self, key, *default):
        """Takes a key out and gives its value."""
        return self.data.pop(ref(key), *default)

    def keyrefs(self):
        """The weak references to the keys, as a list."""
        return list(self.data)


class WeakSet(_Container):
    """A set whose items go when they die."""
    __slots__ = ()

    def __init__(self, data=None):
        self._set_up(set())
        if data is not None:
            self.update(data)

    def _forget(self, reference):
        self.data.discard(reference)

    def __iter__(self):
        for reference in self._each(self.data):
            item = reference()
            if item is not None:
                yield item

    def __contains__(self, item):
        try:
            return ref(item) in self.data
        except TypeError:
            return False

    def add(self, item):
        """Adds an object."""
        self._commit()
        self.data.add(ref(item, self._remove))

    def discard(self, item):
        """Takes an object out when it is there."""
        self._commit()
        self.data.discard(ref(item))

    def remove(self, item):
        """Takes an object out; KeyError when it is not there."""
        self._commit()
        self.data.remove(ref(item))

    def pop(self):
        """Takes some object out."""
        self._commit()
        while self.data:
            item = self.data.pop()()
            if item is not None:
                return item
        raise KeyError("pop from empty WeakSet")

    def clear(self):
        """Takes all objects out."""
        self._pending.clear()
        self.data.clear()

    def update(self, other):
        """Adds the objects of another."""
        self._commit()
        for item in other:
            self.add(item)

    def copy(self):
        """A WeakSet of the same objects."""
        return self.__class__(self)

    def __deepcopy__(self, memo):
        return self.copy()

    def _references(self, other):
        return {ref(item) for item in other}

    def union(self, other):
        """The objects that either has."""
        return self.__class__([*self, *other])

    def intersection(self, other):
        """The objects that the other has, too."""
        return self.__class__([item for item in other if item in self])

    def difference(self, other):
        """The objects that the others do not have."""
        made = self.copy()
        made.difference_update(other)
        return made

    def symmetric_difference(self, other):
        """The objects that only one of them has."""
        made = self.copy()
        made.symmetric_difference_update(other)
        return made

    def intersection_update(self, other):
        """Keeps the objects that the other has, too."""
        self._commit()
        self.data.intersection_update(self._references(other))

    def difference_update(self, other):
        """Takes the objects of another set out."""
        self._commit()
        if self is other:
            self.data.clear()
        else:
            self.data.difference_update(self._references(other))

    def symmetric_difference_update(self, other):
        """Keeps what only one of them has."""
        self._commit()
        if self is other:
            self.data.clear()
        else:
            self.data.symmetric_difference_update([ref(item, self._remove) for item in other])

    __or__, __and__, __sub__, __xor__ = union, intersection, difference, symmetric_difference

    def __ior__(self, other):
        self.update(other)
        return self

    def __iand__(self, other):
        self.intersection_update(other)
        return self

    def __isub__(self, other):
        self.difference_update(other)
        return self

    def __ixor__(self, other):
        self.symmetric_difference_update(other)
        return self

    def issubset(self, other):
        """Are all of its objects in the other?"""
        return self.data.issubset(self._references(other))

    def issuperset(self, other):
        """Are all objects of the other in it?"""
        return self.data.issuperset(self._references(other))

    __le__, __ge__ = issubset, issuperset

    def __lt__(self, other):
        return self.data < set(map(ref, other))

    def __gt__(self, other):
        return self.data > set(map(ref, other))

    def isdisjoint(self, other):
        """Have they no object in common?"""
        return len(self.intersection(other)) == 0

    def __eq__(self, other):
        if not isinstance(other, self.__class__):
            return NotImplemented
        return self.data == self._references(other)

    __hash__ = None
    __class_getitem__ = classmethod(type(list[int]))

    def __repr__(self):
        return repr(self.data)


def _register(abc):
    """The containers are mappings and a set to collections.abc, whichever is loaded first."""
    abc.MutableMapping.register(_WeakDictionary)
    abc.MutableSet.register(WeakSet)


if "collections.abc" in sys.modules and hasattr(sys.modules["collections.abc"], "MutableMapping"):
    _register(sys.modules["collections.abc"])


class finalize:
    """Calls a function once, when an object dies, or when it is called itself, or when the program
    ends, unless .atexit is false."""
    __slots__ = ()
    _registry = {}  # finalize: (weak reference, func, args, kwargs)
    _silent = set()  # those with atexit = False
    _ended = False   # the program has, and nothing is called any more

    def __init__(self, obj, func, /, *args, **kwargs):
        if not self._registry:
            atexit.unregister(self._run_all)
            atexit.register(self._run_all)
        self._registry[self] = (ref(obj, self), func, args, kwargs)

    @classmethod
    def _run_all(cls):
        """The program ends: the youngest first."""
        for self in reversed([*cls._registry]):
            if self.atexit:
                self()
        cls._ended = True

    @property
    def atexit(self):
        return self.alive and self not in self._silent

    @atexit.setter
    def atexit(self, value):
        if self.alive:
            self._silent.discard(self)
            if not value:
                self._silent.add(self)

    def __call__(self, _=None):
        entry = self._registry.pop(self, None)
        self._silent.discard(self)
        if entry is None or self._ended:
            return None
        return entry[1](*entry[2], **entry[3])

    def detach(self):
        """Gives up; what it would have called, or None."""
        entry = self._registry.get(self)
        obj = entry and entry[0]()
        if obj is not None and self._registry.pop(self, None):
            self._silent.discard(self)
            return (obj, *entry[1:])
        return None

    def peek(self):
        """(object, function, args, kwargs) while the object lives."""
        entry = self._registry.get(self)
        obj = entry and entry[0]()
        return None if obj is None else (obj, *entry[1:])

    @property
    def alive(self):
        return self in self._registry

    def __repr__(self):
        entry = self._registry.get(self)
        obj = entry and entry[0]()
        if obj is None:
            return f"<{type(self).__name__} object at {id(self):#x}; dead>"
        return (f"<{type(self).__name__} object at {id(self):#x}; for {type(obj).__name__!r} "
                f"at {id(obj):#x}>")
