"""Reference counts in classes, their hooks and their instances."""
import sys

SITUATIONS = '''
# bound method
class A:
    def m(self): p(self)
a = A()
b = a.m
p(a, b, b.__self__, b.__func__)
b()
a.m()
c = [a.m for i in range(3)]
p(a, A.m)
del c, b
p(a)
# bound builtin method
l = []
m = l.append
p(l, m, m.__self__)
m(l); p(l)
l.clear(); p(l)
# class body
o = [0]
class A:
    x = o
    p(o, x)
p(o, A)
A.y = o
p(o)
del A.x; p(o)
a = A(); a.z = o
p(o, A)
# class refs
class A: pass
p(A)
class B(A): pass
p(A)
x = A()
p(A, type(x))
y = [A() for i in range(3)]
p(A)
del B
import gc; gc.collect()
p(A)
# class mro
class A: pass
p(A.__mro__, A.__bases__, A.__dict__)
m = A.__mro__
p(m, A)
# instance dict
class A: pass
a = A(); a.x = [0]
d = a.__dict__
p(d, a.x, a)
del a
p(d, d['x'])
# instance with slots
class A: __slots__ = 'x',
a = A(); a.x = o = [0]
p(o, a, A)
# property
class A:
    @property
    def x(self): p(self); return self._x
a = A(); a._x = o = [0]
p(a.x); p(o)
# getattr hook
class A:
    def __getattr__(self, n): p(self); return self
a = A()
p(a.foo)
# setattr hook
class A:
    def __setattr__(self, n, v): p(self, v)
a = A(); o = [0]
a.x = o
# with new
class C:
    def __enter__(self): p(self); return self
    def __exit__(self, *a): p(self, a)
with C() as d:
    p(d)
p(d)
# function attrs
def f(): 'doc'
p(f, f.__code__, f.__dict__)
f.x = [0]
p(f.x, f.__dict__)
# weakref
import weakref
class A: pass
a = A()
r = weakref.ref(a)
p(a, r)
r2 = weakref.ref(a)
print(r is r2); p(a, r)
b = r()
p(a, b)
# weakref callback
import weakref
class A: pass
a = A()
def cb(w): p(w, cb)
r = weakref.ref(a, cb)
p(r, cb, a)
del a
p(r, cb)
# weakref in dict
import weakref
class A: pass
a = A()
d = weakref.WeakValueDictionary()
d[1] = a
p(a)
del a
print(len(d))
# weakkey
import weakref
class A: pass
a = A()
d = weakref.WeakKeyDictionary()
d[a] = o = [0]
p(a, o)
del a
p(o)
# weakset
import weakref
class A: pass
a = A()
s = weakref.WeakSet([a])
p(a)
for x in s: p(x)
# weakmethod
import weakref
class A:
    def m(self): pass
a = A()
w = weakref.WeakMethod(a.m)
p(a, w, A.m)
m = w()
p(a, m)
# proxy
import weakref
class A:
    def m(self): p(self)
a = A()
q = weakref.proxy(a)
p(a, q)
q.m()
# finalize
import weakref
class A: pass
a = A(); o = [0]
f = weakref.finalize(a, p, o)
p(a, o, f)
del a
p(o, f)
# types.SimpleNamespace
import types
o = [0]
n = types.SimpleNamespace(a=o); p(o, n, n.__dict__)
# super
class A:
    def f(self): p(self)
class B(A):
    def f(self): p(self); super().f(); p(self)
b = B(); b.f(); p(b)
s = super(B, b); p(b, s)
s.f()
# super init
class A:
    def __init__(self, o): p(self, o)
class B(A):
    def __init__(self, o): super().__init__(o); p(self, o)
o = [0]
b = B(o)
# new
class A:
    def __new__(cls, o): p(cls, o); s = super().__new__(cls); p(s); return s
    def __init__(self, o): p(self, o)
a = A([0]); p(a, A)
# init_subclass
class A:
    def __init_subclass__(cls): p(cls)
class B(A): pass
p(A, B)
# decorator
def d(f): p(f); return f
@d
def f(): pass
p(f)
@d
class A: pass
p(A)
# staticmethod
class A:
    @staticmethod
    def f(o): p(o)
    @classmethod
    def g(cls, o): p(cls, o)
a = A(); o = [0]
a.f(o); A.f(o); a.g(o); A.g(o)
p(A.f, A.__dict__['f'])
# cached_property
import functools
class A:
    @functools.cached_property
    def x(self): p(self); return [0]
a = A(); a.x; p(a.x, a)
# dataclass
import dataclasses
@dataclasses.dataclass
class A: x: object
o = [0]
a = A(o); p(o, a, A)
b = dataclasses.replace(a); p(o)
dataclasses.asdict(a); p(o)
# isinstance
class M(type):
    def __instancecheck__(c, o): p(c, o); return True
class A(metaclass=M): pass
o = [0]; isinstance(o, A); p(A, o)
# getattr/setattr
class A: pass
a = A(); o = [0]
setattr(a, 'x', o); p(o); getattr(a, 'x'); p(o); delattr(a, 'x'); p(o)
# type()
A = type('A', (), {}); p(A)
A = type('A', (object,), {'x': [0]}); p(A, A.x)
# del method
class A:
    def __del__(self): p(self)
a = A(); del a
A()
# resurrection
k = []
class A:
    def __del__(self): k.append(self)
a = A(); del a; p(k[0]); k.clear()
# class in function
def f(o):
    class A: x = o
    p(o)
    return A
o = [0]
A = f(o); p(o, A)
# class with closure
def f(o):
    class A:
        def m(self): return o
    p(o)
    return A
o = [0]
A = f(o); p(o, A.m)
# __class__ cell
class A:
    def m(self): return __class__
p(A)
'''


def p(*values):
    """Prints the counts; each includes the tuple, its item's place on the stack and so on."""
    counts, index = [], 0
    while index < len(values):
        counts.append(sys.getrefcount(values[index]))
        index += 1
    print(*counts)


for part in SITUATIONS.split("# ")[1:]:
    name, _, body = part.partition("\n")
    print("#", name)
    exec(compile(body, name, "exec"), {"__name__": "situation", "sys": sys, "p": p})
