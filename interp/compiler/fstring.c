/*
 * fstring.c: the fields of f-strings. As in CPython 3.11 (before PEP 701) an f-string is one token
 * of the lexer; here its text is taken apart, and the expression of each field gets tokens and a
 * parser of its own.
 */
#include <string.h>
#include "compiler/parser.h"
#include "memory/memory.h"

enum { SPEC_NESTING_MOST = 2, FSTRING_NESTING_MOST = 20, BRACKETS_IN_FIELD = 200 };

typedef struct {
    StringParts *parts;
    const Token *token;         /* the literal */
    const char *text;
    uint32_t position, end;
    bool raw;
    int level;                  /* 0: the string itself; 1, 2: format specs in it */
} FieldReader;

static bool wrong(FieldReader *r, const char *message)
{
    return mistake_here(r->parts->parser, message);
}

/* ---- where a field's expression ends --------------------------------------------------------- */

typedef struct {
    char brackets[BRACKETS_IN_FIELD];
    uint32_t depth;
    char quote;                 /* of the string inside the expression, or 0 */
    bool triple;
} ExpressionScan;

static bool scan_quote(FieldReader *r, ExpressionScan *scan, char c)
{
    bool triple = r->end - r->position >= 3 && r->text[r->position + 1] == c &&
                  r->text[r->position + 2] == c;
    if (!scan->quote) {
        scan->quote = c;
        scan->triple = triple;
        r->position += triple ? 3 : 1;
    } else if (scan->quote == c && (triple || !scan->triple)) {
        r->position += scan->triple ? 3 : 1;
        scan->quote = 0;
    } else {
        r->position++;
    }
    return true;
}

static bool scan_closing(FieldReader *r, ExpressionScan *scan, char c)
{
    char opening = scan->brackets[--scan->depth];
    if (c == (opening == '(' ? ')' : opening == '[' ? ']' : '}'))
        return true;
    return report_syntax(r->parts->parser->diagnostics,
                         r->parts->parser->tokens.items[r->parts->parser->furthest].span,
                         "f-string: closing parenthesis '%c' does not match opening parenthesis "
                         "'%c'", c, opening);
}

/* True with *ends set where the expression ends. */
static bool scan_character(FieldReader *r, ExpressionScan *scan, bool *ends)
{
    char c = r->text[r->position];
    char following = r->position + 1 < r->end ? r->text[r->position + 1] : '\0';
    *ends = false;
    if (c == '\\')
        return wrong(r, "f-string expression part cannot include a backslash");
    if (c == '\'' || c == '"')
        return scan_quote(r, scan, c);
    if (scan->quote) {
        r->position++;
        return true;
    }
    if (c == '#')
        return wrong(r, "f-string expression part cannot include '#'");
    if (scan->depth == 0 && memchr("!:}=<>", c, 6)) {
        if (following == '=' && memchr("!=<>", c, 4)) {
            r->position += 2;
            return true;
        }
        *ends = c != '<' && c != '>';
        r->position += !*ends;
        return true;
    }
    if (c == '(' || c == '[' || c == '{') {
        if (scan->depth == BRACKETS_IN_FIELD)
            return wrong(r, "f-string: too many nested parenthesis");
        scan->brackets[scan->depth++] = c;
    } else if (c == ')' || c == ']' || c == '}') {
        if (scan->depth == 0)
            return report_syntax(r->parts->parser->diagnostics,
                                 r->parts->parser->tokens.items[r->parts->parser->furthest].span,
                                 "f-string: unmatched '%c'", c);
        if (!scan_closing(r, scan, c))
            return false;
    }
    r->position++;
    return true;
}

/* Moves the position from the expression's first character to behind its last. */
static bool scan_expression(FieldReader *r)
{
    ExpressionScan *scan = arena_alloc(r->parts->parser->arena, sizeof *scan);
    bool ends = false;
    if (!scan)
        return report_raised(r->parts->parser->diagnostics);
    while (r->position < r->end && !ends)
        if (!scan_character(r, scan, &ends))
            return false;
    if (scan->quote)
        return wrong(r, "f-string: unterminated string");
    if (scan->depth)
        return report_syntax(r->parts->parser->diagnostics,
                             r->parts->parser->tokens.items[r->parts->parser->furthest].span,
                             "f-string: unmatched '%c'", scan->brackets[scan->depth - 1]);
    if (r->position >= r->end)
        return wrong(r, "f-string: expecting '}'");
    return true;
}

/* ---- the expression -------------------------------------------------------------------------- */

/* Line and column of a place in the literal. */
static void locate(const FieldReader *r, uint32_t offset, uint32_t *line, uint32_t *column)
{
    *line = r->token->span.line;
    *column = r->token->span.column + (offset - r->token->start);
    for (uint32_t i = r->token->start; i < offset; i++)
        if (r->text[i] == '\n') {
            ++*line;
            *column = offset - i - 1;
        }
}

static bool is_blank(const char *text, uint32_t start, uint32_t end)
{
    for (; start < end; start++)
        if (!memchr(" \t\n\f\r", text[start], 5))
            return false;
    return true;
}

