/*
 * int_methods.c: int(), round() of ints, and the methods of int.
 */
#include "objects/arguments.h"
#include "objects/byte_methods.h"
#include "objects/class.h"
#include "objects/float.h"
#include "objects/int.h"

#include "objects/start.h"
#include "objects/str.h"
#include "vm/errors.h"
#include "vm/warning.h"

#include <string.h>

/* ---- int() ---------------------------------------------------------------------------------- */

Object *int_from_double(double value)
{
    if (float_is_nan(value))
        return raise(&value_error_type, "cannot convert float NaN to integer");
    if (float_is_infinite(value))
        return raise(&overflow_error_type, "cannot convert float infinity to integer");
    const double word_limit = 9223372036854775808.0; /* 2**63 */
    if (value > -word_limit && value < word_limit)
        return int_from((int64_t)value);
    int exponent;
    double fraction = float_split(value, &exponent);
    Object *mantissa = int_from((int64_t)float_scale(fraction, DOUBLE_BITS));
    Object *shift = int_from(exponent - DOUBLE_BITS), *result = NULL;
    if (mantissa != NULL && shift != NULL)
        result = int_shift_left((Int *)mantissa, (Int *)shift);
    xdecref(mantissa);
    xdecref(shift);
    return result;
}

static Object *int_from_str(Object *s, int base)
{
    size_t size;
    char *text = str_number_text(s, &size);
    if (text == NULL)
        return NULL;
    Object *result = int_from_text(text, size, base, s);
    mem_free(text, size + 1);
    return result;
}

/* What __trunc__ gave (stolen, NULL is passed on) as an int: it may have __index__ instead. */
static Object *integral(Object *truncated)
{
    if (truncated == NULL || IS_INT(truncated) || is_index(truncated)) {
        Object *number = truncated != NULL ? object_index(truncated) : NULL;
        xdecref(truncated);
        return number;
    }
    raise(&type_error_type, "__trunc__ returned non-Integral (type %T)", truncated);
    decref(truncated);
    return NULL;
}

/* An error shows bytes, a bytearray's too. */
static Object *int_from_bytes_text(const ByteView *view, int base)
{
    Object *bytes = bytes_from(view->data, view->size);
    Object *result = bytes != NULL
        ? int_from_text((const char *)view->data, view->size, base, bytes) : NULL;
    xdecref(bytes);
    return result;
}

Object *int_by_method(Object *o)
{
    static const char *const names[] = { "__int__", "__index__", "__trunc__" };
    for (size_t i = 0; i < sizeof names / sizeof names[0] && o->type->flags & TYPE_HEAP; i++) {
        Object *result = special_call(o, names[i], NULL, 0);
        if (result == NULL && error_occurred())
            return NULL;
        if (result == NULL)
            continue;
        if (i == 2 && warn(&deprecation_warning_type,
                           "The delegation of int() to __trunc__ is deprecated.") < 0)
            clear_reference(result);
        if (i == 2 && result != NULL)
            return integral(result);
        if (i < 2 && check_int_result(result, names[i]) < 0)
            clear_reference(result);
        return result;
    }
    return NULL;
}

/* int(x) of one argument, as PyNumber_Long (Objects/abstract.c). */
static Object *int_from_value(Object *o)
{
    enum { DECIMAL = 10 };
    Object *made = IS_EXACT(o, int_type) ? NULL : int_by_method(o);
    if (made != NULL || error_occurred()) {
        Object *exact = made != NULL ? int_exact(made) : NULL;
        xdecref(made);
        return exact;
    }
    if (IS_INT(o))
        return int_exact(o);
    if (HAS_FLAG(o, TYPE_FLOAT))
        return int_from_double(((Float *)o)->value);
    if (IS_STR(o))
        return int_from_str(o, DECIMAL);
    ByteView view;
    if (byte_view(o, &view))
        return int_from_bytes_text(&view, DECIMAL);
    return raise(&type_error_type, "int() argument must be a string, a bytes-like object or a "
                 "real number, not '%T'", o);
}

