/*
 * float_power.c: x ** y for doubles, rounded correctly in practically all cases. Everything is
 * computed in pairs of doubles (high + low, about 106 bits: T. J. Dekker, "A floating-point
 * technique for extending the available precision", 1971); the last step rounds once.
 */
#include "objects/float.h"

typedef struct { double high, low; } Pair; /* the exact sum; |low| <= half an ulp of high */

/* ---- arithmetic on pairs -------------------------------------------------------------------- */

/* a + b exactly (Knuth, volume 2, section 4.2.2, theorem B). */
static Pair sum_of_two(double a, double b)
{
    double sum = a + b, part = sum - a;
    return (Pair){ sum, (a - (sum - part)) + (b - part) };
}

/* The same when |a| >= |b|. */
static Pair quick_sum(double a, double b)
{
    double sum = a + b;
    return (Pair){ sum, b - (sum - a) };
}

/* Halves of 26 bits whose products are exact. */
static void split(double a, double *high, double *low)
{
    const double splitter = 134217729.0; /* 2**27 + 1 */
    double t = splitter * a;
    *high = t - (t - a);
    *low = a - *high;
}

static Pair product_of_two(double a, double b)
{
    double a_high, a_low, b_high, b_low, product = a * b;
    split(a, &a_high, &a_low);
    split(b, &b_high, &b_low);
    double error = ((a_high * b_high - product) + a_high * b_low + a_low * b_high) + a_low * b_low;
    return (Pair){ product, error };
}

static Pair add(Pair a, Pair b)
{
    Pair s = sum_of_two(a.high, b.high), t = sum_of_two(a.low, b.low);
    s = quick_sum(s.high, s.low + t.high);
    return quick_sum(s.high, s.low + t.low);
}

static Pair multiply(Pair a, Pair b)
{
    Pair p = product_of_two(a.high, b.high);
    return quick_sum(p.high, p.low + (a.high * b.low + a.low * b.high));
}

static Pair divide(Pair a, Pair b)
{
    double quotient = a.high / b.high;
    Pair rest = add(a, multiply(b, (Pair){ -quotient, 0 }));
    double more = rest.high / b.high;
    rest = add(rest, multiply(b, (Pair){ -more, 0 }));
    Pair q = quick_sum(quotient, more);
    return add(q, (Pair){ rest.high / b.high, 0 });
}

/* ---- logarithm and exponential -------------------------------------------------------------- */

static const Pair ln_2 = { 0x1.62e42fefa39efp-1, 0x1.abc9e3b39803fp-56 };

/* ln(m) for m in [0.7, 1.5]: 2 * (s + s**3/3 + s**5/5 + ...) with s = (m - 1) / (m + 1). */
static Pair logarithm(double m)
{
    enum { TERMS = 24 }; /* s**2 < 0.04: each gives nearly five bits */
    Pair s = divide((Pair){ m - 1, 0 }, sum_of_two(m, 1)); /* m - 1 is exact here */
    Pair square = multiply(s, s), sum = { 0, 0 };
    for (int k = TERMS; k >= 0; k--)
        sum = add(multiply(sum, square), divide((Pair){ 1, 0 }, (Pair){ 2 * k + 1, 0 }));
    sum = multiply(sum, s);
    return (Pair){ 2 * sum.high, 2 * sum.low };
}

/* e**r for |r| <= 0.35: the series for r / 2**6, then squared six times. */
static Pair exponential(Pair r)
{
    enum { SQUARINGS = 6, TERMS = 13 };
    const double scale = 1.0 / (1 << SQUARINGS);
    r = (Pair){ r.high * scale, r.low * scale };
    Pair sum = { 1, 0 };
    for (int k = TERMS; k >= 1; k--) /* Horner's scheme: 1 + r/1 * (1 + r/2 * (...)) */
        sum = add((Pair){ 1, 0 }, divide(multiply(r, sum), (Pair){ k, 0 }));
    for (int i = 0; i < SQUARINGS; i++)
        sum = multiply(sum, sum);
    return sum;
}

/* ---- power ---------------------------------------------------------------------------------- */

/* value * 2**exponent, rounded once; value.high > 0. */
static double round_pair(Pair value, int64_t exponent)
{
    enum { SCALE = 62, LIMIT = 3000 };
    int own;
    float_split(value.high, &own);
    if (exponent + own > LIMIT)
        return float_infinity();
    if (exponent + own < -LIMIT)
        return 0;
    double high = float_scale(value.high, SCALE - own), low = float_scale(value.low, SCALE - own);
    double low_whole = float_floor(low);
    uint64_t bits = (uint64_t)((int64_t)high + (int64_t)low_whole);
    return float_compose(bits, low != low_whole, (int)(exponent + own - SCALE));
}

/* m ** (halves / 2) by squaring; m in [0.7, 1.5]. */
static Pair small_power(double m, int halves)
{
    Pair result = { 1, 0 }, base = { m, 0 };
    bool invert = halves < 0;
    if (invert)
        halves = -halves;
    if (halves & 1) { /* one step of Newton's method doubles the digits of the root */
        double root = float_square_root(m);
        Pair square = product_of_two(root, root);
        double rest = (m - square.high) - square.low;
        result = quick_sum(root, rest / (2 * root));
    }
    for (int n = halves / 2; n > 0; n >>= 1) {
        if (n & 1)
            result = multiply(result, base);
        base = multiply(base, base);
    }
    return invert ? divide((Pair){ 1, 0 }, result) : result;
}

double float_raise(double base, double exponent)
{
    enum { SMALL_HALVES = 64 };
    const double half_root = 0.70710678118654752, too_large = 1e20;
    int power;
    if (exponent == 0.5)
        return float_square_root(base);
    double m = float_split(base, &power);
    if (m < half_root) {
        m *= 2;
        power--;
    }
    double halves = exponent * 2;
    if (float_absolute(halves) <= SMALL_HALVES && halves == float_floor(halves) &&
        (power % 2 == 0 || float_floor(exponent) == exponent))
        return round_pair(small_power(m, (int)halves), (int64_t)power * (int)halves / 2);
    if (float_absolute(exponent) > too_large) /* base is not 1: far beyond every double */
        return (exponent > 0) == (base > 1) ? float_infinity() : 0;
    /* base ** exponent == 2 ** z with z == exponent * (power + ln(m) / ln(2)). */
    Pair log_2 = add(divide(logarithm(m), ln_2), (Pair){ power, 0 });
    Pair z = multiply(log_2, (Pair){ exponent, 0 });
    const double beyond = 1e4;
    if (z.high > beyond)
        return float_infinity();
    if (z.high < -beyond)
        return 0;
    double whole = float_floor(z.high + 0.5);
    Pair fraction = add((Pair){ z.high - whole, 0 }, (Pair){ z.low, 0 });
    return round_pair(exponential(multiply(fraction, ln_2)), (int64_t)whole);
}
