/*
 * int_bits.c: shifts and the bitwise operators. Python sees a negative int as an endless row of
 * ones to the left (two's complement); here it is turned into that form digit by digit and back.
 */
#include "objects/int.h"
#include "vm/errors.h"

#include <string.h>

/* ---- shifts --------------------------------------------------------------------------------- */

/* The count as a size; -1 with ValueError when it is negative, SIZE_MAX / 2 when out of range. */
static intptr_t shift_count(const Int *by)
{
    if (by->size < 0)
        return raise_int(&value_error_type, "negative shift count");
    bool overflow;
    int64_t count = int_as_int64((Object *)by, &overflow);
    return overflow || count > INTPTR_MAX ? INTPTR_MAX : (intptr_t)count;
}

Object *int_shift_left(const Int *a, const Int *by)
{
    intptr_t count = shift_count(by);
    if (count < 0)
        return NULL;
    if (a->size == 0)
        return int_from(0);
    if (count < 32 && int_is_compact(a))
        return int_from((int64_t)int_compact_value(a) * ((int64_t)1 << count));
    size_t whole = (size_t)count / DIGIT_BITS, size_a = int_digit_count(a);
    int bits = (int)(count % DIGIT_BITS);
    if (count == INTPTR_MAX)
        return raise(&overflow_error_type, "too many digits in integer");
    Int *result = int_allocate(size_a + whole + 1);
    if (result == NULL)
        return NULL;
    memset(result->digits, 0, whole * sizeof(Digit));
    TwoDigits carry = 0;
    for (size_t i = 0; i < size_a; i++) {
        carry |= (TwoDigits)a->digits[i] << bits;
        result->digits[whole + i] = (Digit)carry & DIGIT_MASK;
        carry >>= DIGIT_BITS;
    }
    result->digits[whole + size_a] = (Digit)carry;
    if (a->size < 0)
        result->size = -result->size;
    return int_normalised(result);
}

/* |a| >> count, towards zero; a negative a loses_bits when a one was shifted out. */
static Int *magnitude_shift_right(const Int *a, intptr_t count, bool *lost_bits)
{
    size_t whole = (size_t)count / DIGIT_BITS, size_a = int_digit_count(a);
    int bits = (int)(count % DIGIT_BITS);
    *lost_bits = false;
    for (size_t i = 0; i < whole && i < size_a; i++)
        *lost_bits |= a->digits[i] != 0;
    if (whole >= size_a)
        return int_allocate(0);
    *lost_bits |= (a->digits[whole] & (((Digit)1 << bits) - 1)) != 0;
    Int *result = int_allocate(size_a - whole);
    if (result == NULL)
        return NULL;
    for (size_t i = whole; i < size_a; i++) {
        TwoDigits wide = a->digits[i];
        if (i + 1 < size_a)
            wide |= (TwoDigits)a->digits[i + 1] << DIGIT_BITS;
        result->digits[i - whole] = (Digit)(wide >> bits) & DIGIT_MASK;
    }
    return result;
}

Object *int_shift_right(const Int *a, const Int *by)
{
    intptr_t count = shift_count(by);
    if (count < 0)
        return NULL;
    if (int_is_short(a)) {
        enum { MOST = 63 };
        return int_from(int_short_value(a) >> (count > MOST ? MOST : count));
    }
    bool lost_bits;
    Int *result = magnitude_shift_right(a, count, &lost_bits);
    if (result == NULL)
        return NULL;
    if (a->size >= 0)
        return int_normalised(result);
    result->size = -result->size;
    Int *truncated = (Int *)int_normalised(result);
    if (truncated == NULL || !lost_bits)
        return (Object *)truncated;
    Object *floored = int_subtract(truncated, small_int(1));
    decref(truncated);
    return floored;
}

/* ---- and, or, xor --------------------------------------------------------------------------- */

/* Turns `count` digits into their two's complement, in place: ~x + 1. */
static void complement(Digit *digits, size_t count)
{
    Digit carry = 1;
    for (size_t i = 0; i < count; i++) {
        carry += digits[i] ^ DIGIT_MASK;
        digits[i] = carry & DIGIT_MASK;
        carry >>= DIGIT_BITS;
    }
}

/* a in two's complement of exactly `count` digits, new. */
static Int *twos_complement(const Int *a, size_t count)
{
    Int *result = int_allocate(count);
    if (result == NULL)
        return NULL;
    size_t size_a = int_digit_count(a);
    memcpy(result->digits, a->digits, size_a * sizeof(Digit));
    memset(result->digits + size_a, 0, (count - size_a) * sizeof(Digit));
    if (a->size < 0)
        complement(result->digits, count);
    return result;
}

static Digit bitwise_digit(BinaryOperator op, Digit a, Digit b)
{
    return op == OP_AND ? a & b : op == OP_OR ? a | b : a ^ b;
}

Object *int_bitwise(BinaryOperator op, const Int *a, const Int *b)
{
    if (int_is_short(a) && int_is_short(b)) {
        int64_t x = int_short_value(a), y = int_short_value(b);
        return int_from(op == OP_AND ? x & y : op == OP_OR ? x | y : x ^ y);
    }
    size_t size_a = int_digit_count(a), size_b = int_digit_count(b);
    size_t count = (size_a > size_b ? size_a : size_b) + 1; /* one digit for the sign */
    Int *x = twos_complement(a, count), *y = twos_complement(b, count);
    if (x == NULL || y == NULL) {
        xdecref(x);
        xdecref(y);
        return NULL;
    }
    for (size_t i = 0; i < count; i++)
        x->digits[i] = bitwise_digit(op, x->digits[i], y->digits[i]);
    decref(y);
    if (x->digits[count - 1] >> (DIGIT_BITS - 1) != 0) {
        complement(x->digits, count);
        x->size = -x->size;
    }
    return int_normalised(x);
}