static Object *int_with_base(Object *value, Object *base_object)
{
    intptr_t base = object_as_index(base_object);
    if (base == -1 && error_occurred())
        return NULL;
    if (base != 0 && (base < 2 || base > 36))
        return raise(&value_error_type, "int() base must be >= 2 and <= 36, or 0");
    if (IS_STR(value))
        return int_from_str(value, (int)base);
    ByteView view;
    if (is_bytes_or_array(value) && byte_view(value, &view))
        return int_from_bytes_text(&view, (int)base);
    return raise(&type_error_type, "int() can't convert non-string with explicit base");
}

static Object *int_from_arguments(Object **args, int positional, Object *kwnames)
{
    static const char *const names[] = { "", "base", NULL };
    Object *values[2];
    if (parse_arguments("int", args, positional, kwnames, names, values) < 0)
        return NULL;
    if (values[0] == NULL && values[1] != NULL)
        return raise(&type_error_type, "int() missing string argument");
    if (values[0] == NULL)
        return int_from(0);
    if (values[1] != NULL)
        return int_with_base(values[0], values[1]);
    return int_from_value(values[0]);
}

Object *int_construct(Type *type, Object **args, int positional, Object *kwnames)
{
    return instance_of_value(type, int_from_arguments(args, positional, kwnames));
}

/* ---- rounding ------------------------------------------------------------------------------- */

/* a rounded to a multiple of `unit` (positive), halves to the even multiple. */
static Object *round_to_multiple(const Int *a, const Int *unit)
{
    Object *quotient, *rest;
    if (int_divide(a, unit, &quotient, &rest, NULL) < 0)
        return NULL;
    Object *twice = int_add((Int *)rest, (Int *)rest), *result = NULL;
    if (twice != NULL) {
        int order = int_compare((Int *)twice, unit);
        bool up = order > 0 || (order == 0 && int_is_odd((Int *)quotient));
        result = int_subtract(a, (Int *)rest);
        if (up && result != NULL)
            replace_reference(result, int_add((Int *)result, unit));
    }
    xdecref(twice);
    decref(quotient);
    decref(rest);
    return result;
}

Object *int_round(Int *a, Object *digits)
{
    enum { DECIMAL = 10 };
    if (digits == NULL || digits == NONE)
        return int_exact(&a->head);
    intptr_t places = object_as_index(digits);
    if (places == -1 && error_occurred())
        return NULL;
    if (places >= 0)
        return int_exact(&a->head);
    if ((size_t)-places > int_bit_length(a)) /* 10**n > 2**n: nothing is left of it */
        return int_from(0);
    Object *exponent = int_from(-places);
    Object *unit = exponent != NULL ? int_power(small_int(DECIMAL), (Int *)exponent, NULL) : NULL;
    Object *result = unit != NULL ? round_to_multiple(a, (Int *)unit) : NULL;
    xdecref(exponent);
    xdecref(unit);
    return result;
}

/* ---- methods -------------------------------------------------------------------------------- */

static Object *bit_length(Object *self, Object **args, int positional, Object *kwnames)
{
    (void)args, (void)positional, (void)kwnames;
    return int_from_unsigned(int_bit_length((Int *)self));
}

static Object *bit_count(Object *self, Object **args, int positional, Object *kwnames)
{
    (void)args, (void)positional, (void)kwnames;
    uint64_t count = 0;
    for (size_t i = 0; i < int_digit_count((Int *)self); i++)
        for (Digit d = ((Int *)self)->digits[i]; d != 0; d &= d - 1)
            count++;
    return int_from_unsigned(count);
}

static Object *as_itself(Object *self, Object **args, int positional, Object *kwnames)
{
    (void)args, (void)positional, (void)kwnames;
    return int_exact(self);
}

static Object *as_float(Object *self, Object **args, int positional, Object *kwnames)
{
    (void)args, (void)positional, (void)kwnames;
    double value = int_as_double(self);
    return value == -1.0 && error_occurred() ? NULL : float_from(value);
}

static Object *as_integer_ratio(Object *self, Object **args, int positional, Object *kwnames)
{
    (void)args, (void)positional, (void)kwnames;
    Object *parts[] = { int_exact(self), int_from(1) };
    Object *result = parts[0] != NULL && parts[1] != NULL ? tuple_from(parts, 2) : NULL;
    xdecref(parts[0]);
    xdecref(parts[1]);
    return result;
}

