"""divmod() of subclasses: the numbers' own division, whatever // and % of the class do."""


class Whole(int):
    def __floordiv__(self, other):
        return "floor"

    def __mod__(self, other):
        return "rest"

    __rfloordiv__ = __rmod__ = __floordiv__


class Real(float):
    def __floordiv__(self, other):
        return "floor"

    __mod__ = __rfloordiv__ = __rmod__ = __floordiv__

    def __bool__(self):
        return False


print(divmod(Whole(17), 5), divmod(17, Whole(-5)), divmod(Whole(-17), 5.0))
print(divmod(Real(17), 5), divmod(17, Real(-5)), divmod(Real(2.5), True))
for a, b in (Whole(1), 0), (Real(1), 0), (1, Real(0)), (1.0, 0), (True, False):
    try:
        divmod(a, b)
    except ZeroDivisionError as error:
        print(type(a).__name__, type(b).__name__, error)
