/*
 * format.c: the format specification mini-language for int, float and str:
 *     [[fill]align][sign][z][#][0][width][grouping][.precision][type]
 * (Python's library reference, "Format Specification Mini-Language"). format_percent.c and
 * format_template.c ("%" and str.format) build on the same pieces.
 */
#include "objects/format.h"

#include <limits.h>
#include <string.h>

#include "memory/memory.h"
#include "objects/float.h"
#include "objects/float_text.h"
#include "objects/format_spec.h"
#include "objects/str.h"
#include "vm/errors.h"

/* ---- reading a spec -------------------------------------------------------------------------- */

typedef struct { Object *text; size_t at, end; } SpecReader;

static uint32_t peek(const SpecReader *reader, size_t ahead)
{
    return reader->at + ahead < reader->end ? str_at((Str *)reader->text, reader->at + ahead) : 0;
}

static bool accept(SpecReader *reader, uint32_t c)
{
    if (reader->at == reader->end || peek(reader, 0) != c)
        return false;
    reader->at++;
    return true;
}

static bool is_align(uint32_t c) { return c == '<' || c == '>' || c == '=' || c == '^'; }

/* Reads digits into *value, left alone when there are none. 1 read, 0 none, -1 ValueError. */
static int read_number(SpecReader *reader, intptr_t *value)
{
    intptr_t number = 0;
    size_t start = reader->at;
    for (; peek(reader, 0) >= '0' && peek(reader, 0) <= '9'; reader->at++) {
        intptr_t digit = (intptr_t)peek(reader, 0) - '0';
        if (number > (INTPTR_MAX - digit) / 10)
            return raise_int(&value_error_type, "Too many decimal digits in format string");
        number = number * 10 + digit;
    }
    if (reader->at == start)
        return 0;
    *value = number;
    return 1;
}

/* fill, align, sign, z, # and 0: what stands before the width. */
static void read_flags(SpecReader *reader, uint32_t default_align, FormatSpec *spec)
{
    bool fill_given = false, align_given = false;
    if (reader->end - reader->at >= 2 && is_align(peek(reader, 1))) {
        spec->fill = peek(reader, 0);
        spec->align = peek(reader, 1);
        fill_given = align_given = true;
        reader->at += 2;
    } else if (is_align(peek(reader, 0))) {
        spec->align = peek(reader, 0);
        align_given = true;
        reader->at++;
    }
    if (peek(reader, 0) == '+' || peek(reader, 0) == '-' || peek(reader, 0) == ' ')
        spec->sign = peek(reader, 0), reader->at++;
    spec->negative_zero_off = accept(reader, 'z');
    spec->alternate = accept(reader, '#');
    if (!fill_given && accept(reader, '0')) {
        spec->fill = '0';
        if (!align_given && default_align == '>')
            spec->align = '=';
    }
}

static bool is_one_of(uint32_t c, const char *letters)
{
    for (; *letters; letters++)
        if (c == (uint8_t)*letters)
            return true;
    return false;
}

static int check_grouping(const FormatSpec *spec)
{
    if (!spec->grouping || spec->type == 0 || is_one_of(spec->type, "defgEG%F"))
        return 0;
    if (spec->grouping == '_' && is_one_of(spec->type, "boxX"))
        return 0;
    if (spec->type > 32 && spec->type < 128)
        return raise_int(&value_error_type, "Cannot specify '%c' with '%c'.", spec->grouping,
                         spec->type);
    return raise_int(&value_error_type, "Cannot specify '%c' with '\\x%x'.", spec->grouping,
                     spec->type);
}

