import statistics as s

for data in ([1, 2, 3, 4], [2.5, 3.25, 5.5, 11.25, 11.75], [0.1, 0.2, 0.3], [10, 10, 20, 5], [-3]):
    print(data, s.mean(data), s.median(data), s.median_low(data), s.median_high(data), s.mode(data), s.multimode(data), s.fmean(data), s.pvariance(data), s.pstdev(data))
    if len(data) > 1:
        print(s.variance(data), s.stdev(data), s.quantiles(data), s.quantiles(data, n=3, method="inclusive"))
print(s.mode("red blue red".split()), s.harmonic_mean([40, 60]), s.fmean([1, 2, 3], [1, 0, 3]))
x, y = [1, 2, 3, 4, 5], [2, 4, 5, 4, 5]
print(s.correlation(x, y), s.covariance(x, y), s.linear_regression(x, y))
for f in (s.mean, s.median, s.mode, s.stdev, s.variance, s.pstdev, s.fmean):
    try:
        print(f([]))
    except s.StatisticsError as error:
        print(f.__name__, error)
