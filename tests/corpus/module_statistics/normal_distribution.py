from statistics import NormalDist, StatisticsError, mean, median, median_grouped, variance
from fractions import Fraction

iq = NormalDist(100, 15)
print(iq, iq.mean, iq.stdev, iq.variance, iq.cdf(115), iq.pdf(100), iq.zscore(130), iq.quantiles())
print([NormalDist().inv_cdf(p) for p in (0.3, 0.975, 1e-9, 1 - 1e-7)])
print(NormalDist(5, 2) + NormalDist(1, 3), NormalDist(5, 2) * 3, 7 - NormalDist(1, 2), -NormalDist(1))
print(NormalDist(1, 2).overlap(NormalDist(2, 3)), NormalDist(1, 2).overlap(NormalDist(2, 2)))
print(NormalDist.from_samples([1, 2, 3, 4]), NormalDist(3, 4).samples(3, seed=5))
for wrong in (lambda: NormalDist(1, -1), lambda: NormalDist().inv_cdf(0),
              lambda: NormalDist(1, 0).cdf(1)):
    try:
        print(wrong())
    except StatisticsError as error:
        print(error)
print(median_grouped([1, 3, 3, 5, 7]), median_grouped([52, 52, 53, 54], interval=2))
halves = [Fraction(1, 2), Fraction(1, 3)]
print(mean(halves), variance(halves), median(halves))