/* Takes text apart; value is for messages. 0 or -1 with ValueError. */
static int read_spec(Object *value, Object *text, uint32_t default_type, uint32_t default_align,
                     FormatSpec *spec)
{
    SpecReader reader = { text, 0, str_length(text) };
    *spec = (FormatSpec){ .fill = ' ', .align = default_align, .type = default_type, .width = -1,
                          .precision = -1 };
    read_flags(&reader, default_align, spec);
    if (read_number(&reader, &spec->width) < 0)
        return -1;
    if (accept(&reader, ','))
        spec->grouping = ',';
    if (accept(&reader, '_')) {
        if (spec->grouping || peek(&reader, 0) == ',')
            return raise_int(&value_error_type, "Cannot specify both ',' and '_'.");
        spec->grouping = '_';
    }
    if (accept(&reader, '.')) {
        int found = read_number(&reader, &spec->precision);
        if (found < 0)
            return -1;
        if (!found)
            return raise_int(&value_error_type, "Format specifier missing precision");
    }
    if (reader.end - reader.at > 1) {
        return raise_int(&value_error_type, "Invalid format specifier '%S' for object of type '%T'",
                         text, value);
    }
    if (reader.at < reader.end)
        spec->type = peek(&reader, 0);
    return check_grouping(spec);
}

static void *unknown_type(const FormatSpec *spec, Object *value)
{
    if (spec->type > 32 && spec->type < 128)
        return raise(&value_error_type, "Unknown format code '%c' for object of type '%T'",
                     spec->type, value);
    return raise(&value_error_type, "Unknown format code '\\x%x' for object of type '%T'",
                 spec->type, value);
}

/* ---- laying out ------------------------------------------------------------------------------ */

static int pad(StrBuilder *out, uint32_t fill, intptr_t count)
{
    return count > 0 ? str_builder_repeat(out, fill, (size_t)count) : 0;
}

/* How the padding is shared out; *inner is what goes between sign and digits. */
static void share_padding(uint32_t align, intptr_t padding, intptr_t *left, intptr_t *inner,
                          intptr_t *right)
{
    *left = align == '>' ? padding : align == '^' ? padding / 2 : 0;
    *inner = align == '=' ? padding : 0;
    *right = padding - *left - *inner;
}

int format_text_padded(StrBuilder *out, const FormatSpec *spec, Object *s)
{
    intptr_t length = (intptr_t)str_length(s), left, inner, right;
    if (spec->precision >= 0 && spec->precision < length)
        length = spec->precision;
    share_padding(spec->align, spec->width > length ? spec->width - length : 0, &left, &inner,
                  &right);
    if (pad(out, spec->fill, left + inner) < 0)
        return -1;
    if (str_builder_part(out, s, 0, (size_t)length) < 0)
        return -1;
    return pad(out, spec->fill, right);
}

/* How many characters `count` digits take when zeros are put before them until, separators
 * counted, there are at least `minimum`. *zeros is how many were put. */
static intptr_t grouped_length(intptr_t count, intptr_t minimum, int group, intptr_t *zeros)
{
    intptr_t length = 0, digits = 0;
    while (digits < count || length < minimum || digits == 0) {
        if (group && digits && digits % group == 0)
            length++;
        digits++;
        length++;
    }
    *zeros = digits - count;
    return length;
}

int format_number(StrBuilder *out, const FormatSpec *spec, const NumberText *number, int group)
{
    char sign = number->negative ? '-'
                : spec->sign == '+' ? '+' : spec->sign == ' ' ? ' ' : 0;
    intptr_t prefix = (intptr_t)strlen(number->prefix), zeros, left, inner, right;
    intptr_t others = (sign != 0) + prefix + (intptr_t)number->rest_count;
    bool zero_padded = spec->fill == '0' && spec->align == '=';
    if (!spec->grouping || number->digit_count == 0) /* "inf" has no digits */
        group = 0;
    intptr_t length = others + (intptr_t)number->digit_count;
    zeros = 0; /* without groups plain padding does it */
    if (group)
        length = others + grouped_length((intptr_t)number->digit_count,
                                         zero_padded ? spec->width - others : 0, group, &zeros);
    share_padding(spec->align, spec->width > length ? spec->width - length : 0, &left, &inner,
                  &right);
    if (pad(out, spec->fill, left) < 0 || (sign && str_builder_char(out, (uint32_t)sign) < 0)
        || (prefix && str_builder_text(out, number->prefix) < 0) || pad(out, spec->fill, inner) < 0)
        return -1;
    intptr_t digits = (intptr_t)number->digit_count + zeros;
    if (!group && str_builder_bytes(out, number->digits, number->digit_count) < 0)
        return -1;
    for (intptr_t i = 0; group && i < digits; i++) {
        if (i && (digits - i) % group == 0 && str_builder_char(out, spec->grouping) < 0)
            return -1;
        if (str_builder_char(out, i < zeros ? '0' : number->digits[i - zeros]) < 0)
            return -1;
    }
    if (str_builder_bytes(out, number->rest, number->rest_count) < 0)
        return -1;
    return pad(out, spec->fill, right);
}

