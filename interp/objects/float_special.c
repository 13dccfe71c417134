/*
 * float_special.c: functions beyond the elementary ones: the error function, the gamma function,
 * the cube root. As in float_hyperbolic.c, the aim is the digits that CPython prints.
 */
#include "objects/float_elementary.h"
#include "objects/float_polynomial.h"

/* ---- error function ------------------------------------------------------------------------- */

/* The rational approximations and their intervals are Sun's fdlibm's (1993):
 *   |x| < 0.84375              erf(x) = x + x * near(x**2)
 *   |x| < 1.25                 erf(x) = c + middle(|x| - 1), c = erf(1) in 24 bits
 *   |x| < 1 / 0.35, and above  erfc(x) = e**(-x**2 - 0.5625 + far(1 / x**2)) / |x| */
static const double erf_of_one = 8.45062911510467529297e-01;

static double erf_near(double square)
{
    static const double p[] = { 1.28379167095512558561e-01, -3.25042107247001499370e-01,
        -2.84817495755985104766e-02, -5.77027029648944159157e-03, -2.37630166566501626084e-05 };
    static const double q[] = { 1, 3.97917223959155352819e-01, 6.50222499887672944485e-02,
        5.08130628187576562776e-03, 1.32494738004321644526e-04, -3.96022827876536812320e-06 };
    return polynomial(p, 5, square) / polynomial(q, 6, square);
}

static double erf_middle(double s)
{
    static const double p[] = { -2.36211856075265944077e-03, 4.14856118683748331666e-01,
        -3.72207876035701323847e-01, 3.18346619901161753674e-01, -1.10894694282396677476e-01,
        3.54783043256182359371e-02, -2.16637559486879084300e-03 };
    static const double q[] = { 1, 1.06420880400844228286e-01, 5.40397917702171048937e-01,
        7.18286544141962662868e-02, 1.26171219808761642112e-01, 1.36370839120290507362e-02,
        1.19844998467991074170e-02 };
    return polynomial(p, 7, s) / polynomial(q, 7, s);
}

static double erfc_exponent(double size, double s)
{
    static const double p[] = { -9.86494403484714822705e-03, -6.93858572707181764372e-01,
        -1.05586262253232909814e+01, -6.23753324503260060396e+01, -1.62396669462573470355e+02,
        -1.84605092906711035994e+02, -8.12874355063065934246e+01, -9.81432934416914548592e+00 };
    static const double q[] = { 1, 1.96512716674392571292e+01, 1.37657754143519042600e+02,
        4.34565877475229228821e+02, 6.45387271733267880336e+02, 4.29008140027567833386e+02,
        1.08635005541779435134e+02, 6.57024977031928170135e+00, -6.04244152148580987438e-02 };
    static const double far_p[] = { -9.86494292470009928597e-03, -7.99283237680523006574e-01,
        -1.77579549177547519889e+01, -1.60636384855821916062e+02, -6.37566443368389627722e+02,
        -1.02509513161107724954e+03, -4.83519191608651397019e+02 };
    static const double far_q[] = { 1, 3.03380607434824582924e+01, 3.25792512996573918826e+02,
        1.53672958608443695994e+03, 3.19985821950859553908e+03, 2.55305040643316442583e+03,
        4.74528541206955367215e+02, -2.24409524465858183362e+01 };
    if (float_high_word(size) < 0x4006DB6D) /* 1 / 0.35 */
        return polynomial(p, 8, s) / polynomial(q, 9, s);
    return polynomial(far_p, 7, s) / polynomial(far_q, 8, s);
}

/* erfc(size) for size >= 1.25. -x**2 is split so that the larger part is exact. */
static double erfc_far(double size)
{
    double s = 1 / (size * size), high = float_without_low_word(size);
    double e = elementary_exp(-high * high - 0.5625);
    return e * elementary_exp((high - size) * (high + size) + erfc_exponent(size, s)) / size;
}

static const double near_limit = 0.84375, middle_limit = 1.25;

double special_erf(double x)
{
    const double tiny = 0x1p-28, all = 6, two_over_root_pi_less_one = 1.28379167095512586316e-01;
    double size = float_absolute(x);
    if (size < 0x1p-1022)
        return 0.0625 * (16 * x + (16 * two_over_root_pi_less_one) * x);
    if (size < tiny)
        return x + two_over_root_pi_less_one * x;
    if (size < near_limit)
        return x + x * erf_near(x * x);
    double value = size >= all ? 1 : size < middle_limit ? erf_of_one + erf_middle(size - 1)
                                                         : 1 - erfc_far(size);
    return x < 0 ? -value : value;
}

double special_erfc(double x)
{
    const double tiny = 0x1p-56, none = 28, all = 6;
    double size = float_absolute(x);
    if (size < tiny)
        return 1 - x;
    if (size < near_limit) {
        double y = erf_near(x * x);
        return x < 0.25 ? 1 - (x + x * y) : 0.5 - (x * y + (x - 0.5));
    }
    if (size < middle_limit)
        return x > 0 ? (1 - erf_of_one) - erf_middle(size - 1)
                     : 1 + (erf_of_one + erf_middle(size - 1));
    if (size >= none)
        return x > 0 ? 0 : 2;
    return x > 0 ? erfc_far(size) : size >= all ? 2 : 2 - erfc_far(size);
}

/* ---- gamma function ------------------------------------------------------------------------- */

/* C. Lanczos, "A precision approximation of the gamma function", 1964, with N = 13 and this g, as a
 * rational function; numbers and steps are those of CPython's Modules/mathmodule.c, which takes
 * them from Boost. */
