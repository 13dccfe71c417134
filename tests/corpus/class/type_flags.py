# __flags__ of a type: the bits that say what can be done with it (object.h, Py_TPFLAGS_*). Shown are
# those that a program can rely on; the others are how CPython finds its slots.
import abc
from collections import deque

BITS = (8, 9, 10, 12, 14, 20, 24, 25, 26, 27, 28, 29, 30, 31)
SHOWN = sum(1 << bit for bit in BITS)


class Plain:
    pass


class Below(list):
    pass


class Abstract(abc.ABC):
    @abc.abstractmethod
    def method(self):
        pass


class Slots:
    __slots__ = ()


for kind in (int, bool, str, list, tuple, dict, set, type, object, Plain, Below, Abstract, Slots,
             ValueError, deque, type(None), type(len), float, range, slice):
    print(kind.__name__, kind.__flags__ & SHOWN)
