/*
 * format_percent.c: format % values, the printf-like formatting of str (library reference,
 * "printf-style String Formatting"). Padding and numbers are format.c's.
 */
#include "objects/format.h"

#include <limits.h>

#include "memory/memory.h"
#include "objects/byte_methods.h"
#include "objects/codecs.h"
#include "objects/format_spec.h"
#include "objects/int.h"
#include "objects/str.h"
#include "vm/errors.h"

typedef struct {
    Object *format;
    size_t at;
    Object *values;       /* the tuple, the mapping, or the one value */
    Object *mapping;      /* values again when "%(key)s" may be used, else NULL; borrowed */
    intptr_t next, count; /* values of the tuple used and there; a single value counts as one */
    bool bytes;           /* b"..." % values */
    Object *keyed;        /* what "%(key)s" found last; owned */
    bool keyed_waits;     /* to be used, once */
    StrBuilder out;
} Percent;

static uint32_t current(const Percent *p)
{
    return p->at < str_length(p->format) ? str_at((Str *)p->format, p->at) : 0;
}

static bool at_end(const Percent *p) { return p->at == str_length(p->format); }

static int incomplete(void) { return raise_int(&value_error_type, "incomplete format"); }

/* The next value, borrowed; NULL with TypeError when there is none. */
static Object *next_value(Percent *p)
{
    if (p->keyed_waits) {
        p->keyed_waits = false;
        return p->keyed;
    }
    if (p->next >= p->count)
        return raise(&type_error_type, "not enough arguments for format string");
    p->next++;
    return IS_TUPLE(p->values) ? ((Tuple *)p->values)->items[p->next - 1] : p->values;
}

/* (key): looks the value up. */
static int read_key(Percent *p)
{
    if (!p->mapping)
        return raise_int(&type_error_type, "format requires a mapping");
    size_t start = ++p->at;
    for (int depth = 1; ; p->at++) {
        if (at_end(p))
            return raise_int(&value_error_type, "incomplete format key");
        if (current(p) == '(')
            depth++;
        else if (current(p) == ')' && --depth == 0)
            break;
    }
    Object *key = str_substring(p->format, start, p->at++);
    if (key && p->bytes)
        replace_reference(key, codec_encode(key, CODEC_LATIN_1, NULL));
    if (!key)
        return -1;
    Object *found = object_get_item(p->mapping, key), *before = p->keyed;
    p->keyed = found;
    p->keyed_waits = found != NULL;
    xdecref(before);
    decref(key);
    p->next = p->count; /* no other value may be asked for */
    return p->keyed ? 0 : -1;
}

/* A width or precision: digits, or '*' for the next value. *number is left alone when neither. */
static int read_size(Percent *p, bool is_width, intptr_t *number)
{
    if (current(p) == '*') {
        Object *value = next_value(p);
        if (!value)
            return -1;
        if (IS_INT(value))
            *number = is_width ? object_as_ssize(value) : object_as_c_int(value);
        else
            raise(&type_error_type, "* wants int");
        p->at++;
        return error_occurred() ? -1 : 0;
    }
    for (intptr_t size = 0; current(p) >= '0' && current(p) <= '9'; p->at++) {
        size = size * 10 + (intptr_t)current(p) - '0';
        if (size > INT_MAX / 10)
            return raise_int(&value_error_type, is_width ? "width too big"
                                                         : "precision too big");
        *number = size;
    }
    return 0;
}

