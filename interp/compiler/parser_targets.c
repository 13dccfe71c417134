/*
 * parser_targets.c: what may stand on the left of an assignment. The parser reads a target as an
 * expression first, and asks here when it sees what the expression is for.
 */
#include "compiler/parser.h"

const char *expression_description(const Expression *e)
{
    switch (e->kind) {
    case EXPR_CONSTANT:
        return e->constant == NONE ? "None" : e->constant == TRUE ? "True"
            : e->constant == FALSE ? "False" : e->constant == &ellipsis_object ? "ellipsis"
            : "literal";
    case EXPR_NAME: return "name";
    case EXPR_ATTRIBUTE: return "attribute";
    case EXPR_SUBSCRIPT: return "subscript";
    case EXPR_STARRED: return "starred";
    case EXPR_TUPLE: return "tuple";
    case EXPR_LIST: return "list";
    case EXPR_SET: return "set display";
    case EXPR_DICT: return "dict literal";
    case EXPR_COMPARE: return "comparison";
    case EXPR_CALL: return "function call";
    case EXPR_IF: return "conditional expression";
    case EXPR_LAMBDA: return "lambda";
    case EXPR_LIST_COMP: return "list comprehension";
    case EXPR_SET_COMP: return "set comprehension";
    case EXPR_DICT_COMP: return "dict comprehension";
    case EXPR_GENERATOR: return "generator expression";
    case EXPR_YIELD: case EXPR_YIELD_FROM: return "yield expression";
    case EXPR_WALRUS: return "named expression";
    case EXPR_JOINED: case EXPR_FORMATTED: return "f-string expression";
    default: return "expression";
    }
}

const Expression *invalid_target(const Expression *e, TargetUse use)
{
    switch (e->kind) {
    case EXPR_NAME: case EXPR_ATTRIBUTE: case EXPR_SUBSCRIPT:
        return NULL;
    case EXPR_STARRED:
        return use == TARGET_DELETE ? e : invalid_target(e->value, use);
    case EXPR_TUPLE: case EXPR_LIST:
        for (uint32_t i = 0; i < e->elements.count; i++) {
            const Expression *wrong = invalid_target(e->elements.items[i], use);
            if (wrong)
                return wrong;
        }
        return NULL;
    case EXPR_COMPARE:
        /* `for a() in b`: the parser has read a comparison; the mistake is on its left */
        return use == TARGET_FOR && e->compare.operators[0] == COMPARE_IN
            ? invalid_target(e->compare.operands.items[0], use) : e;
    default:
        return e;
    }
}

/* ---- `f() = 1` ------------------------------------------------------------------------------- */

/* Whether the expression ends, for the grammar, where a bitwise-or may end. */
static bool is_bitwise_level(const Expression *e)
{
    switch (e->kind) {
    case EXPR_STARRED: case EXPR_NOT: case EXPR_AND: case EXPR_OR: case EXPR_COMPARE: case EXPR_IF:
    case EXPR_LAMBDA: case EXPR_YIELD: case EXPR_YIELD_FROM:
        return e->parenthesised;
    default:
        return true;
    }
}

static bool is_written_as_display(const Expression *e)
{
    return e->kind == EXPR_LIST || (e->kind == EXPR_TUPLE && e->parenthesised) ||
           e->kind == EXPR_GENERATOR ||
           (e->kind == EXPR_CONSTANT && (e->constant == TRUE || e->constant == FALSE ||
                                         e->constant == NONE));
}

/* CPython says so when one more operand follows and no second assignment. */
bool suggest_comparison(Parser *p, const Expression *target)
{
    const Expression *last = target;
    if (target->kind == EXPR_TUPLE && !target->parenthesised && target->elements.count > 0)
        last = target->elements.items[target->elements.count - 1];
    if (!is_bitwise_level(last) || is_written_as_display(last))
        return false;
    uint32_t position = p->position, furthest = p->furthest;
    Diagnostics saved = *p->diagnostics;
    advance(p);
    Expression *value = starts_expression(p) ? parse_bitwise_or(p) : NULL;
    bool follows = value && !next_is(p, TOKEN_EQUAL) && !next_is(p, TOKEN_COLON_EQUAL);
    if (!p->diagnostics->raised)
        *p->diagnostics = saved;
    p->position = position;
    if (p->tokens.items[p->furthest].kind != TOKEN_ERROR) /* that one must be found again */
        p->furthest = furthest;
    if (!follows)
        return false;
    if (last->kind == EXPR_NAME && !last->parenthesised)
        report_syntax(p->diagnostics, span_between(last->span, value->span),
                      "invalid syntax. Maybe you meant '==' or ':=' instead of '='?");
    else
        report_syntax(p->diagnostics, last->span, "cannot assign to %s here. Maybe you meant '==' "
                      "instead of '='?", expression_description(last));
    return true;
}
