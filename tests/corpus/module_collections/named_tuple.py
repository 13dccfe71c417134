from collections import Counter, OrderedDict, defaultdict, deque, namedtuple
P = namedtuple("P", "x y", defaults=[7]); p = P(1); print(p, p.x, p.y, p._replace(x=5), p._asdict(), P._fields, P._make([3, 4]), p == (1, 7), P._field_defaults)
x, y = p; print(x, y, isinstance(p, tuple), P.__doc__, P(y=1, x=2))
for f in (lambda: P(), lambda: P(1, 2, 3), lambda: namedtuple("Q", "a a"), lambda: namedtuple("Q", "_a"), lambda: p._replace(z=1), lambda: namedtuple("Q","1a")):
    try: f()
    except Exception as e: print(type(e).__name__, e)
try: p.x = 4
except AttributeError as e: print(type(e).__name__)
