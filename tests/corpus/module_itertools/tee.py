import itertools
one, two = itertools.tee(iter("abc"))
print(next(one), next(one), list(two), list(one))
print([list(each) for each in itertools.tee([1, 2], 3)])
