"""Python's operators as functions."""
from _operator import (
    abs, add, and_, attrgetter, call, contains, delitem, eq, floordiv, ge, getitem, gt, iadd,
    iand, ifloordiv, ilshift, imatmul, imod, imul, index, inv, invert, ior, ipow, irshift, is_,
    is_not, isub, itemgetter, itruediv, ixor, le, lshift, lt, matmul, methodcaller, mod, mul, ne,
    neg, not_, or_, pos, pow, rshift, setitem, sub, truediv, truth, xor)

__all__ = ["abs", "add", "and_", "attrgetter", "call", "concat", "contains", "countOf", "delitem",
           "eq", "floordiv", "ge", "getitem", "gt", "iadd", "iand", "iconcat", "ifloordiv",
           "ilshift", "imatmul", "imod", "imul", "index", "indexOf", "inv", "invert", "ior", "ipow",
           "irshift", "is_", "is_not", "isub", "itemgetter", "itruediv", "ixor", "le",
           "length_hint", "lshift", "lt", "matmul", "methodcaller", "mod", "mul", "ne", "neg",
           "not_", "or_", "pos", "pow", "rshift", "setitem", "sub", "truediv", "truth", "xor"]


def concat(a, b):
    """a + b, for sequences."""
    _check_sequence(a)
    return a + b


def iconcat(a, b):
    """a += b, for sequences."""
    _check_sequence(a)
    a += b
    return a


def _check_sequence(a):
    if isinstance(a, dict) or not hasattr(type(a), "__getitem__"):
        raise TypeError(f"'{type(a).__name__}' object can't be concatenated")


def countOf(a, b):
    """How many items equal b."""
    return sum([1 for item in a if item is b or item == b])


def indexOf(a, b):
    """Where the first item that equals b stands."""
    for place, item in enumerate(a):
        if item is b or item == b:
            return place
    raise ValueError("sequence.index(x): x not in sequence")


def length_hint(obj, default=0):
    """len(obj), or what obj.__length_hint__() says, or the default."""
    if not isinstance(default, int):
        raise TypeError(f"'{type(default).__name__}' object cannot be interpreted as an integer")
    try:
        return len(obj)
    except TypeError:
        pass
    method = getattr(type(obj), "__length_hint__", None)
    if method is None:
        return default
    try:
        hint = method(obj)
    except TypeError:
        return default
    if hint is NotImplemented:
        return default
    if not isinstance(hint, int):
        raise TypeError(f"__length_hint__ must be an integer, not {type(hint).__name__}")
    if hint < 0:
        raise ValueError("__length_hint__() should return >= 0")
    return hint


# Each that stands for a special method also bears its name: __lt__, __and__, __not__ ...
for _name in __all__:
    if _name not in ("attrgetter", "countOf", "indexOf", "is_", "is_not", "itemgetter",
                     "length_hint", "methodcaller", "truth"):
        globals()[f"__{_name.rstrip('_')}__"] = globals()[_name]
del _name
