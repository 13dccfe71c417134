/*
 * math.c: the module math: the elementary functions with CPython's errors (Modules/mathmodule.c),
 * and functions on whole numbers.
 */
#include <string.h>

#include "memory/memory.h"
#include "modules/math.h"
#include "modules/standard.h"
#include "objects/float.h"
#include "objects/float_elementary.h"
#include "vm/errors.h"

/* ---- one argument ---------------------------------------------------------------------------- */

Object *math_domain_error(void)
{
    return raise(&value_error_type, "math domain error");
}

static Object *range_error(void)
{
    return raise(&overflow_error_type, "math range error");
}

Object *math_evaluate(Object *argument, double (*function)(double), double at_plus,
                      double at_minus)
{
    double x = object_as_double(argument);
    if (x == -1 && error_occurred())
        return NULL;
    if (float_is_nan(x))
        return float_from(x);
    if (float_is_infinite(x)) {
        double value = x > 0 ? at_plus : at_minus;
        return float_is_nan(value) ? math_domain_error() : float_from(value);
    }
    double value = function(x);
    if (float_is_nan(value))
        return math_domain_error();
    return float_is_infinite(value) ? range_error() : float_from(value);
}

static double square_root(double x) { return x < 0 ? NO_VALUE : float_square_root(x); }
static double log1p_checked(double x) { return x <= -1 ? NO_VALUE : elementary_log1p(x); }
static double asin_checked(double x) { return x < -1 || x > 1 ? NO_VALUE : elementary_asin(x); }
static double acos_checked(double x) { return x < -1 || x > 1 ? NO_VALUE : elementary_acos(x); }
static double acosh_checked(double x) { return x < 1 ? NO_VALUE : elementary_acosh(x); }
static double atanh_checked(double x)
{
    return x <= -1 || x >= 1 ? NO_VALUE : elementary_atanh(x);
}
static double exp2_finite(double x)
{
    const double beyond = 1100;
    if (float_absolute(x) > beyond)
        return x > 0 ? INFINITE : 0;
    return float_raise(2, x);
}
static const double pi = 0x1.921fb54442d18p+1;
static double to_degrees(double x) { return x * (180.0 / pi); }
static double to_radians(double x) { return x * (pi / 180.0); }

ONE_ARGUMENT(math_sqrt, square_root, INFINITE, NO_VALUE)
ONE_ARGUMENT(math_exp, elementary_exp, INFINITE, 0)
ONE_ARGUMENT(math_exp2, exp2_finite, INFINITE, 0)
ONE_ARGUMENT(math_expm1, elementary_expm1, INFINITE, -1)
ONE_ARGUMENT(math_log1p, log1p_checked, INFINITE, NO_VALUE)
ONE_ARGUMENT(math_sin, elementary_sin, NO_VALUE, NO_VALUE)
ONE_ARGUMENT(math_cos, elementary_cos, NO_VALUE, NO_VALUE)
ONE_ARGUMENT(math_tan, elementary_tan, NO_VALUE, NO_VALUE)
ONE_ARGUMENT(math_asin, asin_checked, NO_VALUE, NO_VALUE)
ONE_ARGUMENT(math_acos, acos_checked, NO_VALUE, NO_VALUE)
ONE_ARGUMENT(math_atan, elementary_atan, pi / 2, -pi / 2)
ONE_ARGUMENT(math_sinh, elementary_sinh, INFINITE, -INFINITE)
ONE_ARGUMENT(math_cosh, elementary_cosh, INFINITE, INFINITE)
ONE_ARGUMENT(math_tanh, elementary_tanh, 1, -1)
ONE_ARGUMENT(math_asinh, elementary_asinh, INFINITE, -INFINITE)
ONE_ARGUMENT(math_acosh, acosh_checked, INFINITE, NO_VALUE)
ONE_ARGUMENT(math_atanh, atanh_checked, NO_VALUE, NO_VALUE)
ONE_ARGUMENT(math_fabs, float_absolute, INFINITE, INFINITE)
ONE_ARGUMENT(math_degrees, to_degrees, INFINITE, -INFINITE)
ONE_ARGUMENT(math_radians, to_radians, INFINITE, -INFINITE)

