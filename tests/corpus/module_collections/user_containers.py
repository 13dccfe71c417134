from collections import UserDict, UserList


class Lower(UserDict):
    def __setitem__(self, key, value):
        super().__setitem__(key.lower(), value)

    def __missing__(self, key):
        return f"no {key}"


d = Lower({"A": 1}, B=2)
d.update(C=3)
d.setdefault("D", 4)
print(d, d["a"], d["zz"], len(d), "a" in d, "A" in d, d.get("b"), d.get("x", 0), list(d), d.pop("c"))
print(d == {"a": 1, "b": 2, "d": 4}, d | {"E": 5}, Lower.fromkeys("XY"), type(d.copy()).__name__)


class Stack(UserList):
    push = UserList.append

    def top(self):
        return self[-1]


s = Stack([1, 2])
s.push(3)
print(s, s.top(), s[:2], type(s[:2]).__name__, s + [4], [0] + s, s * 2, len(s), 2 in s, s.pop(), sorted(s, reverse=True))
s += [9]
s.sort(reverse=True)
print(s, s == [9, 2, 1], s < [10], s.index(2), s.count(9), max(s))
