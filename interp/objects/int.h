/*
 * int.h: the inside of int, for the files that compute with digits and for the machine's fast
 * paths. A compact int has at most one digit: its value fits 31 bits with the sign.
 */
#ifndef INT_H
#define INT_H

#include "memory/memory.h"
#include "object.h"

typedef uint64_t TwoDigits; /* holds a product of two digits and a carry */
typedef int64_t SignedTwoDigits;

enum { SMALLEST_INTERNED = -5, LARGEST_INTERNED = 256 };
extern Int *small_ints; /* LARGEST_INTERNED - SMALLEST_INTERNED + 1 of one digit, in a row */
enum { COMPACT_INT_SIZE = (sizeof(Int) + sizeof(Digit) + sizeof(void *) - 1) /
                          sizeof(void *) * sizeof(void *) };

static inline Int *small_int(intptr_t value)
{
    return (Int *)((char *)small_ints + (value - SMALLEST_INTERNED) * COMPACT_INT_SIZE);
}

static inline size_t int_digit_count(const Int *a)
{
    return (size_t)(a->size < 0 ? -a->size : a->size);
}

/* A bool is a subtype of int with the same fields: true for it too. */
static inline bool int_is_compact(const Int *a)
{
    return (uintptr_t)(a->size + 1) <= 2;
}

static inline intptr_t int_compact_value(const Int *a)
{
    return a->size * (intptr_t)a->digits[0]; /* zero keeps a digit of 0 */
}

static inline intptr_t int_compact_hash(const Int *a)
{
    intptr_t value = int_compact_value(a);
    return value == -1 ? -2 : value; /* -1 means an error */
}

/* An int of at most two digits, with which C's 64 bits can compute: |value| < 2**60. */
static inline bool int_is_short(const Int *a)
{
    return (uintptr_t)(a->size + 2) <= 4;
}

static inline int64_t int_short_value(const Int *a)
{
    if (int_is_compact(a))
        return int_compact_value(a);
    int64_t magnitude = (int64_t)a->digits[1] << DIGIT_BITS | a->digits[0];
    return a->size < 0 ? -magnitude : magnitude;
}

/* Makes an int of 0 < |value| < 2**DIGIT_BITS of a block of COMPACT_INT_SIZE. */
static inline Object *int_fill_compact(Int *block, intptr_t value)
{
    block->head.refcount = 1;
    block->head.type = &int_type;
    block->size = value < 0 ? -1 : 1;
    block->digits[0] = (Digit)(value < 0 ? -value : value);
    return &block->head;
}

/* An int of |value| < 2**DIGIT_BITS. New. */
Object *int_from_slow(int64_t value);
static inline Object *int_from_compact(intptr_t value)
{
    if (value >= SMALLEST_INTERNED && value <= LARGEST_INTERNED)
        return incref(&small_int(value)->head);
    Int *result = mem_alloc(COMPACT_INT_SIZE);
    if (__builtin_expect(result == NULL, 0))
        return int_from_slow(value);
    return int_fill_compact(result, value);
}

static inline bool fits_compact(int64_t value)
{
    return (uint64_t)value + DIGIT_MASK <= 2 * (uint64_t)DIGIT_MASK;
}

/* For the machine: gives up an int, most of which are compact; or any object, which may be smaller
 * than an int, so its type is looked at first. */
static inline void int_decref(Object *o)
{
    if (--o->refcount == 0) {
        if (o->type == &int_type && int_is_compact((Int *)o))
            mem_free(o, COMPACT_INT_SIZE);
        else
            object_destroy(o);
    }
}

/* ---- between the files of int ---------------------------------------------------------------- */

Int *int_allocate(size_t digits);     /* digits not set; size = digits */
/* Drops leading zero digits and interns what is small. Steals, and gives a new reference. */
Object *int_normalised(Int *a);
Object *int_negated(Int *stolen);
int int_compare(const Int *a, const Int *b);  /* -1, 0, 1 */
static inline bool int_equal(const Int *a, const Int *b)
{
    return a->size == b->size && a->digits[0] == b->digits[0]
        && (int_is_compact(a) || int_compare(a, b) == 0);
}
size_t int_bit_length(const Int *a);
bool int_is_odd(const Int *a);
Object *int_add(const Int *a, const Int *b);
Object *int_subtract(const Int *a, const Int *b);
Object *int_multiply(const Int *a, const Int *b);
/* floor division; either result may be NULL: not wanted. 0, or -1 with the message given. */
int int_divide(const Int *a, const Int *b, Object **quotient, Object **remainder,
               const char *zero_message);
/* The magnitude's quotient by one digit in place; the remainder. */
Digit digits_divide_small(Digit *digits, size_t count, Digit divisor);
Object *int_true_divide(const Int *a, const Int *b);
Object *int_power(const Int *a, const Int *exponent, const Int *modulus); /* modulus may be NULL */
Object *int_shift_left(const Int *a, const Int *by);
Object *int_shift_right(const Int *a, const Int *by);
Object *int_bitwise(BinaryOperator op, const Int *a, const Int *b);
Object *int_round(Int *a, Object *digits); /* digits may be NULL */
/* The magnitude as fraction * 2**exponent with the fraction in [0.5, 1), rounded to nearest even
 * (as frexp); the exponent may exceed what a double has. */
double int_as_fraction(const Int *a, intptr_t *exponent);
/* abs() with CPython's hash modulus 2**61 - 1. */
int64_t int_hash(Object *self);
Object *int_binary(BinaryOperator op, Object *left, Object *right);
Object *int_exact(Object *o); /* o, or an int equal to it when it is of a subclass (bool). New. */
/* int(x) by the __int__, __index__ or __trunc__ of a class. New; NULL without an exception: it has
 * none. */
Object *int_by_method(Object *o);

/* Digits of an int that becomes a text, or is read from one: sys.set_int_max_str_digits(). 0: any
 * number of them. */
enum { MOST_TEXT_DIGITS = 4300 };
extern int int_most_text_digits;
extern const MethodDef int_methods[];
extern const GetSetDef int_getsets[];
Object *int_construct(Type *type, Object **args, int positional, Object *kwnames);

/* number_methods.c: for int and float. number_divmod gives a pair, or NotImplemented when one is
 * neither. */
Object *number_abs(Object *x);
Object *number_divmod(Object *a, Object *b);
#define NUMBER_METHOD(name) \
    Object *name(Object *self, Object **args, int positional, Object *kwnames)
NUMBER_METHOD(number_abs_method); NUMBER_METHOD(number_divmod_method);
NUMBER_METHOD(number_rdivmod_method); NUMBER_METHOD(number_new_arguments);
#define NUMBER_METHODS \
    { "__abs__", number_abs_method, 0, 0, METHOD_SLOT, "abs(self)" }, \
    { "__divmod__", number_divmod_method, 1, 1, METHOD_SLOT, "Return divmod(self, value)." }, \
    { "__rdivmod__", number_rdivmod_method, 1, 1, METHOD_SLOT, "Return divmod(value, self)." }, \
    { "__getnewargs__", number_new_arguments, 0, 0, 0, NULL }

#endif