/* ---- float ----------------------------------------------------------------------------------- */

/* Digits of a decimal from position `from` on, zeros before the first and after the last. */
static int add_digits(StrBuilder *text, const Decimal *decimal, intptr_t from, intptr_t count)
{
    intptr_t before = from >= 0 ? 0 : -from < count ? -from : count;
    intptr_t first = from + before, stored = decimal->count - first;
    if (stored > count - before)
        stored = count - before;
    if (stored < 0)
        stored = 0;
    if (pad(text, '0', before) < 0
        || str_builder_bytes(text, decimal->digits + first, (size_t)stored) < 0)
        return -1;
    return pad(text, '0', count - before - stored);
}

static int add_exponent(StrBuilder *text, int exponent, bool upper)
{
    char digits[8];
    int count = 0, magnitude = exponent < 0 ? -exponent : exponent;
    for (; magnitude || count < 2; magnitude /= 10)
        digits[count++] = (char)('0' + magnitude % 10);
    if (str_builder_char(text, upper ? 'E' : 'e') < 0
        || str_builder_char(text, exponent < 0 ? '-' : '+') < 0)
        return -1;
    while (count--)
        if (str_builder_char(text, (uint32_t)digits[count]) < 0)
            return -1;
    return 0;
}

/* How a decimal is to be written. */
typedef struct {
    bool exponential;    /* d.ddde+xx */
    intptr_t fraction;   /* digits after the point */
    bool point;          /* a point even when nothing follows it */
    bool upper;
} FloatLayout;

/* Chooses between 1e+16 and 10000000000000000.0 for types g, G, 0 and repr, as CPython's
 * pystrtod.c: the digits written are `digits` (or fewer, when trailing zeros are dropped). */
static void choose_layout(const Decimal *decimal, intptr_t precision, bool keep_zeros,
                          bool at_least_one, intptr_t limit, FloatLayout *layout)
{
    intptr_t digits = keep_zeros ? precision : decimal->count ? decimal->count : 1;
    layout->exponential = decimal->point <= -4 || decimal->point > limit;
    layout->fraction = layout->exponential ? digits - 1 : digits - decimal->point;
    if (layout->fraction < 0)
        layout->fraction = 0;
    if (at_least_one && !layout->exponential && layout->fraction == 0)
        layout->fraction = 1;
}

/* Takes value apart into digits as the type asks, and says how to write them. */
static void decimal_for(const FormatSpec *spec, double value, Decimal *decimal,
                        FloatLayout *layout)
{
    uint32_t type = spec->type;
    intptr_t precision = spec->precision < 0 ? 6 : spec->precision;
    *layout = (FloatLayout){ .point = spec->alternate, .fraction = precision,
                             .upper = type == 'E' || type == 'F' || type == 'G' };
    /* No double has a digit that is not zero beyond 1,100 places. */
    int places = (int)(precision < 1100 ? precision : 1100);
    if (type == 'e' || type == 'E') {
        decimal_significant(value, places + 1, decimal);
        layout->exponential = true;
    } else if (type == 'f' || type == 'F' || type == '%') {
        decimal_places(value, places, decimal);
    } else if (type == 0 && spec->precision < 0) { /* as repr */
        decimal_shortest(value, decimal);
        choose_layout(decimal, 17, false, true, 16, layout);
    } else {
        if (precision == 0)
            precision = 1, places = 1;
        decimal_significant(value, places, decimal);
        choose_layout(decimal, precision, spec->alternate, type == 0,
                      type == 0 ? precision - 1 : precision, layout);
    }
}

