/*
 * float_hyperbolic.c: e**x - 1, ln(1 + x), the hyperbolic functions and their inverses.
 *
 * Here the aim is not the nearest double but the one that CPython prints, which is its C library's:
 * that one computes these in single doubles, with an error below one unit of the last place. The
 * method, the coefficients of its polynomials and the intervals are those of Sun's fdlibm
 * (K. C. Ng, 1993), on which the C libraries build; the order of the additions is the one that
 * pairs terms for a pipelined processor, as glibc has it. With another order the last digit differs
 * in one result of ten. What the functions build on (exp, log) is float_elementary.c's, rounded correctly.
 */
#include "objects/float_elementary.h"
#include "objects/float_polynomial.h"

/* ln(2): the high part has so few bits that its product with an exponent is exact. */
static const double ln_2_high = 6.93147180369123816490e-01, ln_2_low = 1.90821492927058770002e-10;
static const double ln_2 = 0x1.62e42fefa39efp-1;

static double with_sign_of(double size, double x) { return float_is_negative(x) ? -size : size; }

/* ---- e**x - 1 ------------------------------------------------------------------------------- */

/* x == exponent * ln(2) + rest + error, |rest| <= ln(2) / 2. */
typedef struct { double rest, error; int exponent; } Reduced;

static Reduced reduce(double x)
{
    const double one_over_ln_2 = 1.44269504088896338700e+00;
    Reduced r = { x, 0, 0 };
    double size = float_absolute(x);
    if (float_high_word(size) <= 0x3FD62E42) /* ln(2) / 2 */
        return r;
    if (float_high_word(size) < 0x3FF0A2B2) /* 3/2 ln(2) */
        r.exponent = x < 0 ? -1 : 1;
    else
        r.exponent = (int)(one_over_ln_2 * x + (x < 0 ? -0.5 : 0.5));
    double high = x - r.exponent * ln_2_high, low = r.exponent * ln_2_low;
    r.rest = high - low;
    r.error = (high - r.rest) - low;
    return r;
}

/* With R(z) = r/z * ((e**r + 1) / (e**r - 1) - 2/r) approximated in z = r**2 / 2: what must be
 * subtracted from r to give e**r - 1. */
static double expm1_correction(Reduced r)
{
    static const double q[] = { 1, -3.33333333333331316428e-02, 1.58730158725481460165e-03,
                                -7.93650757867487942473e-05, 4.00821782732936239552e-06,
                                -2.01099218183624371326e-07 };
    double half = 0.5 * r.rest, z = r.rest * half;
    double ratio = polynomial(q, 6, z), t = 3 - ratio * half;
    double e = z * ((ratio - t) / (6 - r.rest * t));
    return r.exponent == 0 ? r.rest * e - z : (r.rest * (e - r.error) - r.error) - z;
}

double elementary_expm1(double x)
{
    const double swamps_one = 56 * ln_2, largest = 7.09782712893383973096e+02, tiny = 0x1p-54;
    if (float_absolute(x) < tiny)
        return x;
    if (x > largest)
        return float_infinity();
    if (x <= -swamps_one)
        return -1;
    Reduced r = reduce(x);
    double e = expm1_correction(r);
    int k = r.exponent;
    if (k == 0)
        return r.rest - e;
    if (k == -1)
        return 0.5 * (r.rest - e) - 0.5;
    if (k == 1)
        return r.rest < -0.25 ? -2 * (e - (r.rest + 0.5)) : 1 + 2 * (r.rest - e);
    if (k <= -2 || k > 56)
        return float_scale(1 - (e - r.rest), k) - 1;
    if (k < 20)
        return float_scale((1 - float_scale(1, -k)) - (e - r.rest), k);
    return float_scale((r.rest - (e + float_scale(1, -k))) + 1, k);
}

/* ---- ln(1 + x) ------------------------------------------------------------------------------ */

/* ln(1 + f) without its leading f - f**2/2 ...: s * (f**2/2 + R(s**2)), s = f / (2 + f). */
static double log1p_tail(double f, double half_square)
{
    static const double coefficients[] = {
        0, 6.666666666666735130e-01, 3.999999999940941908e-01, 2.857142874366239149e-01,
        2.222219843214978396e-01, 1.818357216161805012e-01, 1.531383769920937332e-01,
        1.479819860511658591e-01 };
    double s = f / (2 + f);
    return s * (half_square + polynomial(coefficients, 8, s * s));
}

/* 1 + x == 2**k * (1 + f), and what was lost in it, relative to it. */
static double split_one_plus(double x, int *k, double *lost)
{
    const double all_bits = 0x1p53, root = 0x1.6a09e667f3bcdp+0;
    double sum = x < all_bits ? 1 + x : x;
    double m = float_split(sum, k) * 2; /* 1 <= m < 2 */
    --*k;
    *lost = x >= all_bits ? 0 : (*k > 0 ? 1 - (sum - x) : x - (sum - 1)) / sum;
    if (float_high_word(m) < float_high_word(root))
        return m - 1;
    ++*k;
    return m / 2 - 1;
}

