/*
 * float_elementary.c: exp, log, sin and their relatives (the hyperbolic ones are
 * in float_hyperbolic.c). Each brings its argument into a small
 * interval by an identity, sums a power series there in pairs of doubles (objects/float_pair.h),
 * and rounds once at the end.
 */
#include "objects/float_elementary.h"

#include "objects/float_pair.h"

static const Pair one = { 1, 0 };

static Pair pair_negate(Pair a) { return (Pair){ -a.high, -a.low }; }

static Pair pair_double(Pair a) { return (Pair){ 2 * a.high, 2 * a.low }; }

static Pair pair_from(double a) { return (Pair){ a, 0 }; }

/* A step of Newton's method doubles the digits of the processor's square root. */
static Pair pair_square_root(Pair a)
{
    if (a.high <= 0)
        return (Pair){ 0, 0 };
    double root = float_square_root(a.high);
    Pair rest = pair_add(a, pair_negate(pair_product(root, root)));
    return pair_quick_sum(root, rest.high / (2 * root));
}

/* ---- exponential ----------------------------------------------------------------------------- */

/* x == whole * ln(2) + the result, which is at most ln(2) / 2. */
static Pair reduce_exponent(Pair x, int *whole)
{
    double k = float_floor(x.high / PAIR_LN_2.high + 0.5);
    *whole = (int)k;
    return pair_add(x, pair_multiply(PAIR_LN_2, pair_from(-k)));
}

double elementary_exp(double x)
{
    const double beyond = 1000;
    if (float_absolute(x) > beyond)
        return x > 0 ? float_infinity() : 0;
    int exponent;
    Pair r = reduce_exponent(pair_from(x), &exponent);
    return pair_round(pair_exponential(r), exponent);
}

/* ---- logarithm ------------------------------------------------------------------------------- */

/* ln(m) and the exponent with x == m * 2**exponent, m in [sqrt(1/2), sqrt(2)]. */
static Pair split_logarithm(double x, int *exponent)
{
    const double half_root = 0.70710678118654752;
    double m = float_split(x, exponent);
    if (m < half_root) {
        m *= 2;
        --*exponent;
    }
    return pair_logarithm(m);
}

static Pair natural_logarithm(double x)
{
    int exponent;
    Pair ln = split_logarithm(x, &exponent);
    return pair_add(pair_multiply(PAIR_LN_2, pair_from(exponent)), ln);
}

double elementary_log(double x) { return natural_logarithm(x).high; }

double elementary_log2(double x)
{
    int exponent;
    Pair ln = split_logarithm(x, &exponent);
    return pair_add(pair_from(exponent), pair_divide(ln, PAIR_LN_2)).high;
}

/* In single steps, as glibc does it: its last digit, which CPython prints, is not always the
 * nearest. x == m * 2**k, m in [1, 2) or, for k < 0, one power further up, in [0.5, 1). */
double elementary_log10(double x)
{
    const double one_over_ln_10 = 4.34294481903251816668e-01;
    const double log10_2_high = 3.01029995663611771306e-01;
    const double log10_2_low = 3.69423907715893078616e-13;
    int k;
    double m = float_split(x, &k);
    if (k > 0) {
        m *= 2;
        k--;
    }
    return (k * log10_2_low + one_over_ln_10 * elementary_log(m)) + k * log10_2_high;
}

/* ---- sine and cosine ------------------------------------------------------------------------- */

/* pi/2 in three doubles. */
#define HALF_PI_1 0x1.921fb54442d18p+0
#define HALF_PI_2 0x1.1a62633145c07p-54
#define HALF_PI_3 (-0x1.f1976b7ed8fbcp-110)
static const Pair half_pi = { HALF_PI_1, HALF_PI_2 };

