"""Comparisons that a dataclass writes: their names, their tracebacks, what they decline."""
import traceback
from dataclasses import dataclass, field


@dataclass(order=True)
class Item:
    name: str
    price: float = field(default=0.0, compare=True)
    note: str = field(default="", compare=False)


@dataclass(order=True)
class Nothing:
    pass


@dataclass(eq=False)
class Plain:
    value: int = 0


first, second = Item("a", 1.0, "x"), Item("a", 2.0)
print(first < second, first <= second, first > second, first >= second, first == second)
print(first == Item("a", 1.0, "y"), first != second, first == "a", first.__lt__("a"))
print(Nothing() == Nothing(), Nothing() < Nothing(), Nothing() >= Nothing())
print(Plain() == Plain(), "__eq__" in Plain.__dict__, hasattr(Plain, "__lt__"))
print(Item.__lt__.__qualname__, Item.__eq__.__name__, Item.__eq__.__module__)
print(sorted([Item("c"), Item("b", 2), Item("b", 1)]))
for other in Item(5), "text", None:
    try:
        first < other
    except TypeError:
        traceback.print_exc()
try:
    @dataclass(order=True)
    class Twice:
        def __lt__(self, other):
            return False
except TypeError as error:
    print(error)
