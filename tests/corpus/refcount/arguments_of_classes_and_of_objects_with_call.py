"""Who owns the arguments of a call of a class, and of an object with __call__: the tuple and the dict
that CPython makes of them, and the row that it makes of these again when there are keywords."""
import sys


def owners(value):
    return "-" if value is None or value == () else sys.getrefcount(value) - 1


class A:
    def __init__(self, x, y=None, *, z=None):
        print("init", owners(x), owners(y), owners(z), owners(self))
class B(A):
    def __init__(self, *args, **kw):
        print("star", [owners(v) for v in args], [owners(v) for v in kw.values()], owners(args), owners(kw), owners(self))
class C:
    def __new__(cls, x, z=None):
        print("new", owners(x), owners(z))
        return object.__new__(cls)
    def __init__(self, x, z=None):
        print("init", owners(x), owners(z), owners(self))
class M(type):
    def __call__(cls, x, z=None):
        print("meta", owners(x), owners(z))
        return super().__call__(x, z=z)
class D(C, metaclass=M): pass
class E(A):
    def __init__(self, x, z):
        super().__init__(x, z=z)
        print("sub", owners(x), owners(z))
def f():
    p, q, r = object(), object(), object()
    A(x=p, y=q, z=r)
    A(p, z=q)
    A(p, q, z=r)
    A(p, y=q)
    B(p, z=q); B(x=p); B(p)
    C(p, z=q); C(x=p); C(p, q)
    D(p, z=q); D(p, q)
    E(p, z=q); E(p, q)
    A(*(p,), z=q)
    A(p, **{"z": q})
    A(object(), z=object())
    B(object(), z=object())
f()


class K:
    def __call__(self, x, z=None):
        print("call", owners(x), owners(z), owners(self))
class N:
    def __new__(cls, x, z=None):
        print("new", owners(x), owners(z))
class T(type):
    def __call__(cls, x, z=None):
        print("meta", owners(x), owners(z))
class O(metaclass=T): pass
def g():
    p, q = object(), object()
    k = K()
    k(p, q); k(p, z=q); k(*(p, q)); k(p, **{"z": q}); k(*[p], z=q)
    N(p, q); N(p, z=q); N(*(p, q)); N(p, **{"z": q}); N(*[p], z=q)
    O(p, q); O(p, z=q); D(*(p, q)); O(p, **{"z": q}); D(*[p], z=q)
g()
