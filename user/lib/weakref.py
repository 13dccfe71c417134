"""References that do not keep an object alive, and containers made of them. The references
themselves are written in C (module _weakref)."""
import atexit
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

    __hash__ = ref.__hash__


class _KeyedReference(ref):
    """A reference to a value that knows its key."""
    __slots__ = ("key",)

    def __new__(cls, value, callback, key):
        self = ref.__new__(cls, value, callback)
        self.key = key
        return self


class _WeakDictionary:
    """What both have in common: data, the dict behind it, and _live(), its living items."""

    def __len__(self):
        return len(self.data)

    def __iter__(self):
        for key, _ in self._live():
            yield key

    def keys(self):
        return iter(self)

    def values(self):
        for _, value in self._live():
            yield value

    def items(self):
        return iter(self._live())

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
            for key, value in (other.items() if hasattr(other, "items") else other):
                self[key] = value
        for key, value in kwargs.items():
            self[key] = value

    def copy(self):
        return type(self)(dict(self._live()))

    __copy__ = copy

    def clear(self):
        self.data.clear()

    def popitem(self):
        for key, value in self._live():
            del self[key]
            return key, value
        raise KeyError("popitem(): dictionary is empty")

    def __eq__(self, other):
        if not hasattr(other, "items"):
            return NotImplemented
        return dict(self.items()) == dict(other.items())

    __hash__ = None

    def __or__(self, other):
        result = self.copy()
        result.update(other)
        return result

    def __ior__(self, other):
        self.update(other)
        return self

    def __repr__(self):
        return f"<{type(self).__name__} at {id(self):#x}>"


class WeakValueDictionary(_WeakDictionary):
    """An item goes when its value dies."""

    def __init__(self, other=(), /, **kw):
        self.data = {}
        weak_self = ref(self)

        def remove(reference):
            self = weak_self()
            if self is not None and self.data.get(reference.key) is reference:
                del self.data[reference.key]
        self._remove = remove
        self.update(other, **kw)

    def _live(self):
        pairs = [(key, reference()) for key, reference in self.data.items()]
        return [pair for pair in pairs if pair[1] is not None]

    def __getitem__(self, key):
        value = self.data[key]()
        if value is None:
            raise KeyError(key)
        return value

    def __setitem__(self, key, value):
        self.data[key] = _KeyedReference(value, self._remove, key)

    def __delitem__(self, key):
        del self.data[key]

    def __contains__(self, key):
        return key in self.data and self.data[key]() is not None

    def pop(self, key, *default):
        if key in self:
            return self.data.pop(key)()
        if default:
            return default[0]
        raise KeyError(key)

    def valuerefs(self):
        return list(self.data.values())

    itervaluerefs = valuerefs


class WeakKeyDictionary(_WeakDictionary):
    """An item goes when its key dies."""

    def __init__(self, dict=None):
        self.data = {}
        weak_self = ref(self)

        def remove(reference):
            self = weak_self()
            if self is not None:
                self.data.pop(reference, None)
        self._remove = remove
        if dict is not None:
            self.update(dict)

    def _live(self):
        pairs = [(reference(), value) for reference, value in self.data.items()]
        return [pair for pair in pairs if pair[0] is not None]

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
        return self.data.pop(ref(key), *default)

    def keyrefs(self):
        return list(self.data)


class WeakSet:
    """A set whose items go when they die."""

    def __init__(self, data=None):
        self.data = set()
        weak_self = ref(self)

        def remove(reference):
            self = weak_self()
            if self is not None:
                self.data.discard(reference)
        self._remove = remove
        if data is not None:
            self.update(data)

    def __iter__(self):
        return iter([item for item in [reference() for reference in self.data]
                     if item is not None])

    def __len__(self):
        return len(self.data)

    def __contains__(self, item):
        try:
            return ref(item) in self.data
        except TypeError:
            return False

    def add(self, item):
        self.data.add(ref(item, self._remove))

    def discard(self, item):
        self.data.discard(ref(item))

    def remove(self, item):
        self.data.remove(ref(item))

    def pop(self):
        while self.data:
            item = self.data.pop()()
            if item is not None:
                return item
        raise KeyError("pop from empty WeakSet")

    def clear(self):
        self.data.clear()

    def update(self, other):
        for item in other:
            self.add(item)

    def copy(self):
        return type(self)(self)

    def union(self, other):
        return type(self)([*self, *other])

    def intersection(self, other):
        return type(self)([item for item in other if item in self])

    def difference(self, other):
        others = type(self)(other)
        return type(self)([item for item in self if item not in others])

    __or__, __and__, __sub__ = union, intersection, difference

    def __ior__(self, other):
        self.update(other)
        return self

    def issubset(self, other):
        return all(item in other for item in self)

    def issuperset(self, other):
        return all(item in self for item in other)

    __le__, __ge__ = issubset, issuperset

    def isdisjoint(self, other):
        return len(self.intersection(other)) == 0

    def __eq__(self, other):
        return self.data == other.data if isinstance(other, WeakSet) else NotImplemented

    __hash__ = None

    def __repr__(self):
        return repr(self.data)


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
