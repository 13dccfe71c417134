import itertools
print(list(itertools.product("ab", [1, 2])), list(itertools.product([0, 1], repeat=2)))
print(list(itertools.permutations("abc")), list(itertools.permutations("abc", 2)))
print(list(itertools.combinations("abcd", 2)), list(itertools.combinations("ab", 3)))
print(list(itertools.combinations_with_replacement("abc", 2)))
print(list(itertools.product()), list(itertools.permutations([])), list(itertools.combinations([], 0)))
