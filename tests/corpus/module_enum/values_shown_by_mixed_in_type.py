# The text of the value is made by the type that is mixed in; ReprEnum keeps its str() and format().
import enum
from dataclasses import dataclass


class Degrees(float, enum.ReprEnum):
    COLD = 1.5
    WARM = 20.25


class Plain(float, enum.Enum):
    HALF = 0.5


class Hexadecimal(int):
    def __repr__(self):
        return hex(self)


class Colour(Hexadecimal, enum.Enum):
    RED = 0xff0000


@dataclass
class Size:
    width: int
    height: int = 1


class Shirt(Size, enum.Enum):
    SMALL = 5, 6
    LARGE = 8


class Upper(enum.StrEnum):
    ONE = enum.auto()

    def __str__(self):
        return self.value.upper()


print(Degrees.WARM, f"{Degrees.WARM:.1f}", repr(Degrees.COLD), Plain.HALF, f"{Plain.HALF}")
print(repr(Colour.RED), Colour.RED)
print(Shirt.SMALL, repr(Shirt.LARGE), Shirt.SMALL.width, Shirt.LARGE.height)
print(Upper.ONE, f"{Upper.ONE}", repr(Upper.ONE), Upper.ONE + "!")
for wrong in (lambda: enum.StrEnum("Wrong", {"A": 1}),
              lambda: type(enum.ReprEnum)("Bare", (enum.ReprEnum,), enum.EnumMeta.__prepare__(
                  "Bare", (enum.ReprEnum,)))):
    try:
        print(wrong())
    except TypeError as error:
        print(error)
