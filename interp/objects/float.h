/*
 * float.h: doubles without a C library: their parts, scaling, rounding, and what the files of
 * float share. Everything is IEEE 754 binary64.
 */
#ifndef FLOAT_H
#define FLOAT_H

#include "object.h"

enum { DOUBLE_BITS = 53, DOUBLE_MIN_EXPONENT = -1074 }; /* of the fraction; of the least bit */

static inline uint64_t float_to_bits(double value)
{
    union { double value; uint64_t bits; } u = { .value = value };
    return u.bits;
}

static inline double float_from_bits(uint64_t bits)
{
    union { uint64_t bits; double value; } u = { .bits = bits };
    return u.value;
}

static inline double float_infinity(void) { return __builtin_inf(); }
static inline bool float_is_infinite(double v) { return __builtin_isinf(v); }
static inline bool float_is_nan(double v) { return v != v; }
static inline bool float_is_finite(double v) { return v - v == 0; }
static inline bool float_is_negative(double v) { return float_to_bits(v) >> 63 != 0; }
static inline double float_absolute(double v) { return float_is_negative(v) ? -v : v; }

/* v * 2**exponent; one rounding, at the end (C's ldexp). */
double float_scale(double v, int exponent);
/* v == fraction * 2**exponent with the fraction in [0.5, 1) (C's frexp); v finite. */
double float_split(double v, int *exponent);
/* bits, with more == true for "and something below the last bit", rounded to nearest, ties to
 * even, as a double. */
double float_round_bits(uint64_t bits, bool more);
/* The same times 2**exponent, rounded once also where the result is subnormal; may be infinite.
 * bits has its highest bit set, or is 0. */
double float_compose(uint64_t bits, bool more, int exponent);
double float_floor(double v);
double float_trunc(double v);
double float_square_root(double v); /* correctly rounded */
double float_remainder(double a, double b);       /* C's fmod: exact */
double float_raise(double base, double exponent); /* C's pow, base > 0 or as C says */

/* Decimal digits of a double and back: objects/float_text.h. */

/* float.hex and float.fromhex (float_hex.c) */
Object *float_hex(Object *self, Object **args, int positional, Object *kwnames);
Object *float_fromhex(Object *self, Object **args, int positional, Object *kwnames);

/* repr(v): a str. */
Object *float_to_text(double v);
/* a compared with b exactly: -1, 0, 1; 2 when a is nan. */
int float_compare_int(double a, Object *b);

#endif
