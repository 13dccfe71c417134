/*
 * parser_strings.c: string and bytes literals: prefixes, escapes, and literals side by side, which
 * are one. The fields of f-strings are in fstring.c.
 */
#include <string.h>
#include "compiler/parser.h"
#include "compiler/warnings.h"
#include "memory/memory.h"
#include "vm/errors.h"

typedef struct { bool raw, bytes, formatted; uint32_t start, end; } Literal; /* without quotes */

static Literal open_literal(const char *text, const Token *token)
{
    Literal l = { .start = token->start, .end = token->end };
    for (;; l.start++) {
        int c = text[l.start] | 0x20;
        if (c == 'r')
            l.raw = true;
        else if (c == 'b')
            l.bytes = true;
        else if (c == 'f')
            l.formatted = true;
        else if (c != 'u')
            break;
    }
    bool triple = l.end - l.start >= 6 && text[l.start + 1] == text[l.start] &&
                  text[l.start + 2] == text[l.start];
    l.start += triple ? 3 : 1;
    l.end -= triple ? 3 : 1;
    return l;
}

/* ---- escapes --------------------------------------------------------------------------------- */

typedef struct {
    Parser *parser;
    const char *text;
    uint32_t start, position, end;
    bool warned;
} EscapeReader;

static int hex_value(char c)
{
    return c >= '0' && c <= '9' ? c - '0' : (c | 0x20) >= 'a' && (c | 0x20) <= 'f'
        ? (c | 0x20) - 'a' + 10 : -1;
}

/* Exactly `digits` hex digits; -1 with a problem reported. The backslash is at `backslash`. */
static int64_t read_hex(EscapeReader *r, int digits, uint32_t backslash, char letter)
{
    int64_t value = 0;
    for (int i = 0; i < digits; i++) {
        int digit = r->position < r->end ? hex_value(r->text[r->position]) : -1;
        if (digit < 0) {
            report_syntax(r->parser->diagnostics,
                          r->parser->tokens.items[r->parser->furthest].span,
                          "(unicode error) 'unicodeescape' codec can't decode bytes in position "
                          "%d-%d: truncated \\%c%s escape", backslash - r->start,
                          r->position - 1 - r->start, letter,
                          digits == 2 ? "XX" : digits == 4 ? "XXXX" : "XXXXXXXX");
            return -1;
        }
        value = value << 4 | digit;
        r->position++;
    }
    if (value <= 0x10FFFF)
        return value;
    report_syntax(r->parser->diagnostics, r->parser->tokens.items[r->parser->furthest].span,
                  "(unicode error) 'unicodeescape' codec can't decode bytes in position %d-%d: "
                  "illegal Unicode character", backslash - r->start, r->position - 1 - r->start);
    return -1;
}

/* A backslash before what makes no escape with it: only the first in a text is told. */
static void warn_of_escape(EscapeReader *r, uint32_t backslash, int length, const char *kind)
{
    if (r->warned)
        return;
    r->warned = true;
    char escape[5] = "";
    memcpy(escape, r->text + backslash, (size_t)length);
    warn_in_source(r->parser->diagnostics, &deprecation_warning_type, r->parser->string->span,
                   str_from_format("invalid %sescape sequence '%s'", kind, escape));
}

static int64_t read_octal(EscapeReader *r)
{
    uint32_t start = r->position;
    int64_t value = 0;
    for (int i = 0; i < 3 && r->position < r->end; i++) {
        char c = r->text[r->position];
        if (c < '0' || c > '7')
            break;
        value = value * 8 + (c - '0');
        r->position++;
    }
    if (value > 0377)
        warn_of_escape(r, start - 1, 4, "octal ");
    return value;
}

enum { ESCAPE_ERROR = -1, ESCAPE_NOTHING = -2, ESCAPE_NONE = -3 };

/* What the escape at the backslash stands for: a code point; ESCAPE_NOTHING: a joined line;
 * ESCAPE_NONE: it is none, the backslash stands for itself (and is passed). */
static int64_t read_escape(EscapeReader *r, bool bytes)
{
    static const char letters[] = "\\'\"abfnrtv", values[] = "\\'\"\a\b\f\n\r\t\v";
    uint32_t backslash = r->position++;
    char c = r->position < r->end ? r->text[r->position] : '\0';
    const char *simple = c ? memchr(letters, c, sizeof letters - 1) : NULL;
    if (simple) {
        r->position++;
        return values[simple - letters];
    }
    if (c >= '0' && c <= '7')
        return read_octal(r);
    if (c != '\n' && c != 'x' && (bytes || (c != 'u' && c != 'U' && c != 'N'))) {
        if (bytes || (uint8_t)c < 0x80)
            warn_of_escape(r, backslash, 2, "");
        return has_problem(r->parser->diagnostics) ? ESCAPE_ERROR : ESCAPE_NONE;
    }
    r->position++;
    switch (c) {
    case '\n':
        return ESCAPE_NOTHING;
    case 'x':
        return read_hex(r, 2, backslash, 'x');
    case 'u':
        return read_hex(r, 4, backslash, 'u');
    case 'U':
        return read_hex(r, 8, backslash, 'U');
    default:
        unsupported(r->parser, r->parser->tokens.items[r->parser->furthest].span,
                    FEATURE_NAMED_CHARACTER);
        return ESCAPE_ERROR;
    }
}

