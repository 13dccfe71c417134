import weakref


def hold(value):
    yield 1
    print("last look", sorted(value))
    yield 2


items = {1, 2, 3}
reference = weakref.ref(items)
generator = hold(items)
del items
next(generator)
print(reference() is not None)
next(generator)
print(reference() is not None)
print(next(generator, "end"), reference())
