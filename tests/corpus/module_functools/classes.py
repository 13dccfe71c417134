import functools
p = functools.partial(print, "a", sep="-"); p("b"); print(p.args, p.keywords, p.func is print)
print(repr(functools.partial(len, 1)))
print(sorted([3, 1, 2], key=functools.cmp_to_key(lambda a, b: b - a)))
@functools.lru_cache
def f(x): return x
f(1); f(1); print(f.cache_info())
@functools.total_ordering
class V:
    def __init__(self, v): self.v = v
    def __eq__(self, o): return self.v == o.v
    def __lt__(self, o): return self.v < o.v
print(V(1) <= V(1), V(2) > V(1), V(1) >= V(2), max(V(1), V(3)).v)
class C:
    @functools.cached_property
    def x(self):
        print("computed"); return 5
c = C(); print(c.x, c.x)
@functools.wraps(f)
def g(): pass
print(g.__name__)
