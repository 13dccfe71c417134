"""Methods that call themselves without end, by way of every protocol: RecursionError each time, and the
program goes on."""
import functools


class Deep:
    def __getattr__(self, name): return getattr(self, name + "x" if len(name) < 3 else "y")
    def __eq__(self, other): return self == other
    def __hash__(self): return hash(self)
    def __repr__(self): return repr(self)
    def __str__(self): return str(self)
    def __format__(self, spec): return format(self, spec)
    def __call__(self): return self()
    def __add__(self, other): return self + other
    def __iadd__(self, other):
        self += other
        return self
    def __neg__(self): return -self
    def __getitem__(self, key): return self[key]
    def __setitem__(self, key, value): self[key] = value
    def __contains__(self, item): return item in self
    def __len__(self): return len(self)
    def __bool__(self): return not self
    def __iter__(self): return iter(self)
    def __next__(self): return next(self)
    def __lt__(self, other): return self < other
    def __index__(self): return [1, 2][self]
    def __enter__(self):
        with self:
            pass
    def __exit__(self, *rest): pass
    def __int__(self): return int(self)
    def __float__(self): return float(self)

    @property
    def loop(self): return self.loop

    @functools.cached_property
    def kept(self): return self.kept


class Setter:
    def __setattr__(self, name, value): setattr(self, name, value)
    def __delattr__(self, name): delattr(self, name)
    def __getattribute__(self, name): return getattr(self, name)


class Made:
    def __init__(self): Made()


class New:
    def __new__(cls): return cls()


class Meta(type):
    def __call__(cls): return cls()
    def __instancecheck__(cls, other): return isinstance(other, cls)


class OfMeta(metaclass=Meta):
    pass


class Descriptor:
    def __get__(self, instance, owner): return instance.described


class Described:
    described = Descriptor()


def by_sort(x): return sorted([x, x], key=by_sort)
def by_map(x): return list(map(by_map, [x]))
def by_partial(x): return functools.partial(by_partial, x)()
def by_star(*args): return by_star(*args)
def by_keywords(**kw): return by_keywords(**kw)
def by_generator(): yield from by_generator()
def by_for():
    for x in by_for():
        yield x
def by_comprehension(): return [by_comprehension() for i in range(1)]
def by_exec(): exec("by_exec()")
def by_max(x): return max([x, x], key=by_max)
def by_reduce(x, y=None): return functools.reduce(by_reduce, [x, y])
def by_filter(x): return list(filter(by_filter, [x]))
def by_class():
    class Inner:
        by_class()
def by_lambda(): return (lambda: by_lambda())()
def by_finally():
    try:
        by_finally()
    finally:
        pass


@functools.lru_cache
def by_cache(n): return by_cache(n + 1)


deep, other = Deep(), Deep()


def iadd():
    global deep
    deep += 1


WAYS = {
    "getattr": lambda: deep.a, "eq": lambda: deep == other, "hash": lambda: hash(deep),
    "repr": lambda: repr(deep), "str": lambda: str(deep), "format": lambda: f"{deep}",
    "call": lambda: deep(), "add": lambda: deep + 1, "iadd": iadd, "neg": lambda: -deep,
    "getitem": lambda: deep[0], "setitem": lambda: deep.__setitem__(0, 1),
    "contains": lambda: 1 in deep, "len": lambda: len(deep), "bool": lambda: bool(deep),
    "iter": lambda: iter(deep), "for": lambda: [x for x in deep], "next": lambda: next(deep),
    "lt": lambda: sorted([deep, other]), "index": lambda: [1][deep], "with": lambda: deep.__enter__(),
    "int": lambda: int(deep), "float": lambda: float(deep), "property": lambda: deep.loop,
    "cached_property": lambda: deep.kept, "in dict": lambda: {deep: 1},
    "in list": lambda: other in [deep], "list eq": lambda: [deep] == [other],
    "tuple repr": lambda: repr((deep,)), "dict repr": lambda: str({1: deep}),
    "setattr": lambda: setattr(Setter(), "a", 1), "delattr": lambda: delattr(Setter(), "a"),
    "getattribute": lambda: Setter().a, "init": Made, "new": New, "metaclass": lambda: OfMeta(),
    "isinstance": lambda: isinstance(1, OfMeta), "descriptor": lambda: Described().described,
    "sort": lambda: by_sort(1), "map": lambda: by_map(1), "partial": lambda: by_partial(1),
    "star": lambda: by_star(1), "keywords": lambda: by_keywords(a=1),
    "yield from": lambda: list(by_generator()), "generator": lambda: list(by_for()),
    "comprehension": by_comprehension, "exec": by_exec, "max": lambda: by_max(1),
    "reduce": lambda: by_reduce(1), "filter": lambda: by_filter(1), "class": by_class,
    "lambda": by_lambda, "finally": by_finally, "lru_cache": lambda: by_cache(1),
    "percent": lambda: "%s" % deep, "join": lambda: "".join([deep]), "print": lambda: print(deep),
}
for name, way in WAYS.items():
    try:
        way()
    except RecursionError as error:
        print(name, "RecursionError", str(error).startswith("maximum recursion depth exceeded"))
    except Exception as error:
        print(name, type(error).__name__, error)
    else:
        print(name, "ended")
