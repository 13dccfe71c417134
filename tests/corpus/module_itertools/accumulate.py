import itertools
print(list(itertools.accumulate([1, 2, 3, 4])), list(itertools.accumulate([])))
print(list(itertools.accumulate([3, 1, 2], max)), list(itertools.accumulate([1, 2], initial=10)))
print(list(itertools.accumulate("abc", lambda a, b: b + a)))