/* 2/pi, 32 bits a word from the binary point on: enough for every double. */
static const uint32_t two_over_pi[] = {
    0xA2F9836E, 0x4E441529, 0xFC2757D1, 0xF534DDC0, 0xDB629599, 0x3C439041, 0xFE5163AB, 0xDEBBC561,
    0xB7246E3A, 0x424DD2E0, 0x06492EEA, 0x09D1921C, 0xFE1DEB1C, 0xB129A73E, 0xE88235F5, 0x2EBB4484,
    0xE99C7026, 0xB45F7E41, 0x3991D639, 0x835339F4, 0x9C845F8B, 0xBDF9283B, 0x1FF897FF, 0xDE05980F,
    0xEF2F118B, 0x5A0A6D1F, 0x6D367ECF, 0x27CB09B7, 0x4F463F66, 0x9E5FEA2D, 0x7527BAC7, 0xEBE5F17B,
    0x3D0739F7, 0x8A5292EA, 0x6BFB5FB1, 0x1F8D5D08, 0x56033046, 0xFC7B6BAB, 0xF0CFBC20, 0x9AF4361D,
    0xA9E39161, 0x5EE61B08,
};
enum { WORD = 32, TABLE_WORDS = sizeof two_over_pi / sizeof two_over_pi[0],
       WINDOW = 8 /* words of the table that matter for one argument */ };

/* 32 bits of 2/pi from a bit on; bits before the binary point are 0. */
static uint32_t table_bits(int first)
{
    uint32_t word = 0;
    for (int i = 0; i < WORD; i++) {
        int bit = first + i;
        bool set = bit >= 0 && bit < TABLE_WORDS * WORD
                && (two_over_pi[bit / WORD] >> (WORD - 1 - bit % WORD) & 1);
        word = word << 1 | set;
    }
    return word;
}

/* M. Payne and R. Hanek, "Radian reduction for trigonometric functions", 1983: of x * 2/pi only
 * the bits around the binary point matter; multiples of 4 (whole turns) are left out. */
static Pair reduce_large(double x, int *quadrant)
{
    int exponent;
    uint64_t m = (uint64_t)float_scale(float_split(x, &exponent), DOUBLE_BITS);
    uint32_t product[WINDOW]; /* m * window modulo 2**256, the highest word first */
    uint32_t low = (uint32_t)m, high = (uint32_t)(m >> WORD);
    uint64_t carry = 0, above = 0;
    int first = exponent - DOUBLE_BITS - 2;
    for (int i = WINDOW - 1; i >= 0; i--) {
        uint64_t word = table_bits(first + i * WORD);
        uint64_t part = word * low + (uint32_t)carry;
        uint64_t sum = (part & UINT32_MAX) + (above & UINT32_MAX);
        product[i] = (uint32_t)sum;
        carry = (carry >> WORD) + (part >> WORD) + (sum >> WORD) + (above >> WORD);
        above = word * high;
    }
    *quadrant = (int)(product[0] >> (WORD - 2));
    product[0] &= UINT32_MAX >> 2;
    Pair fraction = { 0, 0 };
    for (int i = WINDOW - 1; i >= 0; i--)
        fraction = pair_add(fraction, pair_from(float_scale(product[i], 2 - WORD * (i + 1))));
    if (fraction.high > 0.5) {
        fraction = pair_add(fraction, pair_from(-1));
        ++*quadrant;
    }
    return pair_multiply(fraction, half_pi);
}

/* x == quadrant * pi/2 + the result, modulo whole turns. */
static Pair reduce_angle(double x, int *quadrant)
{
    const double large = 1 << 20;
    if (float_absolute(x) > large) {
        Pair r = reduce_large(float_absolute(x), quadrant);
        if (x > 0)
            return r;
        *quadrant = -*quadrant;
        return pair_negate(r);
    }
    double n = float_floor(x / HALF_PI_1 + 0.5);
    *quadrant = (int)n;
    Pair r = pair_add(pair_from(x), pair_product(-n, HALF_PI_1));
    r = pair_add(r, pair_product(-n, HALF_PI_2));
    return pair_add(r, pair_product(-n, HALF_PI_3));
}

/* The series of the sine (from r) or cosine (from 1), for |r| <= pi/4. */
static Pair alternating_series(Pair r, bool sine)
{
    enum { LAST = 28 };
    Pair square = pair_negate(pair_multiply(r, r)), sum = one;
    for (int k = LAST + sine; k >= 2 + sine; k -= 2)
        sum = pair_add(one, pair_divide(pair_multiply(square, sum), pair_from(k * (k - 1))));
    return sine ? pair_multiply(r, sum) : sum;
}

/* sin(r + quadrant * pi/2). */
static Pair sine_in_quadrant(Pair r, int quadrant)
{
    Pair value = alternating_series(r, (quadrant & 1) == 0);
    return quadrant & 2 ? pair_negate(value) : value;
}

