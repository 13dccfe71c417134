# verify() checks an enumeration; _order_ says in which order its members are to stand.
import enum
from enum import CONTINUOUS, NAMED_FLAGS, UNIQUE, Enum, Flag, auto, verify

print(list(enum.EnumCheck), enum.show_flag_values(13))


def attempt(make):
    try:
        print(list(make()))
    except (TypeError, ValueError) as error:
        print(f"{type(error).__name__}: {error}")


def aliases():
    @verify(UNIQUE)
    class Colour(Enum):
        RED = 1
        CRIMSON = 1
    return Colour


def gaps():
    @verify(CONTINUOUS)
    class Count(Enum):
        ONE = 1
        FOUR = 4
    return Count


def gaps_in_flags():
    @verify(CONTINUOUS, UNIQUE)
    class Bit(Flag):
        ONE = 1
        EIGHT = 8
    return Bit


def without_names():
    @verify(NAMED_FLAGS)
    class Mode(Flag):
        READ = 1
        ALL = 7
        SOME = 9
    return Mode


def all_well():
    @verify(UNIQUE, CONTINUOUS)
    class Step(Enum):
        _order_ = "ONE TWO"
        ONE = auto()
        TWO = auto()
    return Step


def wrong_order():
    class Step(Enum):
        _order_ = "TWO, ONE"
        ONE = 1
        TWO = 2
    return Step


def late_generator():
    class Step(Enum):
        ONE = auto()

        def _generate_next_value_(name, start, count, last_values):
            return name
    return Step


def two_types():
    class Both(int, str, Enum):
        A = 1
    return Both


def two_autos():
    class Pair(Enum):
        A = auto(), auto()
        B = auto(), 10
    return Pair


for make in (aliases, gaps, gaps_in_flags, without_names, all_well, wrong_order, late_generator,
             two_autos):
    attempt(make)
try:
    two_types()
except TypeError as error:
    print(str(error).partition(":")[0])
