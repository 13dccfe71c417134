"""Reference counts of what containers hold, and of names."""
import sys

SITUATIONS = '''
# sys.exc_info
try: 1/0
except ZeroDivisionError as e:
    t = sys.exc_info()
    p(t, t[1], t[2], e)
del t
# del
o = [0]; a = b = c = o
p(o); del a; p(o); del b, c; p(o)
# values
d = {1: [1]}
for v in d.values(): p(v, d)
v = d.values()
p(d, v)
i = iter(v)
p(d, v, i)
# sum
class A:
    def __radd__(self, x): p(self); return self
a = A()
sum([a])
# any
class A:
    def __bool__(self): p(self); return False
a = A()
any([a]); all([a]); bool(a); not a
if a: pass
# binary operators
class A:
    def __add__(self, o): p(self, o); return 1
    def __radd__(self, o): p(self, o); return 1
    def __iadd__(self, o): p(self, o); return self
    def __eq__(self, o): p(self, o); return True
    def __getitem__(self, o): p(self, o); return 1
    def __setitem__(self, o, v): p(self, o, v)
    def __delitem__(self, o): p(self, o)
a = A(); b = [0]
a + b; b + a; a == b; a[b]; a[b] = b; del a[b]
a += b
p(a, b)
# globals
p(globals())
g = globals()
p(g)
# vars
class A: pass
a = A(); v = vars(a)
p(v, a)
# deque
from collections import deque
o = [0]
d = deque([o, o])
p(o, d)
d.rotate(1)
x = d.popleft()
p(o, x)
for y in d: p(y, d)
d *= 3
p(o)
# ordereddict
from collections import OrderedDict
o = [0]
d = OrderedDict(a=o, b=o)
p(o, d)
d.move_to_end('a')
p(o, d)
for k, v in d.items(): p(v)
# namedtuple
from collections import namedtuple
P = namedtuple('P', 'x y')
o = [0]
q = P(o, o)
p(o, q, q.x)
r = q._replace(x=1)
p(o)
# counter
from collections import Counter
k = frozenset([3])
c = Counter([k, k])
p(k, c)
# string in fn
def f():
    s = ''
    s += 'abc'.upper()
    p(s)
    s += 'x'
    p(s)
    t = s
    s += 'y'
    p(s, t)
f()
# string join
l = ['ab' + str(i) for i in range(3)]
p(l[0])
s = ''.join(l[:1])
print(s is l[0]); p(l[0])
# bytes identities
s = bytes([65, 66, 67])
print(bytes(s) is s, s[:] is s, s.strip() is s, (s + b'') is s, s * 1 is s, b''.join([s]) is s)
print(s.replace(b'q', b'r') is s, s.split(b'q')[0] is s, s.partition(b'q')[0] is s)
print(s.ljust(1) is s, b'%b' % s is s)
# comprehension constants
x = 12345
print([12345 for i in range(1)][0] is x)
class A: y = 12345
print(A.y is x)
# tuple contents
o = [0]
t = (o, o, [o]); p(o, t)
# list ops
o = [0]
l = [o]; l.append(o); l.insert(0, o); l.extend([o]); l += [o]; l = l + [o]; l *= 2
p(o)
x = l.pop(); p(o); l.remove(o); p(o); del l[0]; p(o); l[0] = None; p(o); l[:] = []; p(o); l.clear()
p(o, x)
# list copies
o = [0]; l = [o]
a = l[:]; b = l.copy(); c = list(l); d = [*l]; e = l * 2; p(o, l)
import copy
f = copy.copy(l); p(o)
g = copy.deepcopy(l); p(o)
# dict ops
o = [0]
d = {1: o}; d[2] = o; d.update({3: o}); d.setdefault(4, o); p(o)
d.pop(1); p(o); d.popitem(); p(o); d.get(2); p(o); e = d.copy(); p(o)
f = {**d}; p(o); g = d | {9: o}; p(o); del d[2]; p(o); d.clear(); p(o)
h = dict.fromkeys([1, 2], o); p(o)
i = dict(zip([1], [o])); p(o)
# set ops
o = frozenset([1])
s = {o}; s.add(o); p(o); t = s | {o}; p(o); u = s.copy(); p(o); s.discard(o); p(o); t.pop(); p(o)
# unpack
o = [0]
a, b = o, o; p(o)
a, *b = [o, o, o]; p(o, b)
(a, b), c = (o, o), o; p(o)
a, b = b, a; p(o)
# multiple assign
a = b = c = [0]; p(a)
x = y = z = object(); p(x)
# swap
a = [1]; b = [2]; a, b = b, a; p(a, b)
# augmented
a = [0]; b = a; a += [1]; p(a); a = a + [2]; p(a, b)
# conditional
o = [0]
x = o if o else None; p(o); y = o or 1; p(o); z = o and o; p(o)
# walrus
if (o := [0]): p(o)
p(o)
# slices
o = slice([0], [1], [2]); p(o, o.start)
# range
r = range(1000, 2000); i = iter(r); p(r, i)
n = 10**15; r = range(n); p(n, r)
# break
l = [[1]]
for x in l: break
p(l, x)
# exec
exec('o = [0]; p(o)')
d = {'p': p}
exec('o = [0]; p(o)', d)
p(d['o'], d)
c = compile('1', 'x', 'eval'); p(c)
eval(c); p(c)
# eval
o = [0]
eval('p(o)')
# import module
import math
p(math) if 0 else None
m = type(sys)('m'); m.x = o = [0]; p(m, m.__dict__, o)
# set_name
class D:
    def __set_name__(self, o, n): p(self, o)
class A: x = D()
# lru_cache
import functools
@functools.lru_cache
def f(o): return o
o = frozenset([1])
f(o); p(o); f(o); p(o); f.cache_clear(); p(o)
# singledispatch
import functools
@functools.singledispatch
def f(o): p(o)
f([0])
o = [0]; f(o)
# contextmanager
import contextlib
@contextlib.contextmanager
def c(o): p(o); yield o; p(o)
o = [0]
with c(o) as x: p(o)
p(o)
# operator
import operator
o = [0]
g = operator.itemgetter(0); r = g([o]); p(o)
operator.attrgetter('x')
# re
import re
s = 'abc def'.upper()
m = re.match('A', s); p(s, m)
m.string; p(s)
# json
import json
o = json.loads('[[1], {"a": []}]'); p(o, o[0], o[1], o[1]['a'])
# heapq
import heapq
o = (1, [0])
h = []; heapq.heappush(h, o); p(o); heapq.heappop(h); p(o)
# bisect
import bisect
o = (1,)
l = []; bisect.insort(l, o); p(o)
# copyreg
import copy
class A: pass
a = A(); a.x = o = [0]
b = copy.copy(a); p(o); c = copy.deepcopy(a); p(o)
# statement expression result
o = [0]
o; p(o)
[o]; p(o)
# print
class A:
    def __str__(self): p(self); return ''
a = A(); print(a); print(A())
# global stmt
def f():
    global gg
    gg = [0]
    p(gg)
f(); p(gg)
# refcount in thread of nested data
a = []
b = [a, a]
c = {'x': a, 'y': b}
p(a, b, c)
del b; p(a)
c['y'] = None; p(a)
# cycles
a = []; a.append(a); p(a)
import gc
d = {}; d['d'] = d; p(d)
class N: pass
n = N(); n.self = n; p(n)
l = [n]; n.l = l; p(n, l)
# parent child
class Node:
    def __init__(self, parent=None):
        self.parent = parent; self.kids = []; parent and parent.kids.append(self)
r = Node(); k = Node(r); p(r, k)
del k; p(r, r.kids[0])
# linked list
class Node:
    def __init__(self, v, n=None): self.v = v; self.n = n
h = None
for i in range(3): h = Node(i, h)
p(h, h.n, h.n.n)
# in
class A:
    def __eq__(s, o): p(s, o); return False
a = A(); b = A()
a in [b]; a in (b,); [b].index(a) if 0 else 0; [b].count(a); a == b; a != b
[a] == [b]; (a,) == (b,); {1: a} == {1: b}
# hash eq in dict
class K:
    def __hash__(s): return 1
    def __eq__(s, o): p(s, o); return False
a = K(); b = K(); d = {a: 1}; d[b] = 2; d.get(b); b in d; d.pop(b); s = {a}; s.add(b); b in s
# fstring nested
o = 'abc def'.upper()
s = f'{o}{o!r}{p(o)}'
# reversed list
l = [[0]]; r = list(reversed(l)); p(l[0], r)
# nested tuple unpack in for
for a, (b, c) in [([0], ([1], [2]))]: p(a, b, c)
# dict view ops
d = {1: [0]}; k = d.keys(); p(d, k); k & {1}; p(d); list(d.items())[0]; p(d[1])
# annotations
def f(a: [0]) -> 'x': pass
p(f.__annotations__, f)
# doc
def f(): 'doc string here'
p(f.__doc__)
class A: 'doc string here'
p(A.__doc__)
# print to StringIO
import io
o = io.StringIO(); print('x', file=o); p(o)
# star in index
o = [0]
class A:
    def __getitem__(s, k): p(s, k)
A()[o, 1]; A()[o:]; a = A(); a[o]; k = (o, 1); a[k]
# operators on temps
class A:
    def __add__(s, o): p(s, o); return s
    def __matmul__(s, o): p(s, o)
A() + A() + A(); A() @ [0]
# unary
class A:
    def __neg__(s): p(s); return s
    def __invert__(s): p(s); return s
    def __pos__(s): p(s); return s
a = A(); -a; ~a; +a; -A(); - -a
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
