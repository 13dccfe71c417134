"""Copies of objects: copy() of the object alone, deepcopy() with all that it refers to.

There is no pickle here, but copies follow its protocol as CPython's do: an object says with
__reduce_ex__ or __reduce__ how it is made again; the others are made by __new__ and get the same
state, items and pairs (_parts)."""
import types as _types
from _weakref import ref as _ref
from collections import defaultdict as _defaultdict, deque as _deque

__all__ = ["Error", "copy", "deepcopy"]


class Error(Exception):
    """An object cannot be copied."""


error = Error

_atomic = {type(None), type(Ellipsis), type(NotImplemented), int, float, bool, str, bytes, type,
           range, property, _ref, _types.UnionType, _types.FunctionType, _types.BuiltinFunctionType}


def copy(x):
    """A new object with the same contents."""
    cls = type(x)
    if cls in _atomic or cls in (tuple, frozenset, slice) or isinstance(x, type):
        return x
    if cls in (list, dict, set, bytearray):
        return x.copy()
    method = getattr(cls, "__copy__", None)
    if method is not None:
        return method(x)
    parts = _parts(x)
    return x if isinstance(parts, str) else _made_again(x, None, *parts)


def deepcopy(x, memo=None, _nil=[]):
    """memo: the copies made so far, by the original's id; cycles and sharing stay as they are."""
    if memo is None:
        memo = {}
    twin = memo.get(id(x), _nil)
    if twin is not _nil:
        return twin
    cls = type(x)
    if cls in _atomic or isinstance(x, type):
        return x
    method = getattr(cls, "__deepcopy__", None)
    if cls in _containers:
        twin = _containers[cls](x, memo)
    elif method is not None:
        twin = method(x, memo)
    else:
        parts = _parts(x)
        twin = x if isinstance(parts, str) else _made_again(x, memo, *parts)
    if twin is not x:
        memo[id(x)] = twin
        memo.setdefault(id(memo), []).append(x)  # the original lives as long: its id stays its own
    return twin


def _deepcopy_list(x, memo):
    twin = memo[id(x)] = []
    for item in x:
        twin.append(deepcopy(item, memo))
    return twin


def _deepcopy_tuple(x, memo):
    items = [deepcopy(item, memo) for item in x]
    if id(x) in memo:  # it leads to itself by way of one of its items
        return memo[id(x)]
    if all([one is other for one, other in zip(x, items)]):
        return x
    return tuple(items)


def _deepcopy_dict(x, memo):
    twin = memo[id(x)] = {}
    for key, value in x.items():
        twin[deepcopy(key, memo)] = deepcopy(value, memo)
    return twin


def _deepcopy_method(x, memo):
    return type(x)(x.__func__, deepcopy(x.__self__, memo))


_containers = {list: _deepcopy_list, tuple: _deepcopy_tuple, dict: _deepcopy_dict,
               _types.MethodType: _deepcopy_method}


# How an object is made again: (function, arguments, state, items, pairs), as __reduce_ex__ gives
# it.

def _parts(x):
    cls = type(x)
    for name, arguments in (("__reduce_ex__", (4,)), ("__reduce__", ())):
        method = getattr(cls, name, None)
        if method is not None:
            return method(x, *arguments)
    if isinstance(x, BaseException):
        return cls, x.args, x.__dict__ or None
    if isinstance(x, (set, frozenset)):
        return cls, (list(x),), _state(x)
    if isinstance(x, bytearray):
        return cls, (bytes(x),), _state(x)
    if isinstance(x, _deque):
        return cls, () if x.maxlen is None else ((), x.maxlen), _state(x), iter(x)
    if isinstance(x, _defaultdict):
        arguments = () if x.default_factory is None else (x.default_factory,)
        return cls, arguments, None, None, iter(x.items())
    if cls is slice:
        return slice, (x.start, x.stop, x.step)
    if cls is _types.MethodType:
        return getattr, (x.__self__, x.__func__.__name__)
    function, arguments, keywords = cls.__new__, (), {}
    if hasattr(x, "__getnewargs_ex__"):
        arguments, keywords = x.__getnewargs_ex__()
    elif hasattr(x, "__getnewargs__"):
        arguments = x.__getnewargs__()
    elif isinstance(x, (tuple, str, bytes)):
        base = tuple if isinstance(x, tuple) else str if isinstance(x, str) else bytes
        arguments = (base(x),)
    elif not cls.__flags__ & _HEAP_TYPE and cls not in (list, dict, object):
        raise TypeError(f"cannot pickle '{cls.__name__}' object")
    return (lambda *all: function(*all, **keywords), (cls, *arguments), _state(x),
            iter(x) if isinstance(x, list) else None,
            iter(x.items()) if isinstance(x, dict) else None)


_HEAP_TYPE = 1 << 9  # Py_TPFLAGS_HEAPTYPE: the class was made by a class statement


def _slots(cls):
    """The names in __slots__ of the class and its bases, mangled as the class mangles them."""
    names = []
    for base in cls.__mro__:
        slots = base.__dict__.get("__slots__", ())
        for name in (slots,) if isinstance(slots, str) else slots:
            if name in ("__dict__", "__weakref__"):
                continue
            if name.startswith("__") and not name.endswith("__"):
                name = f"_{base.__name__.lstrip('_')}{name}"
            names.append(name)
    return names


def _state(x):
    method = getattr(type(x), "__getstate__", None)
    if method is not None:
        return method(x)
    state = getattr(x, "__dict__", None) or None
    slots = {name: getattr(x, name) for name in _slots(type(x)) if hasattr(x, name)}
    return (state, slots) if slots else state


def _made_again(x, memo, function, arguments, state=None, items=None, pairs=None):
    deep = memo is not None
    if deep and arguments:
        arguments = [deepcopy(argument, memo) for argument in arguments]
    twin = function(*arguments)
    if deep:
        memo[id(x)] = twin
    if state is not None:
        _set_state(twin, deepcopy(state, memo) if deep else state)
    for item in items or ():
        twin.append(deepcopy(item, memo) if deep else item)
    for key, value in pairs or ():
        if deep:
            key, value = deepcopy(key, memo), deepcopy(value, memo)
        twin[key] = value
    return twin


def _set_state(twin, state):
    if hasattr(twin, "__setstate__"):
        twin.__setstate__(state)
        return
    slots = None
    if isinstance(state, tuple) and len(state) == 2:
        state, slots = state
    if state is not None:
        twin.__dict__.update(state)
    for name, value in (slots or {}).items():
        setattr(twin, name, value)
