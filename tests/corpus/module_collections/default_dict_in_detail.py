# defaultdict: how it is made, shown, copied and joined, and when it asks its factory.
import copy
import gc
import sys
import weakref
from collections import defaultdict

print(defaultdict, defaultdict.__mro__, defaultdict[int, str])
for arguments in ((1,), (int, 1), (int, {}, {}), (None, {1: 2}), ()):
    try:
        print(defaultdict(*arguments))
    except TypeError as error:
        print(error)
d = defaultdict()
try:
    d["k"]
except KeyError as error:
    print(repr(error))
d.default_factory = int
print(d["k"], d, d.get("q"), "q" in d, d.default_factory)
del d.default_factory
print(d.default_factory)


class Below(defaultdict):
    pass


b = Below(int, a=1)
print(b, b.copy(), type(copy.copy(b)), b | {"b": 2}, {"b": 3} | b, type({"b": 3} | b))
b |= {"q": 9}
print(b)
for operation in (lambda: b | 5, lambda: [] | b, lambda: weakref.ref(defaultdict())):
    try:
        operation()
    except TypeError as error:
        print(error)
failing = defaultdict(lambda: 1 / 0)
try:
    failing[3]
except ZeroDivisionError as error:
    print(error, len(failing))
d = defaultdict(list)
d["a"].append(d)
print(d)


def factory():
    return 7


d = defaultdict(factory)
print(d[1], d == {1: 7}, sys.getrefcount(factory), gc.is_tracked(d))
d = defaultdict(dict)
d.default_factory = d.copy
del d
print(gc.collect() > 0)