/* ---- logarithms: of ints of any size --------------------------------------------------------- */

/* The logarithm of an int beyond every double: of its highest 64 bits, and of the power of two. */
static Object *logarithm_of_int(Object *number, double (*function)(double))
{
    enum { TOP_BITS = 64 };
    Object *length = object_lookup_attribute(number, "bit_length");
    replace_reference(length, length ? object_call(length, NULL, 0, NULL) : NULL);
    intptr_t bits = length ? object_as_index(length) : 0;
    Object *shift = length ? int_from(bits - TOP_BITS) : NULL;
    Object *top = shift ? object_binary(OP_RSHIFT, number, shift) : NULL;
    double fraction = top ? float_scale(int_as_double(top), -TOP_BITS) : 0;
    xdecref(top);
    xdecref(shift);
    xdecref(length);
    return error_occurred() ? NULL : float_from(function(fraction) + function(2) * (double)bits);
}

static Object *logarithm(Object *argument, double (*function)(double))
{
    double x = object_as_double(argument);
    if (x == -1 && error_occurred()) {
        if (!IS_INT(argument) || !error_matches(&overflow_error_type))
            return NULL;
        error_clear();
        return ((Int *)argument)->size < 0 ? math_domain_error()
                                           : logarithm_of_int(argument, function);
    }
    if (x <= 0)
        return math_domain_error();
    return float_is_finite(x) ? float_from(function(x)) : float_from(x);
}

FUNCTION(math_log)
{
    UNUSED_ARGUMENTS;
    Object *value = logarithm(args[0], elementary_log);
    if (!value || positional == 1)
        return value;
    Object *base = logarithm(args[1], elementary_log);
    Object *quotient = base ? object_binary(OP_TRUE_DIVIDE, value, base) : NULL;
    xdecref(base);
    decref(value);
    return quotient;
}

FUNCTION(math_log2)
{
    UNUSED_ARGUMENTS;
    return logarithm(args[0], elementary_log2);
}

FUNCTION(math_log10)
{
    UNUSED_ARGUMENTS;
    return logarithm(args[0], elementary_log10);
}

/* ---- two arguments --------------------------------------------------------------------------- */

bool math_two_doubles(Object **args, double *x, double *y)
{
    *x = object_as_double(args[0]);
    if (*x == -1 && error_occurred())
        return false;
    *y = object_as_double(args[1]);
    return !(*y == -1 && error_occurred());
}

static double arc_of_point(double y, double x)
{
    if (float_is_nan(x) || float_is_nan(y))
        return NO_VALUE;
    if (float_is_infinite(x) || float_is_infinite(y)) { /* as the corners of a square */
        y = float_is_infinite(y) ? (y > 0 ? 1 : -1) : float_is_negative(y) ? -0.0 : 0.0;
        x = float_is_infinite(x) ? (x > 0 ? 1 : -1) : 0.0;
    }
    if (x == 0 && y == 0) {
        double angle = float_is_negative(x) ? pi : 0;
        return float_is_negative(y) ? -angle : angle;
    }
    return elementary_atan2(y, x);
}

FUNCTION(math_atan2)
{
    UNUSED_ARGUMENTS;
    double x, y;
    return math_two_doubles(args, &y, &x) ? float_from(arc_of_point(y, x)) : NULL;
}

FUNCTION(math_fmod)
{
    UNUSED_ARGUMENTS;
    double x, y;
    if (!math_two_doubles(args, &x, &y))
        return NULL;
    if (float_is_nan(x) || float_is_nan(y))
        return float_from(NO_VALUE);
    if (float_is_infinite(x) || y == 0)
        return math_domain_error();
    return float_from(float_is_infinite(y) ? x : float_remainder(x, y));
}

FUNCTION(math_copysign)
{
    UNUSED_ARGUMENTS;
    double x, y;
    if (!math_two_doubles(args, &x, &y))
        return NULL;
    return float_from(float_is_negative(x) == float_is_negative(y) ? x : -x);
}

