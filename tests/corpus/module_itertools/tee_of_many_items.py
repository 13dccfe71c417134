# tee keeps the items that one iterator has had and another has not; long chains of them are given
# up without deep recursion.
import copy
from itertools import tee

one, two, three = tee(iter(range(1000)), 3)
print(sum(one), next(two), next(two))
four = copy.copy(two)
print(sum(two), sum(four), sum(three), list(two))
ahead, behind = tee(range(200000))
print(sum(ahead))
del ahead
print(sum(behind))
left, right = tee(range(300000))
print(sum(left))
del left, right  # a chain of thousands of links is given up without deep recursion
a, b = tee("abc")
c, d = tee(a)
print(a is c, list(c), list(b), list(d))
