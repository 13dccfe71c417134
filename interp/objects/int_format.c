/*
 * int_format.c: ints to text and back, in any base from 2 to 36. Decimal conversion of long ints
 * takes time that grows with the square of their length, so CPython 3.11 refuses more than 4300
 * digits, unless sys.set_int_max_str_digits() sets another limit, and so do we (bases that are
 * powers of two are linear and unlimited).
 */
#include "objects/int.h"

#include "objects/str.h"
#include "vm/errors.h"

#include <string.h>

enum { LARGEST_BASE = 36 };

int int_most_text_digits = MOST_TEXT_DIGITS;

static bool is_too_long(size_t digits)
{
    return int_most_text_digits > 0 && digits > (size_t)int_most_text_digits;
}

/* ---- to text -------------------------------------------------------------------------------- */

/* The largest power of the base that is a digit, and its exponent. */
static Digit chunk_for(int base, int *exponent)
{
    Digit chunk = (Digit)base;
    *exponent = 1;
    while ((uint64_t)chunk * (unsigned)base <= DIGIT_MASK) {
        chunk *= (Digit)base;
        ++*exponent;
    }
    return chunk;
}

static bool is_power_of_two(int base) { return (base & (base - 1)) == 0; }

/* An upper bound of the number of characters, sign included. */
static size_t text_bound(const Int *a, int base)
{
    int bits = 31 - __builtin_clz((unsigned)base); /* each character is worth that much at least */
    return int_bit_length(a) / (size_t)bits + 2;
}

static char *write_small(char *end, uint32_t value, int base)
{
    do {
        *--end = "0123456789abcdefghijklmnopqrstuvwxyz"[value % (unsigned)base];
        value /= (unsigned)base;
    } while (value != 0);
    return end;
}

/* Writes the magnitude backwards from end. digits are used up. The first character's place. */
static char *write_long(char *end, Digit *digits, size_t count, int base)
{
    int width;
    Digit chunk = chunk_for(base, &width);
    while (count > 0) {
        Digit rest = digits_divide_small(digits, count, chunk);
        while (count > 0 && digits[count - 1] == 0)
            count--;
        char *start = end - width;
        end = write_small(end, rest, base);
        while (count > 0 && end > start)
            *--end = '0';
    }
    return end;
}

static Object *too_many_digits(void)
{
    return raise(&value_error_type, "Exceeds the limit (%d digits) for integer string conversion; "
                 "use sys.set_int_max_str_digits() to increase the limit", int_most_text_digits);
}

Object *int_to_text(Object *o, int base)
{
    enum { SMALL_TEXT = 36 };
    const Int *a = (const Int *)o;
    if (int_is_compact(a)) {
        char text[SMALL_TEXT];
        intptr_t value = int_compact_value(a);
        char *start = write_small(text + SMALL_TEXT, (uint32_t)(value < 0 ? -value : value), base);
        if (value < 0)
            *--start = '-';
        return str_from_row(start, (size_t)(text + SMALL_TEXT - start), STR_1);
    }
    size_t count = int_digit_count(a), bound = text_bound(a, base);
    size_t surely_too_long = (size_t)int_most_text_digits * 10 / 3; /* in bits: log2(10) < 10/3 */
    if (!is_power_of_two(base) && int_most_text_digits > 0 && int_bit_length(a) > surely_too_long)
        return too_many_digits();
    char *text = mem_alloc(bound);
    Digit *digits = mem_alloc(count * sizeof(Digit));
    Object *result = NULL;
    if (text != NULL && digits != NULL) {
        memcpy(digits, a->digits, count * sizeof(Digit));
        char *start = write_long(text + bound, digits, count, base);
        if (!is_power_of_two(base) && is_too_long((size_t)(text + bound - start))) {
            too_many_digits();
        } else {
            if (a->size < 0)
                *--start = '-';
            result = str_from_row(start, (size_t)(text + bound - start), STR_1);
        }
    } else {
        raise_no_memory();
    }
    mem_free(text, bound);
    mem_free(digits, count * sizeof(Digit));
    return result;
}

/* ---- from text ------------------------------------------------------------------------------ */

static int digit_value(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c |= 'a' - 'A';
    return c >= 'a' && c <= 'z' ? c - 'a' + 10 : LARGEST_BASE;
}

static bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

