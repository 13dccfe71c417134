/*
 * fold_format.c: "%s of %5r" % (a, b), a literal and a tuple display, becomes the f-string that
 * says the same: f"{a!s} of {b!r:>5}". As in CPython 3.11 (ast_opt.c, optimize_format) that is done
 * for %s, %r and %a alone, and when there are as many of them as items; so a program that looks sees
 * each item formatted before the next one is evaluated.
 */
#include "compiler/codegen.h"
#include "objects/str.h"
#include "vm/errors.h"

enum { DIGITS_MOST = 2 }; /* of a width or precision; CPython leaves longer ones to run time */

typedef struct {
    Compiler *compiler;
    const Str *format;
    uint32_t position;          /* in format: what is read next */
    const Expression *whole;
    ExpressionList parts;
} FormatReader;

/* A new part, or NULL with the problem noted. */
static Expression *new_part(FormatReader *r, ExpressionKind kind, Span span)
{
    Compiler *c = r->compiler;
    Expression *e = arena_alloc(c->arena, sizeof *e);
    if (!e)
        return report_raised(c->diagnostics);
    e->kind = (uint8_t)kind;
    e->span = span;
    return e;
}

static Expression *text_part(FormatReader *r, StrBuilder *text, Span span)
{
    Compiler *c = r->compiler;
    Object *constant = arena_own(c->arena, str_builder_finish(text));
    if (!constant)
        return report_raised(c->diagnostics);
    Expression *e = new_part(r, EXPR_CONSTANT, span);
    if (e)
        e->constant = constant;
    return e;
}

/* There is room for two parts of each item and one more. */
static bool add_part(FormatReader *r, Expression *part)
{
    if (part)
        r->parts.items[r->parts.count++] = part;
    return part != NULL;
}

/* ---- what stands between the fields ---------------------------------------------------------- */

/* Reads up to a % that is not doubled. */
static bool add_literal(FormatReader *r)
{
    StrBuilder text;
    str_builder_begin(&text);
    bool good = true;
    while (good && r->position < r->format->length) {
        uint32_t character = str_at(r->format, r->position);
        if (character == '%') {
            if (r->position + 1 == r->format->length
                || str_at(r->format, r->position + 1) != '%')
                break;
            r->position++;
        }
        r->position++;
        good = str_builder_char(&text, character) == 0;
    }
    if (!good)
        report_raised(r->compiler->diagnostics);
    else if (text.length > 0)
        good = add_part(r, text_part(r, &text, r->whole->span));
    str_builder_abandon(&text);
    return good;
}

/* ---- fields ---------------------------------------------------------------------------------- */

/* The character behind what was read, or 0 at the end. */
static uint32_t current(const FormatReader *r)
{
    return r->position < r->format->length ? str_at(r->format, r->position) : 0;
}

static bool is_flag(uint32_t c)
{
    return c == '-' || c == '+' || c == ' ' || c == '#' || c == '0';
}

static bool is_digit(uint32_t character) { return character >= '0' && character <= '9'; }

/* Copies a width or precision. False: it is too long, or there is no memory. */
static bool copy_number(FormatReader *r, StrBuilder *spec)
{
    for (int digits = 0; is_digit(current(r)); digits++, r->position++)
        if (digits == DIGITS_MOST || str_builder_char(spec, current(r)) < 0)
            return false;
    return true;
}

/* What stands between the % and the letter, as an f-string writes it. */
static bool read_spec(FormatReader *r, StrBuilder *spec)
{
    bool left = false;
    for (; is_flag(current(r)); r->position++)
        left |= current(r) == '-'; /* the others mean nothing for a text */
    /* % puts a text to the right, an f-string to the left. */
    if (is_digit(current(r)) && !left && str_builder_char(spec, '>') < 0)
        return false;
    if (!copy_number(r, spec))
        return false;
    if (current(r) != '.')
        return true;
    r->position++;
    return str_builder_char(spec, '.') == 0
        && (is_digit(current(r)) ? copy_number(r, spec) : str_builder_char(spec, '0') == 0);
}

/* False when the field is left to run time, or with a problem noted. */
static bool add_field(FormatReader *r, Expression *value)
{
    StrBuilder spec;
    str_builder_begin(&spec);
    r->position++; /* the % */
    bool good = read_spec(r, &spec);
    uint32_t conversion = current(r);
    good = good && (conversion == 's' || conversion == 'r' || conversion == 'a');
    r->position++;
    Expression *field = good ? new_part(r, EXPR_FORMATTED, value->span) : NULL;
    if (field) {
        field->formatted.value = value;
        field->formatted.conversion = (uint8_t)conversion;
        if (spec.length > 0)
            field->formatted.spec = text_part(r, &spec, value->span);
    }
    if (error_occurred())
        report_raised(r->compiler->diagnostics);
    str_builder_abandon(&spec);
    return add_part(r, field) && !compile_failed(r->compiler);
}

/* ---- the whole ------------------------------------------------------------------------------- */

void fold_format(Compiler *c, Expression *e)
{
    const ExpressionList *values = &e->binary.right->elements;
    FormatReader r = { .compiler = c, .format = (Str *)e->binary.left->constant, .whole = e };
    r.parts.items = arena_alloc(c->arena, (2 * values->count + 1) * sizeof(Expression *));
    if (!r.parts.items) {
        report_raised(c->diagnostics);
        return;
    }
    for (uint32_t used = 0;; used++) {
        if (!add_literal(&r))
            return;
        bool ends = r.position == r.format->length;
        if (ends && used == values->count)
            break;
        if (ends || used == values->count || !add_field(&r, values->items[used]))
            return; /* run time will say what is wrong */
    }
    e->kind = EXPR_JOINED;
    e->elements = r.parts;
}
