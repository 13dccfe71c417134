/*
 * int_arithmetic.c: sum, difference, product and power of ints. Magnitudes are rows of 30-bit
 * digits, least significant first; the schoolbook algorithms of Knuth's volume 2, section 4.3.1.
 */
#include "objects/int.h"
#include "vm/errors.h"
#include "vm/interrupt.h"

#include <string.h>

/* ---- sum and difference --------------------------------------------------------------------- */

/* |a| + |b|, positive. */
static Int *magnitude_add(const Int *a, const Int *b)
{
    if (int_digit_count(a) < int_digit_count(b)) {
        const Int *longer = b;
        b = a;
        a = longer;
    }
    size_t size_a = int_digit_count(a), size_b = int_digit_count(b), i;
    Int *sum = int_allocate(size_a + 1);
    if (sum == NULL)
        return NULL;
    Digit carry = 0;
    for (i = 0; i < size_a; i++) {
        carry += a->digits[i] + (i < size_b ? b->digits[i] : 0);
        sum->digits[i] = carry & DIGIT_MASK;
        carry >>= DIGIT_BITS;
    }
    sum->digits[i] = carry;
    return sum;
}

static int magnitude_compare(const Int *a, const Int *b)
{
    size_t size_a = int_digit_count(a), size_b = int_digit_count(b);
    if (size_a != size_b)
        return size_a < size_b ? -1 : 1;
    for (size_t i = size_a; i-- > 0;)
        if (a->digits[i] != b->digits[i])
            return a->digits[i] < b->digits[i] ? -1 : 1;
    return 0;
}

/* |a| - |b| with its sign. */
static Int *magnitude_subtract(const Int *a, const Int *b)
{
    bool negative = magnitude_compare(a, b) < 0;
    if (negative) {
        const Int *larger = b;
        b = a;
        a = larger;
    }
    size_t size_a = int_digit_count(a), size_b = int_digit_count(b);
    Int *difference = int_allocate(size_a);
    if (difference == NULL)
        return NULL;
    Digit borrow = 0;
    for (size_t i = 0; i < size_a; i++) {
        borrow = a->digits[i] - (i < size_b ? b->digits[i] : 0) - borrow;
        difference->digits[i] = borrow & DIGIT_MASK;
        borrow = borrow >> DIGIT_BITS & 1; /* the difference wrapped around below zero */
    }
    if (negative)
        difference->size = -difference->size;
    return difference;
}

/* a + b, or a - b when `subtract`. */
static Object *add_signed(const Int *a, const Int *b, bool subtract)
{
    bool negative_a = a->size < 0, negative_b = (b->size < 0) != subtract;
    if (negative_a != negative_b) {
        Int *result = magnitude_subtract(a, b);
        if (result != NULL && negative_a)
            result->size = -result->size;
        return result != NULL ? int_normalised(result) : NULL;
    }
    Int *result = magnitude_add(a, b);
    if (result != NULL && negative_a)
        result->size = -result->size;
    return result != NULL ? int_normalised(result) : NULL;
}

Object *int_add(const Int *a, const Int *b)
{
    if (int_is_short(a) && int_is_short(b))
        return int_from(int_short_value(a) + int_short_value(b));
    return add_signed(a, b, false);
}

Object *int_subtract(const Int *a, const Int *b)
{
    if (int_is_short(a) && int_is_short(b))
        return int_from(int_short_value(a) - int_short_value(b));
    return add_signed(a, b, true);
}

/* ---- product -------------------------------------------------------------------------------- */

Object *int_multiply(const Int *a, const Int *b)
{
    if (int_is_compact(a) && int_is_compact(b))
        return int_from((int64_t)int_compact_value(a) * int_compact_value(b));
    size_t size_a = int_digit_count(a), size_b = int_digit_count(b);
    if (size_a > size_b) /* the longer one in the inner loop: product *= i */
        return int_multiply(b, a);
    Int *product = int_allocate(size_a + size_b);
    if (product == NULL)
        return NULL;
    memset(product->digits, 0, (size_a + size_b) * sizeof(Digit));
    for (size_t i = 0; i < size_a; i++) {
        Digit carry = 0, factor = a->digits[i], *sum = &product->digits[i];
        if (interrupt_waits && interrupt_handle() < 0) { /* 9**9**9 takes longer than one waits */
            decref(product);
            return NULL;
        }
        for (const Digit *digit = b->digits, *end = digit + size_b; digit < end; digit++) {
            TwoDigits both = (TwoDigits)factor * *digit + *sum + carry;
            *sum++ = (Digit)both & DIGIT_MASK;
            carry = (Digit)(both >> DIGIT_BITS);
        }
        *sum = carry;
    }
    if ((a->size < 0) != (b->size < 0))
        product->size = -product->size;
    return int_normalised(product);
}

/* ---- power ---------------------------------------------------------------------------------- */