/* C's pow for what is not a positive finite base with a finite exponent (C17, F.10.4.4). */
static double special_power(double x, double y, bool *error)
{
    bool odd = float_is_finite(y) && float_floor(y) == y && float_remainder(y, 2) != 0;
    if (y == 0 || x == 1)
        return 1;
    if (float_is_nan(x) || float_is_nan(y))
        return NO_VALUE;
    if (float_is_infinite(y)) {
        double size = float_absolute(x);
        return size == 1 ? 1 : (size > 1) == (y > 0) ? INFINITE : 0;
    }
    double sign = float_is_negative(x) && odd ? -1 : 1;
    if (float_is_infinite(x))
        return y > 0 ? sign * INFINITE : sign * 0.0;
    if (x == 0) {
        *error = y < 0;
        return sign * 0.0;
    }
    *error = float_floor(y) != y;
    return sign * float_raise(-x, y);
}

FUNCTION(math_pow)
{
    UNUSED_ARGUMENTS;
    double x, y;
    if (!math_two_doubles(args, &x, &y))
        return NULL;
    bool ordinary = x > 0 && x != 1 && float_is_finite(x) && float_is_finite(y) && y != 0;
    bool error = false;
    double value = ordinary ? float_raise(x, y) : special_power(x, y, &error);
    if (error)
        return math_domain_error();
    if (float_is_infinite(value) && float_is_finite(x) && float_is_finite(y))
        return range_error();
    return float_from(value);
}

/* The values scaled by the largest one's power of two: no square overflows. */
static Object *length_of(double *values, int count)
{
    double largest = 0;
    bool infinite = false, not_a_number = false;
    for (int i = 0; i < count; i++) {
        values[i] = float_absolute(values[i]);
        infinite |= float_is_infinite(values[i]);
        not_a_number |= float_is_nan(values[i]);
        largest = values[i] > largest ? values[i] : largest;
    }
    if (infinite || not_a_number || largest == 0)
        return float_from(infinite ? INFINITE : not_a_number ? NO_VALUE : 0);
    int exponent;
    float_split(largest, &exponent);
    for (int i = 0; i < count; i++)
        values[i] = float_scale(values[i], -exponent);
    return float_from(float_scale(elementary_hypot(values, count), exponent));
}

enum { COORDINATES_MOST = 64 };

FUNCTION(math_hypot)
{
    UNUSED_ARGUMENTS;
    double values[COORDINATES_MOST];
    if (positional > COORDINATES_MOST)
        return raise(&value_error_type, "hypot() takes at most %d coordinates here",
                     COORDINATES_MOST);
    for (int i = 0; i < positional; i++) {
        values[i] = object_as_double(args[i]);
        if (values[i] == -1 && error_occurred())
            return NULL;
    }
    return length_of(values, positional);
}

FUNCTION(math_dist)
{
    UNUSED_ARGUMENTS;
    double values[COORDINATES_MOST];
    Object *p = sequence_to_tuple(args[0]), *q = p ? sequence_to_tuple(args[1]) : NULL;
    Object *result = NULL;
    intptr_t size = q ? ((Tuple *)p)->size : 0;
    if (q && ((Tuple *)q)->size != size)
        raise(&value_error_type, "both points must have the same number of dimensions");
    else if (q && size > COORDINATES_MOST)
        raise(&value_error_type, "dist() takes at most %d coordinates here", COORDINATES_MOST);
    for (intptr_t i = 0; q && !error_occurred() && i < size; i++) {
        values[i] = object_as_double(((Tuple *)p)->items[i]);
        if (!error_occurred())
            values[i] -= object_as_double(((Tuple *)q)->items[i]);
    }
    if (q && !error_occurred())
        result = length_of(values, (int)size);
    xdecref(p);
    xdecref(q);
    return result;
}

