/*
 * float_text.c: doubles to decimal digits and back, exactly.
 *
 * A double is an integer times a power of two, so with integers that are large enough there is
 * nothing to approximate: both directions work on a fraction numerator/denominator of big natural
 * numbers. The shortest digits come from Steele and White's algorithm ("How to Print
 * Floating-Point Numbers Accurately", 1990; the fixed-up form is known as Dragon4): stop at the
 * first digit where what is left is smaller than half the gap to the neighbouring doubles. The
 * nearest double is the first 64 bits of the quotient, rounded.
 *
 * Doubles of the usual size need no big numbers: integer part and fraction fit into 64 bits each,
 * and the same steps are taken on those.
 */
#include "objects/float_text.h"

#include "objects/float.h"

#include <stdint.h>
#include <string.h>

/* ---- natural numbers large enough for every double ----------------------------------------- */

/* 10**1124 (800 digits of input, exponent -324) has 3734 bits; 64 more for the quotient. */
enum { WORDS_MOST = 128 };
typedef struct { int count; uint32_t words[WORDS_MOST]; } Natural; /* least significant first */

static void natural_copy(Natural *to, const Natural *from) /* most use few of the words */
{
    to->count = from->count;
    memcpy(to->words, from->words, (size_t)from->count * sizeof(uint32_t));
}

static void natural_set(Natural *n, uint64_t value)
{
    n->count = 0;
    for (; value; value >>= 32)
        n->words[n->count++] = (uint32_t)value;
}

/* n = n * factor + addend */
static void natural_multiply_add(Natural *n, uint32_t factor, uint32_t addend)
{
    uint64_t carry = addend;
    for (int i = 0; i < n->count; i++) {
        carry += (uint64_t)n->words[i] * factor;
        n->words[i] = (uint32_t)carry;
        carry >>= 32;
    }
    if (carry)
        n->words[n->count++] = (uint32_t)carry;
}

static void natural_multiply_power_of_ten(Natural *n, int power)
{
    for (; power >= 9; power -= 9)
        natural_multiply_add(n, 1000000000u, 0);
    for (; power > 0; power--)
        natural_multiply_add(n, 10, 0);
}

static void natural_shift_left(Natural *n, int bits)
{
    int words = bits / 32, rest = bits % 32;
    if (n->count == 0 || bits == 0)
        return;
    if (rest)
        natural_multiply_add(n, (uint32_t)1 << rest, 0);
    memmove(n->words + words, n->words, (size_t)n->count * sizeof(uint32_t));
    memset(n->words, 0, (size_t)words * sizeof(uint32_t));
    n->count += words;
}

static int natural_compare(const Natural *a, const Natural *b) /* <0, 0, >0 */
{
    if (a->count != b->count)
        return a->count - b->count;
    for (int i = a->count - 1; i >= 0; i--)
        if (a->words[i] != b->words[i])
            return a->words[i] < b->words[i] ? -1 : 1;
    return 0;
}

static void natural_add(Natural *a, const Natural *b) /* a += b */
{
    uint64_t carry = 0;
    for (int i = 0; i < b->count || i < a->count || carry; i++) {
        carry += (uint64_t)(i < a->count ? a->words[i] : 0) + (i < b->count ? b->words[i] : 0);
        if (i == a->count)
            a->count++;
        a->words[i] = (uint32_t)carry;
        carry >>= 32;
    }
}

static void natural_strip(Natural *n) /* zeros at the top */
{
    while (n->count && n->words[n->count - 1] == 0)
        n->count--;
}

static int natural_bits(const Natural *n)
{
    return n->count ? 32 * n->count - __builtin_clz(n->words[n->count - 1]) : 0;
}

/* What makes the highest bit of the highest word set. */
static int normalising_shift(const Natural *n) { return __builtin_clz(n->words[n->count - 1]); }

/* The integer quotient a / b, which is below 2**32; a becomes the rest. b has the highest bit of
 * its highest word set, so the quotient of the highest words is at most two too large (Knuth, volume 2,
 * section 4.3.1, theorem B). */
