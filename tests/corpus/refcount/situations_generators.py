"""Reference counts while generators wait, comprehensions run and iterators hand out."""
import sys

SITUATIONS = '''
# generator suspended
def g(o):
    x = o
    yield x
    yield o
o = [0]
i = g(o)
p(o, i)
next(i)
p(o, i, i.gi_frame)
next(i)
p(o, i)
i.close()
p(o, i)
# generator frame
def g(o):
    yield sys._getframe()
o = [0]
i = g(o)
fr = next(i)
p(o, i, fr, i.gi_frame)
del i
p(o, fr)
# generator throw
def g(o):
    try: yield
    except ValueError as e: p(e, o); yield e
o = [0]
i = g(o); next(i)
e = ValueError(o)
r = i.throw(e)
p(o, e, r)
i.close()
p(o, e)
# yield from
def a(o):
    yield o
def b(o):
    yield from a(o)
o = [0]
i = b(o)
next(i)
p(o, i, i.gi_yieldfrom)
del i
p(o)
# generator return value
def g(o):
    return o
    yield
o = [0]
try: next(g(o))
except StopIteration as e: p(o, e.value, e.args)
p(o)
# generator expression
o = [0]
g = (x for x in [o, o])
p(o, g)
next(g); p(o)
next(g); p(o)
next(g, None); p(o, g)
# list comp frame
o = [0]
l = [p(o, x) for x in [o]]
p(o)
# list comp sees iter
o = [[0]]
l = [p(o) for x in o]
# nested comp
o = [0]
l = [[p(o, x, y) for x in (o,)] for y in (o,)]
# dict comp
o = [0]
d = {k: o for k in range(3)}
p(o)
# set comp
o = (1, [2])
o = frozenset([1])
s = {o for k in range(3)}
p(o)
# map
o = [0]
list(map(lambda x: p(x), [o]))
m = map(p, [o])
p(o, m)
list(m)
# filter
o = [0]
f = filter(lambda x: p(x) or True, [o])
r = next(f)
p(o, r)
# zip no reuse
z = zip([[1], [2]], [[3], [4]])
a = next(z); b = next(z)
print(a is b); p(a, b, a[0])
# zip for
for t in zip([[1], [2]]): p(t, t[0])
# enumerate kept
l = list(enumerate([[1], [2]]))
p(l, l[0], l[0][1])
# enumerate unpack
for i, x in enumerate([[1], [2]]): p(x)
# chain
import itertools
o = [0]
c = itertools.chain([o], [o])
next(c)
p(o)
next(c)
p(o)
# permutations
import itertools
o = [0]
i = itertools.permutations([o, 1])
p(o)
t = next(i)
p(o, t)
# tee
import itertools
o = [0]
a, b = itertools.tee([o, o])
next(a)
p(o)
next(b)
p(o)
# groupby
import itertools
o = [0]
for k, g in itertools.groupby([o, o]): p(k, o); l = list(g); p(o, l)
# accumulate
import itertools
o = [0]
for x in itertools.accumulate([o, o]): p(x, o)
# islice cycle repeat
import itertools
o = [0]
r = itertools.repeat(o)
p(o); next(r); p(o)
c = itertools.cycle([o]); next(c); p(o); next(c); p(o)
i = itertools.islice([o, o], 1); p(o); next(i); p(o)
# starmap
import itertools
o = [0]
list(itertools.starmap(p, [(o, o)]))
t = (o,)
list(itertools.starmap(p, [t])); p(t)
# iter list
l = [[0]]
i = iter(l); p(l, i); x = next(i); p(l, x); next(i, 0); p(l)
# iter dict
d = {1: [0]}
i = iter(d); p(d, i); next(i); p(d); next(i, 0); p(d)
# iter reversed
l = [[0]]; i = reversed(l); p(l); next(i); p(l); next(i, 0); p(l)
# iter callable
o = [0]
i = iter(lambda: o, None); p(o); next(i); p(o)
# iter getitem
class A:
    def __getitem__(self, i): p(self); raise IndexError
a = A(); i = iter(a); p(a, i); next(i, 0); p(a)
# for over attribute
class A: pass
a = A(); a.l = [[0]]
for x in a.l: p(x, a.l)
# for loop var left
for x in [[0]]: pass
p(x)
# for literal list
for x in [[1], [2]]: p(x)
# for tuple const
for x in (1000, 2000): p(x)
# for over temp call
def f(): return [[0]]
for x in f(): p(x)
# while pop
l = [[1], [2]]
while l:
    x = l.pop(); p(x)
# attribute chain
class A: pass
a = A(); a.b = A(); a.b.c = [0]
p(a, a.b, a.b.c)
x = a.b.c; p(x)
# method chain
class A:
    def m(self): p(self); return self
a = A(); a.m().m(); A().m().m()
# comparison chain
class A:
    def __lt__(s, o): p(s, o); return True
a = A(); b = A(); a < b < a
a < A()
# chained call
def f(o): return lambda: o
p(f([0])()); p(f([0]))
# mappingproxy
class A: x = [0]
m = A.__dict__; p(m, A.x, A)
# generator in list
def g():
    x = [0]
    yield x
    p(x)
for y in g(): p(y)
# gen delegation
def g(o):
    r = yield from [o]
    p(o)
o = [0]
for x in g(o): p(x, o)
# gen abandoned
def g(o): yield o
o = [0]
i = g(o); p(o); del i; p(o)
# map multi
o = [0]
list(map(p, [o], [o]))
# zip longest
import itertools
for t in itertools.zip_longest([[1]], [[2], [3]]): p(t, t[1])
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