/* What stands between '%' and the conversion's letter. */
static int read_options(Percent *p, FormatSpec *spec)
{
    bool zero = false, left = false;
    *spec = (FormatSpec){ .fill = ' ', .align = '>', .width = -1, .precision = -1 };
    if (current(p) == '(' && read_key(p) < 0)
        return -1;
    for (;; p->at++) {
        uint32_t c = current(p);
        if (c == '-')
            left = true;
        else if (c == '+')
            spec->sign = '+';
        else if (c == ' ')
            spec->sign = spec->sign == '+' ? '+' : ' ';
        else if (c == '#')
            spec->alternate = true;
        else if (c == '0')
            zero = true;
        else
            break;
    }
    if (read_size(p, true, &spec->width) < 0)
        return -1;
    if (spec->width < -1) {
        left = true;
        spec->width = spec->width == INTPTR_MIN ? INTPTR_MAX : -spec->width;
    }
    if (current(p) == '.') {
        p->at++;
        spec->precision = 0;
        if (read_size(p, false, &spec->precision) < 0)
            return -1;
        if (spec->precision < 0)
            spec->precision = 0;
    }
    if (current(p) == 'h' || current(p) == 'l' || current(p) == 'L')
        p->at++; /* C's length modifiers mean nothing here */
    if (left)
        spec->align = '<';
    else if (zero)
        spec->fill = '0', spec->align = '=';
    return at_end(p) ? incomplete() : 0;
}

/* value as an int for the integer conversions; new, or NULL with TypeError. */
static Object *integer_for(uint32_t type, Object *value)
{
    if (IS_INT(value))
        return incref(value);
    if (type == 'd' || type == 'i' || type == 'u') {
        if (HAS_FLAG(value, TYPE_FLOAT))
            return int_from_double(((Float *)value)->value);
        Object *number = int_by_method(value);
        if (number || error_occurred())
            return number;
        return raise(&type_error_type, "%%%c format: a real number is required, not %T", type,
                     value);
    }
    Object *index = object_index(value);
    if (index || !error_matches(&type_error_type))
        return index;
    error_clear();
    return raise(&type_error_type, "%%%c format: an integer is required, not %T", type, value);
}

static int add_integer(Percent *p, FormatSpec *spec, Object *value)
{
    int base = spec->type == 'o' ? 8 : spec->type == 'x' || spec->type == 'X' ? 16 : 10;
    Object *number = integer_for(spec->type, value);
    if (!number)
        return -1;
    const char *prefix = !spec->alternate || base == 10 ? "" : base == 8 ? "0o"
                         : spec->type == 'X' ? "0X" : "0x";
    int status = format_digits(&p->out, spec, number, base, prefix, 0);
    decref(number);
    return status;
}

static int add_float(Percent *p, const FormatSpec *spec, Object *value)
{
    double number = object_as_double(value);
    if (number == -1.0 && error_occurred())
        return -1;
    return format_double(&p->out, spec, number);
}

static int add_text(Percent *p, FormatSpec *spec, Object *text) /* text stolen */
{
    if (!text)
        return -1;
    spec->fill = ' ';
    if (spec->align == '=')
        spec->align = '>';
    int status = format_text_padded(&p->out, spec, text);
    decref(text);
    return status;
}

static Object *character_for(Object *value)
{
    if (IS_STR(value) && str_length(value) == 1)
        return incref(value);
    if (!IS_INT(value))
        return raise(&type_error_type, "%%c requires int or char");
    bool overflow;
    int64_t code_point = int_as_int64(value, &overflow);
    if (overflow || code_point < 0 || code_point > 0x10FFFF)
        return raise(&overflow_error_type, "%%c arg not in range(0x110000)");
    return str_from_char((uint32_t)code_point);
}

/* %b and %s of bytes: the characters of something with bytes; new. */
static Object *characters_of_bytes(Object *value)
{
    ByteView view;
    if (byte_view(value, &view))
        return codec_decode(view.data, view.size, CODEC_LATIN_1, NULL);
    Object *method = object_special_method(value, "__bytes__");
    Object *bytes = method ? object_call(method, NULL, 0, NULL) : NULL, *text = NULL;
    if (!method && !error_occurred())
        raise(&type_error_type, "%%b requires a bytes-like object, or an object that implements "
              "__bytes__, not '%T'", value);
    else if (bytes && !HAS_FLAG(bytes, TYPE_BYTES))
        raise(&type_error_type, "__bytes__ returned non-bytes (type %T)", bytes);
    else if (bytes && byte_view(bytes, &view))
        text = codec_decode(view.data, view.size, CODEC_LATIN_1, NULL);
    xdecref(method);
    xdecref(bytes);
    return text;
}

