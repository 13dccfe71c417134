# What each function of itertools says to too few, too many and unsuitable arguments.
from itertools import *


def tell(function, *arguments, **keywords):
    try:
        print([item for item, _ in zip(function(*arguments, **keywords), range(9))])
    except (TypeError, ValueError, OverflowError, RuntimeError) as error:
        print(function.__name__, type(error).__name__, error)


for function in (accumulate, chain, combinations, compress, count, cycle, dropwhile, filterfalse,
                 groupby, islice, pairwise, permutations, product, repeat, starmap, takewhile,
                 zip_longest, tee):
    if function not in (count, repeat):
        tell(function)
    tell(function, 3)
    tell(function, "abc", "abc", "abc", "abc", "abc")
    tell(function, "abc", 2, bad=1)
for bounds in (("x",), (1, "x"), (0, 1, "x"), (-1, 2), (0, -2), (0, 1, -1), (2 ** 63,)):
    tell(islice, "abc", *bounds)
for function in (combinations, combinations_with_replacement, permutations):
    tell(function, "abc", -1)
    tell(function, "abc", "x")
    tell(function, "abc", 2 ** 70)
tell(product, "ab", repeat=-1)
tell(tee, "ab", -1)
tell(repeat, 1, 2.5)
try:
    repeat(1).__length_hint__()
except TypeError as error:
    print(error)