/* A character of the (valid) UTF-8 text. */
static uint32_t read_character(EscapeReader *r)
{
    const uint8_t *t = (const uint8_t *)r->text + r->position;
    int more = t[0] < 0x80 ? 0 : t[0] < 0xE0 ? 1 : t[0] < 0xF0 ? 2 : 3;
    uint32_t c = more ? t[0] & (0x3Fu >> more) : t[0];
    for (int i = 1; i <= more; i++)
        c = c << 6 | (t[i] & 0x3Fu);
    r->position += 1 + (uint32_t)more;
    return c;
}

bool decode_text(Parser *p, StrBuilder *builder, uint32_t start, uint32_t end, bool raw)
{
    EscapeReader r = { p, p->diagnostics->text, start, start, end, false };
    while (r.position < end) {
        int64_t c;
        if (r.text[r.position] == '\\' && !raw) {
            c = read_escape(&r, false);
            if (c == ESCAPE_ERROR)
                return false;
            if (c == ESCAPE_NOTHING)
                continue;
            if (c == ESCAPE_NONE)
                c = '\\';
        } else {
            c = read_character(&r);
        }
        if (str_builder_char(builder, (uint32_t)c) < 0)
            return report_raised(p->diagnostics);
    }
    return true;
}

/* ---- bytes ----------------------------------------------------------------------------------- */

static bool decode_bytes(Parser *p, uint8_t *bytes, size_t *size, const Literal *l)
{
    EscapeReader r = { p, p->diagnostics->text, l->start, l->start, l->end, false };
    while (r.position < l->end) {
        int64_t c;
        if (r.text[r.position] == '\\' && !l->raw) {
            uint32_t backslash = r.position;
            if (r.text[r.position + 1] == 'x' &&
                (l->end - backslash < 4 || hex_value(r.text[backslash + 2]) < 0 ||
                 hex_value(r.text[backslash + 3]) < 0))
                return report_syntax(p->diagnostics, p->tokens.items[p->furthest].span,
                                     "(value error) invalid \\x escape at position %d",
                                     backslash - l->start);
            c = read_escape(&r, true);
            if (c == ESCAPE_ERROR)
                return false;
            if (c == ESCAPE_NOTHING)
                continue;
            if (c == ESCAPE_NONE)
                c = '\\';
        } else {
            c = (uint8_t)r.text[r.position++];
            if (c >= 0x80)
                return mistake_here(p, "bytes can only contain ASCII literal characters");
        }
        bytes[(*size)++] = (uint8_t)c;
    }
    return true;
}

static Object *concatenate_bytes(Parser *p, const Token *first, uint32_t count)
{
    size_t size = 0;
    uint8_t *bytes = arena_alloc(p->arena, first[count - 1].end - first->start);
    if (!bytes)
        return report_raised(p->diagnostics);
    for (uint32_t i = 0; i < count; i++) {
        Literal l = open_literal(p->diagnostics->text, &first[i]);
        p->string = &first[i];
        if (!decode_bytes(p, bytes, &size, &l))
            return NULL;
    }
    Object *value = arena_own(p->arena, bytes_from(bytes, size));
    return value ? value : report_raised(p->diagnostics);
}

/* ---- str and f-strings ----------------------------------------------------------------------- */

bool flush_text(StringParts *parts)
{
    Parser *p = parts->parser;
    if (parts->text.length == 0)
        return true;
    Object *text = arena_own(p->arena, str_builder_finish(&parts->text));
    if (!text)
        return report_raised(p->diagnostics);
    Expression *e = new_expression(p, EXPR_CONSTANT, parts->span);
    if (!e)
        return false;
    e->constant = text;
    e->is_text = true;
    return append_expression(p, &parts->parts, e);
}

static Expression *string_node(StringParts *parts, bool formatted)
{
    Parser *p = parts->parser;
    Expression *e = new_expression(p, formatted ? EXPR_JOINED : EXPR_CONSTANT, parts->span);
    if (!e)
        return NULL;
    if (formatted) {
        e->elements = parts->parts;
        return flush_text(parts) && (e->elements = parts->parts, true) &&
               grow_over_list(p, e, &e->elements) ? e : NULL;
    }
    e->is_text = true;
    e->constant = arena_own(p->arena, str_builder_finish(&parts->text));
    return e->constant ? e : report_raised(p->diagnostics);
}

static Expression *concatenate_text(Parser *p, const Token *first, uint32_t count, Span span)
{
    StringParts parts = { .parser = p, .span = span };
    bool formatted = false, good = true;
    str_builder_begin(&parts.text);
    for (uint32_t i = 0; good && i < count; i++) {
        Literal l = open_literal(p->diagnostics->text, &first[i]);
        p->string = &first[i];
        formatted |= l.formatted;
        good = l.formatted ? parse_fstring(&parts, &first[i], l.start, l.end, l.raw)
                           : decode_text(p, &parts.text, l.start, l.end, l.raw);
    }
    Expression *e = good ? string_node(&parts, formatted) : NULL;
    str_builder_abandon(&parts.text);
    return e;
}

Expression *parse_strings(Parser *p)
{
    const Token *first = next_token(p);
    uint32_t count = 0, bytes = 0;
    for (; next_is(p, TOKEN_STRING); count++)
        bytes += open_literal(p->diagnostics->text, advance(p)).bytes;
    Span span = span_between(first->span, last_token(p)->span);
    if (bytes == 0)
        return concatenate_text(p, first, count, span);
    if (bytes < count)
        return mistake_here(p, "cannot mix bytes and nonbytes literals");
    Expression *e = new_expression(p, EXPR_CONSTANT, span);
    return e && (e->constant = concatenate_bytes(p, first, count)) ? e : NULL;
}
