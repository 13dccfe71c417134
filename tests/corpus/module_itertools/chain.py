import itertools
print(list(itertools.chain("ab", [1, 2], ())), list(itertools.chain()))
print(list(itertools.chain.from_iterable(["ab", "cd"])))
print(list(itertools.zip_longest("abc", "x", fillvalue="-")), list(itertools.pairwise("abcd")))
