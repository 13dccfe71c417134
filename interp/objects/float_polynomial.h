/*
 * float_polynomial.h: polynomials as the C libraries compute them, to the same last digit: terms
 * are paired, so that a processor can work on several at once (G. Estrin's scheme, 1960).
 */
#ifndef FLOAT_POLYNOMIAL_H
#define FLOAT_POLYNOMIAL_H

#include "objects/float.h"

/* c[0] + c[1] z + ... up to nine coefficients:
 * (c0 + z c1) + z**2 (c2 + z c3) + z**4 (c4 + z c5) + ..., added from the left. */
static inline double polynomial(const double *c, int count, double z)
{
    double square = z * z, fourth = square * square;
    const double powers[] = { 1, square, fourth, fourth * square, fourth * fourth };
    double sum = c[0] + z * c[1];
    for (int i = 2; i < count; i += 2)
        sum += powers[i / 2] * (i + 1 < count ? c[i] + z * c[i + 1] : c[i]);
    return sum;
}

/* The high 32 bits: sign, exponent and 20 bits of the fraction, by which intervals are told
 * apart. */
static inline uint32_t float_high_word(double x)
{
    return (uint32_t)(float_to_bits(x) >> 32);
}

static inline double float_without_low_word(double x)
{
    return float_from_bits(float_to_bits(x) & ~(uint64_t)UINT32_MAX);
}

#endif
