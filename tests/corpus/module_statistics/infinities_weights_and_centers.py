# Infinities in the data, weights of the harmonic mean, spreads about a given center, fractions.
import math
import statistics as s
from fractions import Fraction

inf, nan = math.inf, math.nan
print(s.mean([1, inf]), s.mean([-inf, 2.5]), s.mean([inf, -inf]), s.mean([1, nan]))
print(s.variance([1, inf]), s.harmonic_mean([inf, 2]), s.harmonic_mean([2, nan]))
print(s.median([1, inf]))
print(s.harmonic_mean([40, 60], weights=[5, 30]), s.harmonic_mean([3, 7, 11, 0.3]),
      s.harmonic_mean([Fraction(1, 2), Fraction(1, 3)]), s.harmonic_mean([5]),
      s.harmonic_mean([0, 1]), s.harmonic_mean(iter([1, 4]), weights=iter([0, 2])))
print(s.variance([1, 2], xbar=3), s.pvariance([1, 2], mu=0.5), s.stdev([1, 2], 2),
      s.pstdev([2, 5], 1))
print(s.pvariance([Fraction(1, 4), Fraction(5, 4), 2]), s.median_grouped([Fraction(13, 4), 3], 1),
      s.median_grouped([1, 3, 3, 5], interval=2), s.mean([Fraction(1, 2), 1]),
      s.mean([True, False]))
for wrong in (lambda: s.mean(["a"]), lambda: s.harmonic_mean([-1, 2]), lambda: s.harmonic_mean("a"),
              lambda: s.harmonic_mean([1], weights=[1, 2]), lambda: s.harmonic_mean([1, 2], [0, 0]),
              lambda: s.median_grouped(["a"]), lambda: s.harmonic_mean([])):
    try:
        print(wrong())
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
