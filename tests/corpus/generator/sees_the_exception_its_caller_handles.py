import sys


def look():
    print("sees", sys.exc_info()[0])
    yield 1
    print("sees", sys.exc_info()[0])
    try:
        raise TypeError("mine")
    except TypeError as problem:
        print("context", repr(problem.__context__))
    yield 2
    raise


generator = look()
try:
    raise ValueError("first")
except ValueError:
    next(generator)
try:
    raise KeyError("second")
except KeyError:
    next(generator)
try:
    raise IndexError("third")
except IndexError:
    try:
        next(generator)
    except IndexError as problem:
        print("raised again", problem)
