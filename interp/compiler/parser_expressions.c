/*
 * parser_expressions.c: expressions made of operators, from the loosest binding (lambda, if-else)
 * to the tightest (power). What stands between operators is in parser_atoms.c.
 */
#include <string.h>
#include "compiler/parser.h"

bool starts_expression(Parser *p)
{
    switch (next_token(p)->kind) {
    case TOKEN_NAME: case TOKEN_NUMBER: case TOKEN_STRING: case TOKEN_LEFT_PAREN:
    case TOKEN_LEFT_BRACKET: case TOKEN_LEFT_BRACE: case TOKEN_MINUS: case TOKEN_PLUS:
    case TOKEN_TILDE: case TOKEN_ELLIPSIS: case KEYWORD_NONE: case KEYWORD_TRUE: case KEYWORD_FALSE:
    case KEYWORD_NOT: case KEYWORD_LAMBDA: case KEYWORD_AWAIT:
        return true;
    default:
        return false;
    }
}

static Expression *binary_node(Parser *p, Span start, BinaryOperator operator, Expression *left,
                               Expression *right)
{
    Expression *e = new_expression(p, EXPR_BINARY, start);
    if (!e || !left || !right)
        return NULL;
    e->operator = (uint8_t)operator;
    e->binary.left = left;
    e->binary.right = right;
    return finish_node(p, e, left, right, NULL);
}

/* A node with one operand that is in e->value. */
static Expression *unary_node(Parser *p, Span start, ExpressionKind kind, Expression *value)
{
    Expression *e = value ? new_expression(p, kind, start) : NULL;
    if (!e)
        return NULL;
    e->value = value;
    return finish_node(p, e, value, NULL, NULL);
}

/* ---- arithmetic ------------------------------------------------------------------------------ */

static Expression *parse_factor(Parser *p);

static Expression *parse_power(Parser *p)
{
    Span start = next_token(p)->span;
    Expression *base = parse_primary(p);
    if (!base || !accept(p, TOKEN_POWER))
        return base;
    return binary_node(p, start, OP_POWER, base, parse_factor(p));
}

static Expression *parse_factor(Parser *p)
{
    Span start = next_token(p)->span;
    UnaryOperator operator;
    switch (next_token(p)->kind) {
    case TOKEN_MINUS: operator = OP_NEGATIVE; break;
    case TOKEN_PLUS: operator = OP_POSITIVE; break;
    case TOKEN_TILDE: operator = OP_INVERT; break;
    default: return parse_power(p);
    }
    if (!nest(p))
        return NULL;
    advance(p);
    Expression *e = unary_node(p, start, EXPR_UNARY, parse_factor(p));
    p->nesting--;
    if (e)
        e->operator = (uint8_t)operator;
    return e;
}

/* How tightly an operator binds; 0: it is none of these. */
static int binding(TokenKind kind, BinaryOperator *operator)
{
    switch (kind) {
    case TOKEN_BAR: return *operator = OP_OR, 1;
    case TOKEN_CARET: return *operator = OP_XOR, 2;
    case TOKEN_AMPERSAND: return *operator = OP_AND, 3;
    case TOKEN_LSHIFT: return *operator = OP_LSHIFT, 4;
    case TOKEN_RSHIFT: return *operator = OP_RSHIFT, 4;
    case TOKEN_PLUS: return *operator = OP_ADD, 5;
    case TOKEN_MINUS: return *operator = OP_SUBTRACT, 5;
    case TOKEN_STAR: return *operator = OP_MULTIPLY, 6;
    case TOKEN_SLASH: return *operator = OP_TRUE_DIVIDE, 6;
    case TOKEN_FLOOR_DIVIDE: return *operator = OP_FLOOR_DIVIDE, 6;
    case TOKEN_PERCENT: return *operator = OP_REMAINDER, 6;
    case TOKEN_AT: return *operator = OP_MATRIX_MULTIPLY, 6;
    default: return 0;
    }
}

/* Operators that bind at least as tightly as `least`, grouped from the left. */
static Expression *parse_binary(Parser *p, int least)
{
    Span start = next_token(p)->span;
    Expression *left = parse_factor(p);
    BinaryOperator operator;
    int level;
    while (left && (level = binding(next_token(p)->kind, &operator)) >= least) {
        if (level == 0)
            break;
        advance(p);
        left = binary_node(p, start, operator, left, parse_binary(p, level + 1));
    }
    return left;
}

Expression *parse_bitwise_or(Parser *p)
{
    return parse_binary(p, 1);
}

/* ---- comparisons, not, and, or --------------------------------------------------------------- */

