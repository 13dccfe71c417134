/*
 * float_text.h: doubles to decimal digits and back, both correctly rounded.
 */
#ifndef FLOAT_TEXT_H
#define FLOAT_TEXT_H

#include <stdbool.h>
#include <stddef.h>

/* A finite number in decimal: 0.d1d2d3... * 10**point. Trailing zeros are not stored: a digit at or
 * after count is 0. Zero has count 0 and point 1. */
enum { DECIMAL_DIGITS_MOST = 800 }; /* no double has more than 767 significant digits */
typedef struct {
    bool negative;
    int point;                          /* where the decimal point stands, from the first digit */
    int count;                          /* digits stored */
    char digits[DECIMAL_DIGITS_MOST];   /* '0'..'9', not NUL-terminated */
} Decimal;

/* The shortest digits that read back as the same double (repr; David Gay's mode 0). */
void decimal_shortest(double value, Decimal *decimal);
/* Rounded half to even, as the exact value asks, to `digits` significant digits (mode 2; at least
 * one)... */
void decimal_significant(double value, int digits, Decimal *decimal);
/* ... or to `places` digits after the point (mode 3; negative rounds before the point). */
void decimal_places(double value, int places, Decimal *decimal);

/* Reads a decimal number: [digits][.digits][e[+-]digits], no sign, no white space, no underscores.
 * The nearest double, halves to even; too large gives infinity. Bytes that were read go to *used
 * (0: no number starts here). */
double decimal_to_double(const char *text, size_t length, size_t *used);

#endif
