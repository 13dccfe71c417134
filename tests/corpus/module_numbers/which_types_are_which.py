import numbers
from fractions import Fraction

for x in (1, True, 1.5, Fraction(1, 2), "a", None):
    print(x, [isinstance(x, kind) for kind in (numbers.Number, numbers.Complex, numbers.Real,
                                               numbers.Rational, numbers.Integral)])
class Bare(numbers.Rational):
    pass
try:
    Bare()
except TypeError as error:
    print(error)