/* The comparison at the next token(s), passed; -1: there is none. */
static int accept_comparison(Parser *p)
{
    switch (next_token(p)->kind) {
    case TOKEN_LESS: return advance(p), CMP_LT;
    case TOKEN_LESS_EQUAL: return advance(p), CMP_LE;
    case TOKEN_EQUAL_EQUAL: return advance(p), CMP_EQ;
    case TOKEN_NOT_EQUAL: return advance(p), CMP_NE;
    case TOKEN_GREATER: return advance(p), CMP_GT;
    case TOKEN_GREATER_EQUAL: return advance(p), CMP_GE;
    case KEYWORD_IN: return advance(p), COMPARE_IN;
    case KEYWORD_IS:
        advance(p);
        return accept(p, KEYWORD_NOT) ? COMPARE_IS_NOT : COMPARE_IS;
    case KEYWORD_NOT:
        if (token_at(p, 1)->kind != KEYWORD_IN)
            return -1;
        advance(p), advance(p);
        return COMPARE_NOT_IN;
    default:
        return -1;
    }
}

static Expression *parse_comparison(Parser *p)
{
    Span start = next_token(p)->span;
    Expression *first = parse_bitwise_or(p), *e = NULL;
    struct { uint8_t *items; uint32_t count, capacity; } operators = { 0 };
    int operator;
    while (first && (operator = accept_comparison(p)) >= 0) {
        if (!e) {
            e = new_expression(p, EXPR_COMPARE, start);
            if (!e || !append_expression(p, &e->compare.operands, first))
                return NULL;
        }
        if (!APPEND(p, &operators, (uint8_t)operator) ||
            !append_expression(p, &e->compare.operands, parse_bitwise_or(p)))
            return NULL;
    }
    if (!e)
        return first;
    e->compare.operators = operators.items;
    return grow_over_list(p, e, &e->compare.operands) ? finish_node(p, e, NULL, NULL, NULL) : NULL;
}

static Expression *parse_inversion(Parser *p)
{
    if (!next_is(p, KEYWORD_NOT))
        return parse_comparison(p);
    Span start = advance(p)->span;
    if (!nest(p))
        return NULL;
    Expression *e = unary_node(p, start, EXPR_NOT, parse_inversion(p));
    p->nesting--;
    return e;
}

/* `a and b and c` is one node, and so is `a or b or c`. */
static Expression *parse_chain(Parser *p, ExpressionKind kind, TokenKind operator,
                               Expression *(*parse_operand)(Parser *))
{
    Span start = next_token(p)->span;
    Expression *first = parse_operand(p);
    if (!first || !next_is(p, operator))
        return first;
    Expression *e = new_expression(p, kind, start);
    if (!e || !append_expression(p, &e->elements, first))
        return NULL;
    while (accept(p, operator))
        if (!append_expression(p, &e->elements, parse_operand(p)))
            return NULL;
    return grow_over_list(p, e, &e->elements) ? finish_node(p, e, NULL, NULL, NULL) : NULL;
}

static Expression *parse_conjunction(Parser *p)
{
    return parse_chain(p, EXPR_AND, KEYWORD_AND, parse_inversion);
}

Expression *parse_disjunction(Parser *p)
{
    return parse_chain(p, EXPR_OR, KEYWORD_OR, parse_conjunction);
}

/* ---- if-else, lambda, := --------------------------------------------------------------------- */

static Expression *parse_lambda(Parser *p)
{
    Expression *e = new_expression(p, EXPR_LAMBDA, advance(p)->span);
    if (!e || !(e->lambda.parameters = parse_parameters(p, TOKEN_COLON, false)) ||
        !expect(p, TOKEN_COLON) || !(e->lambda.body = parse_expression(p)))
        return NULL;
    return finish_node(p, e, e->lambda.body, NULL, NULL);
}

static Expression *parse_conditional(Parser *p, Span start, Expression *body)
{
    Expression *e = new_expression(p, EXPR_IF, start);
    if (!e || !(e->conditional.test = parse_disjunction(p)))
        return NULL;
    if (!accept(p, KEYWORD_ELSE)) {
        if (next_is(p, TOKEN_COLON))
            return invalid_syntax(p);
        return report_syntax(p->diagnostics, span_between(start, last_token(p)->span),
                             "expected 'else' after 'if' expression");
    }
    e->conditional.body = body;
    if (!(e->conditional.otherwise = parse_expression(p)))
        return NULL;
    return finish_node(p, e, e->conditional.test, body, e->conditional.otherwise);
}

static bool is_named(Parser *p, const Token *token, const char *text)
{
    return token->kind == TOKEN_NAME && token->end - token->start == strlen(text) &&
           memcmp(p->diagnostics->text + token->start, text, strlen(text)) == 0;
}

/* Two expressions side by side are a mistake; which message fits? `first` is the first one's first
 * token. Nothing is reported when none does. */
static void explain_juxtaposition(Parser *p, const Token *first)
{
    uint32_t position = p->position, furthest = p->furthest;
    const char *legacy = is_named(p, first, "print") ? "print"
        : is_named(p, first, "exec") ? "exec" : NULL;
    bool single = last_token(p) == first;
    bool excluded = (first->kind == TOKEN_NAME && first[1].kind == TOKEN_STRING) ||
                    is_named(p, first, "match") || is_named(p, first, "case") ||
                    is_named(p, first, "_");
    if ((!next_token(p)->depth && !(legacy && single)) || (excluded && !legacy))
        return;
    Diagnostics saved = *p->diagnostics;
    Expression *second = legacy && single ? parse_star_expressions(p) : parse_expression(p);
    Span span = span_between(first->span, last_token(p)->span);
    bool in_brackets = last_token(p)->depth > 0;
    p->position = position;
    if (p->tokens.items[p->furthest].kind != TOKEN_ERROR) /* that one must be found again */
        p->furthest = furthest;
    if (p->diagnostics->raised)
        return;
    *p->diagnostics = saved;
    if (second && legacy && single)
        report_syntax(p->diagnostics, span, "Missing parentheses in call to '%s'. Did you mean "
                      "%s(...)?", legacy, legacy);
    else if (second && in_brackets)
        report_syntax(p->diagnostics, span, "invalid syntax. Perhaps you forgot a comma?");
}

