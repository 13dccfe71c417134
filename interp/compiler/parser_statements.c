/*
 * parser_statements.c: the simple statements: assignments of all kinds, del, return, raise,
 * assert, global, import.
 */
#include "compiler/parser_statements.h"
#include "vm/errors.h"

Statement *new_statement(Parser *p, StatementKind kind, Span span)
{
    Statement *s = arena_alloc(p->arena, sizeof *s);
    if (!s)
        return report_raised(p->diagnostics);
    s->kind = (uint8_t)kind;
    s->span = span;
    return s;
}

static Statement *ends_here(Parser *p, Statement *s)
{
    s->span = span_between(s->span, last_token(p)->span);
    return s;
}

/* ---- assignment ------------------------------------------------------------------------------ */

static int augmented_operator(TokenKind kind)
{
    switch (kind) {
    case TOKEN_PLUS_EQUAL: return OP_ADD;
    case TOKEN_MINUS_EQUAL: return OP_SUBTRACT;
    case TOKEN_STAR_EQUAL: return OP_MULTIPLY;
    case TOKEN_SLASH_EQUAL: return OP_TRUE_DIVIDE;
    case TOKEN_FLOOR_DIVIDE_EQUAL: return OP_FLOOR_DIVIDE;
    case TOKEN_PERCENT_EQUAL: return OP_REMAINDER;
    case TOKEN_POWER_EQUAL: return OP_POWER;
    case TOKEN_LSHIFT_EQUAL: return OP_LSHIFT;
    case TOKEN_RSHIFT_EQUAL: return OP_RSHIFT;
    case TOKEN_AND_EQUAL: return OP_AND;
    case TOKEN_OR_EQUAL: return OP_OR;
    case TOKEN_XOR_EQUAL: return OP_XOR;
    case TOKEN_AT_EQUAL: return OP_MATRIX_MULTIPLY;
    default: return -1;
    }
}

static bool check_assigned(Parser *p, const Expression *target)
{
    const Expression *wrong = invalid_target(target, TARGET_ASSIGN);
    if (!wrong)
        return true;
    if ((target->kind == EXPR_YIELD || target->kind == EXPR_YIELD_FROM) && !target->parenthesised)
        return report_syntax(p->diagnostics, target->span,
                             "assignment to yield expression not possible");
    if (!suggest_comparison(p, target))
        report_syntax(p->diagnostics, wrong->span, "cannot assign to %s",
                      expression_description(wrong));
    return false;
}

static Statement *parse_assignment(Parser *p, Expression *first)
{
    Statement *s = new_statement(p, STMT_ASSIGN, first->span);
    Expression *value = first;
    while (s && next_is(p, TOKEN_EQUAL)) {
        if (!check_assigned(p, value))
            return NULL;
        advance(p);
        if (!append_expression(p, &s->assign.targets, value))
            return NULL;
        value = parse_assigned_value(p);
        if (!value)
            return NULL;
    }
    if (!s)
        return NULL;
    s->assign.value = value;
    return ends_here(p, s);
}

static Statement *parse_augmented(Parser *p, Expression *target, int operator)
{
    if (target->kind != EXPR_NAME && target->kind != EXPR_ATTRIBUTE &&
        target->kind != EXPR_SUBSCRIPT)
        return report_syntax(p->diagnostics, target->span,
                             "'%s' is an illegal expression for augmented assignment",
                             expression_description(target));
    advance(p);
    Statement *s = new_statement(p, STMT_AUGMENTED, target->span);
    Expression *value = parse_assigned_value(p);
    if (!s || !value)
        return NULL;
    s->operator = (uint8_t)operator;
    s->augmented.target = target;
    s->augmented.value = value;
    return ends_here(p, s);
}

/* What a wrong target of an annotation is called matters only when a type follows; otherwise the
 * colon is the mistake. */
static Statement *explain_annotated(Parser *p, Expression *target)
{
    uint32_t colon = p->furthest;
    advance(p);
    if (!parse_expression(p)) {
        if (p->tokens.items[p->furthest].kind != TOKEN_ERROR && p->furthest == colon + 1) {
            p->diagnostics->type = NULL;
            p->furthest = colon;
            invalid_syntax(p);
        }
        return NULL;
    }
    if (target->kind == EXPR_LIST || target->kind == EXPR_TUPLE)
        return report_syntax(p->diagnostics, target->kind == EXPR_TUPLE && !target->parenthesised
                             ? target->elements.items[0]->span : target->span,
                             "only single target (not %s) can be annotated",
                             target->kind == EXPR_LIST ? "list" : "tuple");
    return report_syntax(p->diagnostics, target->span, "illegal target for annotation");
}

