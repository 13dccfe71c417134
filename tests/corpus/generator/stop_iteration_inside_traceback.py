def bad():
    yield 1
    next(iter([]))


for value in bad():
    print(value)