/* The finite number's digits without a sign; *integer_digits is where grouping stops. */
static int write_decimal(StrBuilder *text, const Decimal *decimal, const FloatLayout *layout,
                         size_t *integer_digits)
{
    intptr_t before = layout->exponential ? 1 : decimal->point > 0 ? decimal->point : 1;
    intptr_t first = layout->exponential || decimal->point > 0 ? 0 : decimal->point - 1;
    if (add_digits(text, decimal, first, before) < 0)
        return -1;
    *integer_digits = text->length;
    if ((layout->fraction || layout->point) && str_builder_char(text, '.') < 0)
        return -1;
    if (add_digits(text, decimal, first + before, layout->fraction) < 0)
        return -1;
    return layout->exponential
        ? add_exponent(text, decimal->count ? decimal->point - 1 : 0, layout->upper) : 0;
}

int format_double(StrBuilder *out, const FormatSpec *spec, double value)
{
    Decimal decimal;
    FloatLayout layout;
    StrBuilder text;
    NumberText number = { .prefix = "", .negative = __builtin_signbit(value) };
    size_t integer_digits = 0;
    if (spec->precision > INT_MAX)
        return raise_int(&value_error_type, "precision too big");
    str_builder_begin(&text);
    if (spec->type == '%')
        value *= 100;
    int status;
    if (value - value != 0) { /* infinity or nan */
        bool upper = spec->type == 'E' || spec->type == 'F' || spec->type == 'G';
        number.negative = value < 0;
        status = str_builder_text(&text, value != value ? (upper ? "NAN" : "nan")
                                                        : (upper ? "INF" : "inf"));
    } else {
        decimal_for(spec, value, &decimal, &layout);
        if (spec->negative_zero_off && decimal.count == 0)
            number.negative = false;
        status = write_decimal(&text, &decimal, &layout, &integer_digits);
    }
    if (status == 0 && spec->type == '%')
        status = str_builder_char(&text, '%');
    if (status == 0) {
        number.digits = text.data;
        number.digit_count = integer_digits;
        number.rest = text.data + integer_digits;
        number.rest_count = text.length - integer_digits;
        status = format_number(out, spec, &number, 3);
    }
    str_builder_abandon(&text);
    return status;
}

static Object *finish(StrBuilder *out, int status)
{
    if (status == 0)
        return str_builder_finish(out);
    str_builder_abandon(out);
    return NULL;
}

Object *float_to_text(double value)
{
    static const FormatSpec plain = { .fill = ' ', .align = '>', .width = -1, .precision = -1 };
    StrBuilder text;
    str_builder_begin(&text);
    if (!float_is_finite(value))
        return finish(&text, format_double(&text, &plain, value));
    Decimal decimal;
    FloatLayout layout;
    size_t integer_digits;
    decimal_for(&plain, value, &decimal, &layout);
    int status = decimal.negative ? str_builder_char(&text, '-') : 0;
    return finish(&text, status < 0 ? -1
                         : write_decimal(&text, &decimal, &layout, &integer_digits));
}

/* value as a double, written as the spec says: for float, and for int with a float's type. */
static Object *format_as_float(const FormatSpec *spec, double value)
{
    StrBuilder out;
    FormatSpec plain = *spec;
    if (plain.type == 'n') /* the locale's separators; the machine has no locale */
        plain.type = 'g';
    str_builder_begin(&out);
    return finish(&out, format_double(&out, &plain, value));
}

Object *format_float(Object *value, Object *text)
{
    FormatSpec spec;
    if (str_length(text) == 0)
        return object_str(value);
    if (read_spec(value, text, 0, '>', &spec) < 0)
        return NULL;
    if (spec.type != 0 && !is_one_of(spec.type, "eEfFgGn%"))
        return unknown_type(&spec, value);
    return format_as_float(&spec, ((Float *)value)->value);
}

/* ---- int ------------------------------------------------------------------------------------- */

static Object *format_character(const FormatSpec *spec, Object *value)
{
    bool overflow;
    if (spec->sign)
        return raise(&value_error_type, "Sign not allowed with integer format specifier 'c'");
    if (spec->alternate)
        return raise(&value_error_type,
                     "Alternate form (#) not allowed with integer format specifier 'c'");
    int64_t code_point = int_as_int64(value, &overflow);
    if (overflow)
        return raise(&overflow_error_type, "Python int too large to convert to C long");
    if (code_point < 0 || code_point > 0x10FFFF)
        return raise(&overflow_error_type, "%%c arg not in range(0x110000)");
    Object *character = str_from_char((uint32_t)code_point);
    if (!character)
        return NULL;
    StrBuilder out;
    str_builder_begin(&out);
    Object *result = finish(&out, format_text_padded(&out, spec, character));
    decref(character);
    return result;
}