/* As much of the text as CPython shows. */
static Object *invalid_literal(const char *text, size_t length, int base, Object *shown)
{
    enum { MOST_SHOWN = 200 };
    Object *own = shown == NULL ? str_from_utf8(text, length) : incref(shown);
    Object *quoted = own != NULL ? object_repr(own) : NULL;
    Object *part = quoted == NULL || str_length(quoted) <= MOST_SHOWN
        ? xincref(quoted) : str_substring(quoted, 0, MOST_SHOWN);
    if (part != NULL)
        raise(&value_error_type, "invalid literal for int() with base %d: %S", base, part);
    xdecref(own);
    xdecref(quoted);
    xdecref(part);
    return NULL;
}

/* Reads the prefix 0x, 0o, 0b that fits the base; with base 0 it says the base. *base 0: the
 * digits cannot be right. */
static const char *skip_prefix(const char *p, const char *end, int *base, bool *old_octal)
{
    int named = 10;
    *old_octal = false;
    if (end - p >= 2 && p[0] == '0') {
        char letter = p[1] | ('a' - 'A');
        named = letter == 'x' ? 16 : letter == 'o' ? 8 : letter == 'b' ? 2 : 10;
    }
    if (named != 10 && (*base == 0 || *base == named)) {
        *base = named;
        p += 2;
        if (p < end && *p == '_') /* 0x_ff */
            p++;
    } else if (*base == 0) {
        *base = 10;
        *old_octal = p < end && p[0] == '0'; /* only zeros may follow */
    }
    return p;
}

/* Copies the digits' values out, checking them; how many, -1 where one is wrong. */
static intptr_t collect_digits(const char *p, const char *end, int base, uint8_t *values)
{
    intptr_t count = 0;
    bool after_digit = false;
    for (; p < end; p++) {
        if (*p == '_' && after_digit) {
            after_digit = false;
            continue;
        }
        int value = digit_value(*p);
        if (value >= base)
            return -1;
        values[count++] = (uint8_t)value;
        after_digit = true;
    }
    return after_digit ? count : -1;
}

/* Chunk by chunk: a = a * base**width + chunk. */
static Object *from_values(const uint8_t *values, size_t count, int base, bool negative)
{
    enum { BITS_OF_LARGEST = 6 };
    int width;
    chunk_for(base, &width);
    Int *a = int_allocate(count * BITS_OF_LARGEST / DIGIT_BITS + 1);
    if (a == NULL)
        return NULL;
    size_t used = 0, allocated = int_digit_count(a);
    for (size_t i = 0; i < count;) {
        TwoDigits factor = 1, carry = 0;
        for (int k = 0; k < width && i < count; k++, i++) {
            carry = carry * (unsigned)base + values[i];
            factor *= (unsigned)base;
        }
        for (size_t d = 0; d < used; d++) {
            carry += factor * a->digits[d];
            a->digits[d] = (Digit)carry & DIGIT_MASK;
            carry >>= DIGIT_BITS;
        }
        if (carry != 0)
            a->digits[used++] = (Digit)carry;
    }
    memset(a->digits + used, 0, (allocated - used) * sizeof(Digit));
    if (negative)
        a->size = -a->size;
    return int_normalised(a);
}

Object *int_from_text(const char *text, size_t length, int base, Object *shown)
{
    const char *p = text, *end = text + length;
    int shown_base = base;
    while (p < end && is_space(*p))
        p++;
    while (end > p && is_space(end[-1]))
        end--;
    bool negative = p < end && *p == '-', old_octal;
    if (p < end && (*p == '-' || *p == '+'))
        p++;
    p = skip_prefix(p, end, &base, &old_octal);
    size_t size = (size_t)(end - p);
    uint8_t *values = mem_alloc(size);
    if (values == NULL)
        return raise_no_memory();
    intptr_t count = collect_digits(p, end, base, values);
    Object *result = NULL;
    if (count < 0)
        invalid_literal(text, length, shown_base, shown);
    else if (!is_power_of_two(base) && is_too_long((size_t)count))
        raise(&value_error_type, "Exceeds the limit (%d digits) for integer string conversion: "
              "value has %zd digits; use sys.set_int_max_str_digits() to increase the limit",
              int_most_text_digits, count);
    else
        result = from_values(values, (size_t)count, base, negative);
    mem_free(values, size);
    if (result != NULL && old_octal && ((Int *)result)->size != 0) {
        decref(result);
        return invalid_literal(text, length, shown_base, shown);
    }
    return result;
}