/* x: int, x.y: int, x[i]: int. */
static Statement *parse_annotated(Parser *p, Expression *target)
{
    if (target->kind != EXPR_NAME && target->kind != EXPR_ATTRIBUTE
        && target->kind != EXPR_SUBSCRIPT)
        return explain_annotated(p, target);
    advance(p);
    Expression *annotation = parse_expression(p);
    Statement *s = annotation ? new_statement(p, STMT_ANNOTATED, target->span) : NULL;
    if (!s)
        return NULL;
    s->annotated.target = target;
    s->annotated.annotation = annotation;
    s->annotated.simple = target->kind == EXPR_NAME && !target->parenthesised;
    if (accept(p, TOKEN_EQUAL) && !(s->annotated.value = parse_assigned_value(p)))
        return NULL;
    return ends_here(p, s);
}

static Statement *parse_expression_statement(Parser *p)
{
    Expression *e = parse_assigned_value(p);
    if (!e)
        return NULL;
    int operator = augmented_operator(next_token(p)->kind);
    if (operator >= 0)
        return parse_augmented(p, e, operator);
    if (next_is(p, TOKEN_EQUAL))
        return parse_assignment(p, e);
    if (next_is(p, TOKEN_COLON))
        return parse_annotated(p, e);
    Statement *s = new_statement(p, STMT_EXPRESSION, e->span);
    if (s)
        s->value = e;
    return s;
}

/* ---- statements that begin with a keyword ---------------------------------------------------- */

static bool at_line_end(Parser *p)
{
    return next_is(p, TOKEN_NEWLINE) || next_is(p, TOKEN_SEMICOLON);
}

static Statement *parse_return(Parser *p, Statement *s)
{
    if (!at_line_end(p) && !(s->value = parse_star_expressions(p)))
        return NULL;
    return ends_here(p, s);
}

static Statement *parse_raise(Parser *p, Statement *s)
{
    if (at_line_end(p))
        return ends_here(p, s);
    if (!(s->raise.exception = parse_expression(p)))
        return NULL;
    if (accept(p, KEYWORD_FROM) && !(s->raise.cause = parse_expression(p)))
        return NULL;
    return ends_here(p, s);
}

static Statement *parse_assert(Parser *p, Statement *s)
{
    if (!(s->assertion.test = parse_expression(p)))
        return NULL;
    if (accept(p, TOKEN_COMMA) && !(s->assertion.message = parse_expression(p)))
        return NULL;
    return ends_here(p, s);
}

static Statement *parse_delete(Parser *p, Statement *s)
{
    do {
        if (at_line_end(p) && s->targets.count > 0)
            break; /* del a, */
        Expression *target = parse_star_named_expression(p);
        if (!target)
            return NULL;
        const Expression *wrong = invalid_target(target, TARGET_DELETE);
        if (wrong)
            return report_syntax(p->diagnostics, wrong->span, "cannot delete %s",
                                 expression_description(wrong));
        if (!append_expression(p, &s->targets, target))
            return NULL;
    } while (accept(p, TOKEN_COMMA));
    return ends_here(p, s);
}

static Statement *parse_names(Parser *p, Statement *s)
{
    do {
        const Token *token = next_token(p);
        if (!expect(p, TOKEN_NAME))
            return NULL;
        Object *name = token_name(p, token);
        if (!name || !APPEND(p, &s->names, name))
            return NULL;
    } while (accept(p, TOKEN_COMMA));
    return ends_here(p, s);
}

static Statement *parse_after_keyword(Parser *p, StatementKind kind)
{
    Statement *s = new_statement(p, kind, advance(p)->span);
    if (!s)
        return NULL;
    switch (kind) {
    case STMT_RETURN:
        return parse_return(p, s);
    case STMT_RAISE:
        return parse_raise(p, s);
    case STMT_ASSERT:
        return parse_assert(p, s);
    case STMT_DELETE:
        return parse_delete(p, s);
    case STMT_GLOBAL:
    case STMT_NONLOCAL:
        return parse_names(p, s);
    default: /* pass, break, continue */
        return s;
    }
}

Statement *parse_simple_statement(Parser *p)
{
    switch (next_token(p)->kind) {
    case KEYWORD_RETURN:
        return parse_after_keyword(p, STMT_RETURN);
    case KEYWORD_RAISE:
        return parse_after_keyword(p, STMT_RAISE);
    case KEYWORD_ASSERT:
        return parse_after_keyword(p, STMT_ASSERT);
    case KEYWORD_DEL:
        return parse_after_keyword(p, STMT_DELETE);
    case KEYWORD_GLOBAL:
        return parse_after_keyword(p, STMT_GLOBAL);
    case KEYWORD_NONLOCAL:
        return parse_after_keyword(p, STMT_NONLOCAL);
    case KEYWORD_PASS:
        return parse_after_keyword(p, STMT_PASS);
    case KEYWORD_BREAK:
        return parse_after_keyword(p, STMT_BREAK);
    case KEYWORD_CONTINUE:
        return parse_after_keyword(p, STMT_CONTINUE);
    case KEYWORD_IMPORT:
        return parse_import(p);
    case KEYWORD_FROM:
        return parse_import_from(p);
    default:
        return parse_expression_statement(p);
    }
}
