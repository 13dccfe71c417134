/*
 * future.c: imports from __future__, and annotations as texts (PEP 563). Of the expressions an
 * annotation is made of, those that are written there are turned into text again; a lambda, a
 * comprehension or an f-string in an annotation is refused.
 */
#include "compiler/future.h"

#include "vm/errors.h"

/* ---- the imports ---------------------------------------------------------------------------- */

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
        c->text_annotations = true;
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

/* ---- text ----------------------------------------------------------------------------------- */

/* How tightly an operator binds (ast_unparse.c: PR_BOR ...); what binds less is bracketed. */
enum { PRECEDENCE_TEST, PRECEDENCE_OR, PRECEDENCE_XOR, PRECEDENCE_AND, PRECEDENCE_SHIFT,
       PRECEDENCE_SUM, PRECEDENCE_PRODUCT, PRECEDENCE_UNARY, PRECEDENCE_POWER, PRECEDENCE_ATOM };

static int add(StrBuilder *b, const Expression *e, int precedence);

static int add_list(StrBuilder *b, const ExpressionList *list)
{
    int status = 0;
    for (uint32_t i = 0; i < list->count && status == 0; i++) {
        if (i > 0)
            status = str_builder_text(b, ", ");
        if (status == 0)
            status = add(b, list->items[i], PRECEDENCE_TEST);
    }
    return status;
}

static int add_bracketed(StrBuilder *b, const char *open, const ExpressionList *list,
                         const char *close)
{
    return str_builder_text(b, open) < 0 || add_list(b, list) < 0 ? -1 : str_builder_text(b, close);
}

static int add_binary(StrBuilder *b, const Expression *e, int precedence)
{
    static const struct { const char *text; int precedence; } operators[] = {
        [OP_ADD] = { " + ", PRECEDENCE_SUM }, [OP_SUBTRACT] = { " - ", PRECEDENCE_SUM },
        [OP_MULTIPLY] = { " * ", PRECEDENCE_PRODUCT },
        [OP_TRUE_DIVIDE] = { " / ", PRECEDENCE_PRODUCT },
        [OP_FLOOR_DIVIDE] = { " // ", PRECEDENCE_PRODUCT },
        [OP_REMAINDER] = { " % ", PRECEDENCE_PRODUCT },
        [OP_POWER] = { " ** ", PRECEDENCE_POWER }, [OP_LSHIFT] = { " << ", PRECEDENCE_SHIFT },
        [OP_RSHIFT] = { " >> ", PRECEDENCE_SHIFT }, [OP_AND] = { " & ", PRECEDENCE_AND },
        [OP_OR] = { " | ", PRECEDENCE_OR }, [OP_XOR] = { " ^ ", PRECEDENCE_XOR },
        [OP_MATRIX_MULTIPLY] = { " @ ", PRECEDENCE_PRODUCT } };
    int own = operators[e->operator].precedence, right_first = e->operator == OP_POWER;
    bool brackets = precedence > own;
    if ((brackets && str_builder_char(b, '(') < 0)
        || add(b, e->binary.left, own + right_first) < 0
        || str_builder_text(b, operators[e->operator].text) < 0
        || add(b, e->binary.right, own + !right_first) < 0)
        return -1;
    return brackets ? str_builder_char(b, ')') : 0;
}

/* What stands in x[...]: a tuple there has no brackets. */
static int add_index(StrBuilder *b, const Expression *e)
{
    if (e->kind == EXPR_TUPLE && e->elements.count > 0) {
        if (add_list(b, &e->elements) < 0)
            return -1;
        return e->elements.count == 1 ? str_builder_char(b, ',') : 0;
    }
    return add(b, e, PRECEDENCE_TEST);
}

static int add_call(StrBuilder *b, const Expression *e)
{
    if (add(b, e->call.function, PRECEDENCE_ATOM) < 0 || str_builder_char(b, '(') < 0
        || add_list(b, &e->call.arguments) < 0)
        return -1;
    for (uint32_t i = 0; e->call.keywords && i < e->call.keywords->count; i++) {
        const Keyword *keyword = &e->call.keywords->items[i];
        if (((i > 0 || e->call.arguments.count > 0) && str_builder_text(b, ", ") < 0)
            || (keyword->name ? str_builder_str(b, keyword->name) < 0
                                || str_builder_char(b, '=') < 0
                              : str_builder_text(b, "**") < 0)
            || add(b, keyword->value, PRECEDENCE_TEST) < 0)
            return -1;
    }
    return str_builder_char(b, ')');
}

/* 0, or -1: with an exception, or without one where the expression cannot be shown. */
static int add(StrBuilder *b, const Expression *e, int precedence)
{
    static const char *const signs[] = { "-", "+", "~" };
    switch ((ExpressionKind)e->kind) {
    case EXPR_CONSTANT:
        return e->constant == &ellipsis_object ? str_builder_text(b, "...")
                                               : str_builder_repr(b, e->constant);
    case EXPR_NAME: return str_builder_str(b, e->name);
    case EXPR_ATTRIBUTE:
        return add(b, e->attribute.value, PRECEDENCE_ATOM) < 0 || str_builder_char(b, '.') < 0
             ? -1 : str_builder_str(b, e->attribute.name);
    case EXPR_SUBSCRIPT:
        return add(b, e->subscript.value, PRECEDENCE_ATOM) < 0 || str_builder_char(b, '[') < 0
            || add_index(b, e->subscript.index) < 0 ? -1 : str_builder_char(b, ']');
    case EXPR_STARRED:
        return str_builder_char(b, '*') < 0 ? -1 : add(b, e->value, PRECEDENCE_OR);
    case EXPR_TUPLE: return add_bracketed(b, "(", &e->elements, e->elements.count == 1 ? ",)" : ")");
    case EXPR_LIST: return add_bracketed(b, "[", &e->elements, "]");
    case EXPR_BINARY: return add_binary(b, e, precedence);
    case EXPR_UNARY:
        return str_builder_text(b, signs[e->operator]) < 0 ? -1
             : add(b, e->value, PRECEDENCE_UNARY);
    case EXPR_CALL: return add_call(b, e);
    default: return -1; /* without an exception: annotation_text says what is wrong */
    }
}

Object *annotation_text(Compiler *c, const Expression *e)
{
    StrBuilder b;
    str_builder_begin(&b);
    if (add(&b, e, PRECEDENCE_TEST) < 0) {
        str_builder_abandon(&b);
        if (!error_occurred())
            return report_syntax(c->diagnostics, e->span,
                                 "this Python does not support such an annotation after 'from "
                                 "__future__ import annotations'");
        return report_raised(c->diagnostics);
    }
    Object *text = arena_own(c->arena, str_builder_finish(&b));
    return text ? text : report_raised(c->diagnostics);
}
