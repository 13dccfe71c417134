import itertools
print(list(itertools.islice(itertools.count(5, 3), 4)), list(itertools.islice(itertools.count(0.5), 2)))
print(list(itertools.islice(itertools.cycle("abc"), 7)), list(itertools.cycle([])))
print(list(itertools.repeat("x", 3)), list(itertools.islice(itertools.repeat(1), 2)))
