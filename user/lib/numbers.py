"""The tower of numbers (PEP 3141): Number, Complex, Real, Rational, Integral, each an abstract
class below the one before it. int and float are registered: isinstance(3, numbers.Integral)."""
from abc import ABCMeta, abstractmethod

__all__ = ["Number", "Complex", "Real", "Rational", "Integral"]


def _abstract(names):
    """An abstract method for each of the names, for the class whose body asks for it."""
    def required(self, *arguments):
        raise NotImplementedError
    methods = {}
    for name in names.split():
        method = abstractmethod(lambda self, *arguments: required(self))
        method.__name__ = name
        methods[name] = method
    return methods


class Number(metaclass=ABCMeta):
    """Anything that is a number."""
    __slots__ = ()
    __hash__ = None


class Complex(Number):
    """A number with a real and an imaginary part."""
    __slots__ = ()
    locals().update(_abstract("__complex__ __add__ __radd__ __neg__ __pos__ __mul__ __rmul__ "
                              "__truediv__ __rtruediv__ __pow__ __rpow__ __abs__ conjugate __eq__"))
    real = property(_abstract("real")["real"])
    imag = property(_abstract("imag")["imag"])

    def __bool__(self):
        return self != 0

    def __sub__(self, other):
        return self + -other

    def __rsub__(self, other):
        return -self + other


class Real(Complex):
    """A number on the line: it has an order and can be rounded."""
    __slots__ = ()
    locals().update(_abstract("__float__ __trunc__ __floor__ __ceil__ __round__ __floordiv__ "
                              "__rfloordiv__ __mod__ __rmod__ __lt__ __le__"))

    def __divmod__(self, other):
        return self // other, self % other

    def __rdivmod__(self, other):
        return other // self, other % self

    @property
    def real(self):
        return +self

    @property
    def imag(self):
        return 0

    def conjugate(self):
        return +self

    def __complex__(self):
        raise NotImplementedError("this Python leaves complex numbers out")


class Rational(Real):
    """A quotient of two whole numbers, in lowest terms."""
    __slots__ = ()
    numerator = property(_abstract("numerator")["numerator"])
    denominator = property(_abstract("denominator")["denominator"])

    def __float__(self):
        return int(self.numerator) / int(self.denominator)


class Integral(Rational):
    """A whole number: it has bits."""
    __slots__ = ()
    locals().update(_abstract("__int__ __lshift__ __rlshift__ __rshift__ __rrshift__ __and__ "
                              "__rand__ __xor__ __rxor__ __or__ __ror__ __invert__"))

    def __index__(self):
        return int(self)

    def __float__(self):
        return float(int(self))

    @property
    def numerator(self):
        return +self

    @property
    def denominator(self):
        return 1


Real.register(float)
Integral.register(int)
