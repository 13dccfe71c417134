/*
 * int_divide.c: floor division and remainder (Knuth, volume 2, section 4.3.1, algorithm D), the
 * true quotient of two ints as a correctly rounded float, and an int as a float.
 */
#include "objects/float.h"
#include "objects/int.h"
#include "vm/errors.h"
#include "vm/interrupt.h"

#include <string.h>

size_t int_bit_length(const Int *a)
{
    size_t count = int_digit_count(a);
    if (count == 0)
        return 0;
    return count * DIGIT_BITS - (size_t)(__builtin_clz(a->digits[count - 1]) - (32 - DIGIT_BITS));
}

bool int_is_odd(const Int *a) { return a->size != 0 && (a->digits[0] & 1) != 0; }

/* ---- magnitudes ----------------------------------------------------------------------------- */

Digit digits_divide_small(Digit *digits, size_t count, Digit divisor)
{
    TwoDigits remainder = 0;
    for (size_t i = count; i-- > 0;) {
        remainder = remainder << DIGIT_BITS | digits[i];
        digits[i] = (Digit)(remainder / divisor);
        remainder %= divisor;
    }
    return (Digit)remainder;
}

/* Shifts a row left by fewer than DIGIT_BITS bits; the bits that fall out on top. */
static Digit shift_left_small(Digit *to, const Digit *from, size_t count, int bits)
{
    Digit carry = 0;
    for (size_t i = 0; i < count; i++) {
        TwoDigits wide = (TwoDigits)from[i] << bits | carry;
        to[i] = (Digit)wide & DIGIT_MASK;
        carry = (Digit)(wide >> DIGIT_BITS);
    }
    return carry;
}

static void shift_right_small(Digit *digits, size_t count, int bits)
{
    TwoDigits carry = 0;
    for (size_t i = count; i-- > 0;) {
        carry = carry << DIGIT_BITS | digits[i];
        digits[i] = (Digit)(carry >> bits);
        carry &= ((TwoDigits)1 << bits) - 1;
    }
}

/* One quotient digit, step D3 to D6: u[0..n] has n + 1 digits, v[0..n-1] is normalised (its top
 * bit set); u becomes the rest. */
static Digit quotient_digit(Digit *u, const Digit *v, size_t n)
{
    TwoDigits top = (TwoDigits)u[n] << DIGIT_BITS | u[n - 1];
    TwoDigits guess = top / v[n - 1], rest = top % v[n - 1];
    while (guess > DIGIT_MASK || guess * v[n - 2] > (rest << DIGIT_BITS | u[n - 2])) {
        guess--;
        rest += v[n - 1];
        if (rest > DIGIT_MASK)
            break;
    }
    SignedTwoDigits borrow = 0;
    for (size_t i = 0; i < n; i++) {
        SignedTwoDigits d = (SignedTwoDigits)u[i] - (SignedTwoDigits)(guess * v[i]) + borrow;
        u[i] = (Digit)d & DIGIT_MASK;
        borrow = d >> DIGIT_BITS;
    }
    if ((SignedTwoDigits)u[n] + borrow < 0) { /* one too many: add back */
        Digit carry = 0;
        for (size_t i = 0; i < n; i++) {
            carry += u[i] + v[i];
            u[i] = carry & DIGIT_MASK;
            carry >>= DIGIT_BITS;
        }
        guess--;
    }
    u[n] = 0;
    return (Digit)guess;
}

/* |a| / |b| towards zero for |a| >= |b|, b of two digits or more. Both results are new. */
static int divide_long(const Int *a, const Int *b, Int **quotient, Int **remainder)
{
    size_t size_a = int_digit_count(a), n = int_digit_count(b);
    int shift = __builtin_clz(b->digits[n - 1]) - (32 - DIGIT_BITS);
    Int *u = int_allocate(size_a + 1), *v = int_allocate(n);
    *quotient = int_allocate(size_a - n + 1);
    *remainder = int_allocate(n);
    int result = -1;
    if (u != NULL && v != NULL && *quotient != NULL && *remainder != NULL) {
        u->digits[size_a] = shift_left_small(u->digits, a->digits, size_a, shift);
        shift_left_small(v->digits, b->digits, n, shift);
        result = 0;
        for (size_t i = size_a - n + 1; i-- > 0 && result == 0;) {
            (*quotient)->digits[i] = quotient_digit(u->digits + i, v->digits, n);
            result = interrupt_waits ? interrupt_handle() : 0;
        }
        shift_right_small(u->digits, n, shift);
        memcpy((*remainder)->digits, u->digits, n * sizeof(Digit));
    }
    if (result < 0) {
        clear_reference(*quotient);
        clear_reference(*remainder);
    }
    xdecref(u);
    xdecref(v);
    return result;
}

