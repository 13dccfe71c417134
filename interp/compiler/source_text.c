/*
 * source_text.c: byte order marks, line ends and encodings (source_text.h; PEP 263).
 */
#include <string.h>
#include "compiler/source_text.h"
#include "vm/errors.h"

enum { BOM_SIZE = 3, CODING_LINES = 2 /* where an encoding may be declared */ };

/* ---- encoding -------------------------------------------------------------------------------- */

/* The length of the UTF-8 sequence at text[0], or 0 when it is none (Unicode 14, table 3-7). */
static size_t sequence_length(const uint8_t *text, size_t size)
{
    size_t length = text[0] < 0x80 ? 1 : text[0] < 0xC2 ? 0 : text[0] < 0xE0 ? 2
        : text[0] < 0xF0 ? 3 : text[0] < 0xF5 ? 4 : 0;
    if (length < 2)
        return length;
    if (length > size)
        return 0;
    uint8_t least = text[0] == 0xE0 ? 0xA0 : text[0] == 0xF0 ? 0x90 : 0x80;
    uint8_t most = text[0] == 0xED ? 0x9F : text[0] == 0xF4 ? 0x8F : 0xBF;
    if (text[1] < least || text[1] > most)
        return 0;
    for (size_t i = 2; i < length; i++)
        if ((text[i] & 0xC0) != 0x80)
            return 0;
    return length;
}

/* CPython says the line in the message only: there is no text that could be shown. */
static bool check_encoding(Diagnostics *d)
{
    const uint8_t *text = (const uint8_t *)d->text;
    uint32_t line = 1;
    for (size_t i = 0, length; i < d->size; i += length) {
        line += text[i] == '\n';
        length = sequence_length(text + i, d->size - i);
        if (length > 0)
            continue;
        const char hex[] = "0123456789abcdef", digits[] = { hex[text[i] >> 4], hex[text[i] & 15],
                                                            '\0' };
        raise(&syntax_error_type, "Non-UTF-8 code starting with '\\x%s' in file %S on line %u, but "
              "no encoding declared; see https://peps.python.org/pep-0263/ for details", digits,
              d->filename, line);
        return report_raised(d);
    }
    return true;
}

static bool is_encoding_character(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           c == '-' || c == '_' || c == '.';
}

/* Whether a declared name means UTF-8 or a part of it. */
static bool is_utf8_name(const char *name, size_t length)
{
    static const char *const names[] = { "utf-8", "utf8", "ascii", "us-ascii" };
    for (size_t n = 0; n < sizeof names / sizeof *names; n++) {
        size_t i = 0;
        while (i < length && names[n][i]) {
            char c = name[i] == '_' ? '-' : name[i] >= 'A' && name[i] <= 'Z' ? name[i] | 0x20
                                                                            : name[i];
            if (c != names[n][i])
                break;
            i++;
        }
        if (!names[n][i] && (i == length || name[i] == '-' || name[i] == '_'))
            return true;
    }
    return false;
}

/* A comment `coding: name` or `coding=name` on one of the first two lines. */
static bool check_declaration(Diagnostics *d)
{
    const char *line = d->text, *end = d->text + d->size;
    for (int n = 0; n < CODING_LINES && line < end; n++) {
        const char *newline = memchr(line, '\n', (size_t)(end - line));
        const char *stop = newline ? newline : end, *at = line;
        while (at < stop && (*at == ' ' || *at == '\t' || *at == '\f'))
            at++;
        if (at < stop && *at != '#')
            return true; /* code: no declaration can follow */
        for (; stop - at > 7; at++) {
            if (memcmp(at, "coding", 6) != 0 || (at[6] != ':' && at[6] != '='))
                continue;
            const char *name = at + 7;
            while (name < stop && (*name == ' ' || *name == '\t'))
                name++;
            const char *name_end = name;
            while (name_end < stop && is_encoding_character(*name_end))
                name_end++;
            if (name_end == name || is_utf8_name(name, (size_t)(name_end - name)))
                break;
            Span span = { (uint32_t)n + 1, (uint32_t)n + 1, (uint32_t)(name - line),
                          (uint32_t)(name_end - line) };
            return report_syntax(d, span, "this Python reads source text in UTF-8 only");
        }
        line = newline ? newline + 1 : end;
    }
    return true;
}

/* ---- lines ----------------------------------------------------------------------------------- */

/* "\r\n" and "\r" end a line like "\n" does; inside strings too. */
static bool translate_line_ends(Arena *arena, Diagnostics *d)
{
    if (!memchr(d->text, '\r', d->size))
        return true;
    char *copy = arena_alloc(arena, d->size + 1);
    size_t size = 0;
    if (!copy)
        return report_raised(d);
    for (size_t i = 0; i < d->size; i++) {
        copy[size++] = d->text[i] == '\r' ? '\n' : d->text[i];
        if (d->text[i] == '\r' && i + 1 < d->size && d->text[i + 1] == '\n')
            i++;
    }
    d->text = copy;
    d->size = size;
    return true;
}

bool prepare_source(Arena *arena, Diagnostics *d)
{
    if (d->size >= BOM_SIZE && memcmp(d->text, "\xEF\xBB\xBF", BOM_SIZE) == 0) {
        d->text += BOM_SIZE;
        d->size -= BOM_SIZE;
    }
    if (d->size > INT32_MAX)
        return report_syntax(d, (Span){ 1, 1, 0, 0 }, "this source text is too long");
    if (d->size > 0 && memchr(d->text, '\0', d->size)) {
        raise(&syntax_error_type, "source code cannot contain null bytes");
        return report_raised(d);
    }
    return translate_line_ends(arena, d) && check_declaration(d) && check_encoding(d);
}
