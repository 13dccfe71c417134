/*
 * future.c: imports from __future__. What the one of them that still does something asks for is in
 * annotation_text.c.
 */
#include "compiler/future.h"

static bool is_future(const Statement *s)
{
    return s->kind == STMT_IMPORT_FROM && s->import_from.level == 0 && s->import_from.module
        && str_equal_text(s->import_from.module, "__future__");
}

static void take_feature(Compiler *c, const Alias *alias, Span span)
{
    static const char *const known[] = {
        "nested_scopes", "generators", "division", "absolute_import", "with_statement",
        "print_function", "unicode_literals", "barry_as_FLUFL", "generator_stop" };
    if (str_equal_text(alias->name, "annotations")) {
        c->symbols.text_annotations = true;
        return;
    }
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        if (str_equal_text(alias->name, known[i]))
            return;
    if (str_equal_text(alias->name, "braces"))
        report_syntax(c->diagnostics, span, "not a chance");
    else
        report_syntax(c->diagnostics, span, "future feature %S is not defined", alias->name);
}

void take_future_statements(Compiler *c, const Block *body)
{
    uint32_t i = 0;
    if (body->count > 0 && body->items[0]->kind == STMT_EXPRESSION
        && body->items[0]->value->kind == EXPR_CONSTANT)
        i++; /* the docstring */
    for (; i < body->count && is_future(body->items[i]); i++) {
        const Statement *s = body->items[i];
        c->last_future = s;
        Span span = s->span; /* CPython gives no end here */
        span.end_column = NO_END;
        for (uint32_t n = 0; n < s->import_from.names.count; n++)
            take_feature(c, &s->import_from.names.items[n], span);
    }
}

void check_future_statement(Compiler *c, const Statement *s)
{
    if (is_future(s) && (!c->last_future || s->span.line > c->last_future->span.line))
        report_syntax(c->diagnostics, s->span,
                      "from __future__ imports must occur at the beginning of the file");
}
