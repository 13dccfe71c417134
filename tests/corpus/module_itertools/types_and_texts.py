# Each is a class, as in CPython; count and repeat say where they are.
from itertools import *

for each in (accumulate, chain, combinations, combinations_with_replacement, compress, count, cycle,
             dropwhile, filterfalse, groupby, islice, pairwise, permutations, product, repeat,
             starmap, takewhile, zip_longest):
    class Below(each):
        pass
    print(each, each.__module__, each.__mro__, Below.__base__ is each)
print([type(each) for each in tee("ab")], type(next(groupby("a"))[1]), chain[int])
print(count(), count(3, 2), count(2.5), count(1, 1.0), count(10 ** 30), count(True), count(0, True))
print(repeat(3), repeat("x", 2), repeat("x", times=-4), repeat(7, 3).__length_hint__())
numbers = count(2 ** 63 - 2)
print(next(numbers), next(numbers), next(numbers), numbers)