enum { LANCZOS_TERMS = 13 };
static const double lanczos_g = 6.024680040776729583740234375;
static const double pi = 0x1.921fb54442d18p+1;

static double lanczos_sum(double x)
{
    static const double numerator[LANCZOS_TERMS] = {
        23531376880.41075968857200767445163675473, 42919803642.64909876895789904700198885093,
        35711959237.35566804944018545154716670596, 17921034426.03720969991975575445893111267,
        6039542586.352028005064291644307297921070, 1439720407.311721673663223072794912393972,
        248874557.8620541565114603864132294232163, 31426415.58540019438061423162831820536287,
        2876370.628935372441225409051620849613599, 186056.2653952234950402949897160456992822,
        8071.672002365816210638002902272250613822, 210.8242777515793458725097339207133627117,
        2.506628274631000270164908177133837338626 };
    static const double denominator[LANCZOS_TERMS] = { /* x (x + 1) ... (x + 11) */
        0, 39916800, 120543840, 150917976, 105258076, 45995730, 13339535, 2637558, 357423, 32670,
        1925, 66, 1 };
    const double small = 5;
    double above = 0, below = 0;
    for (int i = LANCZOS_TERMS - 1; i >= 0 && x < small; i--) {
        above = above * x + numerator[i];
        below = below * x + denominator[i];
    }
    for (int i = 0; i < LANCZOS_TERMS && x >= small; i++) { /* in 1/x: nothing overflows */
        above = above / x + numerator[i];
        below = below / x + denominator[i];
    }
    return above / below;
}

/* sin(pi x), exact at whole numbers. */
static double sine_of_pi_times(double x)
{
    double y = float_remainder(float_absolute(x), 2), value;
    switch ((int)float_floor(2 * y + 0.5)) {
    case 0: value = elementary_sin(pi * y); break;
    case 1: value = elementary_cos(pi * (y - 0.5)); break;
    case 2: value = elementary_sin(pi * (1 - y)); break;
    case 3: value = -elementary_cos(pi * (y - 1.5)); break;
    default: value = elementary_sin(pi * (y - 2));
    }
    return float_is_negative(x) ? -value : value;
}

/* value * base ** exponent, and by the root's square where the power alone would overflow. */
static double times_power(double value, double base, double exponent, bool large, bool divide)
{
    double factor = float_raise(base, large ? exponent / 2 : exponent);
    for (int i = large ? 2 : 1; i > 0; i--)
        value = divide ? value / factor : value * factor;
    return value;
}

static double factorial_of_less_one(int n)
{
    double product = 1;
    for (int k = 2; k < n; k++)
        product *= k;
    return product;
}

double special_gamma(double x)
{
    const double tiny = 1e-20, beyond = 200, large = 140, exact = 23;
    const double g_less_half = 5.524680040776729583740234375;
    double size = float_absolute(x);
    if (x == float_floor(x) && x <= exact)
        return x <= 0 ? __builtin_nan("") : factorial_of_less_one((int)x);
    if (size < tiny)
        return 1 / x;
    if (size > beyond)
        return x < 0 ? 0 / sine_of_pi_times(x) : float_infinity();
    double y = size + g_less_half; /* and the error of this sum: */
    double error = size > g_less_half ? (y - size) - g_less_half : (y - g_less_half) - size;
    double correction = error * lanczos_g / y, value;
    if (x < 0) {
        value = -pi / sine_of_pi_times(size) / size * elementary_exp(y) / lanczos_sum(size);
        value -= correction * value;
    } else {
        value = lanczos_sum(size) / elementary_exp(y);
        value += correction * value;
    }
    return times_power(value, y, size - 0.5, size >= large, x < 0);
}

double special_lgamma(double x)
{
    const double tiny = 1e-20, ln_pi = 1.144729885849400174143427351353058711647;
    double size = float_absolute(x);
    if (x == float_floor(x) && x <= 2)
        return x <= 0 ? __builtin_nan("") : 0;
    if (size < tiny)
        return -elementary_log(size);
    double value = elementary_log(lanczos_sum(size)) - lanczos_g;
    value += (size - 0.5) * (elementary_log(size + lanczos_g - 0.5) - 1);
    if (x < 0)
        value = ln_pi - elementary_log(float_absolute(sine_of_pi_times(size))) - elementary_log(size)
              - value;
    return value;
}

/* ---- cube root ------------------------------------------------------------------------------ */

/* A polynomial gives about 20 bits, one step of Halley's method the rest; x == m * 2**exponent. The
 * coefficients, and the multiplication by a power of 2**(1/3) at the end, are glibc's (D. Alboth
 * and U. Drepper, 1997). */
double special_cbrt(double x)
{
    static const double c[] = { 0.354895765043919860, 1.50819193781584896, -2.11499494167371287,
                                2.44693122563534430, -1.83469277483613086, 0.784932344976639262,
                                -0.145263899385486377 };
    static const double root[] = { 1 / 1.5874010519681994748, 1 / 1.2599210498948731648, 1,
                                   1.2599210498948731648, 1.5874010519681994748 };
    if (x == 0)
        return x;
    int exponent;
    double m = float_split(float_absolute(x), &exponent), u = c[6];
    for (int i = 5; i >= 0; i--)
        u = c[i] + u * m;
    double cube = u * u * u;
    double value = u * (cube + 2 * m) / (2 * cube + m) * root[2 + exponent % 3];
    return float_scale(x < 0 ? -value : value, exponent / 3);
}
