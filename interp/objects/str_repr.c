/*
 * str_repr.c: repr and ascii of strings: quotes and escapes as CPython's unicode_repr.
 */
#include "objects/format.h"
#include "objects/str.h"
#include "objects/unicode.h"

#include "vm/errors.h"

enum { ASCII_END = 0x80, FIRST_PRINTABLE = ' ', DELETE = 0x7F };

static int add_escape(StrBuilder *b, uint32_t c)
{
    static const char hex[] = "0123456789abcdef";
    int width = c < LATIN_1_END ? 2 : c < UCS_2_END ? 4 : 8;
    if (str_builder_char(b, '\\') < 0 ||
        str_builder_char(b, width == 2 ? 'x' : width == 4 ? 'u' : 'U') < 0)
        return -1;
    for (int i = width - 1; i >= 0; i--)
        if (str_builder_char(b, (uint8_t)hex[c >> 4 * i & 0xF]) < 0)
            return -1;
    return 0;
}

static int add_char(StrBuilder *b, uint32_t c, uint32_t quote)
{
    if (c == quote || c == '\\')
        return str_builder_char(b, '\\') < 0 ? -1 : str_builder_char(b, c);
    if (c == '\n' || c == '\r' || c == '\t')
        return str_builder_text(b, c == '\n' ? "\\n" : c == '\r' ? "\\r" : "\\t");
    if (c < ASCII_END)
        return c >= FIRST_PRINTABLE && c != DELETE ? str_builder_char(b, c) : add_escape(b, c);
    return unicode_is(c, CHAR_PRINTABLE) ? str_builder_char(b, c) : add_escape(b, c);
}

static bool has_char(const Str *s, uint32_t c)
{
    for (size_t i = 0; i < s->length; i++)
        if (str_at(s, i) == c)
            return true;
    return false;
}

Object *str_repr(Object *o)
{
    Str *s = (Str *)o;
    uint32_t quote = has_char(s, '\'') && !has_char(s, '"') ? '"' : '\'';
    StrBuilder b;
    str_builder_begin(&b);
    int status = str_builder_char(&b, quote);
    for (size_t i = 0; i < s->length && status == 0; i++)
        status = add_char(&b, str_at(s, i), quote);
    if (status == 0 && str_builder_char(&b, quote) == 0)
        return str_builder_finish(&b);
    str_builder_abandon(&b);
    return NULL;
}

/* A repr with everything above ASCII escaped. */
static Object *escape_beyond_ascii(Object *repr)
{
    StrBuilder b;
    str_builder_begin(&b);
    int status = 0;
    for (size_t i = 0; i < str_length(repr) && status == 0; i++) {
        uint32_t c = str_char(repr, i);
        status = c < ASCII_END ? str_builder_char(&b, c) : add_escape(&b, c);
    }
    if (status == 0)
        return str_builder_finish(&b);
    str_builder_abandon(&b);
    return NULL;
}

Object *object_ascii(Object *o)
{
    Object *repr = object_repr(o);
    if (repr == NULL)
        return NULL;
    Object *text = escape_beyond_ascii(repr);
    decref(repr);
    return text;
}

Object *str_ascii(Object *s) { return object_ascii(s); }