FUNCTION(math_isclose)
{
    (void)self;
    double x, y, relative = 1e-9, absolute = 0;
    if (positional != 2)
        return raise(&type_error_type, "isclose() takes exactly 2 positional arguments (%d given)",
                     positional);
    if (!math_two_doubles(args, &x, &y))
        return NULL;
    for (intptr_t i = 0; kwnames && i < ((Tuple *)kwnames)->size; i++) {
        Object *name = ((Tuple *)kwnames)->items[i];
        double value = object_as_double(args[positional + i]);
        if (value == -1 && error_occurred())
            return NULL;
        if (str_equal_text(name, "rel_tol"))
            relative = value;
        else if (str_equal_text(name, "abs_tol"))
            absolute = value;
        else
            return raise(&type_error_type, "'%S' is an invalid keyword argument for isclose()",
                         name);
    }
    if (relative < 0 || absolute < 0)
        return raise(&value_error_type, "tolerances must be non-negative");
    if (x == y)
        return bool_from(true);
    if (float_is_infinite(x) || float_is_infinite(y))
        return bool_from(false);
    double difference = float_absolute(y - x);
    return bool_from(difference <= float_absolute(relative * y)
                     || difference <= float_absolute(relative * x) || difference <= absolute);
}

/* ---- parts ----------------------------------------------------------------------------------- */

/* The method a type has for it (__floor__, ...), or the float's own rounding. */
static Object *rounded(Object *argument, const char *method, double (*round)(double))
{
    if (IS_INT(argument))
        return object_unary(OP_POSITIVE, argument);
    if (!IS_EXACT(argument, float_type)) {
        Object *bound = object_special_method(argument, method);
        if (bound) {
            Object *result = object_call(bound, NULL, 0, NULL);
            decref(bound);
            return result;
        }
        if (error_occurred())
            return NULL;
    }
    double x = object_as_double(argument);
    return x == -1 && error_occurred() ? NULL : int_from_double(round(x));
}

static double ceiling(double x) { return -float_floor(-x); }

FUNCTION(math_floor)
{
    UNUSED_ARGUMENTS;
    return rounded(args[0], "__floor__", float_floor);
}

FUNCTION(math_ceil)
{
    UNUSED_ARGUMENTS;
    return rounded(args[0], "__ceil__", ceiling);
}

FUNCTION(math_trunc)
{
    UNUSED_ARGUMENTS;
    if (!IS_INT(args[0]) && !HAS_FLAG(args[0], TYPE_FLOAT)) {
        Object *bound = object_special_method(args[0], "__trunc__");
        if (!bound && !error_occurred())
            return raise(&type_error_type, "type %T doesn't define __trunc__ method", args[0]);
        xdecref(bound);
    }
    return rounded(args[0], "__trunc__", float_trunc);
}

static Object *pair_of(Object *first, Object *second)
{
    Object *items[] = {first, second};
    Object *pair = first && second ? tuple_from(items, 2) : NULL;
    xdecref(first);
    xdecref(second);
    return pair;
}

FUNCTION(math_modf)
{
    UNUSED_ARGUMENTS;
    double x = object_as_double(args[0]);
    if (x == -1 && error_occurred())
        return NULL;
    double whole = float_trunc(x), rest = float_is_infinite(x) ? 0 : x - whole;
    if (rest == 0)
        rest = float_is_negative(x) ? -0.0 : 0.0;
    return pair_of(float_from(rest), float_from(whole));
}

FUNCTION(math_frexp)
{
    UNUSED_ARGUMENTS;
    double x = object_as_double(args[0]);
    if (x == -1 && error_occurred())
        return NULL;
    int exponent;
    double fraction = float_split(x, &exponent);
    return pair_of(float_from(fraction), int_from(exponent));
}

FUNCTION(math_ldexp)
{
    UNUSED_ARGUMENTS;
    enum { FAR = 1 << 20 };
    double x = object_as_double(args[0]);
    if (x == -1 && error_occurred())
        return NULL;
    if (!IS_INT(args[1]))
        return raise(&type_error_type, "Expected an int as second argument to ldexp.");
    intptr_t exponent = object_as_index(args[1]);
    exponent = exponent > FAR ? FAR : exponent < -FAR ? -FAR : exponent;
    double value = float_scale(x, (int)exponent);
    return float_is_infinite(value) && float_is_finite(x) ? range_error() : float_from(value);
}

#define QUESTION(name, expression)                      \
    FUNCTION(name)                                      \
    {                                                   \
        UNUSED_ARGUMENTS;                               \
        double x = object_as_double(args[0]);           \
        if (x == -1 && error_occurred())                \
            return NULL;                                \
        return bool_from(expression);                   \
    }
