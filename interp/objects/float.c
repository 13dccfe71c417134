/*
 * float.c: type float: IEEE 754 binary64. Texts come from format.c and float_text.c, functions
 * that C would take from its mathematical library from float_math.c and float_power.c.
 */
#include "objects/float.h"

#include "memory/memory.h"
#include "objects/arguments.h"
#include "objects/byte_block.h"
#include "objects/class.h"
#include "objects/float_text.h"
#include "objects/int.h"
#include "objects/start.h"
#include "objects/str.h"
#include "vm/errors.h"
#include "vm/warning.h"

#include <string.h>

Object *float_from(double value)
{
    Float *f = mem_alloc(sizeof(Float));
    if (f == NULL)
        return raise_no_memory();
    f->head = (Object){ 1, &float_type };
    f->value = value;
    return &f->head;
}

static double value_of(Object *o) { return ((Float *)o)->value; }

/* ---- from text ------------------------------------------------------------------------------ */

static bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

/* Whether text begins with an ASCII word, whatever its case. */
static bool word_is(const char *text, size_t length, const char *word)
{
    if (strlen(word) != length)
        return false;
    for (size_t i = 0; i < length; i++)
        if ((text[i] | 0x20) != word[i])
            return false;
    return true;
}

/* inf, infinity, nan or a number that takes all of text. */
static bool parse_unsigned(const char *text, size_t length, double *value)
{
    if (word_is(text, length, "inf") || word_is(text, length, "infinity")) {
        *value = float_infinity();
        return true;
    }
    if (word_is(text, length, "nan")) {
        *value = __builtin_nan("");
        return true;
    }
    size_t used;
    *value = decimal_to_double(text, length, &used);
    return used == length && used > 0;
}

/* Takes the underscores out; false where one is not between two digits. */
static bool strip_underscores(const char *text, size_t length, char *to, size_t *to_length)
{
    size_t n = 0;
    for (size_t i = 0; i < length; i++) {
        if (text[i] != '_') {
            to[n++] = text[i];
            continue;
        }
        bool between = i > 0 && i + 1 < length && text[i - 1] >= '0' && text[i - 1] <= '9' &&
                       text[i + 1] >= '0' && text[i + 1] <= '9';
        if (!between)
            return false;
    }
    *to_length = n;
    return true;
}

/* shown stands for the text in the error message. */
static Object *float_from_digits(const char *text, size_t length, Object *shown)
{
    const char *p = text, *end = text + length;
    while (p < end && is_space(*p))
        p++;
    while (end > p && is_space(end[-1]))
        end--;
    bool negative = p < end && *p == '-', valid = false;
    if (p < end && (*p == '-' || *p == '+'))
        p++;
    double value = 0;
    size_t size = (size_t)(end - p), clean_length = 0;
    if (memchr(p, '_', size) == NULL) {
        valid = parse_unsigned(p, size, &value);
    } else {
        char *clean = mem_alloc(size);
        if (clean == NULL)
            return raise_no_memory();
        valid = strip_underscores(p, size, clean, &clean_length) &&
                parse_unsigned(clean, clean_length, &value);
        mem_free(clean, size);
    }
    if (valid)
        return float_from(negative ? -value : value);
    return raise(&value_error_type, "could not convert string to float: %R", shown);
}

Object *float_from_text(const char *text, size_t length)
{
    Object *shown = str_from_utf8(text, length);
    Object *result = shown != NULL ? float_from_digits(text, length, shown) : NULL;
    xdecref(shown);
    return result;
}

/* ---- numbers as doubles --------------------------------------------------------------------- */

/* The value of an int or float. 1, 0: neither, -1: OverflowError. */
static int known_double(Object *o, double *value)
{
    if (HAS_FLAG(o, TYPE_FLOAT)) {
        *value = value_of(o);
        return 1;
    }
    if (!IS_INT(o))
        return 0;
    *value = int_as_double(o);
    return *value == -1.0 && error_occurred() ? -1 : 1;
}

