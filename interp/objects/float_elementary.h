/*
 * float_elementary.h: the elementary functions for finite arguments (and results) within their
 * domains; what lies outside is the caller's business (modules/math.c). Those of float_elementary.c
 * are computed in pairs of doubles and rounded once.
 */
#ifndef FLOAT_ELEMENTARY_H
#define FLOAT_ELEMENTARY_H

double elementary_exp(double x);          /* infinite when too large */
double elementary_log(double x);          /* x > 0, also below */
double elementary_log2(double x);
double elementary_log10(double x);
double elementary_sin(double x);
double elementary_cos(double x);
double elementary_tan(double x);
double elementary_asin(double x);         /* |x| <= 1 */
double elementary_acos(double x);
double elementary_atan(double x);
double elementary_atan2(double y, double x); /* finite, not both zero */
double elementary_hypot(const double *values, int count); /* values scaled to about 1 */

/* float_hyperbolic.c: as CPython's C library computes them */
double elementary_expm1(double x);        /* infinite when too large; so sinh, cosh */
double elementary_log1p(double x);        /* x > -1 */
double elementary_sinh(double x);
double elementary_cosh(double x);
double elementary_tanh(double x);
double elementary_asinh(double x);
double elementary_acosh(double x);        /* x >= 1 */
double elementary_atanh(double x);        /* |x| < 1 */

/* float_special.c */
double special_erf(double x);
double special_erfc(double x);
double special_gamma(double x);           /* nan at 0, -1, -2 ...; infinite when too large */
double special_lgamma(double x);          /* the logarithm of its size; nan likewise */
double special_cbrt(double x);

#endif
