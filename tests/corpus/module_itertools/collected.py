# Cycles by way of an iterator; who is tracked; what an iterator refers to.
import gc
import weakref
from itertools import *


class Node:
    pass


for make in (cycle, chain, lambda n: repeat(n[0]), lambda n: islice(n, 9), groupby, pairwise, zip_longest,
             lambda n: tee(n)[0], lambda n: product(n, n), permutations, accumulate,
             lambda n: takewhile(len, n), lambda n: compress(n, n), lambda n: starmap(print, n)):
    node = Node()
    node.iterator = make([node, node])
    print(gc.is_tracked(node.iterator), end=" ")
    gone = weakref.ref(node)
    del node
    gc.collect()
    print(gone() is None)
for each in (groupby([1], len), accumulate([1], max, initial=2), islice([1], 2), takewhile(len, [1]),
             compress([1], "a"), zip_longest([1], "a"), cycle([1]), starmap(max, [1])):
    print(type(each).__name__, [type(referent).__name__ for referent in gc.get_referents(each)])
one, two = tee("abc")
gone = weakref.ref(two)
del two
print(gone(), next(one))
