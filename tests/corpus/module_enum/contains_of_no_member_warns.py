# "in" with something that is no member: a warning, and TypeError. auto() after values that cannot be
# sorted warns, too.
import enum


class Colour(enum.Enum):
    RED = 1


print(Colour.RED in Colour)
try:
    print(1 in Colour)
except TypeError as error:
    print(error)


class Mixed(enum.Enum):
    A = "a"
    B = 2
    C = enum.auto()


print(Mixed.C.value)
