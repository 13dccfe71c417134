# What a deque says to arguments that it does not take.
import collections
from collections import deque


def tell(text, **names):
    names["d"] = deque("abc")
    names["deque"] = deque
    try:
        exec(text, names)
        print(text, names["d"])
    except Exception as error:
        print(text, type(error).__name__, error)


for text in ("d[3]", "d[-4]", "d['a']", "d[1:2]", "d[2 ** 70]", "d[5] = 1", "d['a'] = 1", "del d[7]",
             "del d[1]", "d + [1]", "[1] + d", "d * 'a'", "d += 5", "d < 5", "hash(d)", "d.x = 1", "d.maxlen = 1",
             "d.append()", "d.pop(1)", "d.rotate(1, 2)", "d.rotate('x')", "d.insert(1)", "d.insert('x', 1)",
             "d.remove('z')", "d.index('z')", "d.index('b', 2)", "d.index()", "d.extend(5)", "d.foo",
             "deque(5)", "deque([], -1)", "deque([], 'x')", "deque([], 2 ** 70)", "deque(1, 2, 3)", "deque(foo=1)",
             "deque().pop()", "deque().popleft()", "deque('abc', 3).insert(1, 'x')", "d @ d", "d.append(x=1)"):
    tell(text)
