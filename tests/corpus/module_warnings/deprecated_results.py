"""Deprecated results of special methods warn, and raise where filters make errors of warnings."""
import math
import operator
import warnings


class Number(int):
    pass


class Real(float):
    pass


class Index:
    def __index__(self):
        return Number(1)


class Int:
    def __int__(self):
        return True


class Truncated:
    def __trunc__(self):
        return 3


class TruncatedToIndex:
    def __trunc__(self):
        return Index()


class Float:
    def __float__(self):
        return Real(1.5)


def result_of(function):
    try:
        return function()
    except Exception as error:
        return f"{type(error).__name__}: {error}"


def show(function):
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        print(result_of(function), [(each.category.__name__, str(each.message), each.lineno)
                                    for each in told])
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        print("   ", result_of(function))


def loop():
    while NotImplemented:
        return "once"


for function in (
        lambda: [1, 2][Index()], lambda: range(Index()), lambda: hex(Index()), lambda: "ab" * Index(),
        lambda: int(Index()), lambda: float(Index()), lambda: operator.index(Index()),
        lambda: type(operator.index(Index())), lambda: int(Int()), lambda: type(int(Int())),
        lambda: int(Truncated()), lambda: int(TruncatedToIndex()), lambda: math.trunc(Truncated()),
        lambda: float(Float()), lambda: math.fabs(Float()), lambda: type(float(Float())),
        lambda: bytes(Index()), lambda: chr(Index()), lambda: [1, 2, 3][Index():],
        lambda: round(1.5, Index()), lambda: "%d" % Int(), lambda: "%x" % Index(),
        lambda: bool(NotImplemented), lambda: not NotImplemented, lambda: NotImplemented or 1,
        lambda: 1 if NotImplemented else 2, lambda: any([NotImplemented]),
        lambda: list(filter(None, [NotImplemented])), lambda: [x for x in [1] if NotImplemented],
        loop):
    show(function)
