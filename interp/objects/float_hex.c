/*
 * float_hex.c: floats as hexadecimal text, which shows every bit: float.hex() and float.fromhex().
 */
#include "objects/float.h"

#include "objects/str.h"
#include "vm/errors.h"

/* 0x1.8000000000000p+1: sign, leading bit, 13 hexadecimal digits, exponent. */
Object *float_hex(Object *self, Object **args, int positional, Object *kwnames)
{
    (void)args, (void)positional, (void)kwnames;
    enum { HEX_DIGITS = 13, FRACTION_BITS = 52, BIAS = 1023, EXPONENT_MASK = 0x7FF };
    double value = ((Float *)self)->value;
    if (!float_is_finite(value))
        return object_repr(self);
    const char *sign = float_is_negative(value) ? "-" : "";
    if (value == 0)
        return str_from_format("%s0x0.0p+0", sign);
    uint64_t bits = float_to_bits(value);
    int exponent = (int)(bits >> FRACTION_BITS & EXPONENT_MASK);
    char digits[HEX_DIGITS + 1];
    for (int i = 0; i < HEX_DIGITS; i++)
        digits[i] = "0123456789abcdef"[bits >> 4 * (HEX_DIGITS - 1 - i) & 0xF];
    digits[HEX_DIGITS] = '\0';
    int power_of_two = exponent == 0 ? 1 - BIAS : exponent - BIAS;
    return str_from_format("%s0x%d.%sp%s%d", sign, exponent != 0, digits,
                           power_of_two < 0 ? "" : "+", power_of_two);
}

/* ---- reading -------------------------------------------------------------------------------- */

typedef struct {
    Object *text;
    size_t at;
    uint64_t digits;   /* the first 64 bits from the first digit that is not 0 */
    bool more;         /* further digits are not all 0 */
    int64_t exponent;  /* of digits' last bit */
} Reader;

/* The character that comes next, in lower case; 0 at the end. */
static uint32_t next(const Reader *r)
{
    uint32_t c = r->at < str_length(r->text) ? str_char(r->text, r->at) : 0;
    return c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c;
}

static bool take(Reader *r, uint32_t wanted)
{
    bool found = next(r) == wanted;
    r->at += found;
    return found;
}

/* All of the word, or nothing. */
static bool take_word(Reader *r, const char *word)
{
    size_t start = r->at;
    while (*word != '\0' && take(r, (uint8_t)*word))
        word++;
    if (*word != '\0')
        r->at = start;
    return *word == '\0';
}

static void skip_spaces(Reader *r)
{
    while (next(r) == ' ' || (next(r) >= '\t' && next(r) <= '\r'))
        r->at++;
}

static bool take_sign(Reader *r)
{
    bool negative = take(r, '-');
    if (!negative)
        take(r, '+');
    return negative;
}

static int hex_digit(uint32_t c)
{
    return c >= '0' && c <= '9' ? (int)c - '0' : c >= 'a' && c <= 'f' ? (int)c - 'a' + 10 : -1;
}

/* Digits up to something else: how many. Those behind the point lower the exponent. */
static size_t take_digits(Reader *r, bool fraction)
{
    size_t start = r->at;
    for (int digit; (digit = hex_digit(next(r))) >= 0; r->at++) {
        bool room = r->digits >> (64 - 4) == 0;
        if (room)
            r->digits = r->digits << 4 | (uint64_t)digit;
        else
            r->more = r->more || digit != 0;
        r->exponent += (room ? 0 : 4) - (fraction ? 4 : 0);
    }
    return r->at - start;
}

/* "p-3": false when there is no number. One that is much too large stays so. */
static bool take_exponent(Reader *r)
{
    enum { ENOUGH = 1 << 30 };
    bool negative = take_sign(r);
    size_t start = r->at;
    int64_t exponent = 0;
    for (; next(r) >= '0' && next(r) <= '9'; r->at++)
        exponent = exponent < ENOUGH ? exponent * 10 + (next(r) - '0') : exponent;
    r->exponent += negative ? -exponent : exponent;
    return r->at > start;
}

/* The nearest float, half to even; it may be infinite. */
static double nearest_float(const Reader *r)
{
    enum { ENOUGH = 1 << 20 };
    if (r->digits == 0)
        return 0;
    int unused = __builtin_clzll(r->digits);
    int64_t exponent = r->exponent - unused;
    exponent = exponent < -ENOUGH ? -ENOUGH : exponent > ENOUGH ? ENOUGH : exponent;
    return float_compose(r->digits << unused, r->more, (int)exponent);
}

static int malformed(void)
{
    return raise_int(&value_error_type, "invalid hexadecimal floating-point string");
}

/* 0, or -1 with an exception. */
static int read_hex(Reader *r, double *value)
{
    skip_spaces(r);
    bool negative = take_sign(r);
    if (take_word(r, "inf")) {
        take_word(r, "inity");
        *value = float_infinity();
    } else if (take_word(r, "nan")) {
        *value = __builtin_nan("");
    } else {
        take_word(r, "0x");
        size_t count = take_digits(r, false);
        if (take(r, '.'))
            count += take_digits(r, true);
        if (count == 0 || (take(r, 'p') && !take_exponent(r)))
            return malformed();
        *value = nearest_float(r);
        if (float_is_infinite(*value))
            return raise_int(&overflow_error_type,
                             "hexadecimal value too large to represent as a float");
    }
    if (negative)
        *value = -*value;
    skip_spaces(r);
    return r->at == str_length(r->text) ? 0 : malformed();
}

/* self is the class. */
Object *float_fromhex(Object *self, Object **args, int positional, Object *kwnames)
{
    (void)positional, (void)kwnames;
    Reader r = { .text = args[0] };
    double value = 0;
    if (!IS_STR(args[0]))
        return raise(&type_error_type, "bad argument type for built-in operation");
    Object *result = read_hex(&r, &value) < 0 ? NULL : float_from(value);
    if (result != NULL && self != &float_type.head) {
        Object *instance = object_call_one(self, result);
        decref(result);
        result = instance;
    }
    return result;
}
