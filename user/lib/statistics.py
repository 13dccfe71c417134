"""Averages and spreads of data: mean, median, mode, variance, quantiles. Sums are exact: each number
is taken as the fraction that it is."""
import math

__all__ = ["StatisticsError", "mean", "fmean", "geometric_mean", "harmonic_mean", "median",
           "median_low", "median_high", "mode", "multimode", "pstdev", "pvariance", "stdev",
           "variance", "quantiles", "correlation", "linear_regression", "covariance"]


class StatisticsError(ValueError):
    """Too little data, or data without an answer."""


def _exact_sum(data):
    """(type, numerator, denominator, count) of the sum; the denominator is a power of two."""
    kind, numerator, denominator, count = int, 0, 1, 0
    for x in data:
        count += 1
        if isinstance(x, float):
            kind = float
        n, d = x.as_integer_ratio()
        if d != denominator:
            common = math.lcm(d, denominator)
            numerator *= common // denominator
            n *= common // d
            denominator = common
        numerator += n
    return kind, numerator, denominator, count


def _result(numerator, denominator, kind):
    """The fraction as the data's type; whole numbers of ints stay ints."""
    if kind is int and numerator % denominator == 0:
        return numerator // denominator
    return numerator / denominator


def mean(data):
    """The average."""
    kind, numerator, denominator, count = _exact_sum(data)
    if count < 1:
        raise StatisticsError("mean requires at least one data point")
    return _result(numerator, denominator * count, kind)


def fmean(data, weights=None):
    data = list(data)
    if not data:
        raise StatisticsError("fmean requires at least one data point")
    if weights is None:
        return math.fsum(data) / len(data)
    weights = list(weights)
    if len(weights) != len(data):
        raise StatisticsError("data and weights must be the same length")
    total = math.fsum(weights)
    if not total:
        raise StatisticsError("sum of weights must be non-zero")
    return math.fsum([x * w for x, w in zip(data, weights)]) / total


def geometric_mean(data):
    try:
        return math.exp(fmean([math.log(x) for x in data]))
    except ValueError:
        raise StatisticsError("geometric mean requires a non-empty dataset containing positive "
                              "numbers") from None


def harmonic_mean(data):
    data = list(data)
    if not data:
        raise StatisticsError("harmonic_mean requires at least one data point")
    if any(x < 0 for x in data):
        raise StatisticsError("harmonic mean does not support negative values")
    if any(x == 0 for x in data):
        return 0
    numerator, denominator = 0, 1  # of the sum of 1 / x
    for x in data:
        n, d = x.as_integer_ratio()
        numerator, denominator = numerator * n + d * denominator, denominator * n
    return len(data) * denominator / numerator


def _ordered(data):
    ordered = sorted(data)
    if not ordered:
        raise StatisticsError("no median for empty data")
    return ordered