static Expression *parse_expression_here(Parser *p)
{
    if (next_is(p, KEYWORD_LAMBDA))
        return parse_lambda(p);
    const Token *first = next_token(p);
    Expression *e = parse_disjunction(p);
    if (!e)
        return NULL;
    if (accept(p, KEYWORD_IF))
        return parse_conditional(p, first->span, e);
    if (starts_expression(p))
        explain_juxtaposition(p, first);
    return has_problem(p->diagnostics) ? NULL : e;
}

Expression *parse_expression(Parser *p)
{
    if (!nest(p))
        return NULL;
    Expression *e = parse_expression_here(p);
    p->nesting--;
    return e;
}

Expression *parse_named_expression(Parser *p)
{
    Expression *e = parse_argument_expression(p);
    if (e && next_is(p, TOKEN_EQUAL) && suggest_comparison(p, e))
        return NULL;
    return e;
}

Expression *parse_argument_expression(Parser *p)
{
    const Token *first = next_token(p);
    Expression *target = parse_expression(p);
    if (!target || !next_is(p, TOKEN_COLON_EQUAL))
        return target;
    advance(p);
    Expression *value = parse_expression(p);
    if (value && (target->kind != EXPR_NAME || target->parenthesised))
        return report_syntax(p->diagnostics, target->span,
                             "cannot use assignment expressions with %s",
                             expression_description(target));
    Expression *e = value ? new_expression(p, EXPR_WALRUS, first->span) : NULL;
    if (!e)
        return NULL;
    e->binary.left = target;
    e->binary.right = value;
    return finish_node(p, e, value, NULL, NULL);
}

/* ---- lists of expressions -------------------------------------------------------------------- */

static Expression *parse_starred(Parser *p)
{
    Span start = advance(p)->span;
    return unary_node(p, start, EXPR_STARRED, parse_bitwise_or(p));
}

Expression *parse_star_named_expression(Parser *p)
{
    return next_is(p, TOKEN_STAR) ? parse_starred(p) : parse_named_expression(p);
}

static Expression *parse_star_expression(Parser *p)
{
    return next_is(p, TOKEN_STAR) ? parse_starred(p) : parse_expression(p);
}

/* a, b, c without brackets; a single one without comma is just itself. */
static Expression *parse_bare_tuple(Parser *p, Expression *(*parse_item)(Parser *))
{
    Span start = next_token(p)->span;
    Expression *first = parse_item(p);
    if (!first || !next_is(p, TOKEN_COMMA))
        return first;
    Expression *e = new_expression(p, EXPR_TUPLE, start);
    if (!e || !append_expression(p, &e->elements, first))
        return NULL;
    while (accept(p, TOKEN_COMMA)) {
        if (!starts_expression(p) && !next_is(p, TOKEN_STAR))
            break;
        if (!append_expression(p, &e->elements, parse_item(p)))
            return NULL;
    }
    return grow_over_list(p, e, &e->elements) ? finish_node(p, e, NULL, NULL, NULL) : NULL;
}

Expression *parse_star_expressions(Parser *p)
{
    return parse_bare_tuple(p, parse_star_expression);
}

static Expression *parse_target_item(Parser *p)
{
    return next_is(p, TOKEN_STAR) ? parse_starred(p) : parse_bitwise_or(p);
}

Expression *parse_targets(Parser *p)
{
    Expression *target = parse_bare_tuple(p, parse_target_item);
    if (!target)
        return NULL;
    const Expression *wrong = invalid_target(target, TARGET_FOR);
    if (wrong)
        return report_syntax(p->diagnostics, wrong->span, "cannot assign to %s",
                             expression_description(wrong));
    return target;
}

Expression *parse_yield_expression(Parser *p)
{
    Expression *e = new_expression(p, EXPR_YIELD, advance(p)->span);
    if (!e)
        return NULL;
    if (accept(p, KEYWORD_FROM)) {
        e->kind = EXPR_YIELD_FROM;
        if (!(e->value = parse_expression(p)))
            return NULL;
    } else if (starts_expression(p) || next_is(p, TOKEN_STAR)) {
        if (!(e->value = parse_star_expressions(p)))
            return NULL;
    }
    return finish_node(p, e, e->value, NULL, NULL);
}

Expression *parse_assigned_value(Parser *p)
{
    return next_is(p, KEYWORD_YIELD) ? parse_yield_expression(p) : parse_star_expressions(p);
}
