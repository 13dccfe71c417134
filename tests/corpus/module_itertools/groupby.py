import itertools
print([(key, list(group)) for key, group in itertools.groupby("aabbbca")])
print([(key, len(list(group))) for key, group in itertools.groupby([1, 3, 5, 2, 4, 7], lambda x: x % 2)])
print([key for key, group in itertools.groupby("aab")])