def median(data):
    """The middle one, or the average of the two in the middle."""
    ordered = _ordered(data)
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def median_low(data):
    ordered = _ordered(data)
    return ordered[(len(ordered) - 1) // 2]


def median_high(data):
    ordered = _ordered(data)
    return ordered[len(ordered) // 2]


def _counts(data):
    counts = {}
    for x in data:
        counts[x] = counts.get(x, 0) + 1
    return counts


def mode(data):
    """What occurs most often; the first of them."""
    counts = _counts(data)
    if not counts:
        raise StatisticsError("no mode for empty data")
    return max(counts, key=counts.get)


def multimode(data):
    counts = _counts(data)
    most = max(counts.values(), default=0)
    return [x for x, count in counts.items() if count == most]


def _squares(data):
    """(type, numerator, denominator, count) of the sum of squared distances from the mean."""
    data = list(data)
    kind, numerator, denominator, count = _exact_sum(data)
    if count == 0:
        return kind, 0, 1, 0
    # sum((x - mean)**2) == sum(x**2) - sum(x)**2 / count, in fractions
    top, bottom = 0, denominator * denominator
    for x in data:
        n, d = x.as_integer_ratio()
        top += (n * (denominator // d)) ** 2
    return kind, top * count - numerator * numerator, bottom * count, count


def variance(data, xbar=None):
    """Of a sample."""
    kind, numerator, denominator, count = _squares(data)
    if count < 2:
        raise StatisticsError("variance requires at least two data points")
    return _result(numerator, denominator * (count - 1), kind)


def pvariance(data, mu=None):
    """Of a whole population."""
    kind, numerator, denominator, count = _squares(data)
    if count < 1:
        raise StatisticsError("pvariance requires at least one data point")
    return _result(numerator, denominator * count, kind)


def _root(numerator, denominator):
    """The square root of a fraction, correctly rounded: from an integer root of enough bits."""
    if numerator == 0:
        return 0.0
    shift = max(0, 2 * 55 - numerator.bit_length() + denominator.bit_length()) // 2 + 1
    scaled = (numerator << 2 * shift) // denominator
    root = math.isqrt(scaled)
    if root * root != scaled or (numerator << 2 * shift) % denominator:
        root = root << 1 | 1  # not exact: an odd bit behind decides the rounding
        shift += 1
    return root / (1 << shift)


def stdev(data, xbar=None):
    _, numerator, denominator, count = _squares(data)
    if count < 2:
        raise StatisticsError("stdev requires at least two data points")
    return _root(numerator, denominator * (count - 1))


def pstdev(data, mu=None):
    _, numerator, denominator, count = _squares(data)
    if count < 1:
        raise StatisticsError("pstdev requires at least one data point")
    return _root(numerator, denominator * count)


def quantiles(data, *, n=4, method="exclusive"):
    """The n - 1 places that cut the data into n parts of equal size."""
    if n < 1:
        raise StatisticsError("n must be at least 1")
    ordered = sorted(data)
    size = len(ordered)
    if size < 2:
        raise StatisticsError("must have at least two data points")
    if method not in ("inclusive", "exclusive"):
        raise ValueError(f"Unknown method: {method!r}")
    result = []
    for i in range(1, n):
        if method == "inclusive":
            j, delta = divmod(i * (size - 1), n)
            result.append((ordered[j] * (n - delta) + ordered[j + 1] * delta) / n)
        else:
            j = min(max(i * (size + 1) // n, 1), size - 1)
            delta = i * (size + 1) - j * n
            result.append((ordered[j - 1] * (n - delta) + ordered[j] * delta) / n)
    return result


def _sums(x, y, what):
    n = len(x)
    if len(y) != n:
        raise StatisticsError(f"{what} requires that both inputs have same number of data points")
    if n < 2:
        raise StatisticsError(f"{what} requires at least two data points")
    xbar, ybar = math.fsum(x) / n, math.fsum(y) / n
    return (xbar, ybar, math.fsum([(a - xbar) * (b - ybar) for a, b in zip(x, y)]),
            math.fsum([(a - xbar) ** 2.0 for a in x]), math.fsum([(b - ybar) ** 2.0 for b in y]))


def covariance(x, y, /):
    return _sums(x, y, "covariance")[2] / (len(x) - 1)


def correlation(x, y, /):
    """Pearson's."""
    _, _, xy, xx, yy = _sums(x, y, "correlation")
    if not xx or not yy:
        raise StatisticsError("at least one of the inputs is constant")
    return xy / math.sqrt(xx * yy)


def linear_regression(x, y, /, *, proportional=False):
    """The line nearest to the points: slope, intercept."""
    from collections import namedtuple
    line = namedtuple("LinearRegression", ["slope", "intercept"], module="statistics")
    xbar, ybar, xy, xx, _ = _sums(x, y, "linear regression")
    if proportional:
        xy, xx = math.fsum([a * b for a, b in zip(x, y)]), math.fsum([a * a for a in x])
    if not xx:
        raise StatisticsError("x is constant")
    slope = xy / xx
    return line(slope=slope, intercept=0.0 if proportional else ybar - slope * xbar)