static uint32_t natural_divide(Natural *a, const Natural *b)
{
    if (a->count < b->count)
        return 0;
    if (a->count == b->count)
        a->words[a->count++] = 0;
    uint32_t *top = &a->words[b->count];
    uint64_t quotient = ((uint64_t)top[0] << 32 | top[-1]) / b->words[b->count - 1];
    if (quotient > UINT32_MAX)
        quotient = UINT32_MAX;
    uint64_t product = 0;
    int64_t borrow = 0;
    for (int i = 0; i < b->count; i++) {
        product += quotient * b->words[i];
        borrow += (int64_t)a->words[i] - (uint32_t)product;
        a->words[i] = (uint32_t)borrow;
        product >>= 32;
        borrow >>= 32;
    }
    int64_t rest = (int64_t)top[0] - (int64_t)product + borrow;
    for (; rest < 0; quotient--) { /* too large: add b back */
        uint64_t carry = 0;
        for (int i = 0; i < b->count; i++) {
            carry += (uint64_t)a->words[i] + b->words[i];
            a->words[i] = (uint32_t)carry;
            carry >>= 32;
        }
        rest += (int64_t)carry;
    }
    a->count = b->count;
    natural_strip(a);
    return (uint32_t)quotient;
}

/* 2a compared with b */
static int natural_compare_twice(const Natural *a, const Natural *b)
{
    Natural twice;
    natural_copy(&twice, a);
    natural_shift_left(&twice, 1);
    return natural_compare(&twice, b);
}

/* ---- double to digits ------------------------------------------------------------------------ */

enum { FRACTION_BITS = 52, EXPONENT_BIAS = 1075 }; /* value = mantissa * 2**(field - 1075) */

/* A double taken apart: |value| = mantissa * 2**exponent. */
static uint64_t take_apart(double value, bool *negative, int *exponent, bool *at_power_of_two)
{
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    uint64_t fraction = bits & (((uint64_t)1 << FRACTION_BITS) - 1);
    int field = (int)(bits >> FRACTION_BITS) & 0x7FF;
    *negative = bits >> 63;
    *at_power_of_two = fraction == 0 && field > 1; /* the gap below is half the gap above */
    *exponent = (field ? field : 1) - EXPONENT_BIAS;
    return field ? fraction | (uint64_t)1 << FRACTION_BITS : fraction;
}

/* ---- double to digits, in 64 bits ------------------------------------------------------------ */

/* value = integer + fraction / 2**bits, exactly. With at most 60 bits ten times a fraction still
 * fits. So every double from 2**-7 to 2**53 can be had. */
typedef struct { uint64_t integer, fraction; int bits; } FixedPoint;
enum { FIXED_BITS_MOST = 60, UINT64_DIGITS = 20 };

/* False: the number does not fit. `extra` further bits of fraction are zeros. */
static bool fixed_point(uint64_t mantissa, int exponent, int extra, FixedPoint *number)
{
    if (exponent > 0 || extra - exponent > FIXED_BITS_MOST)
        return false;
    number->bits = extra - exponent;
    number->integer = mantissa >> -exponent;
    number->fraction = (mantissa - (number->integer << -exponent)) << extra;
    return true;
}

/* The next digit of the fraction, 0 to 9. */
static int fixed_digit(FixedPoint *number)
{
    number->fraction *= 10;
    int digit = (int)(number->fraction >> number->bits);
    number->fraction &= ((uint64_t)1 << number->bits) - 1;
    return digit;
}

/* Writes the integer's digits: none for 0. */
static void integer_digits(uint64_t integer, Decimal *decimal)
{
    char text[UINT64_DIGITS];
    int count = 0;
    for (; integer > UINT32_MAX; integer /= 10) /* a 32-bit machine divides 32 bits faster */
        text[count++] = (char)('0' + integer % 10);
    for (uint32_t rest = (uint32_t)integer; rest; rest /= 10)
        text[count++] = (char)('0' + rest % 10);
    decimal->point = count;
    while (count)
        decimal->digits[decimal->count++] = text[--count];
}

/* A zero directly behind the point moves the point instead. */
static void add_fixed_digit(Decimal *decimal, int digit)
{
    if (digit == 0 && decimal->count == 0)
        decimal->point--;
    else
        decimal->digits[decimal->count++] = (char)('0' + digit);
}

static void drop_trailing_zeros(Decimal *decimal)
{
    while (decimal->count && decimal->digits[decimal->count - 1] == '0')
        decimal->count--;
    if (decimal->count == 0)
        decimal->point = 1;
}

/* decimal_shortest for a mantissa that is not 0; false, and nothing done: it does not fit. `gap` is
 * half the gap to the next doubles in units of the fraction's last bit, which grows by ten with each
 * digit. */
