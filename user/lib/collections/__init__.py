"""Containers beside the built-in ones: defaultdict, Counter, OrderedDict, ChainMap, namedtuple,
deque, and the classes to inherit containers from (in _user.py)."""
import sys
from _collections import _count_elements, _tuplegetter, defaultdict, deque
from itertools import chain as _chain, repeat as _repeat, starmap as _starmap


__all__ = ["ChainMap", "Counter", "OrderedDict", "UserDict", "UserList", "UserString",
           "defaultdict", "deque", "namedtuple"]


def __getattr__(name):
    """collections.abc and what inherits from it take time to load: that is done when asked for."""
    if name == "abc":
        import collections.abc
        return collections.abc
    if name in ("ChainMap", "UserDict", "UserList", "UserString"):
        from collections import _user
        globals().update({name: getattr(_user, name) for name in _user.__all__})
        return globals()[name]
    raise AttributeError(f"module 'collections' has no attribute {name!r}")


_missing = object()


class OrderedDict(dict):
    """A dict of which the order counts when two are compared."""

    def __eq__(self, other):
        if isinstance(other, OrderedDict):
            return dict.__eq__(self, other) and list(self) == list(other)
        return dict.__eq__(self, other)

    __hash__ = None

    def __ne__(self, other):
        return not self == other

    def __repr__(self):
        if not self:
            return f"{type(self).__name__}()"
        if id(self) in _in_repr:
            return "..."
        _in_repr.add(id(self))
        try:
            return f"{type(self).__name__}({list(self.items())!r})"
        finally:
            _in_repr.discard(id(self))

    def move_to_end(self, key, last=True):
        """Moves a key to the end, or to the beginning."""
        value = dict.__getitem__(self, key) if key in self else _missing
        if value is _missing:
            raise KeyError(key)
        dict.__delitem__(self, key)
        others = () if last else list(dict.items(self))
        if others:
            dict.clear(self)
        dict.__setitem__(self, key, value)
        dict.update(self, others)

    def pop(self, key, default=_missing):
        """Takes a key out and gives its value, or the default."""
        return dict.pop(self, key) if default is _missing else dict.pop(self, key, default)

    def popitem(self, last=True):
        """Takes the last item out, or the first."""
        if not self:
            raise KeyError("dictionary is empty")
        key = next(reversed(self) if last else iter(self))
        return key, dict.pop(self, key)

    def setdefault(self, key, default=None):
        """The value of a key, which becomes the default when it is not there."""
        if key in self:
            return self[key]
        self[key] = default
        return default

    @classmethod
    def fromkeys(cls, iterable, value=None):
        """An OrderedDict of the keys, all with one value."""
        made = cls()
        for key in iterable:
            made[key] = value
        return made

    def copy(self):
        """An OrderedDict with the same items."""
        made = self.__class__()
        for key in self:
            made[key] = self[key]
        made.__dict__.update(self.__dict__)
        return made

    def __or__(self, other):
        if not isinstance(other, dict):
            return NotImplemented
        made = self.__class__(self)
        made.update(other)
        return made

    def __ror__(self, other):
        if not isinstance(other, dict):
            return NotImplemented
        made = self.__class__(other)
        made.update(self)
        return made

    def __ior__(self, other):
        self.update(other)
        return self


_in_repr = set()  # the ids of the OrderedDicts whose texts are being made


def _is_mapping(x):
    """Whether it is a Mapping. A plain sequence has no keys: it need not load collections.abc."""
    if isinstance(x, dict) or not hasattr(x, "keys"):
        return isinstance(x, dict)
    from collections.abc import Mapping
    return isinstance(x, Mapping)


