from fractions import Fraction as F
import math

half, third = F(1, 2), F(1, 3)
print(half + third, half - 1, 2 - half, half * third, half / third, 3 // half, F(7, 3) % 1, -7 % F(3, 2))
print(divmod(F(7, 3), half), divmod(5, F(3, 2)), half + 0.25, 1.5 - half, abs(-half), +half, -half)
print(F(2, 3) ** 2, F(2, 3) ** -2, F(-2, 3) ** -3, F(4) ** 0.5, 2 ** F(3), 2 ** F(-3), F(2) ** half)
print(round(F(5, 2)), round(F(-5, 2)), round(F(355, 113), 3), round(F(12345), -2), math.floor(-half),
      math.ceil(-half), math.trunc(F(-3, 2)), int(F(7, 2)), float(third), bool(F(0)))
print(half == 0.5, half < 0.6, third != 1 / 3, half < float("inf"), max(half, third), sum([half, third]))
print(hash(third), hash(-third), hash(F(5)) == hash(5), {half: "half"}[0.5])
print(F(math.pi).limit_denominator(1000), F(math.e).limit_denominator(10), half.as_integer_ratio())
print(f"{half}", "%s %.3f %d" % (third, third, F(7, 2)), repr(half))
for wrong in (lambda: half / 0, lambda: half + "a", lambda: F(0) ** -1, lambda: F(1.5, 2),
              lambda: third.limit_denominator(0), lambda: half < "a", lambda: F.from_float("a"),
              lambda: setattr(half, "numerator", 3)):
    try:
        print(wrong())
    except Exception as error:
        print(type(error).__name__, error)
