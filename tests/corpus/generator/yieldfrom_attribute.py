inner = iter([1, 2])


def outer():
    yield 0
    yield from inner
    yield 3


generator = outer()
while (value := next(generator, None)) is not None:
    print(value, generator.gi_yieldfrom is inner)
