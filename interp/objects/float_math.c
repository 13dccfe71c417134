/*
 * float_math.c: what C's mathematical library would do for float: taking doubles apart, putting
 * them together with one rounding, and the exact functions floor, trunc, fmod, square root.
 */
#include "objects/float.h"

enum { FRACTION_BITS = 52, EXPONENT_BIAS = 1023, EXPONENT_MASK = 0x7FF,
       EXPONENT_MOST = 1023, EXPONENT_LEAST = -1022 };
#define FRACTION_MASK (((uint64_t)1 << FRACTION_BITS) - 1)

/* ---- parts ---------------------------------------------------------------------------------- */

/* 2**exponent for one that a normal double has. */
static double power_of_two(int exponent)
{
    return float_from_bits((uint64_t)(exponent + EXPONENT_BIAS) << FRACTION_BITS);
}

double float_split(double v, int *exponent)
{
    *exponent = 0;
    if (v == 0 || !float_is_finite(v))
        return v;
    uint64_t bits = float_to_bits(v);
    int biased = (int)(bits >> FRACTION_BITS) & EXPONENT_MASK;
    if (biased == 0) { /* subnormal: made normal first */
        enum { LIFT = 64 };
        double fraction = float_split(v * power_of_two(LIFT), exponent);
        *exponent -= LIFT;
        return fraction;
    }
    *exponent = biased - (EXPONENT_BIAS - 1);
    bits &= ~((uint64_t)EXPONENT_MASK << FRACTION_BITS);
    return float_from_bits(bits | (uint64_t)(EXPONENT_BIAS - 1) << FRACTION_BITS);
}

double float_scale(double v, int exponent)
{
    int old;
    double fraction = float_split(v, &old);
    if (v == 0 || !float_is_finite(v))
        return v;
    int64_t sum = (int64_t)old + exponent; /* v == fraction * 2**sum, fraction in [0.5, 1) */
    if (sum > EXPONENT_MOST + 1)
        return float_is_negative(v) ? -float_infinity() : float_infinity();
    if (sum > EXPONENT_LEAST) /* normal: exact */
        return fraction * 2 * power_of_two((int)sum - 1);
    if (sum < DOUBLE_MIN_EXPONENT)
        return float_is_negative(v) ? -0.0 : 0.0;
    enum { DROP = 64 }; /* the one multiplication that rounds is the last */
    return fraction * power_of_two((int)sum + DROP) * power_of_two(-DROP);
}

/* ---- rounding ------------------------------------------------------------------------------- */

/* bits without its lowest `drop` ones, rounded half to even. */
static uint64_t round_off(uint64_t bits, int drop, bool more)
{
    if (drop <= 0)
        return bits;
    if (drop > 64)
        return 0;
    uint64_t kept = drop == 64 ? 0 : bits >> drop;
    uint64_t half = (uint64_t)1 << (drop - 1), rest = bits & (half | (half - 1));
    if (rest > half || (rest == half && (more || (kept & 1) != 0)))
        kept++;
    return kept;
}

double float_compose(uint64_t bits, bool more, int exponent)
{
    if (bits == 0)
        return 0;
    int top = 64 - __builtin_clzll(bits) + exponent; /* the value is below 2**top */
    int least = top - DOUBLE_BITS;                   /* exponent of the last bit that is kept */
    if (least < DOUBLE_MIN_EXPONENT)
        least = DOUBLE_MIN_EXPONENT;
    int drop = least - exponent;
    if (drop <= 0)
        return float_scale((double)bits, exponent);
    return float_scale((double)round_off(bits, drop, more), least);
}

double float_round_bits(uint64_t bits, bool more) { return float_compose(bits, more, 0); }

/* ---- whole parts ---------------------------------------------------------------------------- */

double float_trunc(double v)
{
    const double all_whole = 4503599627370496.0; /* 2**52: from here on there is no fraction */
    if (!(float_absolute(v) < all_whole))
        return v;
    double whole = (double)(int64_t)v;
    return whole == 0 && float_is_negative(v) ? -0.0 : whole;
}

double float_floor(double v)
{
    double whole = float_trunc(v);
    return whole > v ? whole - 1 : whole;
}

/* ---- remainder and square root -------------------------------------------------------------- */

/* The integer part m and exponent e with v == m * 2**e, m below 2**53. */
static uint64_t integer_parts(double v, int *exponent)
{
    uint64_t bits = float_to_bits(v);
    int biased = (int)(bits >> FRACTION_BITS) & EXPONENT_MASK;
    *exponent = (biased == 0 ? 1 : biased) - EXPONENT_BIAS - FRACTION_BITS;
    return (bits & FRACTION_MASK) | (biased == 0 ? 0 : (uint64_t)1 << FRACTION_BITS);
}

/* Long division in binary, 11 bits at a time, as many as fit above 53; only the rest is kept. */
double float_remainder(double a, double b)
{
    enum { STEP = 64 - DOUBLE_BITS };
    if (float_is_nan(a) || float_is_nan(b) || float_is_infinite(a) || b == 0)
        return __builtin_nan("");
    double size_a = float_absolute(a), size_b = float_absolute(b);
    if (size_a < size_b || a == 0)
        return a;
    int exponent_a, exponent_b;
    uint64_t rest = integer_parts(size_a, &exponent_a);
    uint64_t divisor = integer_parts(size_b, &exponent_b);
    rest %= divisor;
    for (int left = exponent_a - exponent_b; left > 0;) {
        int step = left < STEP ? left : STEP;
        rest = (rest << step) % divisor;
        left -= step;
    }
    double result = float_scale((double)rest, exponent_b);
    return float_is_negative(a) ? -result : result;
}

/* SSE2 has the correctly rounded square root as an instruction (SDM volume 2, SQRTSD). */
double float_square_root(double v)
{
    double root;
    __asm__("sqrtsd %1, %0" : "=x"(root) : "x"(v));
    return root;
}
