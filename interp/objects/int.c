/*
 * int.c: whole numbers of any size: making them, comparing, and the type itself. The small ones
 * (-5..256, as in CPython) exist once each, in one block made at the start. Arithmetic is in
 * int_arithmetic.c and int_divide.c, bits in int_bits.c, texts in int_format.c.
 */
#include "objects/int.h"
#include "vm/errors.h"

#include <string.h>

Int *small_ints;

enum { INTERNED_COUNT = LARGEST_INTERNED - SMALLEST_INTERNED + 1 };

int ints_start(void)
{
    small_ints = mem_alloc((size_t)INTERNED_COUNT * COMPACT_INT_SIZE);
    if (small_ints == NULL)
        return -1;
    for (intptr_t value = SMALLEST_INTERNED; value <= LARGEST_INTERNED; value++) {
        Int *a = small_int(value);
        a->head = (Object){ 1, &int_type };
        a->size = (value > 0) - (value < 0);
        a->digits[0] = (Digit)(value < 0 ? -value : value);
    }
    return 0;
}

void ints_stop(void)
{
    mem_free(small_ints, (size_t)INTERNED_COUNT * COMPACT_INT_SIZE);
    small_ints = NULL;
}

/* ---- making --------------------------------------------------------------------------------- */

Int *int_allocate(size_t digits)
{
    enum { MOST_DIGITS = INT32_MAX / DIGIT_BITS };
    if (digits > MOST_DIGITS)
        return raise(&overflow_error_type, "too many digits in integer");
    Int *a = mem_alloc(sizeof(Int) + (digits == 0 ? 1 : digits) * sizeof(Digit));
    if (a == NULL)
        return raise_no_memory();
    a->head = (Object){ 1, &int_type };
    a->size = (intptr_t)digits;
    a->digits[0] = 0;
    return a;
}

/* An int that owns fewer digits than it was given memory for would be freed with the wrong size:
 * what is too long is copied. */
static Int *shortened(Int *a, size_t digits)
{
    size_t old_size = sizeof(Int) + int_digit_count(a) * sizeof(Digit);
    Int *moved = mem_resize(a, old_size, sizeof(Int) + digits * sizeof(Digit));
    if (moved == NULL) {
        mem_free(a, old_size);
        return raise_no_memory();
    }
    moved->size = moved->size < 0 ? -(intptr_t)digits : (intptr_t)digits;
    return moved;
}

Object *int_normalised(Int *a)
{
    size_t count = int_digit_count(a), used = count;
    while (used > 0 && a->digits[used - 1] == 0)
        used--;
    if (used <= 1) {
        intptr_t value = used == 0 ? 0 : (intptr_t)a->digits[0];
        value = a->size < 0 ? -value : value;
        if (used != count || (value >= SMALLEST_INTERNED && value <= LARGEST_INTERNED)) {
            mem_free(a, sizeof(Int) + (count == 0 ? 1 : count) * sizeof(Digit));
            return int_from_compact(value);
        }
    }
    return used == count ? &a->head : (Object *)shortened(a, used);
}

Object *int_negated(Int *a)
{
    if (a == NULL)
        return NULL;
    Int *result = int_allocate(int_digit_count(a));
    if (result != NULL) {
        memcpy(result->digits, a->digits, int_digit_count(a) * sizeof(Digit));
        result->size = -a->size;
    }
    decref(a);
    return result != NULL ? int_normalised(result) : NULL;
}

Object *int_from_slow(int64_t value) /* a compact one: there was no memory */
{
    (void)value;
    return raise_no_memory();
}

static Object *from_magnitude(uint64_t magnitude, bool negative)
{
    if (magnitude <= DIGIT_MASK)
        return int_from_compact(negative ? -(intptr_t)magnitude : (intptr_t)magnitude);
    size_t digits = magnitude >> (2 * DIGIT_BITS) != 0 ? 3 : 2;
    Int *a = int_allocate(digits);
    if (a == NULL)
        return NULL;
    for (size_t i = 0; i < digits; i++, magnitude >>= DIGIT_BITS)
        a->digits[i] = (Digit)magnitude & DIGIT_MASK;
    if (negative)
        a->size = -a->size;
    return &a->head;
}

Object *int_from(int64_t value)
{
    if (fits_compact(value))
        return int_from_compact((intptr_t)value);
    return from_magnitude(value < 0 ? -(uint64_t)value : (uint64_t)value, value < 0);
}

Object *int_from_unsigned(uint64_t value) { return from_magnitude(value, false); }

Object *int_exact(Object *o)
{
    if (IS_EXACT(o, int_type))
        return incref(o);
    Int *a = (Int *)o;
    if (int_is_compact(a))
        return int_from_compact(int_compact_value(a));
    Int *copy = int_allocate(int_digit_count(a));
    if (copy != NULL) {
        memcpy(copy->digits, a->digits, int_digit_count(a) * sizeof(Digit));
        copy->size = a->size;
    }
    return (Object *)copy;
}

/* ---- to C's numbers ------------------------------------------------------------------------- */

int64_t int_as_int64(Object *o, bool *overflow)
{
    const Int *a = (const Int *)o;
    *overflow = false;
    if (int_is_compact(a))
        return int_compact_value(a);
    size_t count = int_digit_count(a);
    uint64_t magnitude = 0;
    for (size_t i = count; i-- > 0;) {
        if (magnitude >> (64 - DIGIT_BITS) != 0)
            *overflow = true;
        magnitude = magnitude << DIGIT_BITS | a->digits[i];
    }
    uint64_t most = a->size < 0 ? (uint64_t)1 << 63 : INT64_MAX;
    if (magnitude > most)
        *overflow = true;
    if (*overflow)
        return -1;
    return (int64_t)(a->size < 0 ? -magnitude : magnitude);
}