/* The digits with zeros before them, or in capitals for X: a block of zeros + count bytes. */
static uint8_t *changed_digits(const uint8_t *digits, size_t count, size_t zeros, bool capitals)
{
    uint8_t *changed = mem_alloc(zeros + count);
    if (!changed)
        return raise_no_memory();
    memset(changed, '0', zeros);
    for (size_t i = 0; i < count; i++)
        changed[zeros + i] = capitals && digits[i] >= 'a' ? digits[i] - ('a' - 'A') : digits[i];
    return changed;
}

int format_digits(StrBuilder *out, const FormatSpec *spec, Object *value, int base,
                  const char *prefix, int group)
{
    Str *text = (Str *)int_to_text(value, base);
    if (!text)
        return -1;
    size_t negative = text->data[0] == '-', count = text->length - negative;
    size_t zeros = spec->precision > (intptr_t)count ? (size_t)spec->precision - count : 0;
    bool changes = zeros > 0 || spec->type == 'X';
    uint8_t *changed = changes ? changed_digits(text->data + negative, count, zeros,
                                                spec->type == 'X') : NULL;
    NumberText number = { .negative = negative, .prefix = prefix, .digit_count = zeros + count,
                          .digits = changes ? changed : text->data + negative };
    int status = number.digits ? format_number(out, spec, &number, group) : -1;
    mem_free(changed, zeros + count);
    decref(text);
    return status;
}

static Object *format_integer(const FormatSpec *spec, Object *value)
{
    int base = 10;
    const char *prefix = "";
    switch (spec->type) {
    case 'b': base = 2, prefix = "0b"; break;
    case 'o': base = 8, prefix = "0o"; break;
    case 'x': base = 16, prefix = "0x"; break;
    case 'X': base = 16, prefix = "0X"; break;
    }
    StrBuilder out;
    str_builder_begin(&out);
    return finish(&out, format_digits(&out, spec, value, base, spec->alternate ? prefix : "",
                                      base == 10 ? 3 : 4));
}

Object *format_int(Object *value, Object *text)
{
    FormatSpec spec;
    if (str_length(text) == 0)
        return object_str(value);
    if (read_spec(value, text, 'd', '>', &spec) < 0)
        return NULL;
    if (is_one_of(spec.type, "eEfFgG%")) {
        double number = int_as_double(value);
        return number == -1.0 && error_occurred() ? NULL : format_as_float(&spec, number);
    }
    if (!is_one_of(spec.type, "bcdoxXn"))
        return unknown_type(&spec, value);
    if (spec.precision >= 0)
        return raise(&value_error_type, "Precision not allowed in integer format specifier");
    if (spec.negative_zero_off)
        return raise(&value_error_type,
                     "Negative zero coercion (z) not allowed in integer format specifier");
    return spec.type == 'c' ? format_character(&spec, value) : format_integer(&spec, value);
}

/* ---- str ------------------------------------------------------------------------------------- */

Object *format_str(Object *value, Object *text)
{
    FormatSpec spec;
    if (str_length(text) == 0)
        return object_str(value);
    if (read_spec(value, text, 's', '<', &spec) < 0)
        return NULL;
    if (spec.type != 's')
        return unknown_type(&spec, value);
    if (spec.sign)
        return raise(&value_error_type, "%s not allowed in string format specifier",
                     spec.sign == ' ' ? "Space" : "Sign");
    if (spec.negative_zero_off)
        return raise(&value_error_type,
                     "Negative zero coercion (z) not allowed in string format specifier");
    if (spec.alternate)
        return raise(&value_error_type,
                     "Alternate form (#) not allowed in string format specifier");
    if (spec.align == '=')
        return raise(&value_error_type,
                     "'=' alignment not allowed in string format specifier");
    intptr_t length = str_length(value);
    if (spec.width <= length && (spec.precision < 0 || spec.precision >= length))
        return incref(value); /* nothing to fill or to cut: the same object */
    StrBuilder out;
    str_builder_begin(&out);
    return finish(&out, format_text_padded(&out, &spec, value));
}