/* The value of what has __float__, or __index__ alone. 1, 0: neither, -1: an exception. */
static int double_by_method(Object *o, double *value)
{
    Object *result = special_call(o, "__float__", NULL, 0);
    if (result == NULL && !error_occurred() && is_index(o)) {
        Object *index = object_index(o);
        *value = index != NULL ? int_as_double(index) : -1.0;
        xdecref(index);
        return *value == -1.0 && error_occurred() ? -1 : 1;
    }
    if (result == NULL)
        return error_occurred() ? -1 : 0;
    int status = -1;
    if (!HAS_FLAG(result, TYPE_FLOAT))
        raise(&type_error_type, "%T.__float__ returned non-float (type %T)", o, result);
    else if (IS_EXACT(result, float_type)
             || warn(&deprecation_warning_type, "%T.__float__ returned non-float (type %T).  The "
                     "ability to return an instance of a strict subclass of float is deprecated, and "
                     "may be removed in a future version of Python.", o, result) == 0)
        status = 1;
    if (status == 1)
        *value = value_of(result);
    decref(result);
    return status;
}

double object_as_double(Object *o)
{
    double value = -1.0;
    bool by_method = o->type->flags & TYPE_HEAP && !HAS_FLAG(o, TYPE_FLOAT);
    int known = by_method ? double_by_method(o, &value) : known_double(o, &value);
    if (known == 0)
        raise(&type_error_type, "must be real number, not %T", o);
    return known == 1 ? value : -1.0;
}

/* ---- comparison, hash ----------------------------------------------------------------------- */

int float_compare_int(double a, Object *b)
{
    enum { UNORDERED = 2 };
    if (float_is_nan(a))
        return UNORDERED;
    const Int *i = (const Int *)b;
    if (float_is_infinite(a))
        return a > 0 ? 1 : -1;
    if (int_is_compact(i)) {
        double value = (double)int_compact_value(i);
        return (a > value) - (a < value);
    }
    /* As ints: the whole part decides, and where it is equal, what stands behind the point. */
    Object *whole = int_from_double(a);
    if (whole == NULL)
        return UNORDERED;
    int order = int_compare((Int *)whole, i);
    decref(whole);
    if (order == 0) {
        double rest = a - float_trunc(a);
        order = (rest > 0) - (rest < 0);
    }
    return order;
}

static Object *float_compare(Object *self, Object *other, Comparison op)
{
    double a = value_of(self);
    if (HAS_FLAG(other, TYPE_FLOAT)) {
        double b = value_of(other);
        switch (op) {
        case CMP_LT: return bool_from(a < b);
        case CMP_LE: return bool_from(a <= b);
        case CMP_EQ: return bool_from(a == b);
        case CMP_NE: return bool_from(a != b);
        case CMP_GT: return bool_from(a > b);
        case CMP_GE: return bool_from(a >= b);
        }
    }
    if (!IS_INT(other))
        return incref(NOT_IMPLEMENTED);
    if (float_is_nan(a))
        return bool_from(op == CMP_NE);
    int order = float_compare_int(a, other);
    return error_occurred() ? NULL : bool_from(comparison_holds(order, op));
}

/* The value modulo 2**61 - 1, so that a float equal to an int hashes like it (CPython:
 * _Py_HashDouble). */
static int64_t float_hash(Object *self)
{
    enum { HASH_BITS = 61, STEP = 28, INFINITY_HASH = 314159 };
    const uint64_t modulus = ((uint64_t)1 << HASH_BITS) - 1;
    double value = value_of(self);
    if (float_is_nan(value))
        return hash_pointer(self);
    if (float_is_infinite(value))
        return value > 0 ? INFINITY_HASH : -INFINITY_HASH;
    int exponent;
    double fraction = float_split(float_absolute(value), &exponent);
    uint64_t hash = 0;
    while (fraction != 0) {
        hash = (hash << STEP & modulus) | hash >> (HASH_BITS - STEP);
        fraction *= (double)(1 << STEP);
        exponent -= STEP;
        uint64_t part = (uint64_t)fraction;
        fraction -= (double)part;
        hash += part;
        if (hash >= modulus)
            hash -= modulus;
    }
    int turn = exponent % HASH_BITS;
    if (turn < 0)
        turn += HASH_BITS;
    hash = (hash << turn & modulus) | hash >> (HASH_BITS - turn);
    int64_t result = value < 0 ? -(int64_t)hash : (int64_t)hash;
    return result == -1 ? -2 : result;
}

