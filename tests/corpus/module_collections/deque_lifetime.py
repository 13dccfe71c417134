# Counts, weak references, cycles; in which order items die, and what they see of the deque then.
import gc
import sys
import weakref
from collections import deque

thing = object()
d = deque([thing] * 3)
print(sys.getrefcount(thing), gc.get_referents(d) == [thing] * 3)
d.clear()
print(sys.getrefcount(thing))
gone = weakref.ref(d)
del d
print(gone())
d = deque()
d.append(d)
print(d, gc.is_tracked(d))
gone = weakref.ref(d)
del d
gc.collect()
print(gone())


class Item:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print(self.name, "dies, left:", len(row))


row = deque(map(Item, "abcdefgh"), 8)
row.popleft()
row.pop()
row.append(Item("i"))
row.append(Item("j"))
row.append(Item("k"))
del row[1]
row[0] = None
row.clear()
row.extend(map(Item, "lm"))
row = ()


class Named(deque):
    pass


n = Named("ab", 5)
n.name = "x"
print(n, n.copy(), type(n.copy()), n + Named("c"), type(n * 2), n.__dict__, n == deque("ab"))
chain = None
for _ in range(100000):
    chain = deque([chain])
del chain
