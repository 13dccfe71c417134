import itertools
def small(x):
    return x < 3


print(list(itertools.takewhile(small, [1, 2, 3, 1])), list(itertools.dropwhile(small, [1, 2, 3, 1])))
print(list(itertools.filterfalse(small, [1, 2, 3, 1])), list(itertools.filterfalse(None, [0, 1, ""])))
print(list(itertools.compress("abcd", [1, 0, 1])), list(itertools.starmap(pow, [(2, 5), (3, 2)])))