QUESTION(math_isnan, float_is_nan(x))
QUESTION(math_isinf, float_is_infinite(x))
QUESTION(math_isfinite, float_is_finite(x))

/* ---- sums ------------------------------------------------------------------------------------ */

/* J. R. Shewchuk, "Adaptive precision floating-point arithmetic", 1997: the sum so far is kept as
 * parts that do not overlap, and nothing is lost. Few are enough for most data; numbers from 1e-300
 * to 1e3 may need hundreds. */
enum { PARTS_FIRST = 32 };
typedef struct {
    double *all;
    int count, room;
    double first[PARTS_FIRST];
} Parts;

static void free_parts(Parts *parts)
{
    if (parts->all != parts->first)
        mem_free(parts->all, (size_t)parts->room * sizeof(double));
}

static int make_room(Parts *parts)
{
    double *more = mem_alloc((size_t)parts->room * 2 * sizeof(double));
    if (more == NULL) {
        raise_no_memory();
        return -1;
    }
    memcpy(more, parts->all, (size_t)parts->count * sizeof(double));
    free_parts(parts);
    parts->all = more;
    parts->room *= 2;
    return 0;
}

/* -1, with an exception: there is no memory for a further part, or the sum is too large. */
static int add_to_parts(Parts *parts, double x)
{
    int kept = 0;
    for (int i = 0; i < parts->count; i++) {
        double y = parts->all[i];
        if (float_absolute(x) < float_absolute(y)) {
            double t = x;
            x = y;
            y = t;
        }
        double sum = x + y, rest = y - (sum - x);
        if (rest != 0)
            parts->all[kept++] = rest;
        x = sum;
    }
    if (!float_is_finite(x))
        return raise_int(&overflow_error_type, "intermediate overflow in fsum");
    parts->count = kept;
    if (x == 0)
        return 0;
    if (kept == parts->room && make_room(parts) < 0)
        return -1;
    parts->all[parts->count++] = x;
    return 0;
}

/* From the largest on, until something is lost; then the last digit is rounded half to even. */
static double sum_of_parts(const double *parts, int count)
{
    if (count == 0)
        return 0;
    double high = parts[--count], low = 0;
    while (count > 0) {
        double x = high, y = parts[--count];
        high = x + y;
        low = y - (high - x);
        if (low != 0)
            break;
    }
    if (count > 0 && ((low < 0 && parts[count - 1] < 0) || (low > 0 && parts[count - 1] > 0))) {
        double twice = low * 2, x = high + twice;
        if (twice == x - high)
            high = x;
    }
    return high;
}

FUNCTION(math_fsum)
{
    UNUSED_ARGUMENTS;
    Parts parts = { .all = parts.first, .room = PARTS_FIRST };
    double special = 0;
    Object *iterator = object_iterate(args[0]), *item;
    if (!iterator)
        return NULL;
    while ((item = object_next(iterator))) {
        double x = object_as_double(item);
        decref(item);
        if (x == -1 && error_occurred())
            break;
        if (!float_is_finite(x)) {
            if (float_is_infinite(x) && float_is_infinite(special) && x != special) {
                raise(&value_error_type, "-inf + inf in fsum");
                break;
            }
            special += x;
        } else if (add_to_parts(&parts, x) < 0) {
            break;
        }
    }
    decref(iterator);
    double sum = special != 0 ? special : sum_of_parts(parts.all, parts.count);
    free_parts(&parts);
    return error_occurred() ? NULL : float_from(sum);
}

/* ---- the module ------------------------------------------------------------------------------ */