/* |a| / |b| towards zero; both results positive and new. */
static int divide_magnitudes(const Int *a, const Int *b, Int **quotient, Int **remainder)
{
    size_t size_a = int_digit_count(a), size_b = int_digit_count(b);
    *quotient = *remainder = NULL;
    if (size_a >= size_b && size_b >= 2)
        return divide_long(a, b, quotient, remainder);
    bool smaller = size_a < size_b;
    *quotient = int_allocate(smaller ? 0 : size_a);
    *remainder = int_allocate(smaller ? size_a : 1);
    if (*quotient == NULL || *remainder == NULL) {
        clear_reference(*quotient);
        clear_reference(*remainder);
        return -1;
    }
    if (smaller) {
        memcpy((*remainder)->digits, a->digits, size_a * sizeof(Digit));
    } else {
        memcpy((*quotient)->digits, a->digits, size_a * sizeof(Digit));
        (*remainder)->digits[0] = digits_divide_small((*quotient)->digits, size_a, b->digits[0]);
    }
    return 0;
}

/* ---- floor division ------------------------------------------------------------------------- */

/* Short operands: C's division rounds towards zero, Python's towards minus infinity. */
static int divide_short(int64_t a, int64_t b, Object **quotient, Object **remainder)
{
    bool compact = fits_compact(a) && fits_compact(b); /* a 32-bit machine divides these at once */
    int64_t q = compact ? (int32_t)a / (int32_t)b : a / b, r = a - q * b;
    if (r != 0 && (r < 0) != (b < 0)) {
        q--;
        r += b;
    }
    if (quotient != NULL && (*quotient = int_from(q)) == NULL)
        return -1;
    if (remainder != NULL && (*remainder = int_from(r)) == NULL) {
        if (quotient != NULL)
            clear_reference(*quotient);
        return -1;
    }
    return 0;
}

/* From the truncated results to the floored ones. Steals q and r. */
static int floor_results(const Int *b, bool signs_differ, Int *q, Int *r, Object **quotient,
                         Object **remainder)
{
    Object *floor_q = NULL, *floor_r = NULL;
    bool adjust = signs_differ && ((Int *)r)->size != 0;
    if (signs_differ)
        q->size = -q->size;
    q = (Int *)int_normalised(q);
    floor_r = int_normalised(r);
    if (q != NULL && floor_r != NULL) {
        bool r_nonzero = ((Int *)floor_r)->size != 0;
        floor_q = adjust && r_nonzero ? int_subtract(q, small_int(1)) : incref(&q->head);
        if (adjust && r_nonzero)
            replace_reference(floor_r, int_add((Int *)floor_r, b));
    }
    xdecref(q);
    if (floor_q == NULL || floor_r == NULL) {
        xdecref(floor_q);
        xdecref(floor_r);
        return -1;
    }
    if (quotient != NULL)
        *quotient = floor_q;
    else
        decref(floor_q);
    if (remainder != NULL)
        *remainder = floor_r;
    else
        decref(floor_r);
    return 0;
}

int int_divide(const Int *a, const Int *b, Object **quotient, Object **remainder,
               const char *zero_message)
{
    if (b->size == 0)
        return raise_int(&zero_division_error_type, "%s", zero_message);
    if (int_is_short(a) && int_is_short(b))
        return divide_short(int_short_value(a), int_short_value(b), quotient, remainder);
    Int *q, *r;
    if (divide_magnitudes(a, b, &q, &r) < 0)
        return -1;
    if (a->size < 0)
        r->size = -r->size; /* the truncated remainder has the dividend's sign */
    return floor_results(b, (a->size < 0) != (b->size < 0), q, r, quotient, remainder);
}

/* ---- to float ------------------------------------------------------------------------------- */