/* ---- arithmetic ----------------------------------------------------------------------------- */

/* Quotient and remainder with the remainder's sign that of b; CPython's _float_div_mod. */
static void divide_floor(double a, double b, double *quotient, double *remainder)
{
    double rest = float_remainder(a, b), quotient_exact = (a - rest) / b;
    if (rest != 0) {
        if ((b < 0) != (rest < 0)) {
            rest += b;
            quotient_exact -= 1;
        }
    } else {
        rest = float_is_negative(b) ? -0.0 : 0.0;
    }
    double whole;
    if (quotient_exact != 0) {
        whole = float_floor(quotient_exact);
        if (quotient_exact - whole > 0.5)
            whole += 1;
    } else {
        whole = float_is_negative(a / b) ? -0.0 : 0.0;
    }
    *quotient = whole;
    *remainder = rest;
}

static bool is_odd_integer(double v)
{
    return float_absolute(float_remainder(v, 2)) == 1;
}

/* OverflowError with errno's number and text: what CPython makes of ERANGE. */
static Object *out_of_range(void)
{
    enum { RANGE_ERROR = 34 };
    Object *args[] = { int_from(RANGE_ERROR), str_from("Numerical result out of range") };
    Object *error = NULL;
    if (args[0] != NULL && args[1] != NULL)
        error = object_call(&overflow_error_type.head, args, 2, NULL);
    xdecref(args[0]);
    xdecref(args[1]);
    if (error != NULL) {
        raise_object(error);
        decref(error);
    }
    return NULL;
}

/* The special cases stand before the call, as in CPython's float_pow. */
static Object *power(double base, double exponent)
{
    if (exponent == 0 || base == 1)
        return float_from(1);
    if (float_is_nan(base) || float_is_nan(exponent))
        return float_from(float_is_nan(base) ? base : exponent);
    bool odd = !(base > 0) && is_odd_integer(exponent);
    if (float_is_infinite(exponent)) {
        double size = float_absolute(base);
        if (size == 1)
            return float_from(1);
        return float_from((exponent > 0) == (size > 1) ? float_infinity() : 0);
    }
    if (float_is_infinite(base)) {
        double size = exponent > 0 ? float_infinity() : 0;
        return float_from(odd && base < 0 ? -size : size);
    }
    if (base == 0) {
        if (exponent < 0)
            return raise(&zero_division_error_type,
                         "0.0 cannot be raised to a negative power");
        return float_from(odd ? base : 0);
    }
    bool negate = false;
    if (base < 0) {
        if (exponent != float_floor(exponent))
            return raise(&value_error_type, "negative number cannot be raised to a fractional "
                         "power: complex numbers are not supported");
        base = -base;
        negate = odd;
    }
    double result = base == 1 ? 1 : float_raise(base, exponent);
    if (float_is_infinite(result))
        return out_of_range();
    return float_from(negate ? -result : result);
}

static Object *float_binary(BinaryOperator op, Object *left, Object *right)
{
    double a, b, quotient, remainder;
    int status = known_double(left, &a);
    if (status == 1)
        status = known_double(right, &b);
    if (status != 1)
        return status < 0 ? NULL : incref(NOT_IMPLEMENTED);
    static const char *const zero_messages[BINARY_OPERATORS] = {
        [OP_TRUE_DIVIDE] = "float division by zero",
        [OP_FLOOR_DIVIDE] = "float floor division by zero",
        [OP_REMAINDER] = "float modulo",
    };
    if (zero_messages[op] != NULL && b == 0)
        return raise(&zero_division_error_type, "%s", zero_messages[op]);
    switch (op) {
    case OP_ADD: return float_from(a + b);
    case OP_SUBTRACT: return float_from(a - b);
    case OP_MULTIPLY: return float_from(a * b);
    case OP_TRUE_DIVIDE: return float_from(a / b);
    case OP_FLOOR_DIVIDE:
        divide_floor(a, b, &quotient, &remainder);
        return float_from(quotient);
    case OP_REMAINDER:
        divide_floor(a, b, &quotient, &remainder);
        return float_from(remainder);
    case OP_POWER: return power(a, b);
    default: return incref(NOT_IMPLEMENTED);
    }
}

