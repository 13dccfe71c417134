# By class: is the copy of the same class, another object, equal?
import copy
from collections import *
class L(list): pass
class D(dict): pass
class S(set): pass
class T(tuple): pass
class I(int): pass
class St(str): pass
class Slots:
    __slots__ = ('a', '__b', 'c')
    def __init__(s): s.a = [1]; s.__b = 2
    def b(s): return s.__b
class Sub(Slots): pass
class P:
    def __init__(s, x): s.x = x
class R:
    def __init__(s, v): s.v = v
    def __reduce__(s): return (R, (s.v + 1,))
class G:
    def __init__(s, v): s.v = v
    def __getstate__(s): return {'v': s.v, 'k': 1}
    def __setstate__(s, st): s.v = (st, 'set')
class N:
    def __new__(cls, a, b=2): o = object.__new__(cls); o.t = (a, b); return o
    def __getnewargs__(s): return s.t
class NX:
    def __new__(cls, a, *, b): o = object.__new__(cls); o.t = (a, b); return o
    def __getnewargs_ex__(s): return (s.t[0],), {'b': s.t[1]}
Pt = namedtuple('Pt', 'x y')
class E(Exception):
    def __init__(s, a): super().__init__(a); s.extra = [a]
l = L([[1], 2]); l.n = [3]
d = D(a=[1]); d.n = 1
o = Sub(); o.z = [9]
p = P([1]); p.me = p
x = [l, d, S([1, 2]), T([[1], 2]), I(5), St('q'), Slots(), o, p, R(1), G(4), N(1, 3), NX(1, b=[2]), Pt([1], 2), E(3), deque([[1], 2], 5), defaultdict(list, a=[1]), OrderedDict(a=[1]), Counter('aab'), bytearray(b'ab'), ChainMap({'a': [1]}), UserDict(a=[1]), UserList([[1]]), object(), frozenset([1]), (1, [2]), ValueError('a', 2), slice(1), range(3), len, type, copy.copy, p.__init__, [].append, iter, Ellipsis]
for v in x:
    for f in (copy.copy, copy.deepcopy):
        w = f(v)
        print(f.__name__, type(v).__name__, type(w) is type(v), w is v, [k for k in getattr(w, '__dict__', {})] if not isinstance(v, type) else '', end=' ')
        if isinstance(w, (list, dict, set, tuple, deque, int, str, bytearray, Exception)): print(w if not isinstance(w, E) else (w.args, w.extra), w == v, end='')
        print()
s = copy.copy(x[6]); print(s.a is x[6].a, s.b(), hasattr(s, 'c')); s = copy.deepcopy(o); print(s.a is o.a, s.b(), s.z is o.z, s.z)
q = copy.deepcopy(p); print(q.me is q, q.x is p.x); q = copy.copy(p); print(q.me is p, q.x is p.x)
print(copy.copy(R(1)).v, copy.deepcopy(R(1)).v, copy.copy(G(4)).v, copy.copy(N(1, 3)).t, copy.deepcopy(NX(1, b=[2])).t)
a = [1]; b = [a, a]; c = copy.deepcopy(b); print(c[0] is c[1], c[0] is a)
a = []; a.append(a); b = copy.deepcopy(a); print(b[0] is b)
dd = copy.deepcopy(defaultdict(list, a=[1])); dd['z'].append(1); print(dd)
def gen(): yield
for v in (gen(), gen(), gen()):
    try: copy.copy(v)
    except TypeError as e: print(e)
import sys
try: copy.deepcopy(sys)
except TypeError as e: print(e)
class C2:
    def __copy__(s): return 'c'
    def __deepcopy__(s, m): return ('d', type(m))
print(copy.copy(C2()), copy.deepcopy(C2()), copy.deepcopy([C2()]))
memo = {}; y = [1, [2]]; z = copy.deepcopy(y, memo); print(len(memo), memo[id(y)] is z)
print(copy.Error, copy.error)