static Expression *parse_field_expression(FieldReader *r, uint32_t start, uint32_t end)
{
    Parser *outer = r->parts->parser;
    Diagnostics *d = outer->diagnostics;
    uint32_t line, column;
    if (is_blank(r->text, start, end)) {
        char c = r->text[end];
        if (c != '!' && c != ':' && c != '=')
            return mistake_here(outer, "f-string: empty expression not allowed");
        return report_syntax(d, outer->tokens.items[outer->furthest].span,
                             "f-string: expression required before '%c'", c);
    }
    if (outer->fstring_depth == FSTRING_NESTING_MOST)
        return too_deep(outer);
    Parser inner = { .arena = outer->arena, .diagnostics = d, .names = outer->names,
                     .nesting = outer->nesting, .fstring_depth = outer->fstring_depth + 1 };
    locate(r, start, &line, &column);
    if (!tokenize_expression(outer->arena, d, start, end, line, column, &inner.tokens))
        return report_raised(d);
    Diagnostics saved = *d;
    d->in_fstring = true;
    d->excerpt_start = start;
    d->excerpt_end = end;
    d->excerpt_column = column;
    Expression *e = parse_in_brackets(&inner, next_token(&inner)->span, TOKEN_END);
    if (!e)
        settle_problem(&inner);
    if (!has_problem(d))
        *d = saved;
    return e;
}

/* ---- a field --------------------------------------------------------------------------------- */

static bool parse_parts(FieldReader *r);

static bool parse_conversion(FieldReader *r, Expression *field)
{
    if (++r->position >= r->end)
        return wrong(r, "f-string: expecting '}'");
    char c = r->text[r->position];
    if (c != 's' && c != 'r' && c != 'a')
        return wrong(r, "f-string: invalid conversion character: expected 's', 'r', or 'a'");
    field->formatted.conversion = (uint8_t)c;
    r->position++;
    return true;
}

/* What stands behind the colon: text and fields again. */
static bool parse_spec(FieldReader *r, Expression *field)
{
    Parser *p = r->parts->parser;
    StringParts parts = { .parser = p, .span = r->parts->span };
    FieldReader inner = *r;
    str_builder_begin(&parts.text);
    inner.parts = &parts;
    inner.position++;
    inner.level++;
    Expression *spec = new_expression(p, EXPR_JOINED, parts.span);
    bool good = spec && parse_parts(&inner) && flush_text(&parts);
    str_builder_abandon(&parts.text);
    if (!good)
        return false;
    spec->elements = parts.parts;
    field->formatted.spec = spec;
    r->position = inner.position;
    return grow_over_list(p, spec, &spec->elements) && grow_height(p, field, spec);
}

/* f"{x = }": the text up to the equal sign, blanks included, goes before the value. */
static bool parse_debug_text(FieldReader *r, uint32_t start)
{
    r->position++;
    while (r->position < r->end && memchr(" \t\n\f\r", r->text[r->position], 5))
        r->position++;
    return decode_text(r->parts->parser, &r->parts->text, start, r->position, true);
}

static bool parse_field(FieldReader *r)
{
    Parser *p = r->parts->parser;
    uint32_t start = ++r->position;
    if (r->level >= SPEC_NESTING_MOST)
        return wrong(r, "f-string: expressions nested too deeply");
    if (!scan_expression(r))
        return false;
    Expression *field = new_expression(p, EXPR_FORMATTED, r->parts->span);
    if (!field || !(field->formatted.value = parse_field_expression(r, start, r->position)) ||
        !grow_height(p, field, field->formatted.value))
        return false;
    bool debug = r->text[r->position] == '=';
    if (debug && !parse_debug_text(r, start))
        return false;
    if (r->position < r->end && r->text[r->position] == '!' && !parse_conversion(r, field))
        return false;
    if (r->position < r->end && r->text[r->position] == ':' && !parse_spec(r, field))
        return false;
    if (r->position >= r->end || r->text[r->position] != '}')
        return wrong(r, "f-string: expecting '}'");
    r->position++;
    if (debug && !field->formatted.spec && !field->formatted.conversion)
        field->formatted.conversion = 'r';
    return flush_text(r->parts) && append_expression(p, &r->parts->parts, field);
}

/* ---- text between fields --------------------------------------------------------------------- */

/* Appends literal text up to the next field (or, in a spec, its end). */
static bool parse_literal(FieldReader *r)
{
    Parser *p = r->parts->parser;
    uint32_t start = r->position;
    for (; r->position < r->end; r->position++) {
        char c = r->text[r->position];
        if (c == '\\' && !r->raw && r->position + 1 < r->end) {
            char following = r->text[r->position + 1];
            r->position += following != '{' && following != '}';
            continue;
        }
        if (c != '{' && c != '}')
            continue;
        bool doubled = r->level == 0 && r->position + 1 < r->end &&
                       r->text[r->position + 1] == c;
        if (!decode_text(p, &r->parts->text, start, r->position + doubled, r->raw))
            return false;
        if (doubled) {
            start = ++r->position + 1;
            continue;
        }
        if (c == '}' && r->level == 0)
            return wrong(r, "f-string: single '}' is not allowed");
        return true;
    }
    return decode_text(p, &r->parts->text, start, r->end, r->raw);
}

static bool parse_parts(FieldReader *r)
{
    while (r->position < r->end) {
        if (!parse_literal(r))
            return false;
        if (r->position >= r->end || r->text[r->position] == '}')
            return true; /* the end of the string, or of the spec */
        if (!parse_field(r))
            return false;
    }
    return true;
}

bool parse_fstring(StringParts *parts, const Token *token, uint32_t start, uint32_t end, bool raw)
{
    FieldReader r = { .parts = parts, .token = token, .text = parts->parser->diagnostics->text,
                      .position = start, .end = end, .raw = raw };
    return parse_parts(&r);
}
