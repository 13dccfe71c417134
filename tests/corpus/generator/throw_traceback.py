def inner():
    yield 1
    yield 2


def outer():
    yield from inner()


generator = outer()
next(generator)
generator.throw(ValueError("thrown"))