static Object *round_method(Object *self, Object **args, int positional, Object *kwnames)
{
    (void)kwnames;
    if (positional > 0 && args[0] == NONE) /* round() itself takes None for nothing */
        return raise(&type_error_type,
                     "'NoneType' object cannot be interpreted as an integer");
    return int_round((Int *)self, positional > 0 ? args[0] : NULL);
}

/* Three arguments, of which the last one, signed, is given by its name. 0 or -1. */
static int check_by_name(const char *function, int positional)
{
    return positional != 3 ? 0
        : raise_int(&type_error_type, "%s() takes at most 2 positional arguments (3 given)",
                    function);
}

/* True for "little", false for "big" in *little. 0, or -1 with ValueError. */
static int parse_byte_order(const char *function, Object *order, bool *little)
{
    if (order != NULL && !IS_STR(order))
        return raise_int(&type_error_type, "%s() argument 'byteorder' must be str, not %s",
                         function, argument_kind(order));
    *little = order != NULL && str_equal_text(order, "little");
    if (order == NULL || *little || str_equal_text(order, "big"))
        return 0;
    return raise_int(&value_error_type, "byteorder must be either 'little' or 'big'");
}

/* Byte i (from the least significant) of the two's complement. */
static uint8_t byte_at(const Int *complement, size_t i)
{
    size_t bit = i * 8, digit = bit / DIGIT_BITS, count = int_digit_count(complement);
    TwoDigits wide = digit < count ? complement->digits[digit] : 0;
    if (digit + 1 < count)
        wide |= (TwoDigits)complement->digits[digit + 1] << DIGIT_BITS;
    return (uint8_t)(wide >> bit % DIGIT_BITS);
}

static Object *to_bytes(Object *self, Object **args, int positional, Object *kwnames)
{
    static const char *const names[] = { "length", "byteorder", "signed", NULL };
    Object *values[3];
    bool little;
    if (check_by_name("to_bytes", positional) < 0
        || parse_arguments("to_bytes", args, positional, kwnames, names, values) < 0)
        return NULL;
    intptr_t length = values[0] != NULL ? object_as_ssize(values[0]) : 1;
    if ((length == -1 && error_occurred()) || parse_byte_order("to_bytes", values[1], &little) < 0)
        return NULL;
    int is_signed = values[2] != NULL ? object_truth(values[2]) : 0;
    if (length < 0 || is_signed < 0)
        return is_signed < 0 ? NULL : raise(&value_error_type,
                                            "length argument must be non-negative");
    Int *a = (Int *)self;
    if (a->size < 0 && !is_signed)
        return raise(&overflow_error_type, "can't convert negative int to unsigned");
    if (length > INTPTR_MAX / 16) /* its bits could not be counted below */
        return raise_no_memory();
    Object *width = int_from((int64_t)length * 8), *limit = NULL, *value = NULL;
    Bytes *bytes = NULL;
    if (width != NULL)
        limit = int_shift_left(small_int(1), (Int *)width);
    if (limit != NULL) /* a negative one becomes 2**bits - |a| */
        value = a->size < 0 ? int_add((Int *)limit, a) : int_exact(self);
    if (value != NULL) {
        size_t bits = int_bit_length((Int *)value), most = (size_t)length * 8;
        bool fits = ((Int *)value)->size >= 0 && bits <= most;
        if (fits && is_signed && a->size != 0) /* the top bit tells the sign */
            fits = (bits == most && most != 0) == (a->size < 0);
        bytes = fits ? (Bytes *)bytes_from(NULL, (size_t)length)
                     : raise(&overflow_error_type, "int too big to convert");
    }
    for (intptr_t i = 0; bytes != NULL && i < length; i++)
        bytes->data[little ? i : length - 1 - i] = byte_at((Int *)value, (size_t)i);
    xdecref(width);
    xdecref(limit);
    xdecref(value);
    return (Object *)bytes;
}

