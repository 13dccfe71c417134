# ChainMap and the User... classes inherit from collections.abc; operators and copies.
import copy
from collections import ChainMap, UserDict, UserList, UserString, defaultdict
from collections.abc import Mapping, MutableMapping, MutableSequence, Sequence

print(isinstance(ChainMap(), MutableMapping), isinstance(UserDict(), Mapping),
      isinstance(UserList(), MutableSequence), isinstance(UserString(""), Sequence))
inner, outer = ChainMap({"a": 1}, {"b": 2, "c": 3}), {"a": 0, "z": 26}
print(outer | inner, inner | outer, list(inner), inner.keys(), inner == {"a": 1, "b": 2, "c": 3})
print(inner.new_child(x=1), inner.new_child({"y": 2}, x=1), inner.parents)
print(ChainMap({}, defaultdict(list))["new"], inner.get("q", 4), ChainMap.fromkeys("ab", 0))
for wrong in (lambda: inner.pop("b"), lambda: ChainMap().popitem(), lambda: inner["q"],
              lambda: inner | [1], lambda: inner.__delitem__("c")):
    try:
        wrong()
    except (KeyError, TypeError) as error:
        print(type(error).__name__, error)


class Lower(UserDict):
    def __setitem__(self, key, value):
        super().__setitem__(key.lower(), value)


lower = Lower(A=1, B=2)
lower.note = ["n"]
for twin in (copy.copy(lower), lower.copy(), lower | {"C": 3}):
    print(type(twin).__name__, twin, getattr(twin, "note", None) is lower.note,
          twin.data is lower.data)
numbers = UserList([1, 2])
numbers.note = "n"
print(copy.copy(numbers).note, numbers + (3,), [0] + numbers, numbers == [1, 2], numbers * 2)
numbers *= 2
numbers += (9,)
print(numbers, 9 in numbers, list(reversed(numbers)))
