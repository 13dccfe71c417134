/*
 * math_special.c: math's functions beyond the elementary ones, and those that look at a float's
 * last digit: nextafter, ulp, remainder.
 */
#include "modules/math.h"

#include "objects/float.h"
#include "objects/float_elementary.h"
#include "vm/errors.h"

ONE_ARGUMENT(math_cbrt, special_cbrt, INFINITE, -INFINITE)
ONE_ARGUMENT(math_erf, special_erf, 1, -1)
ONE_ARGUMENT(math_erfc, special_erfc, 0, 2)
ONE_ARGUMENT(math_gamma, special_gamma, INFINITE, NO_VALUE)
ONE_ARGUMENT(math_lgamma, special_lgamma, INFINITE, INFINITE)

/* The next double from x on in the direction of y. As bits, doubles of one sign are in order. */
static double next_after(double x, double y)
{
    if (float_is_nan(x) || float_is_nan(y))
        return x + y;
    if (x == y)
        return y;
    if (x == 0)
        return float_from_bits(1 | (uint64_t)(y < 0) << 63);
    return float_from_bits(float_to_bits(x) + ((x < y) == (x > 0) ? 1 : -1));
}

FUNCTION(math_nextafter)
{
    UNUSED_ARGUMENTS;
    double x, y;
    return math_two_doubles(args, &x, &y) ? float_from(next_after(x, y)) : NULL;
}

FUNCTION(math_ulp)
{
    UNUSED_ARGUMENTS;
    double x = object_as_double(args[0]);
    if (x == -1 && error_occurred())
        return NULL;
    double size = float_absolute(x), next = next_after(size, INFINITE);
    if (!float_is_finite(size))
        return float_from(size);
    return float_from(float_is_infinite(next) ? size - next_after(size, 0) : next - size);
}

/* x - n * y exactly, n being the whole number nearest to x / y, the even one of two. With the rest
 * m of |x|, it is m or m - |y|, whichever is nearer to 0. */
static double nearest_remainder(double x, double y)
{
    double size = float_absolute(x), step = float_absolute(y);
    double m = float_remainder(size, step), other = step - m;
    double rest = m < other ? m : m > other ? -other
                : m - 2 * float_remainder(0.5 * (size - m), step);
    return float_is_negative(x) ? -rest : rest;
}

FUNCTION(math_remainder)
{
    UNUSED_ARGUMENTS;
    double x, y;
    if (!math_two_doubles(args, &x, &y))
        return NULL;
    if (float_is_nan(x) || float_is_nan(y))
        return float_from(float_is_nan(x) ? x : y);
    if (float_is_infinite(x) || y == 0)
        return math_domain_error();
    return float_from(float_is_infinite(y) ? x : nearest_remainder(x, y));
}

const MethodDef math_special_functions[] = {
    { "cbrt", math_cbrt, 1, 1, 0, "cbrt(x) -> the cube root" },
    { "erf", math_erf, 1, 1, 0, "erf(x) -> the error function" },
    { "erfc", math_erfc, 1, 1, 0, "erfc(x) -> 1 - erf(x), also where that is small" },
    { "gamma", math_gamma, 1, 1, 0, "gamma(x); gamma(n + 1) == factorial(n)" },
    { "lgamma", math_lgamma, 1, 1, 0, "lgamma(x) -> ln(abs(gamma(x)))" },
    { "nextafter", math_nextafter, 2, 2, 0, "nextafter(x, y) -> the next float after x towards y" },
    { "remainder", math_remainder, 2, 2, 0, "remainder(x, y) -> x - n*y, n nearest to x/y" },
    { "ulp", math_ulp, 1, 1, 0, "ulp(x) -> the value of its last bit" },
    { 0 },
};
