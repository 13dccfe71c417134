/*
 * float_power.c: x ** y for doubles, rounded correctly in practically all cases: everything is
 * computed in pairs of doubles (objects/float_pair.h); the last step rounds once.
 */
#include "objects/float_pair.h"

/* ---- logarithm and exponential -------------------------------------------------------------- */

/* ln(m) for m in [0.7, 1.5]: 2 * (s + s**3/3 + s**5/5 + ...) with s = (m - 1) / (m + 1). */
Pair pair_logarithm(double m)
{
    enum { TERMS = 24 }; /* s**2 < 0.04: each gives nearly five bits */
    Pair s = pair_divide((Pair){ m - 1, 0 }, pair_sum(m, 1)); /* m - 1 is exact here */
    Pair square = pair_multiply(s, s), sum = { 0, 0 };
    for (int k = TERMS; k >= 0; k--)
        sum = pair_add(pair_multiply(sum, square),
                       pair_divide((Pair){ 1, 0 }, (Pair){ 2 * k + 1, 0 }));
    sum = pair_multiply(sum, s);
    return (Pair){ 2 * sum.high, 2 * sum.low };
}

/* e**r for |r| <= 0.35: the series for r / 2**6, then squared six times. */
Pair pair_exponential(Pair r)
{
    enum { SQUARINGS = 6, TERMS = 13 };
    const double scale = 1.0 / (1 << SQUARINGS);
    r = (Pair){ r.high * scale, r.low * scale };
    Pair sum = { 1, 0 };
    for (int k = TERMS; k >= 1; k--) /* Horner's scheme: 1 + r/1 * (1 + r/2 * (...)) */
        sum = pair_add((Pair){ 1, 0 }, pair_divide(pair_multiply(r, sum), (Pair){ k, 0 }));
    for (int i = 0; i < SQUARINGS; i++)
        sum = pair_multiply(sum, sum);
    return sum;
}

/* ---- power ---------------------------------------------------------------------------------- */

double pair_round(Pair value, int64_t exponent)
{
    enum { SCALE = 62, LIMIT = 3000, NORMAL = 1000 };
    int own;
    float_split(value.high, &own);
    if (exponent + own > -NORMAL && exponent + own < NORMAL) /* the sum rounds, and nothing else */
        return float_scale(value.high + value.low, (int)exponent);
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
        Pair square = pair_product(root, root);
        double rest = (m - square.high) - square.low;
        result = pair_quick_sum(root, rest / (2 * root));
    }
    for (int n = halves / 2; n > 0; n >>= 1) {
        if (n & 1)
            result = pair_multiply(result, base);
        base = pair_multiply(base, base);
    }
    return invert ? pair_divide((Pair){ 1, 0 }, result) : result;
}

double float_raise(double base, double exponent)
{
    enum { SMALL_HALVES = 64 };
    const double half_root = 0.70710678118654752, too_large = 1e20;
    int power;
    if (exponent == 0.5)
        return float_square_root(base);
    if (exponent == 2) /* one operation, so rounded once */
        return base * base;
    double m = float_split(base, &power);
    if (m < half_root) {
        m *= 2;
        power--;
    }
    double halves = exponent * 2;
    if (float_absolute(halves) <= SMALL_HALVES && halves == float_floor(halves) &&
        (power % 2 == 0 || float_floor(exponent) == exponent))
        return pair_round(small_power(m, (int)halves), (int64_t)power * (int)halves / 2);
    if (float_absolute(exponent) > too_large) /* base is not 1: far beyond every double */
        return (exponent > 0) == (base > 1) ? float_infinity() : 0;
    /* base ** exponent == 2 ** z with z == exponent * (power + ln(m) / ln(2)). */
    Pair log_2 = pair_add(pair_divide(pair_logarithm(m), PAIR_LN_2), (Pair){ power, 0 });
    Pair z = pair_multiply(log_2, (Pair){ exponent, 0 });
    const double beyond = 1e4;
    if (z.high > beyond)
        return float_infinity();
    if (z.high < -beyond)
        return 0;
    double whole = float_floor(z.high + 0.5);
    Pair fraction = pair_add((Pair){ z.high - whole, 0 }, (Pair){ z.low, 0 });
    return pair_round(pair_exponential(pair_multiply(fraction, PAIR_LN_2)), (int64_t)whole);
}
