from fractions import Fraction

for given in ("1/3", " -3/6 ", "1.5", "1e3", ".5", "5.", "1_0/3", "-1.25e-2", 1.5, True,
              Fraction(4, 6), "3/-4", "a", "", "1/0", "1 / 2", None, float("nan"), float("inf")):
    try:
        print(repr(Fraction(given)))
    except Exception as error:
        print(type(error).__name__, error)
print(Fraction(Fraction(1, 2), Fraction(3, 4)), Fraction.from_float(0.1), Fraction())