static const MethodDef functions[] = {
    {"acos", math_acos, 1, 1, 0, "acos(x): the arc cosine in radians"},
    {"acosh", math_acosh, 1, 1, 0, "acosh(x): the inverse of cosh"},
    {"asin", math_asin, 1, 1, 0, "asin(x): the arc sine in radians"},
    {"asinh", math_asinh, 1, 1, 0, "asinh(x): the inverse of sinh"},
    {"atan", math_atan, 1, 1, 0, "atan(x): the arc tangent in radians"},
    {"atan2", math_atan2, 2, 2, 0, "atan2(y, x): the angle of the point (x, y)"},
    {"atanh", math_atanh, 1, 1, 0, "atanh(x): the inverse of tanh"},
    {"ceil", math_ceil, 1, 1, 0, "ceil(x): the smallest int >= x"},
    {"copysign", math_copysign, 2, 2, 0, "copysign(x, y): x with the sign of y"},
    {"cos", math_cos, 1, 1, 0, "cos(x): of x radians"},
    {"cosh", math_cosh, 1, 1, 0, "cosh(x): the hyperbolic cosine"},
    {"degrees", math_degrees, 1, 1, 0, "degrees(x): from radians"},
    {"dist", math_dist, 2, 2, 0, "dist(p, q): the distance of two points"},
    {"exp", math_exp, 1, 1, 0, "exp(x): e to the power of x"},
    {"exp2", math_exp2, 1, 1, 0, "exp2(x): 2 to the power of x"},
    {"expm1", math_expm1, 1, 1, 0, "expm1(x): exp(x) - 1"},
    {"fabs", math_fabs, 1, 1, 0, "fabs(x): the absolute value as a float"},
    {"floor", math_floor, 1, 1, 0, "floor(x): the largest int <= x"},
    {"fmod", math_fmod, 2, 2, 0, "fmod(x, y): the remainder with the sign of x"},
    {"frexp", math_frexp, 1, 1, 0, "frexp(x): (m, e) with x == m * 2**e"},
    {"fsum", math_fsum, 1, 1, 0, "fsum(iterable): the exact sum, rounded once"},
    {"hypot", math_hypot, 0, -1, 0, "hypot(*coordinates): the length of the vector"},
    {"isclose", math_isclose, 0, -1, METHOD_KEYWORDS,
     "isclose(a, b, *, rel_tol=1e-09, abs_tol=0.0)"},
    {"isfinite", math_isfinite, 1, 1, 0, "isfinite(x): neither infinite nor nan?"},
    {"isinf", math_isinf, 1, 1, 0, "isinf(x): infinite?"},
    {"isnan", math_isnan, 1, 1, 0, "isnan(x): not a number?"},
    {"ldexp", math_ldexp, 2, 2, 0, "ldexp(m, e): m * 2**e"},
    {"log", math_log, 1, 2, 0, "log(x[, base]): the logarithm to a base, e without one"},
    {"log10", math_log10, 1, 1, 0, "log10(x): the logarithm to the base 10"},
    {"log1p", math_log1p, 1, 1, 0, "log1p(x): log(1 + x)"},
    {"log2", math_log2, 1, 1, 0, "log2(x): the logarithm to the base 2"},
    {"modf", math_modf, 1, 1, 0, "modf(x): (fraction, whole part)"},
    {"pow", math_pow, 2, 2, 0, "pow(x, y): x to the power of y, as floats"},
    {"radians", math_radians, 1, 1, 0, "radians(x): from degrees"},
    {"sin", math_sin, 1, 1, 0, "sin(x): of x radians"},
    {"sinh", math_sinh, 1, 1, 0, "sinh(x): the hyperbolic sine"},
    {"sqrt", math_sqrt, 1, 1, 0, "sqrt(x): the square root"},
    {"tan", math_tan, 1, 1, 0, "tan(x): of x radians"},
    {"tanh", math_tanh, 1, 1, 0, "tanh(x): the hyperbolic tangent"},
    {"trunc", math_trunc, 1, 1, 0, "trunc(x): x without its fraction"},
    {NULL, NULL, 0, 0, 0, NULL}};

Object *module_math_create(void)
{
    Object *module = module_new("math");
    if (module && module_add_functions(module, functions) == 0
        && module_add_functions(module, math_integer_functions) == 0
        && module_add_functions(module, math_special_functions) == 0
        && module_add(module, "pi", float_from(pi)) == 0
        && module_add(module, "e", float_from(0x1.5bf0a8b145769p+1)) == 0
        && module_add(module, "tau", float_from(2 * pi)) == 0
        && module_add(module, "inf", float_from(INFINITE)) == 0
        && module_add(module, "nan", float_from(NO_VALUE)) == 0)
        return module;
    xdecref(module);
    return NULL;
}