static Object *int_from_bytes(const Bytes *bytes, bool little, bool is_signed)
{
    size_t length = (size_t)bytes->size;
    Int *a = int_allocate((length * 8 + DIGIT_BITS - 1) / DIGIT_BITS);
    if (a == NULL)
        return NULL;
    memset(a->digits, 0, int_digit_count(a) * sizeof(Digit));
    for (size_t i = 0; i < length; i++) {
        TwoDigits wide = (TwoDigits)bytes->data[little ? i : length - 1 - i]
                         << i * 8 % DIGIT_BITS;
        size_t digit = i * 8 / DIGIT_BITS;
        a->digits[digit] |= (Digit)wide & DIGIT_MASK;
        if (wide >> DIGIT_BITS != 0)
            a->digits[digit + 1] |= (Digit)(wide >> DIGIT_BITS);
    }
    bool negative = is_signed && length != 0 &&
                    bytes->data[little ? length - 1 : 0] >= 0x80;
    Object *result = int_normalised(a);
    if (!negative || result == NULL)
        return result;
    if (length > INTPTR_MAX / 16) /* its bits could not be counted below */
        return raise_no_memory();
    Object *width = int_from((int64_t)length * 8);
    Object *limit = width != NULL ? int_shift_left(small_int(1), (Int *)width) : NULL;
    replace_reference(result, limit != NULL ? int_subtract((Int *)result, (Int *)limit) : NULL);
    xdecref(width);
    xdecref(limit);
    return result;
}

/* bytes, or anything that bytes() makes some of, except a size. */
static Object *from_bytes(Object *self, Object **args, int positional, Object *kwnames)
{
    static const char *const names[] = { "bytes", "byteorder", "signed", NULL };
    Object *values[3];
    bool little;
    if (check_by_name("from_bytes", positional) < 0
        || parse_required_arguments("from_bytes", args, positional, kwnames, names, 1, values) < 0
        || parse_byte_order("from_bytes", values[1], &little) < 0)
        return NULL;
    if (IS_STR(values[0]) || is_index(values[0]))
        return raise(&type_error_type, "cannot convert '%T' object to bytes", values[0]);
    int is_signed = values[2] != NULL ? object_truth(values[2]) : 0;
    Object *bytes = is_signed < 0 ? NULL : object_call_one(&bytes_type.head, values[0]);
    Object *number = bytes != NULL ? int_from_bytes((Bytes *)bytes, little, is_signed) : NULL;
    xdecref(bytes);
    if (number == NULL || self == &int_type.head)
        return number;
    Object *instance = object_call_one(self, number); /* a class below int */
    decref(number);
    return instance;
}

static Object *get_real(Object *self) { return int_exact(self); }
static Object *get_imaginary(Object *self) { return (void)self, int_from(0); }
static Object *get_denominator(Object *self) { return (void)self, int_from(1); }

const MethodDef int_methods[] = {
    { "as_integer_ratio", as_integer_ratio, 0, 0, 0, "Return integer ratio." },
    { "bit_count", bit_count, 0, 0, 0, "Number of ones in the binary representation." },
    { "bit_length", bit_length, 0, 0, 0, "Number of bits necessary to represent self in binary." },
    { "conjugate", as_itself, 0, 0, 0, "Returns self, the complex conjugate of any int." },
    { "from_bytes", from_bytes, 0, -1, METHOD_KEYWORDS | METHOD_CLASS,
      "Return the integer represented by the given array of bytes." },
    { "to_bytes", to_bytes, 0, -1, METHOD_KEYWORDS,
      "Return an array of bytes representing an integer." },
    NUMBER_METHODS,
    { "__int__", as_itself, 0, 0, METHOD_SLOT, NULL },
    { "__index__", as_itself, 0, 0, METHOD_SLOT, NULL },
    { "__trunc__", as_itself, 0, 0, 0, NULL },
    { "__floor__", as_itself, 0, 0, 0, NULL },
    { "__ceil__", as_itself, 0, 0, 0, NULL },
    { "__float__", as_float, 0, 0, METHOD_SLOT, NULL },
    { "__round__", round_method, 0, 1, 0, NULL },
    { 0 },
};

const GetSetDef int_getsets[] = {
    { "real", get_real, NULL },
    { "imag", get_imaginary, NULL },
    { "numerator", get_real, NULL },
    { "denominator", get_denominator, NULL },
    { 0 },
};
