import itertools
print([list(itertools.islice("abcdefg", *a)) for a in ((3,), (2, 5), (1, None, 2), (0,), (5, 2), (9, 12))])
rest = iter(range(10))
print(list(itertools.islice(rest, 2, 5)), next(rest))
for arguments in ((-1,), (0, -1), (0, 1, 0), ()):
    try:
        itertools.islice("abc", *arguments)
    except (TypeError, ValueError) as error:
        print(error)