double elementary_log1p(double x)
{
    const double tiny = 0x1p-54, small = 0x1p-29;
    uint32_t word = float_high_word(float_absolute(x));
    if (float_absolute(x) < tiny)
        return x;
    if (float_absolute(x) < small)
        return x - x * x * 0.5;
    if (word < 0x3FDA827A && (x > 0 || word < 0x3FD2BEC4)) { /* 1 + x is within [sqrt(1/2), sqrt(2)] */
        double half_square = 0.5 * x * x;
        return x - (half_square - log1p_tail(x, half_square));
    }
    int k;
    double lost, f = split_one_plus(x, &k, &lost), half_square = 0.5 * f * f;
    if (float_absolute(f) < 0x1p-20) {
        if (f == 0)
            return k == 0 ? 0 : k * ln_2_high + (lost + k * ln_2_low);
        double rest = half_square * (1 - 0.66666666666666666 * f);
        return k == 0 ? f - rest : k * ln_2_high - ((rest - (k * ln_2_low + lost)) - f);
    }
    if (k == 0)
        return f - (half_square - log1p_tail(f, half_square));
    return k * ln_2_high - ((half_square - (log1p_tail(f, half_square) + (k * ln_2_low + lost))) - f);
}

/* ---- hyperbolic functions ------------------------------------------------------------------- */

enum { EXPONENTIAL_SWAMPS_INVERSE = 22 }; /* e**22 > 2**53 * e**-22 */
static const double exponential_limit = 0x1.62e42p+9; /* below, e**x is a double */

/* e**size / 2, of which e**size may be no double any more. */
static double half_exponential(double size, double half)
{
    if (size < exponential_limit)
        return half * elementary_exp(size);
    double root = elementary_exp(0.5 * size);
    return half * root * root;
}

double elementary_sinh(double x)
{
    const double tiny = 0x1p-28;
    double size = float_absolute(x), half = x < 0 ? -0.5 : 0.5;
    if (size < tiny)
        return x;
    if (size >= EXPONENTIAL_SWAMPS_INVERSE)
        return half_exponential(size, half);
    double m = elementary_expm1(size);
    return size < 1 ? half * (2 * m - m * m / (m + 1)) : half * (m + m / (m + 1));
}

double elementary_cosh(double x)
{
    const double tiny = 0x1p-55;
    double size = float_absolute(x);
    if (size >= EXPONENTIAL_SWAMPS_INVERSE)
        return half_exponential(size, 0.5);
    if (float_high_word(size) < 0x3FD62E43) { /* ln(2) / 2 */
        double m = elementary_expm1(size), e = 1 + m;
        return size < tiny ? e : 1 + (m * m) / (e + e);
    }
    double e = elementary_exp(size);
    return 0.5 * e + 0.5 / e;
}

double elementary_tanh(double x)
{
    const double tiny = 0x1p-55;
    double size = float_absolute(x);
    if (size < tiny)
        return x;
    if (size >= EXPONENTIAL_SWAMPS_INVERSE)
        return with_sign_of(1, x);
    double m = elementary_expm1(size >= 1 ? 2 * size : -2 * size);
    return with_sign_of(size >= 1 ? 1 - 2 / (m + 2) : -m / (m + 2), x);
}

/* ---- their inverses ------------------------------------------------------------------------- */

double elementary_asinh(double x)
{
    const double tiny = 0x1p-28, large = 0x1p28;
    double size = float_absolute(x), square = size * size;
    if (size < tiny)
        return x;
    if (size >= large + 256)
        return with_sign_of(elementary_log(size) + ln_2, x);
    if (size > 2 && float_high_word(size) > 0x40000000)
        return with_sign_of(elementary_log(2 * size + 1 / (float_square_root(square + 1) + size)),
                            x);
    return with_sign_of(elementary_log1p(size + square / (1 + float_square_root(1 + square))), x);
}

double elementary_acosh(double x)
{
    const double large = 0x1p28;
    if (x >= large)
        return elementary_log(x) + ln_2;
    if (x > 2)
        return elementary_log(2 * x - 1 / (x + float_square_root(x * x - 1)));
    double t = x - 1;
    return elementary_log1p(t + float_square_root(2 * t + t * t));
}

double elementary_atanh(double x)
{
    const double tiny = 0x1p-28;
    double size = float_absolute(x), twice = size + size;
    if (size < tiny)
        return x;
    double ratio = size < 0.5 ? twice + twice * size / (1 - size) : twice / (1 - size);
    return with_sign_of(0.5 * elementary_log1p(ratio), x);
}