static Object *float_unary(UnaryOperator op, Object *self)
{
    if (op == OP_INVERT)
        return incref(NOT_IMPLEMENTED);
    if (op == OP_POSITIVE && IS_EXACT(self, float_type))
        return incref(self);
    return float_from(op == OP_NEGATIVE ? -value_of(self) : value_of(self));
}

/* ---- methods -------------------------------------------------------------------------------- */

/* Rounded to `places` behind the point by way of the decimal text, which is exact. */
static Object *round_to_places(double value, Object *digits)
{
    enum { PLACES_MOST = 323, PLACES_LEAST = -308 }; /* beyond, nothing changes, or all is lost */
    intptr_t places = object_as_index(digits);
    if (places == -1 && error_occurred())
        return NULL;
    if (!float_is_finite(value) || value == 0 || places > PLACES_MOST)
        return float_from(value);
    if (places < PLACES_LEAST)
        return float_from(float_is_negative(value) ? -0.0 : 0.0);
    Decimal decimal;
    decimal_places(value, (int)places, &decimal);
    char text[DECIMAL_DIGITS_MOST + 16], *p = text + 1, *end = text + sizeof text;
    text[0] = '.'; /* 0.ddd * 10**point, as a text to read */
    for (int i = 0; i < decimal.count; i++)
        *p++ = decimal.digits[i];
    if (decimal.count == 0)
        *p++ = '0';
    *p++ = 'e';
    *p++ = decimal.point < 0 ? '-' : '+';
    int exponent = decimal.point < 0 ? -decimal.point : decimal.point;
    char *last = end;
    do
        *--last = (char)('0' + exponent % 10);
    while ((exponent /= 10) != 0);
    while (last < end)
        *p++ = *last++;
    size_t used;
    double result = decimal_to_double(text, (size_t)(p - text), &used);
    if (float_is_infinite(result))
        return raise(&overflow_error_type, "rounded value too large to represent");
    return float_from(float_is_negative(value) ? -result : result);
}

static Object *round_method(Object *self, Object **args, int positional, Object *kwnames)
{
    (void)kwnames;
    double value = value_of(self);
    if (positional > 0 && args[0] != NONE)
        return round_to_places(value, args[0]);
    if (float_is_finite(value)) { /* halves to even */
        double whole = float_floor(value), rest = value - whole;
        if (rest > 0.5 || (rest == 0.5 && is_odd_integer(whole)))
            whole += 1;
        value = whole;
    }
    return int_from_double(value);
}

static Object *is_integer(Object *self, Object **args, int positional, Object *kwnames)
{
    (void)args, (void)positional, (void)kwnames;
    double value = value_of(self);
    return bool_from(float_is_finite(value) && float_floor(value) == value);
}

static Object *as_integer_ratio(Object *self, Object **args, int positional, Object *kwnames)
{
    (void)args, (void)positional, (void)kwnames;
    double value = value_of(self);
    if (float_is_nan(value))
        return raise(&value_error_type, "cannot convert NaN to integer ratio");
    if (float_is_infinite(value))
        return raise(&overflow_error_type, "cannot convert Infinity to integer ratio");
    int exponent;
    double fraction = float_split(value, &exponent);
    while (fraction != float_floor(fraction)) {
        fraction *= 2;
        exponent--;
    }
    Object *numerator = int_from_double(fraction), *denominator = int_from(1);
    Object *shift = int_from(exponent < 0 ? -exponent : exponent), *result = NULL;
    if (numerator != NULL && denominator != NULL && shift != NULL) {
        Object **shifted = exponent < 0 ? &denominator : &numerator;
        replace_reference(*shifted, int_shift_left((Int *)*shifted, (Int *)shift));
        Object *parts[] = { numerator, denominator };
        if (*shifted != NULL)
            result = tuple_from(parts, 2);
    }
    xdecref(numerator);
    xdecref(denominator);
    xdecref(shift);
    return result;
}

static Object *as_itself(Object *self, Object **args, int positional, Object *kwnames)
{
    (void)args, (void)positional, (void)kwnames;
    return IS_EXACT(self, float_type) ? incref(self) : float_from(value_of(self));
}

