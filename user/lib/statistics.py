"""Averages and spreads of data: mean, median, mode, variance, quantiles. Sums are exact: each
number is taken as the fraction that it is."""
import math

__all__ = ["NormalDist", "StatisticsError", "mean", "fmean", "geometric_mean", "harmonic_mean",
           "median", "median_low", "median_high", "median_grouped", "mode", "multimode", "pstdev",
           "pvariance", "stdev", "variance", "quantiles", "correlation", "linear_regression",
           "covariance"]


class StatisticsError(ValueError):
    """Too little data, or data without an answer."""


def _exact_ratio(x):
    """The number as a fraction; an infinity or NaN stays what it is, as its numerator."""
    try:
        return x.as_integer_ratio()
    except AttributeError:
        raise TypeError(f"can't convert type '{type(x).__name__}' to numerator/denominator") \
            from None
    except (OverflowError, ValueError):
        return x, 0


def _exact_sum(data):
    """(type, numerator, denominator, count) of the sum. With infinities or NaNs among the data the
    numerator is their sum, a float, and the denominator 1."""
    kind, numerator, denominator, count, special = int, 0, 1, 0, None
    for x in data:
        count += 1
        if isinstance(x, float):
            kind = float
        elif not isinstance(x, int) and kind is int:
            kind = type(x)  # a Fraction
        n, d = _exact_ratio(x)
        if d == 0:
            special = n if special is None else special + n
            continue
        if d != denominator:
            common = math.lcm(d, denominator)
            numerator *= common // denominator
            n *= common // d
            denominator = common
        numerator += n
    if special is not None:
        return kind, special, 1, count
    return kind, numerator, denominator, count


def _result(numerator, denominator, kind):
    """The fraction as the data's type; whole numbers of ints stay ints."""
    if not isinstance(numerator, int):
        return kind(numerator / denominator)
    if kind is int and numerator % denominator == 0:
        return numerator // denominator
    if kind not in (int, float):
        return kind(numerator, denominator)
    return numerator / denominator


def mean(data):
    """The average."""
    kind, numerator, denominator, count = _exact_sum(data)
    if count < 1:
        raise StatisticsError("mean requires at least one data point")
    return _result(numerator, denominator * count, kind)


def fmean(data, weights=None):
    """The mean as a float, perhaps weighted."""
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
    """The n-th root of the product of n values."""
    try:
        return math.exp(fmean([math.log(x) for x in data]))
    except ValueError:
        raise StatisticsError("geometric mean requires a non-empty dataset containing positive "
                              "numbers") from None


def _not_negative(values):
    for x in values:
        if x < 0:
            raise StatisticsError("harmonic mean does not support negative values")
        yield x


