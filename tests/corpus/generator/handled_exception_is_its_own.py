import sys


def handles():
    try:
        1 / 0
    except ZeroDivisionError:
        yield sys.exc_info()[0].__name__
        yield sys.exc_info()[0].__name__
    yield sys.exc_info()[0]


generator = handles()
print(next(generator), sys.exc_info()[0])
try:
    raise KeyError("outside")
except KeyError:
    print(next(generator), sys.exc_info()[0].__name__)
print(next(generator), sys.exc_info()[0])