static bool shortest_in_64_bits(uint64_t mantissa, int exponent, bool at_power_of_two,
                                Decimal *decimal)
{
    FixedPoint number;
    if (!fixed_point(mantissa, exponent, at_power_of_two ? 2 : 1, &number))
        return false;
    bool inclusive = mantissa % 2 == 0;
    uint64_t below = 1, above = at_power_of_two ? 2 : 1, one = (uint64_t)1 << number.bits;
    int digit = 0;
    for (bool first = true; ; first = false) {
        if (!first) {
            digit = fixed_digit(&number);
            below *= 10;
            above *= 10;
        }
        bool low_ends = inclusive ? number.fraction <= below : number.fraction < below;
        bool high_ends = inclusive ? number.fraction + above >= one : number.fraction + above > one;
        uint64_t twice = 2 * number.fraction;
        int up = high_ends && (!low_ends || twice > one || (twice == one && digit % 2));
        if (first)
            integer_digits(number.integer + (uint64_t)up, decimal);
        else
            add_fixed_digit(decimal, digit + up);
        if (low_ends || high_ends)
            break;
    }
    drop_trailing_zeros(decimal);
    return true;
}

/* Adds one to the last of count digits; 9s carry, and 99..9 becomes 1 one place higher. */
static void round_up(Decimal *decimal)
{
    while (decimal->count && decimal->digits[decimal->count - 1] == '9')
        decimal->count--;
    if (decimal->count) {
        decimal->digits[decimal->count - 1]++;
    } else {
        decimal->digits[decimal->count++] = '1';
        decimal->point++;
    }
}

/* decimal_rounded for a mantissa that is not 0; false: it does not fit, or the rounding is within
 * the integer part. */
static bool rounded_in_64_bits(uint64_t mantissa, int exponent, bool by_places, int wanted,
                               Decimal *decimal)
{
    FixedPoint number;
    if (!fixed_point(mantissa, exponent, 0, &number))
        return false;
    integer_digits(number.integer, decimal);
    if (by_places ? wanted < 0 : wanted < decimal->count) {
        decimal->count = 0;
        return false;
    }
    int digit = (int)(number.integer % 10);
    for (int place = 0; number.fraction; place++) {
        if (place >= wanted && by_places)
            break;
        if (decimal->count >= wanted && !by_places)
            break;
        digit = fixed_digit(&number);
        add_fixed_digit(decimal, digit);
    }
    uint64_t half = (uint64_t)1 << number.bits >> 1;
    if (number.fraction > half || (number.fraction && number.fraction == half && digit % 2))
        round_up(decimal);
    drop_trailing_zeros(decimal);
    return true;
}

/* ---- double to digits, exactly for all ------------------------------------------------------- */

/* Scales numerator/denominator by a power of ten into [0.1, 1) and gives that power. `above` (or
 * NULL) is half the gap to the next double: where number + gap reaches 1, the first digit is one
 * place higher. The gaps are scaled alike. */
static int scale(Natural *numerator, Natural *denominator, Natural *above, Natural *below,
                 bool inclusive)
{
    /* 30103/100000 is log10(2) from above; the estimate is right or one too small or large. */
    int bits = natural_bits(numerator) - natural_bits(denominator);
    int point = (int)((int64_t)bits * 30103 / 100000);
    if (point >= 0) {
        natural_multiply_power_of_ten(denominator, point);
    } else {
        natural_multiply_power_of_ten(numerator, -point);
        if (above) {
            natural_multiply_power_of_ten(above, -point);
            natural_multiply_power_of_ten(below, -point);
        }
    }
    for (;;) { /* too small an estimate: number (+ gap) >= 1 */
        Natural high;
        natural_copy(&high, numerator);
        if (above)
            natural_add(&high, above);
        int order = natural_compare(&high, denominator);
        if (order < 0 || (order == 0 && above && !inclusive))
            break;
        natural_multiply_add(denominator, 10, 0);
        point++;
    }
    for (;;) { /* too large an estimate: ten times the number (+ gap) is still below 1 */
        Natural high;
        natural_copy(&high, numerator);
        if (above)
            natural_add(&high, above);
        natural_multiply_add(&high, 10, 0);
        int order = natural_compare(&high, denominator);
        if (order > 0 || (order == 0 && (!above || inclusive)))
            break;
        natural_multiply_add(numerator, 10, 0);
        if (above) {
            natural_multiply_add(above, 10, 0);
            natural_multiply_add(below, 10, 0);
        }
        point--;
    }
    int shift = normalising_shift(denominator);
    natural_shift_left(numerator, shift);
    natural_shift_left(denominator, shift);
    if (above) {
        natural_shift_left(above, shift);
        natural_shift_left(below, shift);
    }
    return point;
}

