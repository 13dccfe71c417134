import sys


def inner():
    frame = sys._getframe()
    yield frame.f_code.co_name, frame.f_back.f_code.co_name


def middle():
    yield from inner()


def outer():
    for value in middle():
        print(value)
    print(next(inner()))
    print(list(inner()))


outer()