/* The highest 64 bits of the magnitude, and in *inexact whether a bit below them is set. The value
 * is result * 2**(bit length - 64). */
static uint64_t top_bits(const Int *a, bool *inexact)
{
    size_t count = int_digit_count(a);
    uint64_t top = 0;
    int have = 0;
    *inexact = false;
    for (size_t i = count; i-- > 0;) {
        int bits = i == count - 1 ? 32 - __builtin_clz(a->digits[i]) : DIGIT_BITS;
        int take = bits < 64 - have ? bits : 64 - have;
        if (take > 0)
            top = (take == 64 ? 0 : top << take) | a->digits[i] >> (bits - take);
        if (take < bits && (a->digits[i] & (((Digit)1 << (bits - take)) - 1)) != 0)
            *inexact = true;
        have += take;
    }
    return have < 64 ? top << (64 - have) : top;
}

double int_as_fraction(const Int *a, intptr_t *exponent)
{
    *exponent = 0;
    if (a->size == 0)
        return 0;
    bool inexact;
    uint64_t top = top_bits(a, &inexact);
    *exponent = (intptr_t)int_bit_length(a);
    double value = float_scale(float_round_bits(top, inexact), -64);
    return a->size < 0 ? -value : value;
}

double int_as_double(Object *o)
{
    const Int *a = (const Int *)o;
    if (int_is_compact(a))
        return (double)int_compact_value(a);
    enum { DOUBLE_MAX_EXPONENT = 1024 };
    intptr_t exponent;
    double fraction = int_as_fraction(a, &exponent);
    double value = exponent > DOUBLE_MAX_EXPONENT ? float_infinity()
                                                  : float_scale(fraction, (int)exponent);
    if (float_is_infinite(value)) {
        raise(&overflow_error_type, "int too large to convert to float");
        return -1.0;
    }
    return value;
}

/* a / b, correctly rounded: scaled by a power of two so that the integer quotient has at least 64
 * bits, of which the rest of the division tells whether more follow. */
static Object *true_divide_long(const Int *a, const Int *b)
{
    enum { QUOTIENT_BITS = 66, EXPONENT_BOUND = 2200 };
    intptr_t difference = (intptr_t)int_bit_length(a) - (intptr_t)int_bit_length(b);
    bool negative = (a->size < 0) != (b->size < 0);
    if (difference > EXPONENT_BOUND)
        return raise(&overflow_error_type, "integer division result too large for a float");
    if (difference < -EXPONENT_BOUND)
        return float_from(negative ? -0.0 : 0.0);
    intptr_t shift = QUOTIENT_BITS - difference;
    Object *amount = int_from(shift < 0 ? -shift : shift), *scaled = NULL;
    Int *q = NULL, *r = NULL;
    if (amount != NULL)
        scaled = int_shift_left(shift < 0 ? b : a, (Int *)amount);
    xdecref(amount);
    if (scaled == NULL)
        return NULL;
    const Int *dividend = shift < 0 ? a : (Int *)scaled, *divisor = shift < 0 ? (Int *)scaled : b;
    int status = divide_magnitudes(dividend, divisor, &q, &r);
    decref(scaled);
    if (status < 0)
        return NULL;
    q = (Int *)int_normalised(q);
    r = (Int *)int_normalised(r);
    double value = 0;
    if (q != NULL && r != NULL) {
        bool inexact;
        uint64_t top = top_bits(q, &inexact);
        value = float_compose(top, inexact || r->size != 0,
                              (int)((intptr_t)int_bit_length(q) - 64 - shift));
    }
    bool failed = q == NULL || r == NULL;
    xdecref(q);
    xdecref(r);
    if (failed)
        return NULL;
    if (float_is_infinite(value))
        return raise(&overflow_error_type, "integer division result too large for a float");
    return float_from(negative ? -value : value);
}

Object *int_true_divide(const Int *a, const Int *b)
{
    if (b->size == 0)
        return raise(&zero_division_error_type, "division by zero");
    if (int_is_compact(a) && int_is_compact(b)) /* both are exact as doubles */
        return float_from((double)int_compact_value(a) / (double)int_compact_value(b));
    if (a->size == 0)
        return float_from(b->size < 0 ? -0.0 : 0.0);
    return true_divide_long(a, b);
}
