from collections import deque
M = sum(1 << b for b in (8,9,10,12,14,20,24,25,26,27,28,29,30,31))
import abc
class A: pass
class B(list): pass
class C(abc.ABC):
    @abc.abstractmethod
    def f(s): ...
class S: __slots__ = ()
for t in (int, bool, str, list, tuple, dict, set, type, object, A, B, C, S, ValueError, deque, type(None), type(len), float, range, slice): print(t.__name__, t.__flags__ & M)
