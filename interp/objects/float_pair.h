/*
 * float_pair.h: arithmetic on pairs of doubles, whose sum has about 106 bits (T. J. Dekker, "A
 * floating-point technique for extending the available precision", 1971). What is computed in
 * pairs and rounded once at the end is the nearest double in practically all cases.
 */
#ifndef FLOAT_PAIR_H
#define FLOAT_PAIR_H

#include "objects/float.h"

typedef struct { double high, low; } Pair; /* the exact sum; |low| <= half an ulp of high */

/* a + b exactly (Knuth, volume 2, section 4.2.2, theorem B). */
static inline Pair pair_sum(double a, double b)
{
    double sum = a + b, part = sum - a;
    return (Pair){ sum, (a - (sum - part)) + (b - part) };
}

/* The same when |a| >= |b|. */
static inline Pair pair_quick_sum(double a, double b)
{
    double sum = a + b;
    return (Pair){ sum, b - (sum - a) };
}

/* Halves of 26 bits whose products are exact. */
static inline void pair_split(double a, double *high, double *low)
{
    const double splitter = 134217729.0; /* 2**27 + 1 */
    double t = splitter * a;
    *high = t - (t - a);
    *low = a - *high;
}

static inline Pair pair_product(double a, double b)
{
    double a_high, a_low, b_high, b_low, product = a * b;
    pair_split(a, &a_high, &a_low);
    pair_split(b, &b_high, &b_low);
    double error = ((a_high * b_high - product) + a_high * b_low + a_low * b_high) + a_low * b_low;
    return (Pair){ product, error };
}

static inline Pair pair_add(Pair a, Pair b)
{
    Pair s = pair_sum(a.high, b.high), t = pair_sum(a.low, b.low);
    s = pair_quick_sum(s.high, s.low + t.high);
    return pair_quick_sum(s.high, s.low + t.low);
}

static inline Pair pair_multiply(Pair a, Pair b)
{
    Pair p = pair_product(a.high, b.high);
    return pair_quick_sum(p.high, p.low + (a.high * b.low + a.low * b.high));
}

static inline Pair pair_divide(Pair a, Pair b)
{
    double quotient = a.high / b.high;
    Pair rest = pair_add(a, pair_multiply(b, (Pair){ -quotient, 0 }));
    double more = rest.high / b.high;
    rest = pair_add(rest, pair_multiply(b, (Pair){ -more, 0 }));
    Pair q = pair_quick_sum(quotient, more);
    return pair_add(q, (Pair){ rest.high / b.high, 0 });
}

/* ln(2). */
#define PAIR_LN_2 ((Pair){ 0x1.62e42fefa39efp-1, 0x1.abc9e3b39803fp-56 })
/* ln(m) for m in [0.7, 1.5], and e**r for |r| <= 0.35 (float_power.c). */
Pair pair_logarithm(double m);
Pair pair_exponential(Pair r);
/* value * 2**exponent, rounded once; value.high > 0. */
double pair_round(Pair value, int64_t exponent);

#endif