/* The next digit: numerator becomes ten times itself modulo denominator. */
static char next_digit(Natural *numerator, const Natural *denominator)
{
    natural_multiply_add(numerator, 10, 0);
    return (char)('0' + natural_divide(numerator, denominator));
}

void decimal_shortest(double value, Decimal *decimal)
{
    bool at_power_of_two;
    int exponent;
    uint64_t mantissa = take_apart(value, &decimal->negative, &exponent, &at_power_of_two);
    decimal->count = 0;
    decimal->point = 1;
    if (mantissa == 0 || shortest_in_64_bits(mantissa, exponent, at_power_of_two, decimal))
        return;
    bool inclusive = mantissa % 2 == 0; /* ties go to even: the border itself reads back as value */
    Natural numerator, denominator, above, below;
    natural_set(&numerator, mantissa);
    natural_set(&denominator, 1);
    natural_set(&above, 1);
    natural_set(&below, 1);
    /* One bit more (two at a power of two), so that the half gaps are integers. */
    int extra = at_power_of_two ? 2 : 1;
    natural_shift_left(&numerator, extra + (exponent > 0 ? exponent : 0));
    natural_shift_left(&denominator, extra + (exponent < 0 ? -exponent : 0));
    natural_shift_left(&above, extra - 1 + (exponent > 0 ? exponent : 0));
    natural_shift_left(&below, exponent > 0 ? exponent : 0);
    decimal->point = scale(&numerator, &denominator, &above, &below, inclusive);
    for (;;) {
        char digit = next_digit(&numerator, &denominator);
        natural_multiply_add(&above, 10, 0);
        natural_multiply_add(&below, 10, 0);
        Natural high;
        natural_copy(&high, &numerator);
        natural_add(&high, &above);
        int low_order = natural_compare(&numerator, &below);
        int high_order = natural_compare(&high, &denominator);
        bool low_ends = low_order < 0 || (low_order == 0 && inclusive);
        bool high_ends = high_order > 0 || (high_order == 0 && inclusive);
        if (low_ends && high_ends) {
            int half = natural_compare_twice(&numerator, &denominator);
            digit += half > 0 || (half == 0 && (digit - '0') % 2);
        } else if (high_ends) {
            digit++;
        }
        decimal->digits[decimal->count++] = digit;
        if (low_ends || high_ends)
            return;
    }
}

/* `wanted` significant digits, or as many as `places` after the point ask for. */
static void decimal_rounded(double value, bool by_places, int wanted, Decimal *decimal)
{
    bool at_power_of_two;
    int exponent;
    uint64_t mantissa = take_apart(value, &decimal->negative, &exponent, &at_power_of_two);
    decimal->count = 0;
    decimal->point = 1;
    if (mantissa == 0 || rounded_in_64_bits(mantissa, exponent, by_places, wanted, decimal))
        return;
    Natural numerator, denominator;
    natural_set(&numerator, mantissa);
    natural_set(&denominator, 1);
    natural_shift_left(&numerator, exponent > 0 ? exponent : 0);
    natural_shift_left(&denominator, exponent < 0 ? -exponent : 0);
    decimal->point = scale(&numerator, &denominator, NULL, NULL, false);
    if (by_places)
        wanted += decimal->point;
    bool last_is_odd = false;
    while (decimal->count < wanted && decimal->count < DECIMAL_DIGITS_MOST && numerator.count) {
        char digit = next_digit(&numerator, &denominator);
        decimal->digits[decimal->count++] = digit;
        last_is_odd = (digit - '0') % 2;
    }
    if (wanted >= 0 && numerator.count) {
        int half = natural_compare_twice(&numerator, &denominator);
        if (half > 0 || (half == 0 && last_is_odd))
            round_up(decimal);
    }
    drop_trailing_zeros(decimal);
}

void decimal_significant(double value, int digits, Decimal *decimal)
{
    decimal_rounded(value, false, digits, decimal);
}

void decimal_places(double value, int places, Decimal *decimal)
{
    decimal_rounded(value, true, places, decimal);
}

/* ---- digits to double ------------------------------------------------------------------------ */

