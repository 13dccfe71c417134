# An iterator over a deque notices each change of its size or order, and no other.
from collections import deque

changes = (lambda d: d.append(1), lambda d: d.pop(), lambda d: d.clear(), lambda d: d.rotate(1),
           lambda d: d.reverse(), lambda d: d.__setitem__(1, "z"), lambda d: d.insert(1, "z"),
           lambda d: d.remove("b"), lambda d: d.extend(""), lambda d: d.appendleft(0))
for change in changes:
    for way in (iter, reversed):
        d = deque("abcd")
        iterator = way(d)
        print(next(iterator), iterator.__length_hint__(), end=" ")
        change(d)
        try:
            print(list(iterator))
        except RuntimeError as error:
            print(error, iterator.__length_hint__())


class Meddler:
    def __init__(self, d, change):
        self.d, self.change = d, change

    def __eq__(self, other):
        self.change(self.d)
        return False


for change in (lambda d: d.append(1), lambda d: d.clear(), lambda d: 1 / 0, lambda d: None):
    for name in ("remove", "count", "index", "__contains__"):
        d = deque()
        d.extend([1, Meddler(d, change), 2, 3])
        try:
            print(name, getattr(d, name)(3))
        except Exception as error:
            print(name, type(error).__name__, error)
