def inner(name):
    try:
        yield name
    finally:
        print("closed", name)


def outer():
    try:
        yield from inner("inner")
    finally:
        print("closed outer")


generator = outer()
next(generator)
generator.close()
generator = outer()
next(generator)
try:
    generator.throw(GeneratorExit("by hand"))
except GeneratorExit as problem:
    print(repr(problem))


def failing():
    try:
        yield
    finally:
        raise ValueError("while closing")


def around():
    try:
        yield from failing()
    except ValueError as problem:
        print("around:", problem, repr(problem.__context__))
        raise


generator = around()
next(generator)
try:
    generator.close()
except ValueError as problem:
    print("caller:", problem)
