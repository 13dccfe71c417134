/*
 * format_spec.h: a format specification taken apart, and numbers laid out by one: what format specs
 * and the % operator share.
 */
#ifndef FORMAT_SPEC_H
#define FORMAT_SPEC_H

#include "object.h"

/* align 0 and sign 0: not given; width and precision -1: not given. */
typedef struct {
    uint32_t fill, align, sign, type;
    bool negative_zero_off;  /* z: -0.0 after rounding prints as 0.0 (PEP 682) */
    bool alternate;          /* # */
    uint32_t grouping;       /* ',' or '_', 0: none */
    intptr_t width, precision;
} FormatSpec;

/* A number's text in parts; the parts are ASCII and stay the caller's. */
typedef struct {
    bool negative;
    const char *prefix;                        /* "0x" and the like, or "" */
    const uint8_t *digits; size_t digit_count; /* those that grouping counts */
    const uint8_t *rest; size_t rest_count;    /* point, fraction, exponent, '%' */
} NumberText;

/* Adds the number with sign, prefix, grouping (group digits at a time), padding. 0 or -1. */
int format_number(StrBuilder *out, const FormatSpec *spec, const NumberText *number, int group);
/* Adds an int's digits in a base likewise, zeros put before them up to the precision. 0 or -1. */
int format_digits(StrBuilder *out, const FormatSpec *spec, Object *value, int base,
                  const char *prefix, int group);
/* Adds a float as type (eEfFgG%, or 0 for format(x, "")) says. 0 or -1. */
int format_double(StrBuilder *out, const FormatSpec *spec, double value);
/* Adds s cut to the precision and padded to the width. 0 or -1. */
int format_text_padded(StrBuilder *out, const FormatSpec *spec, Object *s);

#endif
