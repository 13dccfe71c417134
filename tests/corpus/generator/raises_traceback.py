def inner(n):
    yield n
    yield 1 / n


def outer():
    yield 5
    yield from inner(0)


def consume(generator):
    for value in generator:
        print(value)


consume(outer())