def harmonic_mean(data, weights=None):
    """How many there are, or what they weigh, by the sum of the reciprocals."""
    data = list(data)
    if not data:
        raise StatisticsError("harmonic_mean requires at least one data point")
    if len(data) == 1 and weights is None:
        if not hasattr(data[0], "as_integer_ratio"):
            raise TypeError("unsupported type")
        return next(_not_negative(data))
    if weights is None:
        weights, whole, part = [1] * len(data), len(data), 1
    else:
        weights = list(weights)
        if len(weights) != len(data):
            raise StatisticsError("Number of weights does not match data size")
        _, whole, part, _ = _exact_sum(_not_negative(weights))
    try:
        kind, numerator, denominator, _ = _exact_sum(
            [w / x if w else 0 for w, x in zip(weights, _not_negative(data))])
    except ZeroDivisionError:
        return 0
    if numerator <= 0:
        raise StatisticsError("Weighted sum must be positive")
    return _result(whole * denominator, part * numerator, kind)


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
    """The middle value; of two the smaller."""
    ordered = _ordered(data)
    return ordered[(len(ordered) - 1) // 2]


def median_high(data):
    """The middle value; of two the larger."""
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
    """The most frequent values, in the order of their first occurrence."""
    counts = _counts(data)
    most = max(counts.values(), default=0)
    return [x for x, count in counts.items() if count == most]


def _squares(data, center=None):
    """(type, numerator, denominator, count) of the sum of squared distances from the mean, or from
    what the caller says it is."""
    if center is not None:
        return _exact_sum([(x - center) * (x - center) for x in data])
    data = list(data)
    kind, numerator, denominator, count = _exact_sum(data)
    if count == 0:
        return kind, 0, 1, 0
    if not isinstance(numerator, int):  # an infinity or NaN
        return kind, numerator, 1, count
    # sum((x - mean)**2) == sum(x**2) - sum(x)**2 / count, in fractions
    top, bottom = 0, denominator * denominator
    for x in data:
        n, d = x.as_integer_ratio()
        top += (n * (denominator // d)) ** 2
    return kind, top * count - numerator * numerator, bottom * count, count


def variance(data, xbar=None):
    """Of a sample."""
    kind, numerator, denominator, count = _squares(data, xbar)
    if count < 2:
        raise StatisticsError("variance requires at least two data points")
    return _result(numerator, denominator * (count - 1), kind)


def pvariance(data, mu=None):
    """Of a whole population."""
    kind, numerator, denominator, count = _squares(data, mu)
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
    """The standard deviation of a sample."""
    _, numerator, denominator, count = _squares(data, xbar)
    if count < 2:
        raise StatisticsError("stdev requires at least two data points")
    return _root(numerator, denominator * (count - 1))


def pstdev(data, mu=None):
    """The standard deviation of a whole population."""
    _, numerator, denominator, count = _squares(data, mu)
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
    """How two series vary together."""
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


def median_grouped(data, interval=1):
    """The median of data in classes of that width, each given by its middle."""
    data = sorted(data)
    n = len(data)
    if not n:
        raise StatisticsError("no median for empty data")
    x = data[n // 2]
    below, inside = data.index(x), data.count(x)
    try:
        interval, x = float(interval), float(x)
    except ValueError:
        raise TypeError("Value cannot be converted to a float")
    return x - interval / 2.0 + interval * (n / 2 - below) / inside


class NormalDist:
    """The normal distribution with that mean and standard deviation."""
    __slots__ = {"_mu": "Arithmetic mean of a normal distribution",
                 "_sigma": "Standard deviation of a normal distribution"}

    def __init__(self, mu=0.0, sigma=1.0):
        if sigma < 0.0:
            raise StatisticsError("sigma must be non-negative")
        self._mu, self._sigma = float(mu), float(sigma)

    @classmethod
    def from_samples(cls, data):
        """The one that has the data's mean and standard deviation."""
        data = list(data)
        return cls(mean(data), stdev(data))

    def samples(self, n, *, seed=None):
        """n numbers by chance."""
        import random
        gauss = random.gauss if seed is None else random.Random(seed).gauss
        return [gauss(self._mu, self._sigma) for _ in range(n)]

    def _positive(self, what):
        if not self._sigma:
            raise StatisticsError(f"{what} not defined when sigma is zero")

    def pdf(self, x):
        """The density at x."""
        variance = self._sigma ** 2.0
        if not variance:
            raise StatisticsError("pdf() not defined when sigma is zero")
        return math.exp((x - self._mu) ** 2.0 / (-2.0 * variance)) / math.sqrt(math.tau * variance)

    def cdf(self, x):
        """How probable it is to be at most x."""
        self._positive("cdf()")
        return 0.5 * (1.0 + math.erf((x - self._mu) / (self._sigma * math.sqrt(2.0))))

    def inv_cdf(self, p):
        """The x whose cdf is p."""
        if p <= 0.0 or p >= 1.0:
            raise StatisticsError("p must be in the range 0.0 < p < 1.0")
        if self._sigma <= 0.0:
            raise StatisticsError("cdf() not defined when sigma at or below zero")
        return self._mu + _normal_quantile(p) * self._sigma

    def quantiles(self, n=4):
        """The n - 1 points that cut it into n equally probable parts."""
        return [self.inv_cdf(i / n) for i in range(1, n)]

    def zscore(self, x):
        """How many standard deviations x is above the mean."""
        if not self._sigma:
            raise StatisticsError("zscore() not defined when sigma is zero")
        return (x - self._mu) / self._sigma

    def overlap(self, other):
        """The area that two distributions share, from 0 to 1."""
        if not isinstance(other, NormalDist):
            raise TypeError("Expected another NormalDist instance")
        x, y = self, other
        if (y._sigma, y._mu) < (x._sigma, x._mu):
            x, y = y, x
        x_variance, y_variance = x.variance, y.variance
        if not x_variance or not y_variance:
            raise StatisticsError("overlap() not defined when sigma is zero")
        difference, distance = y_variance - x_variance, math.fabs(y._mu - x._mu)
        if not difference:
            return 1.0 - math.erf(distance / (2.0 * x._sigma * math.sqrt(2.0)))
        a = x._mu * y_variance - y._mu * x_variance
        b = x._sigma * y._sigma * math.sqrt(
            distance ** 2.0 + difference * math.log(y_variance / x_variance))
        x1, x2 = (a + b) / difference, (a - b) / difference
        return 1.0 - (math.fabs(y.cdf(x1) - x.cdf(x1)) + math.fabs(y.cdf(x2) - x.cdf(x2)))

    @property
    def mean(self):
        """The middle of the distribution."""
        return self._mu

    median = mode = mean

    @property
    def stdev(self):
        """The standard deviation."""
        return self._sigma

    @property
    def variance(self):
        """The square of the standard deviation."""
        return self._sigma ** 2.0

    def __add__(x1, x2):
        if isinstance(x2, NormalDist):
            return NormalDist(x1._mu + x2._mu, math.hypot(x1._sigma, x2._sigma))
        return NormalDist(x1._mu + x2, x1._sigma)

    def __sub__(x1, x2):
        if isinstance(x2, NormalDist):
            return NormalDist(x1._mu - x2._mu, math.hypot(x1._sigma, x2._sigma))
        return NormalDist(x1._mu - x2, x1._sigma)

    def __mul__(x1, x2):
        return NormalDist(x1._mu * x2, x1._sigma * math.fabs(x2))

    def __truediv__(x1, x2):
        return NormalDist(x1._mu / x2, x1._sigma / math.fabs(x2))

    def __pos__(x1):
        return NormalDist(x1._mu, x1._sigma)

    def __neg__(x1):
        return NormalDist(-x1._mu, x1._sigma)

    def __rsub__(x1, x2):
        return -(x1 - x2)

    __radd__, __rmul__ = __add__, __mul__

    def __eq__(x1, x2):
        if not isinstance(x2, NormalDist):
            return NotImplemented
        return x1._mu == x2._mu and x1._sigma == x2._sigma

    def __hash__(self):
        return hash((self._mu, self._sigma))

    def __repr__(self):
        return f"{type(self).__name__}(mu={self._mu!r}, sigma={self._sigma!r})"


# Wichura's algorithm AS 241 (Applied Statistics 37, 1988, PPND16): a quotient of two polynomials
# for each of three ranges; coefficients from the highest power down.
_CENTER = ((2.50908_09287_30122_6727e+3, 3.34305_75583_58812_8105e+4, 6.72657_70927_00870_0853e+4,
            4.59219_53931_54987_1457e+4, 1.37316_93765_50946_1125e+4, 1.97159_09503_06551_4427e+3,
            1.33141_66789_17843_7745e+2, 3.38713_28727_96366_6080e+0),
           (5.22649_52788_52854_5610e+3, 2.87290_85735_72194_2674e+4, 3.93078_95800_09271_0610e+4,
            2.12137_94301_58659_5867e+4, 5.39419_60214_24751_1077e+3, 6.87187_00749_20579_0830e+2,
            4.23133_30701_60091_1252e+1, 1.0))
_MIDDLE = ((7.74545_01427_83414_07640e-4, 2.27238_44989_26918_45833e-2,
            2.41780_72517_74506_11770e-1, 1.27045_82524_52368_38258e+0,
            3.64784_83247_63204_60504e+0, 5.76949_72214_60691_40550e+0,
            4.63033_78461_56545_29590e+0, 1.42343_71107_49683_57734e+0),
           (1.05075_00716_44416_84324e-9, 5.47593_80849_95344_94600e-4,
            1.51986_66563_61645_71966e-2, 1.48103_97642_74800_74590e-1,
            6.89767_33498_51000_04550e-1, 1.67638_48301_83803_84940e+0,
            2.05319_16266_37758_82187e+0, 1.0))
_TAIL = ((2.01033_43992_92288_13265e-7, 2.71155_55687_43487_57815e-5,
          1.24266_09473_88078_43860e-3, 2.65321_89526_57612_30930e-2,
          2.96560_57182_85048_91230e-1, 1.78482_65399_17291_33580e+0,
          5.46378_49111_64114_36990e+0, 6.65790_46435_01103_77720e+0),
         (2.04426_31033_89939_78564e-15, 1.42151_17583_16445_88870e-7,
          1.84631_83175_10054_68180e-5, 7.86869_13114_56132_59100e-4,
          1.48753_61290_85061_48525e-2, 1.36929_88092_27358_05310e-1,
          5.99832_20655_58879_37690e-1, 1.0))


def _quotient(polynomials, r):
    values = []
    for coefficients in polynomials:
        value = coefficients[0]
        for each in coefficients[1:]:
            value = value * r + each
        values.append(value)
    return values


def _normal_quantile(p):
    q = p - 0.5
    if math.fabs(q) <= 0.425:
        above, below = _quotient(_CENTER, 0.180625 - q * q)
        return above * q / below
    r = math.sqrt(-math.log(p if q <= 0.0 else 1.0 - p))
    above, below = _quotient(_MIDDLE, r - 1.6) if r <= 5.0 else _quotient(_TAIL, r - 5.0)
    return -(above / below) if q < 0.0 else above / below
