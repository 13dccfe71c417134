# Values at the borders of the intervals in which the functions are computed, and where they end.
import math

VALUES = [
    0.0, -0.0, 1.0, -1.0, 0.5, -0.5, 2.0, 3.0, -2.0, 22.0, -22.0, 23, 24, 171, 171.7, 172, -171.5,
    -200.5, -201.5, 1e-20, 1e-21, -1e-310, 5e-324, -5e-324, 1e-300, 1e300, -1e300, 1e308, 709.78,
    709.79, 710.4, 710.5, -745, -746, 700, 745, 28, 27.9, 6, 5.99, -6, -7, 0.84375, 1.25, 2.857142,
    0.25, 1 / 3, 2 ** -27, 2 ** -28, 2 ** -29, 2 ** -54, 2 ** -55, 2 ** 28, 2 ** 28 + 1, 2 ** 53,
    2 ** 54, math.inf, -math.inf, math.nan, 38.8, 39, 1e16, -0.9999999999999999, 0.9999999999999999,
    1.0000000000000002, 2.2250738585072014e-308, 0.3465735902799727, 1.0397207708399179,
    -0.2928932188134524, 0.41421356237309515, 10 ** 400, -10 ** 400, True, "x", None]
for name in ("cbrt", "erf", "erfc", "gamma", "lgamma", "ulp", "expm1", "log1p", "sinh", "cosh",
             "tanh", "asinh", "acosh", "atanh", "exp2"):
    for value in VALUES:
        try:
            print(name, getattr(math, name)(value))
        except Exception as error:
            print(name, type(error).__name__, error)
EDGES = (0.0, -0.0, 1.0, -1.0, 5e-324, 1.7976931348623157e308, math.inf, -math.inf, math.nan, 2.5,
         7, 1e300, 1.5, 1e-300, "a")
for name in "nextafter", "remainder":
    for x in EDGES:
        for y in EDGES:
            try:
                print(name, x, y, getattr(math, name)(x, y))
            except Exception as error:
                print(name, x, y, type(error).__name__, error)
print(sorted(name for name in dir(math) if name[0] != "_"))
