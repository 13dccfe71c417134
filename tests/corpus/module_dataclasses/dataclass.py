from dataclasses import *
from typing import ClassVar
@dataclass
class Point:
    x: int
    y: int = 0
    tags: list = field(default_factory=list, repr=False)
    count: ClassVar[int] = 3
    def norm(self): return (self.x**2 + self.y**2) ** .5
p = Point(3, 4); q = Point(3, 4)
print(p, p == q, p is q, p.norm(), p != Point(1), Point(1), Point.__doc__, p.tags is q.tags)
try: Point()
except TypeError as e: print(e)
try: Point(1, 2, 3, 4)
except TypeError as e: print(e)
try: hash(p)
except TypeError as e: print(e)
@dataclass(frozen=True, order=True)
class V:
    major: int
    minor: int = 0
    name: str = field(default="", compare=False)
v = V(1, 2, "a")
print(v, v < V(2), sorted([V(2), V(1, 5), V(1)]), hash(v) == hash(V(1, 2, "b")), v == V(1, 2, "z"), {v: 1}[V(1,2)])
for f in (lambda: setattr(v, "major", 3), lambda: delattr(v, "major"), lambda: v < 3):
    try: f()
    except (FrozenInstanceError, TypeError) as e: print(type(e).__name__, e)
@dataclass
class Base:
    a: int
    b: int = 2
@dataclass
class Derived(Base):
    c: int = 3
    d: InitVar[int] = 0
    e: int = field(init=False)
    def __post_init__(self, d):
        self.e = self.a + d
print(Derived(1, d=10), [f.name for f in fields(Derived)], replace(Derived(1), a=9, d=1))
print(asdict(Derived(1)), astuple(Point(1, 2, [Point(3)])), is_dataclass(Point), is_dataclass(p), is_dataclass(3))
for bad in ("a: int = 1\n    b: int", "a: list = []"):
    try: exec(f"@dataclass\nclass B:\n    {bad}")
    except (TypeError, ValueError) as e: print(type(e).__name__, e)
@dataclass(kw_only=True)
class K:
    a: int
    b: str = "x"
print(K(a=1))
try: K(1)
except TypeError as e: print(e)
@dataclass(slots=True)
class S:
    a: int
    b: int = 2
s = S(1); print(s, S.__slots__, hasattr(s, "__dict__"))
C = make_dataclass("C", [("x", int), "y", ("z", int, field(default=5))])
print(C(1, 2))
@dataclass
class Node:
    value: int
    next: "Node | None" = None
n = Node(1, Node(2)); print(n); n.next.next = n; print(n)
print(fields(Point)[0].name, fields(Point)[0].type, fields(Point)[1].default, Point.__match_args__)
@dataclass(eq=False)
class NE: a: int
print(NE(1) == NE(1))
print(Point.__dataclass_params__, p.__dict__, vars(Point(1)))
