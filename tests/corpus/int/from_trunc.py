# int(x) of what has __trunc__ alone: an int, or what has __index__.
import warnings
warnings.simplefilter("ignore")


class Truncates:
    def __init__(self, value):
        self.value = value

    def __trunc__(self):
        return self.value


class Index:
    def __index__(self):
        return 7


for value in (5, True, Index(), 1.5, "1"):
    try:
        print(repr(int(Truncates(value))))
    except TypeError as e:
        print(e)
