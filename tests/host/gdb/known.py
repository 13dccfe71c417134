# The program that test_gdb_python.py looks into: it stops at the line marked "stop here", and what
# it prints there are the counts that it sees itself.
import collections
import sys
import weakref


class Point:
    colour = "red"

    def __init__(self, x, y):
        self.x = x
        self.y = y

    @property
    def length(self):
        return abs(self.x)


class Slotted:
    __slots__ = ("a", "b")

    def __init__(self):
        self.a = "slot"


class Stack(list):
    pass


def numbers(limit):
    n = 0
    while n < limit:
        yield n
        n += 1


def tell(**counted):
    pass


def inner(a, *rest, key=None, **others):
    narrow, wide, widest = "gr\u00fc\u00df", "\u20ac uro", "\U0001f40d py"
    small, big, negative = 42, 10 ** 40, -(2 ** 100)
    ratio, blob = 2.5, b"\x00bytes"
    items = [1, 2.5, None, True, "text"]
    items.append(items)
    table = {"one": 1, 2: (3,), None: [], "self": items}
    table["cycle"] = table
    letters, frozen = {"x"}, frozenset([7])
    point, slotted, stack = Point(1, "y"), Slotted(), Stack([1])
    point.owner = items
    stack.name = "mine"
    pair = (point, point)
    many = list(range(400))
    long_text = "z" * 5000
    window, steps = slice(1, None, 2), range(0, 10, 3)
    queue = collections.deque([1, [2]], maxlen=5)
    groups = collections.defaultdict(list, {"a": [1]})
    changing, keys, pairs = bytearray(b"\x00b"), {1: 2}.keys(), {1: 2}.items()
    spot = collections.namedtuple("Spot", "row column")(3, [4])
    weak, above = weakref.ref(point), super(Stack, stack)
    upper, append = str.upper, [].append
    paused = numbers(5)
    next(paused)

    def closure():
        return point
    method = items.append
    bound = closure
    try:
        {}["missing"]
    except KeyError as error:
        try:
            1 / 0
        except ZeroDivisionError as second:
            print("items", sys.getrefcount(items) - 1)
            print("table", sys.getrefcount(table) - 1)
            print("point", sys.getrefcount(point) - 1)
            print("big", sys.getrefcount(big) - 1)
            print("closure", sys.getrefcount(closure) - 1)
            print("Point", sys.getrefcount(Point) - 1)
            print("small", sys.getrefcount(small) - 1)
            sys.stdout.flush()
            result = a + 1  # stop here
    return result


def outer(n):
    for i in numbers(3):
        if i == 2:
            return inner(n, i, key="k", z=9)


def deep(n):
    if n == 0:
        return outer(7)
    return deep(n - 1)


print(outer(7))
