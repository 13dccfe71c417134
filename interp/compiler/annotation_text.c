/*
 * annotation_text.c: annotations as texts (PEP 563): the tree of an annotation is written as source
 * again, with the blanks and brackets of CPython's `ast.unparse`. A lambda or an f-string in an
 * annotation is refused.
 */
#include "compiler/future.h"

#include "objects/float.h"
#include "vm/errors.h"

/* How tightly an operator binds, as the grammar has it; what binds less than its place asks for is
 * bracketed. */
enum { BINDS_TUPLE, BINDS_TEST, BINDS_OR, BINDS_AND, BINDS_NOT, BINDS_COMPARISON, BINDS_BIT_OR,
       BINDS_BIT_XOR, BINDS_BIT_AND, BINDS_SHIFT, BINDS_SUM, BINDS_PRODUCT, BINDS_UNARY,
       BINDS_POWER, BINDS_ATOM };

typedef struct {
    StrBuilder text;
    const Expression *refused; /* what cannot be shown */
} Writer;

/* All functions here: 0, or -1 with an exception, or without one and with what is refused. */
static int add(Writer *w, const Expression *e, int place);

static int add_text(Writer *w, const char *text) { return str_builder_text(&w->text, text); }

static int add_open(Writer *w, int place, int own)
{
    return place > own ? str_builder_char(&w->text, '(') : 0;
}

static int add_close(Writer *w, int place, int own)
{
    return place > own ? str_builder_char(&w->text, ')') : 0;
}

static int add_list(Writer *w, const ExpressionList *list, int place, const char *between)
{
    for (uint32_t i = 0; i < list->count; i++)
        if ((i > 0 && add_text(w, between) < 0) || add(w, list->items[i], place) < 0)
            return -1;
    return 0;
}

static int add_bracketed(Writer *w, const char *open, const ExpressionList *list,
                         const char *close)
{
    return add_text(w, open) < 0 || add_list(w, list, BINDS_TEST, ", ") < 0 ? -1
         : add_text(w, close);
}

/* ---- operators ------------------------------------------------------------------------------ */

static int add_binary(Writer *w, const Expression *e, int place)
{
    static const struct { const char *text; int binds; } operators[] = {
        [OP_ADD] = { " + ", BINDS_SUM }, [OP_SUBTRACT] = { " - ", BINDS_SUM },
        [OP_MULTIPLY] = { " * ", BINDS_PRODUCT }, [OP_TRUE_DIVIDE] = { " / ", BINDS_PRODUCT },
        [OP_FLOOR_DIVIDE] = { " // ", BINDS_PRODUCT }, [OP_REMAINDER] = { " % ", BINDS_PRODUCT },
        [OP_POWER] = { " ** ", BINDS_POWER }, [OP_LSHIFT] = { " << ", BINDS_SHIFT },
        [OP_RSHIFT] = { " >> ", BINDS_SHIFT }, [OP_AND] = { " & ", BINDS_BIT_AND },
        [OP_OR] = { " | ", BINDS_BIT_OR }, [OP_XOR] = { " ^ ", BINDS_BIT_XOR },
        [OP_MATRIX_MULTIPLY] = { " @ ", BINDS_PRODUCT } };
    int own = operators[e->operator].binds, right_first = e->operator == OP_POWER;
    return add_open(w, place, own) < 0 || add(w, e->binary.left, own + right_first) < 0
        || add_text(w, operators[e->operator].text) < 0
        || add(w, e->binary.right, own + !right_first) < 0 ? -1 : add_close(w, place, own);
}

static int add_unary(Writer *w, const Expression *e, int place)
{
    static const char *const signs[] = { "-", "+", "~" };
    int own = e->kind == EXPR_NOT ? BINDS_NOT : BINDS_UNARY;
    return add_open(w, place, own) < 0
        || add_text(w, e->kind == EXPR_NOT ? "not " : signs[e->operator]) < 0
        || add(w, e->value, own) < 0 ? -1 : add_close(w, place, own);
}

static int add_boolean(Writer *w, const Expression *e, int place)
{
    int own = e->kind == EXPR_AND ? BINDS_AND : BINDS_OR;
    const char *operator = e->kind == EXPR_AND ? " and " : " or ";
    return add_open(w, place, own) < 0 || add_list(w, &e->elements, own + 1, operator) < 0 ? -1
         : add_close(w, place, own);
}

