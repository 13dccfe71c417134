# Names of the made methods, the doc string, metadata that cannot change, abstract methods filled.
import abc
from collections import deque
from dataclasses import dataclass, field, fields


class Money:
    pass


@dataclass(order=True, frozen=True)
class Item:
    a: int
    b: Money = field(default=None, metadata={"unit": "cent"}, compare=False)
    c: deque = field(default_factory=deque)
    d: list[int] = field(default_factory=list, repr=False)
    e: "str" = "e"


print(Item.__doc__)
for name in ("__init__", "__repr__", "__eq__", "__lt__", "__hash__", "__setattr__", "__delattr__"):
    print(getattr(Item, name).__qualname__)
b = fields(Item)[1]
print(b.metadata, fields(Item)[0].metadata)
try:
    b.metadata["unit"] = "dollar"
except TypeError as error:
    print(error)


class Ordered(abc.ABC):
    @abc.abstractmethod
    def __lt__(self, other):
        pass


@dataclass(order=True)
class Day(Ordered):
    day: int


print(Day(1) < Day(2), Day.__abstractmethods__)


@dataclass
class Node:
    next: "Node" = None


node = Node()
node.next = node
print(node)
