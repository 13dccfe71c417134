# int() and float() ask the class of what they get: __int__, __index__, __float__, before they look
# at the value that an instance of a class below int or float has.
import math


class Index:
    def __index__(self):
        return 7


class Real:
    def __float__(self):
        return 2.5


class Both(float):
    def __float__(self):
        return 9.0

    def __int__(self):
        return 8


class Whole(int):
    def __int__(self):
        return 1

    def __float__(self):
        return 0.5

    def __pos__(self):
        return "not asked"


class Wrong:
    def __float__(self):
        return 3

    def __int__(self):
        return 4.0


print(float(Index()), math.sqrt(Real()), math.hypot(Index(), 0), float(Both(1)), int(Both(1)))
print(math.sqrt(Both(4)), int(Whole(5)), float(Whole(5)), math.sqrt(Whole(9)), math.gcd(Whole(6), 9))
print(float(b"1.5"), float(bytearray(b" 2 ")), int(b"12"), type(int(Whole(5))))
for step in (lambda: float(Wrong()), lambda: int(Wrong()), lambda: math.sqrt(Wrong()),
             lambda: float(b"x"), lambda: float(None), lambda: float([]), lambda: int(b"\xff"),
             lambda: int(bytearray(b"abc"), 16) and int(bytearray(b"xyz")), lambda: int("x" * 300)):
    try:
        print(step())
    except (TypeError, ValueError) as problem:
        print(problem)