bool int_as_unsigned64(Object *o, uint64_t *value)
{
    const Int *a = (const Int *)o;
    *value = 0;
    for (size_t i = int_digit_count(a); i-- > 0;) {
        if (*value >> (64 - DIGIT_BITS) != 0)
            return false;
        *value = *value << DIGIT_BITS | a->digits[i];
    }
    return a->size >= 0;
}

/* ---- comparison, hash ----------------------------------------------------------------------- */

int int_compare(const Int *a, const Int *b)
{
    if (a->size != b->size)
        return a->size < b->size ? -1 : 1;
    for (size_t i = int_digit_count(a); i-- > 0;)
        if (a->digits[i] != b->digits[i])
            return (a->digits[i] < b->digits[i]) == (a->size > 0) ? -1 : 1;
    return 0;
}

bool comparison_holds(int order, Comparison op)
{
    switch (op) {
    case CMP_LT: return order < 0;
    case CMP_LE: return order <= 0;
    case CMP_EQ: return order == 0;
    case CMP_NE: return order != 0;
    case CMP_GT: return order > 0;
    case CMP_GE: return order >= 0;
    }
    return false;
}

static Object *int_compare_slot(Object *self, Object *other, Comparison op)
{
    if (!IS_INT(other))
        return incref(NOT_IMPLEMENTED);
    return bool_from(comparison_holds(int_compare((Int *)self, (Int *)other), op));
}

/* The value modulo 2**61 - 1 with its sign, and -2 for -1 (CPython: long_hash). Multiplying by
 * 2**30 modulo 2**61 - 1 is turning 61 bits round by 30. */
int64_t int_hash(Object *self)
{
    enum { HASH_BITS = 61 };
    const uint64_t modulus = ((uint64_t)1 << HASH_BITS) - 1;
    const Int *a = (const Int *)self;
    if (int_is_compact(a))
        return int_compact_hash(a);
    uint64_t hash = 0;
    for (size_t i = int_digit_count(a); i-- > 0;) {
        hash = (hash << DIGIT_BITS & modulus) | hash >> (HASH_BITS - DIGIT_BITS);
        hash += a->digits[i];
        if (hash >= modulus)
            hash -= modulus;
    }
    int64_t signed_hash = a->size < 0 ? -(int64_t)hash : (int64_t)hash;
    return signed_hash == -1 ? -2 : signed_hash;
}

/* ---- the type ------------------------------------------------------------------------------- */

Object *int_binary(BinaryOperator op, Object *left, Object *right)
{
    if (!IS_INT(left) || !IS_INT(right))
        return incref(NOT_IMPLEMENTED);
    const Int *a = (Int *)left, *b = (Int *)right;
    Object *result = NULL;
    switch (op) {
    case OP_ADD: return int_add(a, b);
    case OP_SUBTRACT: return int_subtract(a, b);
    case OP_MULTIPLY: return int_multiply(a, b);
    case OP_TRUE_DIVIDE: return int_true_divide(a, b);
    case OP_FLOOR_DIVIDE:
        int_divide(a, b, &result, NULL, "integer division or modulo by zero");
        return result;
    case OP_REMAINDER:
        int_divide(a, b, NULL, &result, "integer modulo by zero");
        return result;
    case OP_POWER: return int_power(a, b, NULL);
    case OP_LSHIFT: return int_shift_left(a, b);
    case OP_RSHIFT: return int_shift_right(a, b);
    case OP_AND: case OP_OR: case OP_XOR: return int_bitwise(op, a, b);
    default: return incref(NOT_IMPLEMENTED);
    }
}

static Object *int_unary(UnaryOperator op, Object *self)
{
    Int *a = (Int *)self;
    if (op == OP_POSITIVE)
        return int_exact(self);
    if (int_is_compact(a)) {
        intptr_t value = int_compact_value(a);
        return int_from(op == OP_NEGATIVE ? -(int64_t)value : -(int64_t)value - 1);
    }
    if (op == OP_NEGATIVE)
        return int_negated(incref(a));
    return int_negated((Int *)int_add(a, small_int(1))); /* ~a is -(a + 1) */
}

static Object *int_repr(Object *self)
{
    enum { DECIMAL = 10 };
    return int_to_text(self, DECIMAL);
}

static int int_truth(Object *self) { return ((Int *)self)->size != 0; }

/* Zero owns one digit too, which is 0. */
static void int_destroy(Object *self)
{
    size_t count = int_digit_count((Int *)self);
    if (IS_EXACT(self, int_type) && count <= 1) {
        mem_free(self, COMPACT_INT_SIZE);
        return;
    }
    object_free(self, count == 0 ? 1 : count);
}

Type int_type = {
    .head = { 1, &type_type },
    .name = "int",
    .basic_size = sizeof(Int),
    .item_size = sizeof(Digit),
    .flags = TYPE_INT | TYPE_BASE,
    .destroy = int_destroy,
    .repr = int_repr,
    .hash = int_hash,
    .truth = int_truth,
    .compare = int_compare_slot,
    .construct = int_construct,
    .binary = int_binary,
    .unary = int_unary,
    .methods = int_methods,
    .getsets = int_getsets,
    .doc = "int([x]) -> integer\nint(x, base=10) -> integer",
};
