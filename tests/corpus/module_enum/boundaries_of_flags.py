# What becomes of bits that no member has: Flag drops or refuses them, IntFlag keeps them.
import enum
from enum import CONFORM, EJECT, KEEP, STRICT, Flag, IntFlag


class Strict(Flag, boundary=STRICT):
    A, B = 1, 4


class Conform(Flag, boundary=CONFORM):
    A, B = 1, 4


class Eject(IntFlag, boundary=EJECT):
    A, B = 1, 4


class Keep(Flag, boundary=KEEP):
    A, B = 1, 4


for cls in (Strict, Conform, Eject, Keep):
    for value in (5, 2, 7, 12, -1, -3, 0):
        try:
            found = cls(value)
            print(cls.__name__, value, repr(found), type(found) is cls)
        except ValueError as error:
            print(error)
    print(repr(~cls.A), repr(cls.A | cls.B), repr(cls.A ^ cls.A))
print(repr(STRICT), str(KEEP), list(enum.FlagBoundary))


class Backwards(Flag):
    FOUR = 4
    ONE = 1
    ALL = 5


print(list(Backwards), Backwards(5), list(Backwards.ALL), len(Backwards.ALL))
try:
    class Wrong(Flag):
        A = "a"
        B = enum.auto()
except TypeError as error:
    print(error)