static int add_comparison(Writer *w, const Expression *e, int place)
{
    static const char *const operators[] = {
        [CMP_LT] = " < ", [CMP_LE] = " <= ", [CMP_EQ] = " == ", [CMP_NE] = " != ",
        [CMP_GT] = " > ", [CMP_GE] = " >= ", [COMPARE_IS] = " is ",
        [COMPARE_IS_NOT] = " is not ", [COMPARE_IN] = " in ", [COMPARE_NOT_IN] = " not in " };
    const ExpressionList *operands = &e->compare.operands;
    if (add_open(w, place, BINDS_COMPARISON) < 0)
        return -1;
    for (uint32_t i = 0; i < operands->count; i++)
        if ((i > 0 && add_text(w, operators[e->compare.operators[i - 1]]) < 0)
            || add(w, operands->items[i], BINDS_COMPARISON + 1) < 0)
            return -1;
    return add_close(w, place, BINDS_COMPARISON);
}

static int add_conditional(Writer *w, const Expression *e, int place)
{
    return add_open(w, place, BINDS_TEST) < 0 || add(w, e->conditional.body, BINDS_TEST + 1) < 0
        || add_text(w, " if ") < 0 || add(w, e->conditional.test, BINDS_TEST + 1) < 0
        || add_text(w, " else ") < 0 || add(w, e->conditional.otherwise, BINDS_TEST) < 0 ? -1
         : add_close(w, place, BINDS_TEST);
}

/* ---- brackets of all kinds ------------------------------------------------------------------ */

/* An infinite float has no literal of its own: one that is too large for a double stands for it. */
static int add_constant(Writer *w, const Expression *e)
{
    if (e->constant == &ellipsis_object)
        return add_text(w, "...");
    if (e->constant->type == &float_type
        && ((Float *)e->constant)->value == float_infinity())
        return add_text(w, "1e309");
    return str_builder_repr(&w->text, e->constant);
}

static int add_tuple(Writer *w, const Expression *e, int place)
{
    const ExpressionList *items = &e->elements;
    bool brackets = place > BINDS_TUPLE || items->count == 0;
    return (brackets && str_builder_char(&w->text, '(') < 0)
        || add_list(w, items, BINDS_TEST, ", ") < 0
        || (items->count == 1 && str_builder_char(&w->text, ',') < 0) ? -1
         : brackets ? str_builder_char(&w->text, ')') : 0;
}

static int add_dict(Writer *w, const Expression *e)
{
    const ExpressionList *keys = &e->dict.keys, *values = &e->dict.values;
    if (str_builder_char(&w->text, '{') < 0)
        return -1;
    for (uint32_t i = 0; i < values->count; i++) {
        const Expression *key = keys->items[i];
        if ((i > 0 && add_text(w, ", ") < 0)
            || (key ? add(w, key, BINDS_TEST) < 0 || add_text(w, ": ") < 0
                    : add_text(w, "**") < 0)
            || add(w, values->items[i], key ? BINDS_TEST : BINDS_BIT_OR) < 0)
            return -1;
    }
    return str_builder_char(&w->text, '}');
}

static int add_clauses(Writer *w, const ComprehensionList *clauses)
{
    for (uint32_t i = 0; i < clauses->count; i++) {
        const Comprehension *clause = &clauses->items[i];
        if (add_text(w, " for ") < 0 || add(w, clause->target, BINDS_TUPLE) < 0
            || add_text(w, " in ") < 0 || add(w, clause->iterable, BINDS_TEST + 1) < 0)
            return -1;
        for (uint32_t n = 0; n < clause->conditions.count; n++)
            if (add_text(w, " if ") < 0
                || add(w, clause->conditions.items[n], BINDS_TEST + 1) < 0)
                return -1;
    }
    return 0;
}

static int add_comprehension(Writer *w, const Expression *e)
{
    const char *open = e->kind == EXPR_LIST_COMP ? "[" : e->kind == EXPR_GENERATOR ? "(" : "{";
    const char *close = e->kind == EXPR_LIST_COMP ? "]" : e->kind == EXPR_GENERATOR ? ")" : "}";
    if (add_text(w, open) < 0 || add(w, e->comprehension.element, BINDS_TEST) < 0)
        return -1;
    if (e->kind == EXPR_DICT_COMP
        && (add_text(w, ": ") < 0 || add(w, e->comprehension.value, BINDS_TEST) < 0))
        return -1;
    return add_clauses(w, e->comprehension.clauses) < 0 ? -1 : add_text(w, close);
}