static Object *character_of_bytes(Object *value)
{
    ByteView view;
    if (is_bytes_or_array(value) && byte_view(value, &view) && view.size == 1)
        return str_from_char(view.data[0]);
    bool overflow = false;
    int64_t number = IS_INT(value) ? int_as_int64(value, &overflow) : -1;
    if (!IS_INT(value))
        return raise(&type_error_type, "%%c requires an integer in range(256) or a single byte");
    if (overflow || number < 0 || number > UINT8_MAX)
        return raise(&overflow_error_type, "%%c arg not in range(256)");
    return str_from_char((uint32_t)number);
}

static int add_value(Percent *p, FormatSpec *spec, Object *value)
{
    if (p->bytes && (spec->type == 'b' || spec->type == 's'))
        return add_text(p, spec, characters_of_bytes(value));
    if (p->bytes && spec->type == 'r')
        return add_text(p, spec, object_ascii(value));
    if (p->bytes && spec->type == 'c') {
        spec->precision = -1;
        return add_text(p, spec, character_of_bytes(value));
    }
    switch (spec->type) {
    case 's': return add_text(p, spec, object_str(value));
    case 'r': return add_text(p, spec, object_repr(value));
    case 'a': return add_text(p, spec, object_ascii(value));
    case 'c':
        spec->precision = -1;
        return add_text(p, spec, character_for(value));
    case 'd': case 'i': case 'u': case 'o': case 'x': case 'X':
        return add_integer(p, spec, value);
    case 'e': case 'E': case 'f': case 'F': case 'g': case 'G':
        return add_float(p, spec, value);
    }
    return raise_int(&value_error_type, "unsupported format character '%c' (0x%x) at index %zd",
                     spec->type >= 31 && spec->type <= 126 ? spec->type : '?', spec->type,
                     (intptr_t)p->at - 1);
}

static int add_conversion(Percent *p)
{
    FormatSpec spec;
    if (at_end(p))
        return incomplete();
    if (current(p) == '%') {
        p->at++;
        return str_builder_char(&p->out, '%');
    }
    if (read_options(p, &spec) < 0)
        return -1;
    spec.type = current(p);
    p->at++;
    Object *value = next_value(p);
    return value ? add_value(p, &spec, value) : -1;
}

static Object *format_all(Object *format, Object *values, bool bytes)
{
    bool tuple = IS_TUPLE(values);
    ByteView view;
    Percent p = { .format = format, .values = values, .bytes = bytes,
                  .count = tuple ? ((Tuple *)values)->size : 1 };
    if (!tuple && values->type->get_item && !IS_STR(values)
        && !(bytes && byte_view(values, &view)))
        p.mapping = values;
    int status = 0;
    str_builder_begin(&p.out);
    while (status == 0 && !at_end(&p)) {
        size_t start = p.at;
        while (!at_end(&p) && current(&p) != '%')
            p.at++;
        status = str_builder_part(&p.out, format, start, p.at);
        if (status == 0 && !at_end(&p)) {
            p.at++;
            status = add_conversion(&p);
        }
    }
    xdecref(p.keyed);
    if (status == 0 && p.next < p.count && !p.mapping)
        status = raise_int(&type_error_type, "not all arguments converted during %s formatting",
                           bytes ? "bytes" : "string");
    if (status == 0)
        return str_builder_finish(&p.out);
    str_builder_abandon(&p.out);
    return NULL;
}

/* "%s" % text is the text itself, as in CPython, whose writer keeps a str that is all it was
 * given. */
Object *format_percent(Object *format, Object *values)
{
    bool one = IS_EXACT(values, tuple_type) && ((Tuple *)values)->size == 1;
    Object *value = one ? ((Tuple *)values)->items[0] : values;
    if (IS_EXACT(value, str_type) && str_equal_text(format, "%s"))
        return incref(value);
    return format_all(format, values, false);
}

Object *format_percent_bytes(Object *format, Object *values)
{
    return format_all(format, values, true);
}
