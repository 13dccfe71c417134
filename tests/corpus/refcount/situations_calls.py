"""Reference counts in calls: arguments of all kinds, closures, frames."""
import sys

SITUATIONS = '''
# closure
def f(o):
    def g(): return o
    p(o, g, g.__closure__, g.__closure__[0])
    return g
o = [0]
g = f(o)
p(o, g, g.__closure__[0])
p(g.__closure__[0].cell_contents)
del g
p(o)
# closure 2 functions
def f():
    x = []
    def a(): return x
    def b(): return x
    p(x, a.__closure__[0])
    return a, b
t = f()
p(t[0].__closure__[0], t[0]())
# closure nonlocal
def f(o):
    x = o
    def g():
        nonlocal x
        p(x)
        x = None
    g()
    p(o)
f([0])
# default args
o = [0]
def f(a=o): p(a)
p(o, f.__defaults__)
f()
f(o)
del f
p(o)
# kw default
o = [0]
def f(*, a=o): p(a)
p(o, f.__kwdefaults__)
f(); f(a=o)
# with
class C:
    def __enter__(self): p(self); return self
    def __exit__(self, *a): p(self, a)
c = C()
with c as d:
    p(c)
p(c)
# with two
class C:
    def __enter__(self): return self
    def __exit__(self, *a): p(self)
o = C()
with o, o: p(o)
p(o)
# star args
def f(*a): p(a, a[0])
o = [0]
f(o); f(*[o]); f(*(o,)); f(o, *[o])
t = (o,)
f(*t)
p(t, o)
# star kwargs
def f(**k): p(k, k['x'])
o = [0]
f(x=o); f(**{'x': o})
d = {'x': o}
f(**d)
p(d, o)
# args positional
def f(a): p(a)
o = [0]
f(o); f(a=o); f([0])
# args nested calls
def f(a): g(a)
def g(a): h(a)
def h(a): p(a)
o = [0]
f(o)
# expression args
def f(a, b, c): p(a, b, c)
o = [0]
f(o, o, o); f(*[o]*3); f(o, b=o, c=o)
# lambda
o = [0]
(lambda x: p(x))(o)
(lambda x=o: p(x))()
# keys in for
k = (1, 2, [])
k = frozenset([1])
d = {k: 1}
for x in d: p(x, d)
p(k)
# sorted key
o = [0]
sorted([o, o], key=lambda x: p(x) or 0)
p(o)
# sort with cmp
class A:
    def __lt__(self, other): p(self, other); return False
l = [A(), A()]
l.sort()
# min max key
o = [0]
max([o, o], key=lambda x: p(x) or 0)
min(o, o, key=lambda x: p(x) or 0)
# frame locals
def f(o):
    fr = sys._getframe()
    p(o)
    fr.f_locals
    p(o, fr)
f([0])
# frame kept
def f(o):
    return sys._getframe()
o = [0]
fr = f(o)
p(o, fr)
fr.clear()
p(o, fr)
# frame code refs
def f():
    p(sys._getframe(), sys._getframe().f_code, sys._getframe().f_globals)
f()
p(f.__code__, f, f.__globals__)
# defaultdict
from collections import defaultdict
d = defaultdict(list)
x = d[1]
p(x, d)
# constants between functions
def f(): return 1000
def g(): return 1000
print(f() is g(), f() is f())
def f(): return 'hello world!'
def g(): return 'hello world!'
print(f() is g(), f() is f())
def f(): return (1, 2, 3)
def g(): return (1, 2, 3)
print(f() is g(), f() is f())
def f(): return 'ident'
def g(): return 'ident'
print(f() is g())
def f(): return 1.5
x = 1.5
print(f() is x)
def f(): return 3000000000000000000000
x = 3000000000000000000000
print(f() is x)
def f(): return b'xyz'
x = b'xyz'
print(f() is x)
def f(): return ('a', 'b c')
x = 'b c'
print(f()[1] is x)
# lambda constants
f = lambda: 12345
g = lambda: 12345
print(f() is g())
# default constants
def f(a=12345): return a
x = 12345
print(f() is x)
# reduce
import functools
o = [0]
functools.reduce(lambda a, b: p(a, b), [o, o])
# cmp_to_key
import functools
o = [0]
sorted([o, [1]], key=functools.cmp_to_key(lambda a, b: p(a, b) or 0))
# wraps
import functools
def f(): pass
@functools.wraps(f)
def g(): pass
p(f, g)
# recursion
def f(n, o):
    if n: return f(n - 1, o)
    p(o)
f(5, [0])
f(5, o := [0]); p(o)
# nested function default
def f(o):
    def g(x=o): return x
    p(o)
    return g
o = [0]
g = f(o); p(o, g())
# stack of frames
def f(o):
    x = [o, o]
    y = {1: x}
    p(o, x, y)
f([0])
# operand on stack
o = [0]
l = [o, p(o), o, p(o)]
t = (o, p(o))
d = {1: o, 2: p(o)}
p(o)
f = lambda *a: None
f(o, p(o), o, p(o))
# sorted result
l = [[2], [1]]; s = sorted(l); p(l[0], s[0], s)
l.sort(); p(l[0])
# recursion frames
def f(n, l):
    l.append(sys._getframe())
    if n: f(n - 1, l)
l = []; f(2, l); p(*l)
# kwargs dict
def f(**k): return k
o = [0]
d = {'a': o}; e = f(**d); p(d, e, o); print(d is e)
# args tuple
def f(*a): return a
t = ([0],); u = f(*t); print(t is u); p(t)
l = [1]; u = f(*l); p(u)
# partial args
import functools
def f(*a, **k): p(a, k)
o = [0]
functools.partial(f, o, k=o)(o)
# ternary calls
o = [0]
p(o) if o else None
x = p(o) or o; p(o)
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