/* What was read: digits as one integer (with a last digit 1 for all that did not fit) times
 * 10**exponent. */
typedef struct { Natural digits; int64_t exponent; uint64_t small; int significant; } DecimalInput;

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

static void take_digit(DecimalInput *input, char c, bool after_point, bool *lost)
{
    if (input->significant == 0 && c == '0') { /* leading zero */
        input->exponent -= after_point;
        return;
    }
    if (input->significant >= DECIMAL_DIGITS_MOST) {
        *lost |= c != '0';
        input->exponent += !after_point;
        return;
    }
    natural_multiply_add(&input->digits, 10, (uint32_t)(c - '0'));
    if (input->digits.count == 0 && c != '0')
        natural_set(&input->digits, (uint64_t)(c - '0'));
    input->small = input->small * 10 + (uint64_t)(c - '0');
    input->significant++;
    input->exponent -= after_point;
}

/* Reads the text's form; bytes used, 0: none. */
static size_t read_decimal(const char *text, size_t length, DecimalInput *input)
{
    size_t i = 0;
    bool any = false, lost = false, after_point = false;
    natural_set(&input->digits, 0);
    input->exponent = 0;
    input->small = 0;
    input->significant = 0;
    for (; i < length; i++) {
        if (is_digit(text[i])) {
            take_digit(input, text[i], after_point, &lost);
            any = true;
        } else if (text[i] == '.' && !after_point) {
            after_point = true;
        } else {
            break;
        }
    }
    if (!any)
        return 0;
    if (lost) { /* a tail that is not zero: it can only break a tie, and one digit does that */
        natural_multiply_add(&input->digits, 10, 1);
        input->exponent--;
        input->significant++;
    }
    if (i < length && (text[i] == 'e' || text[i] == 'E')) {
        size_t j = i + 1;
        bool negative = j < length && text[j] == '-';
        int64_t exponent = 0;
        if (j < length && (text[j] == '-' || text[j] == '+'))
            j++;
        if (j < length && is_digit(text[j])) {
            for (; j < length && is_digit(text[j]); j++)
                if (exponent < 1000000000)
                    exponent = exponent * 10 + (text[j] - '0');
            input->exponent += negative ? -exponent : exponent;
            i = j;
        }
    }
    return i;
}

/* The next 32 bits of the quotient: numerator becomes 2**32 times itself modulo denominator. */
static uint32_t next_word(Natural *numerator, const Natural *denominator)
{
    natural_shift_left(numerator, 32);
    return natural_divide(numerator, denominator);
}

/* The double nearest to numerator/denominator (both > 0), halves to even. */
static double nearest_double(Natural *numerator, Natural *denominator)
{
    /* numerator < denominator * 2**exponent, but for at most two bits. */
    int exponent = natural_bits(numerator) - natural_bits(denominator) + 1;
    natural_shift_left(exponent < 0 ? numerator : denominator,
                       exponent < 0 ? -exponent : exponent);
    int shift = normalising_shift(denominator);
    natural_shift_left(numerator, shift);
    natural_shift_left(denominator, shift);
    uint64_t quotient = (uint64_t)next_word(numerator, denominator) << 32;
    quotient |= next_word(numerator, denominator);
    int zeros = __builtin_clzll(quotient);
    return float_compose(quotient << zeros, numerator->count > 0, exponent - 64 - zeros);
}

double decimal_to_double(const char *text, size_t length, size_t *used)
{
    static const double power_of_ten[] = { 1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10,
        1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22 };
    DecimalInput input;
    *used = read_decimal(text, length, &input);
    if (*used == 0 || input.significant == 0)
        return 0.0;
    /* Both exact as doubles, so one operation rounds once: right without big numbers. */
    if (input.significant <= 15 && input.exponent >= -22 && input.exponent <= 22)
        return input.exponent < 0 ? (double)input.small / power_of_ten[-input.exponent]
                                  : (double)input.small * power_of_ten[input.exponent];
    int64_t magnitude = input.significant + input.exponent; /* value < 10**magnitude */
    if (magnitude > 310)
        return __builtin_inf();
    if (magnitude < -326)
        return 0.0;
    Natural denominator;
    natural_set(&denominator, 1);
    if (input.exponent >= 0)
        natural_multiply_power_of_ten(&input.digits, (int)input.exponent);
    else
        natural_multiply_power_of_ten(&denominator, (int)-input.exponent);
    return nearest_double(&input.digits, &denominator);
}
