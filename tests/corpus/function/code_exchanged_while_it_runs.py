"""A running call and a waiting generator go on in the code they began with."""
import types

def attempt(function, *arguments):
    try:
        print(function(*arguments))
    except Exception as e:
        print(type(e).__name__, e)

def g():
    yield 1
    yield 2
def h():
    yield "a"
    yield "b"
it = g()
print(next(it))
g.__code__ = h.__code__
print(list(it), list(g()))
def rec(n):
    if n == 0:
        rec.__code__ = other.__code__
        return "old"
    x = rec(n - 1)
    return (x, n)
def other(n):
    return ("new", n)
print(rec(2), rec(2))
def m(): "doc of m"; return 1
def n(): "doc of n"; return 2
m.__code__ = n.__code__; print(m.__doc__, m.__name__, m())
m.__code__ = other.__code__; print(m.__doc__, m.__name__, m(1)); attempt(m)
def k(a, b=1, *c, d=2): return a, b, c, d
k2 = types.FunctionType(k.__code__.replace(co_name="zz", co_firstlineno=500), globals(), "kk",
(9,), None)
attempt(k2, 1)
attempt(k2); print(k2.__name__, k2.__qualname__, k2.__code__.co_name)
