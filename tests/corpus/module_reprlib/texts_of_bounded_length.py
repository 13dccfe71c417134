# reprlib cuts long texts; recursive_repr guards a __repr__ that meets its own object.
import reprlib
from collections import deque


class Loop:
    def __init__(self):
        self.parts = [self]

    @reprlib.recursive_repr("<...>")
    def __repr__(self):
        "the parts"
        return f"Loop({self.parts})"


class Broken:
    def __repr__(self):
        raise ValueError


print(Loop(), Loop.__repr__.__name__, Loop.__repr__.__doc__)
nested = []
for _ in range(9):
    nested = [nested, 1]
for value in ("x" * 100, "short", 10 ** 60, list(range(20)), (1,), (), {i: i for i in range(9)},
              {3, 1, 2}, set(), frozenset("abcdefghi"), deque(range(9)), nested, b"b" * 50,
              {"k": {"k": {"k": {"k": {"k": {"k": {"k": 1}}}}}}}, ((((((((1,),),),),),),),)):
    print(reprlib.repr(value))
print(reprlib.repr(Broken()).partition(" at ")[0])
small = reprlib.Repr()
small.maxstring, small.maxlist, small.fillvalue = 8, 2, "~"
print(small.repr(["a long string", 2, 3]))


class Own(reprlib.Repr):
    def repr_Loop(self, x, level):
        return f"a loop at level {level}"


print(Own().repr([Loop()]))
