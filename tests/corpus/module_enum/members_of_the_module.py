# global_enum makes the members names of the module, and shows them as such.
import enum


@enum.global_enum
class Colour(enum.Enum):
    RED = 1
    GREEN = 2


@enum.global_enum
class Mode(enum.IntFlag):
    READ = 1
    WRITE = 2


print(RED, repr(GREEN), READ | WRITE, repr(READ | WRITE), repr(Mode(0)), repr(READ | 8))
