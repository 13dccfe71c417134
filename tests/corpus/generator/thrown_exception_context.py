def inside_except():
    try:
        raise KeyError("handled in it")
    except KeyError:
        yield


def outside():
    yield


for make in (inside_except, outside):
    generator = make()
    next(generator)
    try:
        raise IndexError("handled by the caller")
    except IndexError:
        try:
            generator.throw(ValueError("thrown"))
        except ValueError as problem:
            print(repr(problem.__context__))
