# What _missing_ raises and returns; members with values that cannot be hashed; subclass hooks.
import enum


class Odd(enum.Enum):
    A = 1
    B = [2]

    @classmethod
    def _missing_(cls, value):
        if value == "error":
            1 / 0
        if value == "wrong":
            return "A"
        if value == "none":
            return None
        return cls.A


for value in (1, [2], "else", "error", "wrong", "none"):
    try:
        print(repr(Odd(value)))
    except Exception as error:
        print(type(error).__name__, error, "|", repr(error.__context__))


class Noted(enum.Enum):
    def __init_subclass__(cls, **kwds):
        super().__init_subclass__(**kwds)
        print(cls.__name__, "has", list(cls.__members__))


class Two(Noted):
    X = 1
    Y = 2


class Numbered(enum.Enum):
    def __new__(cls, text):
        self = object.__new__(cls)
        self._value_ = len(cls.__members__) + 1
        self.text = text
        return self


class Words(Numbered):
    YES = "yes"
    NO = "no"


print([(word.name, word.value, word.text) for word in Words], Words(2))
try:
    class Fails(enum.Enum):
        A = 1

        def __init__(self, value):
            raise ZeroDivisionError("in the member")
except ZeroDivisionError as error:
    print(repr(error))