static int add_slice(Writer *w, const Expression *e)
{
    if ((e->slice.start && add(w, e->slice.start, BINDS_TEST) < 0)
        || str_builder_char(&w->text, ':') < 0
        || (e->slice.stop && add(w, e->slice.stop, BINDS_TEST) < 0))
        return -1;
    return e->slice.step
         ? str_builder_char(&w->text, ':') < 0 ? -1 : add(w, e->slice.step, BINDS_TEST) : 0;
}

/* ---- what follows a value ------------------------------------------------------------------- */

static int add_attribute(Writer *w, const Expression *e)
{
    const Expression *value = e->attribute.value;
    bool is_int = value->kind == EXPR_CONSTANT && IS_INT(value->constant);
    return add(w, value, BINDS_ATOM) < 0 || add_text(w, is_int ? " ." : ".") < 0 ? -1
         : str_builder_str(&w->text, e->attribute.name);
}

static int add_call(Writer *w, const Expression *e)
{
    const ExpressionList *arguments = &e->call.arguments;
    uint32_t keywords = e->call.keywords ? e->call.keywords->count : 0;
    if (add(w, e->call.function, BINDS_ATOM) < 0)
        return -1;
    if (arguments->count == 1 && keywords == 0 && arguments->items[0]->kind == EXPR_GENERATOR)
        return add_comprehension(w, arguments->items[0]); /* its brackets are the call's */
    if (add_bracketed(w, "(", arguments, "") < 0)
        return -1;
    for (uint32_t i = 0; i < keywords; i++) {
        const Keyword *keyword = &e->call.keywords->items[i];
        if (((i > 0 || arguments->count > 0) && add_text(w, ", ") < 0)
            || (keyword->name ? str_builder_str(&w->text, keyword->name) < 0 || add_text(w, "=") < 0
                              : add_text(w, "**") < 0)
            || add(w, keyword->value, BINDS_TEST) < 0)
            return -1;
    }
    return str_builder_char(&w->text, ')');
}

static int add(Writer *w, const Expression *e, int place)
{
    switch ((ExpressionKind)e->kind) {
    case EXPR_CONSTANT: return add_constant(w, e);
    case EXPR_NAME: return str_builder_str(&w->text, e->name);
    case EXPR_ATTRIBUTE: return add_attribute(w, e);
    case EXPR_SUBSCRIPT:
        return add(w, e->subscript.value, BINDS_ATOM) < 0 || add_text(w, "[") < 0
            || add(w, e->subscript.index, BINDS_TUPLE) < 0 ? -1 : str_builder_char(&w->text, ']');
    case EXPR_STARRED:
        return str_builder_char(&w->text, '*') < 0 ? -1 : add(w, e->value, BINDS_BIT_OR);
    case EXPR_SLICE: return add_slice(w, e);
    case EXPR_TUPLE: return add_tuple(w, e, place);
    case EXPR_LIST: return add_bracketed(w, "[", &e->elements, "]");
    case EXPR_SET: return add_bracketed(w, "{", &e->elements, "}");
    case EXPR_DICT: return add_dict(w, e);
    case EXPR_BINARY: return add_binary(w, e, place);
    case EXPR_UNARY: case EXPR_NOT: return add_unary(w, e, place);
    case EXPR_AND: case EXPR_OR: return add_boolean(w, e, place);
    case EXPR_COMPARE: return add_comparison(w, e, place);
    case EXPR_CALL: return add_call(w, e);
    case EXPR_IF: return add_conditional(w, e, place);
    case EXPR_LIST_COMP: case EXPR_SET_COMP: case EXPR_DICT_COMP: case EXPR_GENERATOR:
        return add_comprehension(w, e);
    default:
        w->refused = e;
        return -1;
    }
}

static Object *refuse(Compiler *c, const Expression *e)
{
    bool yields = e->kind == EXPR_YIELD || e->kind == EXPR_YIELD_FROM;
    if (yields || e->kind == EXPR_WALRUS)
        return report_syntax(c->diagnostics, e->span,
                             "'%s expression' can not be used within an annotation",
                             yields ? "yield" : "named");
    return report_syntax(c->diagnostics, e->span, "this Python does not support such an annotation "
                         "after 'from __future__ import annotations'");
}

Object *annotation_text(Compiler *c, const Expression *e)
{
    Writer w = { .refused = NULL };
    str_builder_begin(&w.text);
    if (add(&w, e, BINDS_TEST) < 0) {
        str_builder_abandon(&w.text);
        return w.refused ? refuse(c, w.refused) : report_raised(c->diagnostics);
    }
    Object *text = arena_own(c->arena, str_builder_finish(&w.text));
    return text ? text : report_raised(c->diagnostics);
}