static Object *as_int(Object *self, Object **args, int positional, Object *kwnames)
{
    (void)args, (void)positional, (void)kwnames;
    return int_from_double(value_of(self));
}

static Object *floor_method(Object *self, Object **args, int positional, Object *kwnames)
{
    (void)args, (void)positional, (void)kwnames;
    double value = value_of(self);
    return int_from_double(float_is_finite(value) ? float_floor(value) : value);
}

static Object *ceil_method(Object *self, Object **args, int positional, Object *kwnames)
{
    (void)args, (void)positional, (void)kwnames;
    double value = value_of(self);
    return int_from_double(float_is_finite(value) ? -float_floor(-value) : value);
}

static Object *get_real(Object *self) { return as_itself(self, NULL, 0, NULL); }
static Object *get_imaginary(Object *self) { return (void)self, float_from(0); }

static const MethodDef float_methods[] = {
    { "as_integer_ratio", as_integer_ratio, 0, 0, 0, "Return integer ratio." },
    { "conjugate", as_itself, 0, 0, 0, "Return self, the complex conjugate of any float." },
    { "fromhex", float_fromhex, 1, 1, METHOD_CLASS,
      "fromhex(text): the float that hexadecimal text names, as hex() writes it" },
    { "hex", float_hex, 0, 0, 0, "Return a hexadecimal representation of a floating-point number." },
    { "is_integer", is_integer, 0, 0, 0, "Return True if the float is an integer." },
    NUMBER_METHODS,
    { "__float__", as_itself, 0, 0, METHOD_SLOT, NULL },
    { "__int__", as_int, 0, 0, METHOD_SLOT, NULL },
    { "__trunc__", as_int, 0, 0, 0, NULL },
    { "__floor__", floor_method, 0, 0, 0, NULL },
    { "__ceil__", ceil_method, 0, 0, 0, NULL },
    { "__round__", round_method, 0, 1, 0, NULL },
    { 0 },
};

static const GetSetDef float_getsets[] = {
    { "real", get_real, NULL },
    { "imag", get_imaginary, NULL },
    { 0 },
};

/* ---- the type ------------------------------------------------------------------------------- */

static Object *float_repr(Object *self) { return float_to_text(value_of(self)); }
static int float_truth(Object *self) { return value_of(self) != 0; }
static void float_destroy(Object *self) { object_free(self, 0); }

static Object *float_from_str(Object *s)
{
    size_t size;
    char *text = str_number_text(s, &size);
    if (text == NULL)
        return NULL;
    Object *result = float_from_digits(text, size, s);
    mem_free(text, size + 1);
    return result;
}

/* As PyNumber_Float (Objects/abstract.c). */
static Object *float_from_value(Object *o)
{
    if (IS_EXACT(o, float_type))
        return incref(o);
    if (IS_STR(o))
        return float_from_str(o);
    ByteView view;
    if (byte_view(o, &view))
        return float_from_digits((const char *)view.data, view.size, o);
    double value;
    int known = o->type->flags & TYPE_HEAP ? double_by_method(o, &value)
                                           : known_double(o, &value);
    if (known == 0)
        return raise(&type_error_type,
                     "float() argument must be a string or a real number, not '%T'", o);
    return known < 0 ? NULL : float_from(value);
}

static Object *float_construct(Type *type, Object **args, int positional, Object *kwnames)
{
    if (check_construct_arguments(type, &float_type, "float", positional, kwnames, 0, 1) < 0)
        return NULL;
    return instance_of_value(type, positional == 0 ? float_from(0) : float_from_value(args[0]));
}

Type float_type = {
    .head = { 1, &type_type },
    .name = "float",
    .basic_size = sizeof(Float),
    .flags = TYPE_FLOAT | TYPE_BASE,
    .destroy = float_destroy,
    .repr = float_repr,
    .hash = float_hash,
    .truth = float_truth,
    .compare = float_compare,
    .construct = float_construct,
    .binary = float_binary,
    .unary = float_unary,
    .methods = float_methods,
    .getsets = float_getsets,
    .doc = "Convert a string or number to a floating point number, if possible.",
};
