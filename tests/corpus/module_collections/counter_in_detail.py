# Counter: counting, the operators, and what it refuses.
from collections import Counter

c = Counter("abracadabra")
print(c, c.most_common(2), c["z"], sorted(c.elements()), type(c.elements()))
c.update("aab")
c.update({"a": -10})
c.update(a=1, q=2)
print(c)
c.subtract("ab")
print(c, Counter(), Counter(a=3) + Counter(a=1, b=-1), +c, -c)
for operation in (lambda: Counter(5), lambda: Counter([[]]), lambda: Counter.fromkeys("ab")):
    try:
        operation()
    except (TypeError, NotImplementedError) as error:
        print(type(error).__name__, error)
print(Counter({"a": "x", "b": 2}))


class Watched(Counter):
    def __setitem__(self, key, value):
        print("set", key, value)
        super().__setitem__(key, value)


print(Watched("aab"))


class Asked(Counter):
    def get(self, key, default=None):
        print("get", key)
        return super().get(key, default)


print(Asked("aab"))
