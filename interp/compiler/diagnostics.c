/*
 * diagnostics.c: problems of a source text, and how they become exceptions (diagnostics.h).
 */
#include <stdarg.h>
#include <string.h>
#include "compiler/diagnostics.h"
#include "memory/memory.h"
#include "vm/errors.h"

/* ---- messages -------------------------------------------------------------------------------- */

typedef struct { char *next, *end; } MessageWriter;

static void write_bytes(MessageWriter *w, const char *bytes, size_t size)
{
    size_t room = (size_t)(w->end - w->next);
    if (size > room) /* cut, but not inside a character */
        for (size = room; size && ((uint8_t)bytes[size] & 0xC0) == 0x80; size--)
            ;
    memcpy(w->next, bytes, size);
    w->next += size;
}

static void write_number(MessageWriter *w, unsigned number)
{
    char digits[12];
    int n = sizeof digits;
    do
        digits[--n] = (char)('0' + number % 10);
    while (number /= 10);
    write_bytes(w, digits + n, sizeof digits - (size_t)n);
}

static void write_str(MessageWriter *w, Object *s)
{
    size_t size;
    char *text = str_to_utf8(s, &size);
    if (text)
        write_bytes(w, text, size);
    else
        error_clear(); /* the message does without the name */
    mem_free(text, text ? size + 1 : 0);
}

static void write_message(Diagnostics *d, const char *format, va_list arguments)
{
    MessageWriter w = { d->message, d->message + MESSAGE_SIZE - 1 };
    if (d->in_fstring)
        write_bytes(&w, "f-string: ", 10);
    for (; *format; format++) {
        if (*format != '%') {
            write_bytes(&w, format, 1);
            continue;
        }
        switch (*++format) {
        case 's': {
            const char *text = va_arg(arguments, const char *);
            write_bytes(&w, text, strlen(text));
            break;
        }
        case 'c': {
            char c = (char)va_arg(arguments, int);
            write_bytes(&w, &c, 1);
            break;
        }
        case 'd':
            write_number(&w, va_arg(arguments, unsigned));
            break;
        case 'S':
            write_str(&w, va_arg(arguments, Object *));
            break;
        }
    }
    *w.next = '\0';
}

void *report(Diagnostics *d, Type *type, Span span, const char *format, ...)
{
    if (has_problem(d))
        return NULL;
    va_list arguments;
    va_start(arguments, format);
    write_message(d, format, arguments);
    va_end(arguments);
    d->type = type;
    d->span = span;
    return NULL;
}

void *report_syntax(Diagnostics *d, Span span, const char *format, ...)
{
    if (has_problem(d))
        return NULL;
    va_list arguments;
    va_start(arguments, format);
    write_message(d, format, arguments);
    va_end(arguments);
    d->type = &syntax_error_type;
    d->span = span;
    return NULL;
}

void *report_raised(Diagnostics *d)
{
    d->raised = true;
    return NULL;
}

/* ---- raising --------------------------------------------------------------------------------- */

/* The line's text with its end; *size bytes. */
static const char *find_line(const Diagnostics *d, uint32_t line, size_t *size)
{
    const char *text = d->text, *end = d->text + d->size;
    for (; line > 1 && text < end; line--) {
        const char *newline = memchr(text, '\n', (size_t)(end - text));
        text = newline ? newline + 1 : end;
    }
    const char *newline = memchr(text, '\n', (size_t)(end - text));
    *size = (size_t)((newline ? newline + 1 : end) - text);
    return text;
}

/* SyntaxError counts characters from 1. A column behind the line counts as many bytes. */
static int character_column(const Diagnostics *d, uint32_t line, uint32_t column)
{
    size_t size;
    const char *text = find_line(d, line, &size);
    int characters = 0;
    for (uint32_t i = 0; i < column; i++)
        characters += i >= size || ((uint8_t)text[i] & 0xC0) != 0x80;
    return characters + 1;
}

/* In an f-string's field, CPython 3.11 shows what it parsed: the expression in round brackets. */
static void raise_in_excerpt(Diagnostics *d)
{
    uint32_t size = d->excerpt_end - d->excerpt_start;
    Object *expression = str_from_utf8(d->text + d->excerpt_start, size);
    Object *line = expression ? str_from_format("(%S)\n", expression) : NULL;
    xdecref(expression);
    if (!line)
        return;
    Span s = d->span;
    bool at_end = s.column == NO_END; /* there stands the bracket */
    int start = (int)(at_end ? size : s.column - d->excerpt_column) + 2;
    int end = at_end ? start + 1
            : s.end_column == NO_END ? -1 : (int)(s.end_column - d->excerpt_column) + 2;
    raise_syntax_error(d->type, d->message, d->filename, (int)s.line, start, (int)s.end_line, end,
                       line);
    decref(line);
}

/* The line that an error shows, with or without a '\n'. New. */
static Object *line_from(const char *text, size_t size, bool has_end)
{
    Object *line = str_from_utf8(text, size);
    Object *ended = line && has_end ? str_from_format("%S\n", line) : xincref(line);
    xdecref(line);
    return ended;
}

/* CPython's compiler, unlike its parser, reads the line it complains about from the file once more:
 * of a text that is in no file ("<stdin>", "<string>") it shows none. */
static bool is_shown(const Diagnostics *d)
{
    return !d->parsed || str_length(d->filename) == 0 || str_char(d->filename, 0) != '<';
}

/* CPython's parser counts a column of the last line in the first one, whose size this is, and stops
 * at its end. */
static int end_column_of(const Diagnostics *d, Span s, size_t size)
{
    int column = character_column(d, s.end_line, s.end_column);
    return d->parsed || s.end_line == s.line || column <= (int)size + 1 ? column : (int)size + 1;
}

void raise_problem(Diagnostics *d)
{
    if (d->raised || !d->type)
        return;
    if (d->in_fstring) {
        raise_in_excerpt(d);
        return;
    }
    Span s = d->span;
    size_t size;
    const char *text = find_line(d, s.line, &size);
    bool has_end = size > 0 && text[size - 1] == '\n';
    size -= has_end;
    has_end = (has_end || (d->ends_last_line && !d->parsed)) && !d->without_line_end
           && (d->parsed || d->tokenizer_line <= s.line);
    Object *line = is_shown(d) ? line_from(text, size, has_end) : incref(NONE);
    if (!line)
        return;
    int column = s.column == NO_END ? 0 : character_column(d, s.line, s.column);
    int end_column = s.column == NO_END ? 0 : s.end_column == NO_END ? -1
        : s.end_column == 0 && s.end_line == s.line && !d->without_line_end ? 0
        : end_column_of(d, s, size);
    raise_syntax_error(d->type, d->message, d->filename, (int)s.line, column, (int)s.end_line,
                       end_column, line);
    decref(line);
}
