def inner():
    while True:
        try:
            yield "inner"
        except ValueError as problem:
            print("inner caught", problem)


def outer():
    try:
        yield from inner()
    except KeyError as problem:
        print("outer caught", problem)
        yield "outer"


generator = outer()
print(next(generator))
print(generator.throw(ValueError("v")))
print(generator.throw(KeyError("k")))
print(next(generator, "end"))
