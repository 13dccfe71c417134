/*
 * format.c: printf's formatting, as much of it as the kernel needs.
 */
#include "kernel/debug/format.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "kernel/debug/log.h"

#define DIGITS_MOST 20 /* of 2^64 in base 10 */

struct conversion {
    bool left, zero;
    bool upper_case;
    unsigned width;
    int precision; /* -1: none */
    int longs;     /* how many l */
};

struct output { format_sink sink; void *context; };

static void put(const struct output *output, char character)
{
    output->sink(output->context, character);
}

static void pad(const struct output *output, char character, unsigned length, unsigned width)
{
    for (; length < width; length++)
        put(output, character);
}

static void put_field(const struct output *output, const struct conversion *conversion,
                      const char *text, unsigned length)
{
    if (!conversion->left)
        pad(output, ' ', length, conversion->width);
    for (unsigned i = 0; i < length; i++)
        put(output, text[i]);
    if (conversion->left)
        pad(output, ' ', length, conversion->width);
}

static void put_string(const struct output *output, const struct conversion *conversion,
                       const char *text)
{
    unsigned length = 0;

    if (text == NULL)
        text = "(null)";
    while ((conversion->precision < 0 || length < (unsigned)conversion->precision) &&
           text[length] != '\0')
        length++;
    put_field(output, conversion, text, length);
}

static void put_number(const struct output *output, const struct conversion *conversion,
                       uint64_t value, unsigned base, bool negative)
{
    const char *digits = conversion->upper_case ? "0123456789ABCDEF" : "0123456789abcdef";
    char text[DIGITS_MOST + 1];
    char *end = text + sizeof text, *start = end;

    if (value <= UINT32_MAX) { /* the usual case, without division of 64 bits */
        uint32_t small = (uint32_t)value;
        do {
            *--start = digits[small % base];
            small /= base;
        } while (small != 0);
    } else {
        do {
            *--start = digits[value % base];
            value /= base;
        } while (value != 0);
    }

    unsigned length = (unsigned)(end - start);
    if (conversion->zero && !conversion->left) {
        if (negative)
            put(output, '-');
        pad(output, '0', length + negative, conversion->width);
        for (; start < end; start++)
            put(output, *start);
        return;
    }
    if (negative)
        *--start = '-';
    put_field(output, conversion, start, (unsigned)(end - start));
}

static const char *read_flags(struct conversion *conversion, const char *format, va_list *arguments)
{
    for (;; format++) {
        if (*format == '-')
            conversion->left = true;
        else if (*format == '0')
            conversion->zero = true;
        else
            break;
    }
    if (*format == '*') {
        conversion->width = va_arg(*arguments, unsigned);
        format++;
    }
    for (; *format >= '0' && *format <= '9'; format++)
        conversion->width = conversion->width * 10 + (unsigned)(*format - '0');
    if (*format == '.') {
        conversion->precision = 0;
        format++;
        if (*format == '*') {
            conversion->precision = va_arg(*arguments, int);
            format++;
        }
        for (; *format >= '0' && *format <= '9'; format++)
            conversion->precision = conversion->precision * 10 + (*format - '0');
    }
    for (; *format == 'l' || *format == 'h' || *format == 'z'; format++)
        if (*format == 'l')
            conversion->longs++;
    return format;
}

static uint64_t take_unsigned(const struct conversion *conversion, va_list *arguments)
{
    return conversion->longs >= 2 ? va_arg(*arguments, unsigned long long)
                                  : va_arg(*arguments, unsigned);
}

static int64_t take_signed(const struct conversion *conversion, va_list *arguments)
{
    return conversion->longs >= 2 ? va_arg(*arguments, long long) : va_arg(*arguments, int);
}

static void convert(const struct output *output, struct conversion *conversion, char letter,
                    va_list *arguments)
{
    int64_t number;
    char character;

    switch (letter) {
    case 'd':
    case 'i':
        number = take_signed(conversion, arguments);
        put_number(output, conversion, number < 0 ? -(uint64_t)number : (uint64_t)number, 10,
                   number < 0);
        break;
    case 'u':
        put_number(output, conversion, take_unsigned(conversion, arguments), 10, false);
        break;
    case 'X':
        conversion->upper_case = true;
        /* fall through */
    case 'x':
        put_number(output, conversion, take_unsigned(conversion, arguments), 16, false);
        break;
    case 'p':
        put(output, '0');
        put(output, 'x');
        put_number(output, conversion, (uintptr_t)va_arg(*arguments, void *), 16, false);
        break;
    case 's':
        put_string(output, conversion, va_arg(*arguments, const char *));
        break;
    case 'c':
        character = (char)va_arg(*arguments, int);
        put_field(output, conversion, &character, 1);
        break;
    default: /* %%, and what nobody should write */
        put(output, letter);
    }
}

void format_va(format_sink sink, void *context, const char *format, va_list arguments)
{
    const struct output output = { sink, context };
    va_list remaining;

    va_copy(remaining, arguments);
    while (*format != '\0') {
        if (*format != '%') {
            put(&output, *format++);
            continue;
        }
        struct conversion conversion = { .precision = -1 };
        format = read_flags(&conversion, format + 1, &remaining);
        if (*format == '\0')
            break;
        convert(&output, &conversion, *format++, &remaining);
    }
    va_end(remaining);
}

struct buffer { char *text; size_t size, length; };

static void put_in_buffer(void *context, char character)
{
    struct buffer *buffer = context;

    if (buffer->length + 1 < buffer->size)
        buffer->text[buffer->length] = character;
    buffer->length++;
}

int format_text_va(char *text, size_t size, const char *format, va_list arguments)
{
    struct buffer buffer = { text, size, 0 };

    format_va(put_in_buffer, &buffer, format, arguments);
    if (size > 0)
        text[buffer.length < size ? buffer.length : size - 1] = '\0';
    return (int)buffer.length;
}

int format_text(char *text, size_t size, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    int length = format_text_va(text, size, format, arguments);
    va_end(arguments);
    return length;
}
