# dataclass(slots=True): inherited slots, defaults without __init__, weak references, copies.
import copy
import weakref
from dataclasses import dataclass, field, make_dataclass


class Base:
    __slots__ = ("a",)


@dataclass(slots=True)
class Point(Base):
    a: int
    z: int = 3
    hidden: str = field(default="h", init=False)


@dataclass(slots=True, weakref_slot=True)
class Node:
    value: int


@dataclass(slots=True)
class Leaf(Node):
    size: int = 0


@dataclass(frozen=True, slots=True)
class Fixed:
    x: int
    y: list


print(Point.__slots__, Point(1), Point(1).hidden, Node.__slots__, Leaf.__slots__)
node = Node(1)
print(weakref.ref(node)() is node, weakref.ref(Leaf(2))() is None)
try:
    weakref.ref(Point(1))
except TypeError as error:
    print(error)
fixed = Fixed(1, [2])
print(copy.copy(fixed), copy.deepcopy(fixed).y is fixed.y, copy.copy(fixed).y is fixed.y)
for wrong in (lambda: dataclass(weakref_slot=True)(type("C", (), {})),
              lambda: make_dataclass("C", ["class"]), lambda: make_dataclass("C", ["a", "a"])):
    try:
        wrong()
    except TypeError as error:
        print(error)
