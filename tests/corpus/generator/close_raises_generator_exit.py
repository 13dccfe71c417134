def watch():
    try:
        yield 1
    except GeneratorExit as problem:
        print(repr(problem))
        raise


def returns():
    try:
        yield 1
    except GeneratorExit:
        return "ignored"


def fails():
    try:
        yield 1
    finally:
        raise KeyError("from finally")


for make in (watch, returns, fails):
    generator = make()
    next(generator)
    try:
        print(generator.close())
    except KeyError as problem:
        print(repr(problem), repr(problem.__context__))
