# itemgetter, attrgetter and methodcaller: what they get, show, copy and refuse.
import operator
from operator import attrgetter, itemgetter, length_hint, methodcaller


class Point:
    def __init__(self, x, y):
        self.x, self.y = x, y

    def scale(self, by, *, more=1):
        return Point(self.x * by * more, self.y * by * more)


for getter in (itemgetter(1), itemgetter(1, 0), itemgetter("a"), itemgetter(slice(1)),
               attrgetter("real"), attrgetter("real.imag", "imag"), methodcaller("upper"),
               methodcaller("split", "b", maxsplit=1)):
    print(getter, type(getter), end=" ")
    for value in "ab", [1, 2], {"a": 1}, 5:
        try:
            print(getter(value), end=" ")
        except Exception as error:
            print(type(error).__name__, error, end=" ")
    print()
scaled = methodcaller("scale", 2, more=3)(Point(1, 2))
print(attrgetter("x", "y")(scaled), sorted([[2, "b"], [1, "c"]], key=itemgetter(1)))
for wrong in (lambda: itemgetter(), lambda: attrgetter(), lambda: attrgetter(5),
              lambda: methodcaller(), lambda: methodcaller(5), lambda: itemgetter(a=1),
              lambda: itemgetter(1)(), lambda: itemgetter(1)(1, 2), lambda: attrgetter("a")(),
              lambda: attrgetter("a.b")(5), lambda: operator.index(1.5), lambda: operator.abs("x")):
    try:
        wrong()
    except Exception as error:
        print(type(error).__name__, error)
print(length_hint([1, 2]), length_hint(iter([1, 2])), length_hint(5), length_hint(5, 7))
print(operator.index(True), operator.index(10 ** 20))
