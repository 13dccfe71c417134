def inner():
    try:
        yield 1
    except ValueError:
        return "saved"


def outer():
    print("value", (yield from inner()))
    yield "went on"


generator = outer()
next(generator)
print(generator.throw(ValueError))


def over_list():
    try:
        yield from [1, 2, 3]
    except ValueError as problem:
        print("a list cannot catch", repr(problem))
        yield "caught"


generator = over_list()
next(generator)
print(generator.throw(ValueError("x")))