/* Replaces *value by *value * factor, modulo modulus unless that is NULL. */
static int multiply_into(Int **value, const Int *factor, const Int *modulus)
{
    Object *product = int_multiply(*value, factor);
    if (product != NULL && modulus != NULL) {
        Object *remainder = NULL;
        int_divide((Int *)product, modulus, NULL, &remainder, NULL);
        decref(product);
        product = remainder;
    }
    if (product == NULL)
        return -1;
    replace_reference(*value, (Int *)product);
    return 0;
}

/* base ** exponent, exponent >= 0, from the exponent's highest bit down: square, then multiply
 * where a bit is set. */
static Object *power_by_squaring(Int *base, const Int *exponent, const Int *modulus)
{
    Int *result = (Int *)int_from(1);
    if (result == NULL || (modulus != NULL && multiply_into(&result, small_int(1), modulus) < 0))
        goto failed;
    bool begun = false; /* squaring the 1 that stands there at first would be for nothing */
    for (size_t i = int_digit_count(exponent); i-- > 0;)
        for (int bit = DIGIT_BITS - 1; bit >= 0; bit--) {
            if (begun && multiply_into(&result, result, modulus) < 0)
                goto failed;
            if ((exponent->digits[i] >> bit & 1) == 0)
                continue;
            begun = true;
            if (multiply_into(&result, base, modulus) < 0)
                goto failed;
        }
    return &result->head;
failed:
    xdecref(result);
    return NULL;
}

/* The x with (a * x) % modulus == 1, by Euclid's algorithm; ValueError when there is none. */
static Object *inverse(const Int *a, const Int *modulus)
{
    Int *x = (Int *)int_from(1), *y = (Int *)int_from(0); /* a == x * start, b == y * start */
    Int *m = (Int *)int_exact((Object *)modulus), *r = NULL;
    Object *remainder = NULL;
    if (int_divide(a, modulus, NULL, &remainder, NULL) == 0)
        r = (Int *)remainder;
    while (x != NULL && y != NULL && m != NULL && r != NULL && m->size != 0) {
        Object *quotient, *rest;
        if (int_divide(r, m, &quotient, &rest, NULL) < 0) {
            clear_reference(r);
            break;
        }
        Object *product = int_multiply((Int *)quotient, y);
        Object *next = product != NULL ? int_subtract(x, (Int *)product) : NULL;
        xdecref(product);
        decref(quotient);
        replace_reference(r, m);
        m = (Int *)rest;
        replace_reference(x, y);
        y = (Int *)next;
    }
    if (x != NULL && y != NULL && m != NULL && r != NULL && !(r->size == 1 && r->digits[0] == 1)) {
        raise(&value_error_type, "base is not invertible for the given modulus");
        clear_reference(x);
    } else if (y == NULL || m == NULL || r == NULL) {
        clear_reference(x);
    }
    xdecref(y);
    xdecref(m);
    xdecref(r);
    return (Object *)x;
}

/* The result has the modulus's sign, as for %: computed with |modulus| and then moved. */
static Object *power_modulo(const Int *a, const Int *exponent, const Int *modulus)
{
    if (modulus->size == 0)
        return raise(&value_error_type, "pow() 3rd argument cannot be 0");
    Int *base = NULL, *positive = NULL, *result = NULL;
    Int *absolute = (Int *)int_exact((Object *)modulus);
    if (absolute != NULL && absolute->size < 0)
        absolute = (Int *)int_negated(absolute);
    if (absolute == NULL)
        return NULL;
    base = (Int *)(exponent->size < 0 ? inverse(a, absolute) : int_exact((Object *)a));
    positive = (Int *)int_exact((Object *)exponent);
    if (positive != NULL && positive->size < 0)
        positive = (Int *)int_negated(positive);
    if (base != NULL && positive != NULL && multiply_into(&base, small_int(1), absolute) == 0)
        result = (Int *)power_by_squaring(base, positive, absolute);
    if (result != NULL && multiply_into(&result, small_int(1), modulus) < 0)
        clear_reference(result);
    xdecref(base);
    xdecref(positive);
    decref(absolute);
    return (Object *)result;
}

Object *int_power(const Int *a, const Int *exponent, const Int *modulus)
{
    if (modulus != NULL)
        return power_modulo(a, exponent, modulus);
    if (exponent->size == 1 && exponent->digits[0] == 2)
        return int_multiply(a, a);
    if (exponent->size >= 0)
        return power_by_squaring((Int *)a, exponent, NULL);
    Object *result = NULL; /* a negative power is a float's business */
    double value = int_as_double((Object *)a);
    if (value == -1.0 && error_occurred())
        return NULL;
    double power = int_as_double((Object *)exponent);
    if (power == -1.0 && error_occurred())
        return NULL;
    Object *left = float_from(value), *right = float_from(power);
    if (left != NULL && right != NULL)
        result = object_binary(OP_POWER, left, right);
    xdecref(left);
    xdecref(right);
    return result;
}
