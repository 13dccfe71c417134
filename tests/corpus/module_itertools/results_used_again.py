# A tuple that nobody else holds is filled again: by identity and by counts.
import sys
from itertools import *

for choices in (product([1, 2, 3], [4, 5]), permutations([1, 2, 3]), combinations([1, 2, 3, 4], 2),
                combinations_with_replacement([1, 2, 3], 2)):
    print(id(next(choices)) == id(next(choices)))
    held = next(choices)
    print(sys.getrefcount(held))
    other = next(choices)
    print(held is other, sys.getrefcount(held), sys.getrefcount(other), held, other)
rows = zip_longest([1, 2, 3], [4])
held = next(rows)
print(sys.getrefcount(held))
other = next(rows)
print(held is other, held, other)