double elementary_sin(double x)
{
    if (x == 0)
        return x;
    int quadrant;
    Pair r = reduce_angle(x, &quadrant);
    return sine_in_quadrant(r, quadrant).high;
}

double elementary_cos(double x)
{
    int quadrant;
    Pair r = reduce_angle(x, &quadrant);
    return sine_in_quadrant(r, quadrant + 1).high;
}

double elementary_tan(double x)
{
    if (x == 0)
        return x;
    int quadrant;
    Pair r = reduce_angle(x, &quadrant);
    return pair_divide(sine_in_quadrant(r, quadrant), sine_in_quadrant(r, quadrant + 1)).high;
}

/* ---- arc functions --------------------------------------------------------------------------- */

/* atan(x), 0 <= x <= 1, to about 45 bits: three times the half angle, then the series. */
static double rough_arc(double x)
{
    enum { HALVINGS = 3, LAST = 13 };
    for (int i = 0; i < HALVINGS; i++)
        x = x / (1 + float_square_root(1 + x * x));
    double sum = 0;
    for (int k = LAST; k >= 1; k -= 2)
        sum = 1.0 / k - x * x * sum;
    return x * sum * (1 << HALVINGS);
}

/* The angle of the point (x, y), both >= 0, not both 0. With the rough angle a, tan(angle - a) is
 * (y cos a - x sin a) / (x cos a + y sin a), exactly, and so small that its arc is easy. */
static Pair arc(Pair y, Pair x)
{
    bool steep = y.high > x.high;
    double a = steep ? rough_arc(x.high / y.high) : rough_arc(y.high / x.high);
    Pair sine = alternating_series(pair_from(a), true);
    Pair cosine = alternating_series(pair_from(a), false);
    Pair numerator, denominator;
    if (steep) {
        numerator = pair_add(pair_multiply(x, cosine), pair_negate(pair_multiply(y, sine)));
        denominator = pair_add(pair_multiply(y, cosine), pair_multiply(x, sine));
    } else {
        numerator = pair_add(pair_multiply(y, cosine), pair_negate(pair_multiply(x, sine)));
        denominator = pair_add(pair_multiply(x, cosine), pair_multiply(y, sine));
    }
    Pair t = pair_divide(numerator, denominator);
    Pair angle = pair_add(pair_from(a), t);
    return steep ? pair_add(half_pi, pair_negate(angle)) : angle;
}

double elementary_atan2(double y, double x)
{
    enum { FAR = 500 };
    double size_y = float_absolute(y), size_x = float_absolute(x);
    int exponent_y, exponent_x;
    float_split(size_y, &exponent_y);
    float_split(size_x, &exponent_x);
    Pair angle;
    if (size_y == 0 || (size_x != 0 && exponent_y - exponent_x < -FAR))
        angle = x > 0 || (x == 0 && !float_is_negative(x)) ? pair_from(size_y / size_x)
                                                           : pair_from(0);
    else if (size_x == 0 || exponent_y - exponent_x > FAR)
        angle = half_pi;
    else
        angle = arc(pair_from(float_scale(size_y, -exponent_x)),
                    pair_from(float_scale(size_x, -exponent_x)));
    if (float_is_negative(x) && angle.high != half_pi.high)
        angle = pair_add(pair_double(half_pi), pair_negate(angle));
    return float_is_negative(y) ? -angle.high : angle.high;
}

double elementary_atan(double x) { return x == 0 ? x : elementary_atan2(x, 1); }

/* sqrt(1 - x**2), of which 1 - x and 1 + x are exact sums. */
static Pair other_side(double x)
{
    return pair_square_root(pair_multiply(pair_sum(1, -x), pair_sum(1, x)));
}

double elementary_asin(double x)
{
    if (x == 0)
        return x;
    double angle = arc(pair_from(float_absolute(x)), other_side(x)).high;
    return x < 0 ? -angle : angle;
}

double elementary_acos(double x)
{
    Pair angle = arc(other_side(x), pair_from(float_absolute(x)));
    return x < 0 ? pair_add(pair_double(half_pi), pair_negate(angle)).high : angle.high;
}

/* ---- length of a vector --------------------------------------------------------------------- */

double elementary_hypot(const double *values, int count)
{
    Pair sum = { 0, 0 };
    for (int i = 0; i < count; i++)
        sum = pair_add(sum, pair_product(values[i], values[i]));
    return pair_square_root(sum).high;
}