class Counter(dict):
    """How often each item occurs."""

    def __init__(self, iterable=None, /, **kwds):
        dict.__init__(self)
        self.update(iterable, **kwds)

    def __missing__(self, key):
        return 0

    def update(self, iterable=None, /, **kwds):
        """Adds counts, of items or of a mapping."""
        if _is_mapping(iterable):
            if self:
                for item, count in iterable.items():
                    self[item] = count + self.get(item, 0)
            else:
                dict.update(self, iterable)
        elif iterable is not None:
            _count_elements(self, iterable)
        if kwds:
            self.update(kwds)

    def subtract(self, iterable=None, /, **kwds):
        """Takes counts away; they may become negative."""
        if _is_mapping(iterable):
            for item, count in iterable.items():
                self[item] = self.get(item, 0) - count
        elif iterable is not None:
            for item in iterable:
                self[item] = self.get(item, 0) - 1
        if kwds:
            self.subtract(kwds)

    @classmethod
    def fromkeys(cls, iterable, v=None):
        """Not for Counters."""
        raise NotImplementedError(
            "Counter.fromkeys() is undefined.  Use Counter(iterable) instead.")

    def most_common(self, n=None):
        """(item, count) of the n most frequent items, or of all."""
        pairs = sorted(self.items(), key=lambda pair: pair[1], reverse=True)
        return pairs if n is None else pairs[:max(n, 0)]

    def elements(self):
        """An iterator over the items, each as often as it counts."""
        return _chain.from_iterable(_starmap(_repeat, self.items()))

    def total(self):
        """The sum of the counts."""
        return sum(self.values())

    def copy(self):
        """A Counter with the same counts."""
        return self.__class__(self)

    def __delitem__(self, item):
        if item in self:
            dict.__delitem__(self, item)

    def __repr__(self):
        if not self:
            return f"{self.__class__.__name__}()"
        try:
            counts = dict(self.most_common())
        except TypeError:  # counts that have no order
            counts = dict(self)
        return f"{self.__class__.__name__}({counts!r})"

    def _combine(self, other, function):
        if not isinstance(other, Counter):
            return NotImplemented
        result = Counter()
        for item in [*self, *[item for item in other if item not in self]]:
            count = function(self[item], other[item])
            if count > 0:
                result[item] = count
        return result

    def __add__(self, other):
        return self._combine(other, lambda a, b: a + b)

    def __sub__(self, other):
        return self._combine(other, lambda a, b: a - b)

    def __or__(self, other):
        return self._combine(other, max)

    def __and__(self, other):
        return self._combine(other, min)

    def _keep_positive(self):
        for item in [item for item, count in self.items() if not count > 0]:
            del self[item]
        return self

    def __iadd__(self, other):
        for item, count in other.items():
            self[item] += count
        return self._keep_positive()

    def __isub__(self, other):
        for item, count in other.items():
            self[item] -= count
        return self._keep_positive()

    def __ior__(self, other):
        for item, count in other.items():
            if count > self[item]:
                self[item] = count
        return self._keep_positive()

    def __iand__(self, other):
        for item, count in list(self.items()):
            if other[item] < count:
                self[item] = other[item]
        return self._keep_positive()

    def __pos__(self):
        return self + Counter()

    def __neg__(self):
        return Counter() - self

    def __le__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return all(self[item] <= other[item] for item in [*self, *other])

    def __lt__(self, other):
        return self <= other and self != other if isinstance(other, Counter) else NotImplemented

    def __ge__(self, other):
        return other <= self if isinstance(other, Counter) else NotImplemented

    def __gt__(self, other):
        return other < self if isinstance(other, Counter) else NotImplemented

    def __eq__(self, other):
        if not isinstance(other, Counter):
            return dict.__eq__(self, other)
        return all(self[item] == other[item] for item in [*self, *other])

    __hash__ = None

    def __ne__(self, other):
        return not self == other


def namedtuple(typename, field_names, *, rename=False, defaults=None, module=None):
    """A subclass of tuple whose items have names."""
    from keyword import iskeyword
    if isinstance(field_names, str):
        field_names = field_names.replace(",", " ").split()
    names = [str(name) for name in field_names]
    typename = str(typename)
    if rename:
        seen = set()
        for index, name in enumerate(names):
            if not name.isidentifier() or iskeyword(name) or name.startswith("_") or name in seen:
                names[index] = f"_{index}"
            seen.add(name)
    for name in [typename, *names]:
        if not name.isidentifier():
            raise ValueError(f"Type names and field names must be valid identifiers: {name!r}")
        if iskeyword(name):
            raise ValueError(f"Type names and field names cannot be a keyword: {name!r}")
    seen = set()
    for name in names:
        if name.startswith("_") and not rename:
            raise ValueError(f"Field names cannot start with an underscore: {name!r}")
        if name in seen:
            raise ValueError(f"Encountered duplicate field name: {name!r}")
        seen.add(name)
    fields = tuple(names)
    defaults = () if defaults is None else tuple(defaults)
    if len(defaults) > len(fields):
        raise TypeError("Got more default values than field names")

    # Compiled, so that wrong arguments are reported as those of __new__ with these names.
    parameters = ", ".join(fields)
    space = {"make": tuple.__new__, "__builtins__": {}, "__name__": f"namedtuple_{typename}"}
    exec(f"def __new__(_cls, {parameters}):\n    return make(_cls, ({parameters}"
         f"{',' if fields else ''}))", space)
    new = space["__new__"]
    new.__qualname__ = f"{typename}.__new__"
    new.__defaults__ = defaults or None

    def _make(cls, iterable):
        result = tuple.__new__(cls, iterable)
        if len(result) != len(fields):
            raise TypeError(f"Expected {len(fields)} arguments, got {len(result)}")
        return result

    def _replace(self, /, **kwds):
        result = self._make([kwds.pop(name, value) for name, value in zip(fields, self)])
        if kwds:
            raise ValueError(f"Got unexpected field names: {list(kwds)!r}")
        return result

    def __repr__(self):
        pairs = ", ".join([f"{name}={value!r}" for name, value in zip(fields, self)])
        return f"{type(self).__name__}({pairs})"

    namespace = {
        "__doc__": f"{typename}({parameters})", "__slots__": (), "_fields": fields,
        "_field_defaults": dict(zip(fields[len(fields) - len(defaults):], defaults)),
        "__new__": new, "_make": classmethod(_make), "_replace": _replace, "__repr__": __repr__,
        "__getnewargs__": lambda self: tuple(self), "__match_args__": fields,
        "_asdict": lambda self: dict(zip(fields, self)),
    }
    for index, name in enumerate(fields):
        namespace[name] = _tuplegetter(index, sys.intern(f"Alias for field number {index}"))
    if module is None:  # that of the caller
        module = sys._getframe(1).f_globals.get("__name__", "__main__")
    namespace["__module__"] = module
    return type(typename, (tuple,), namespace)
