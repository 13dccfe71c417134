/*
 * str_builder.c: a str under construction, and printf-like making of strings. The row of
 * characters begins with one byte each and widens when a character needs it.
 */
#include "objects/format.h"
#include "objects/str.h"

#include "memory/memory.h"
#include "vm/errors.h"

#include <string.h>

/* ---- the builder ---------------------------------------------------------------------------- */

void str_builder_begin(StrBuilder *b)
{
    b->data = b->first;
    b->length = 0;
    b->capacity = STR_BUILDER_FIRST;
    b->kind = STR_1;
}

static void free_row(StrBuilder *b)
{
    if (b->data != b->first)
        mem_free(b->data, b->capacity << b->kind);
}

void str_builder_abandon(StrBuilder *b)
{
    free_row(b);
    str_builder_begin(b);
}

static int use_row(StrBuilder *b, uint8_t *data, size_t capacity, int kind)
{
    if (data == NULL) {
        raise_no_memory();
        return -1;
    }
    b->data = data;
    b->capacity = capacity;
    b->kind = kind;
    return 0;
}

/* Makes room for `more` characters of a kind. The row grows by half: appending is linear. */
static int grow(StrBuilder *b, size_t more, int kind)
{
    size_t capacity = b->capacity, needed = b->length + more;
    if (needed > capacity)
        capacity = needed + capacity / 2;
    if (kind <= b->kind && b->data != b->first)
        return use_row(b, mem_resize(b->data, b->capacity << b->kind, capacity << b->kind),
                       capacity, b->kind);
    if (kind < b->kind)
        kind = b->kind;
    uint8_t *data = mem_alloc(capacity << kind);
    for (size_t i = 0; data != NULL && i < b->length; i++)
        kind_write(kind, data, i, kind_read(b->kind, b->data, i));
    if (data != NULL)
        free_row(b);
    return use_row(b, data, capacity, kind);
}

static inline int reserve(StrBuilder *b, size_t more, int kind)
{
    return more <= b->capacity - b->length && kind <= b->kind ? 0 : grow(b, more, kind);
}

int str_builder_char(StrBuilder *b, uint32_t code_point)
{
    int kind = kind_for(code_point);
    if (reserve(b, 1, kind) < 0)
        return -1;
    kind_write(b->kind, b->data, b->length++, code_point);
    return 0;
}

int str_builder_bytes(StrBuilder *b, const void *latin_1, size_t count)
{
    if (reserve(b, count, STR_1) < 0)
        return -1;
    if (b->kind == STR_1 && count > 0) {
        memcpy((uint8_t *)b->data + b->length, latin_1, count);
        b->length += count;
        return 0;
    }
    for (size_t i = 0; i < count; i++)
        kind_write(b->kind, b->data, b->length++, ((const uint8_t *)latin_1)[i]);
    return 0;
}

int str_builder_text(StrBuilder *b, const char *ascii)
{
    return str_builder_bytes(b, ascii, strlen(ascii));
}

int str_builder_part(StrBuilder *b, Object *o, size_t start, size_t end)
{
    Str *s = (Str *)o;
    if (reserve(b, end - start, s->kind) < 0)
        return -1;
    kind_copy(b->kind, b->data, b->length, s, start, end - start);
    b->length += end - start;
    return 0;
}

int str_builder_str(StrBuilder *b, Object *s) { return str_builder_part(b, s, 0, str_length(s)); }

int str_builder_repeat(StrBuilder *b, uint32_t code_point, size_t count)
{
    if (reserve(b, count, kind_for(code_point)) < 0)
        return -1;
    while (count-- > 0)
        kind_write(b->kind, b->data, b->length++, code_point);
    return 0;
}

int str_builder_repr(StrBuilder *b, Object *o)
{
    Object *text = object_repr(o);
    if (text == NULL)
        return -1;
    int result = str_builder_str(b, text);
    decref(text);
    return result;
}

Object *str_builder_finish(StrBuilder *b)
{
    Object *s = str_from_row(b->data, b->length, b->kind);
    str_builder_abandon(b);
    return s;
}

/* ---- printf-like ---------------------------------------------------------------------------- */

static int add_unsigned(StrBuilder *b, uint64_t value, unsigned base)
{
    char text[24];
    char *p = text + sizeof text;
    *--p = '\0';
    do {
        *--p = "0123456789abcdef"[value % base];
        value /= base;
    } while (value != 0);
    return str_builder_text(b, p);
}

static int add_signed(StrBuilder *b, int64_t value)
{
    if (value < 0 && str_builder_char(b, '-') < 0)
        return -1;
    return add_unsigned(b, value < 0 ? -(uint64_t)value : (uint64_t)value, 10);
}

/* Text in UTF-8, which names in messages may be. */
static int add_utf8(StrBuilder *b, const char *text)
{
    Object *s = str_from(text);
    if (s == NULL)
        return -1;
    int result = str_builder_str(b, s);
    decref(s);
    return result;
}

static int add_object(StrBuilder *b, char conversion, Object *o)
{
    if (conversion == 'T')
        return add_utf8(b, o->type->name);
    Object *text = conversion == 'R' ? object_repr(o) : object_str(o);
    if (text == NULL)
        return -1;
    int result = str_builder_str(b, text);
    decref(text);
    return result;
}

/* One conversion; *format stands behind the '%' and is moved behind the conversion. */
static int add_conversion(StrBuilder *b, const char **format, va_list *arguments)
{
    bool is_long = **format == 'l', is_size = **format == 'z';
    if (is_long || is_size)
        (*format)++;
    char conversion = *(*format)++;
    switch (conversion) {
    case 'd':
        return add_signed(b, is_long ? va_arg(*arguments, long)
                            : is_size ? va_arg(*arguments, intptr_t) : va_arg(*arguments, int));
    case 'u': case 'x': {
        unsigned base = conversion == 'x' ? 16 : 10;
        return add_unsigned(b, is_long ? va_arg(*arguments, unsigned long)
                              : is_size ? va_arg(*arguments, size_t)
                                        : va_arg(*arguments, unsigned), base);
    }
    case 'c': return str_builder_char(b, (uint32_t)va_arg(*arguments, int));
    case 's': return add_utf8(b, va_arg(*arguments, const char *));
    case 'R': case 'S': case 'T':
        return add_object(b, conversion, va_arg(*arguments, Object *));
    default: return str_builder_char(b, '%');
    }
}

Object *str_from_format_list(const char *format, va_list arguments)
{
    va_list rest;
    va_copy(rest, arguments);
    StrBuilder b;
    str_builder_begin(&b);
    int status = 0;
    while (*format != '\0' && status == 0) {
        uint8_t c = (uint8_t)*format++;
        status = c == '%' ? add_conversion(&b, &format, &rest) : str_builder_char(&b, c);
    }
    va_end(rest);
    if (status == 0)
        return str_builder_finish(&b);
    str_builder_abandon(&b);
    return NULL;
}

Object *str_from_format(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    Object *s = str_from_format_list(format, arguments);
    va_end(arguments);
    return s;
}
