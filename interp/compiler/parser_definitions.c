/*
 * parser_definitions.c: functions, classes, decorators, and parameters (lambda's too).
 */
#include "compiler/parser_statements.h"
#include "vm/errors.h"

/* ---- parameters ------------------------------------------------------------------------------ */

typedef struct {
    Parser *parser;
    Parameters *parameters;
    TokenKind end;          /* ) or, for lambda, : */
    bool annotations, seen_slash, seen_star;
} ParameterParser;

/* def f((a, b)): was Python 2. */
static bool refuse_parentheses(ParameterParser *pp)
{
    Parser *p = pp->parser;
    Span opening = advance(p)->span;
    while (accept(p, TOKEN_NAME))
        if (!accept(p, TOKEN_COMMA))
            break;
    if (!accept(p, TOKEN_RIGHT_PAREN))
        return invalid_syntax(p);
    return report_syntax(p->diagnostics, span_between(opening, last_token(p)->span),
                         "%s parameters cannot be parenthesized",
                         pp->annotations ? "Function" : "Lambda expression");
}

static bool parse_parameter(ParameterParser *pp, Parameter *parameter, bool star)
{
    Parser *p = pp->parser;
    const Token *token = next_token(p);
    if (token->kind == TOKEN_LEFT_PAREN)
        return refuse_parentheses(pp);
    if (!expect(p, TOKEN_NAME))
        return false;
    *parameter = (Parameter){ .name = token_name(p, token), .span = token->span };
    if (!parameter->name)
        return false;
    if (pp->annotations && accept(p, TOKEN_COLON)) {
        parameter->annotation = star && next_is(p, TOKEN_STAR) ? parse_star_named_expression(p)
                                                               : parse_expression(p);
        if (!parameter->annotation)
            return false;
        parameter->span = span_between(token->span, parameter->annotation->span);
    }
    return true;
}

static bool parse_plain_parameter(ParameterParser *pp)
{
    Parser *p = pp->parser;
    Parameters *parameters = pp->parameters;
    Parameter parameter;
    Expression *value = NULL;
    Span name = next_token(p)->span;
    if (!parse_parameter(pp, &parameter, false))
        return false;
    if (accept(p, TOKEN_EQUAL)) {
        if (pp->annotations && (next_is(p, pp->end) || next_is(p, TOKEN_COMMA)))
            return report_syntax(p->diagnostics, last_token(p)->span,
                                 "expected default value expression");
        if (!(value = parse_expression(p)))
            return false;
    }
    if (pp->seen_star)
        return APPEND(p, &parameters->keyword_only, parameter) &&
               APPEND(p, &parameters->keyword_defaults, value);
    if (!value && parameters->defaults.count > 0)
        return report_syntax(p->diagnostics, name, "non-default argument follows default argument");
    if (value && !APPEND(p, &parameters->defaults, value))
        return false;
    return APPEND(p, &parameters->positional, parameter);
}

static bool parse_slash(ParameterParser *pp)
{
    Parser *p = pp->parser;
    advance(p);
    if (pp->seen_slash)
        return report_syntax(p->diagnostics, last_token(p)->span, "/ may appear only once");
    if (pp->seen_star)
        return report_syntax(p->diagnostics, last_token(p)->span, "/ must be ahead of *");
    if (pp->parameters->positional.count == 0) /* said only where another argument follows */
        return next_is(p, TOKEN_COMMA)
            ? report_syntax(p->diagnostics, last_token(p)->span,
                            "at least one argument must precede /")
            : report_syntax(p->diagnostics, last_token(p)->span, "invalid syntax");
    pp->seen_slash = true;
    pp->parameters->positional_only = pp->parameters->positional.count;
    return true;
}

static bool parse_extra(ParameterParser *pp, Parameter **extra, const char *no_default)
{
    Parser *p = pp->parser;
    *extra = arena_alloc(p->arena, sizeof **extra);
    if (!*extra)
        return report_raised(p->diagnostics);
    if (!parse_parameter(pp, *extra, true))
        return false;
    if (next_is(p, TOKEN_EQUAL))
        return mistake_here(p, no_default);
    return true;
}

static bool parse_star_parameter(ParameterParser *pp)
{
    Parser *p = pp->parser;
    const Token *star = advance(p);
    if (pp->seen_star)
        return report_syntax(p->diagnostics, star->span, "* argument may appear only once");
    pp->seen_star = true;
    if (!next_is(p, TOKEN_COMMA) && !next_is(p, pp->end))
        return parse_extra(pp, &pp->parameters->star,
                           "var-positional argument cannot have default value");
    bool names_follow = next_is(p, TOKEN_COMMA) && token_at(p, 1)->kind == TOKEN_NAME;
    return names_follow || report_syntax(p->diagnostics,
                                         pp->annotations ? star->span : next_token(p)->span,
                                         "named arguments must follow bare *");
}

static bool parse_double_star_parameter(ParameterParser *pp)
{
    Parser *p = pp->parser;
    advance(p);
    if (!parse_extra(pp, &pp->parameters->double_star,
                     "var-keyword argument cannot have default value"))
        return false;
    accept(p, TOKEN_COMMA);
    if (next_is(p, TOKEN_NAME) || next_is(p, TOKEN_STAR) || next_is(p, TOKEN_POWER) ||
        next_is(p, TOKEN_SLASH))
        return mistake_here(p, "arguments cannot follow var-keyword argument");
    return true;
}

Parameters *parse_parameters(Parser *p, TokenKind end, bool annotations)
{
    ParameterParser pp = { .parser = p, .end = end, .annotations = annotations };
    pp.parameters = arena_alloc(p->arena, sizeof *pp.parameters);
    if (!pp.parameters)
        return report_raised(p->diagnostics);
    while (!next_is(p, end)) {
        bool good = next_is(p, TOKEN_STAR) ? parse_star_parameter(&pp)
            : next_is(p, TOKEN_POWER) ? parse_double_star_parameter(&pp)
            : next_is(p, TOKEN_SLASH) ? parse_slash(&pp)
            : parse_plain_parameter(&pp);
        if (!good)
            return NULL;
        if (pp.parameters->double_star || !accept(p, TOKEN_COMMA))
            break;
    }
    return pp.parameters;
}

/* ---- def ------------------------------------------------------------------------------------- */

static Span block_end(const Block *block)
{
    return block->items[block->count - 1]->span;
}

static Statement *parse_function(Parser *p, ExpressionList decorators)
{
    Statement *s = new_statement(p, STMT_FUNCTION, advance(p)->span);
    const Token *name = next_token(p);
    if (!s || !expect(p, TOKEN_NAME) || !(s->function.name = token_name(p, name)))
        return NULL;
    s->function.decorators = decorators;
    if (!expect_forced(p, TOKEN_LEFT_PAREN) ||
        !(s->function.parameters = parse_parameters(p, TOKEN_RIGHT_PAREN, true)) ||
        !expect(p, TOKEN_RIGHT_PAREN))
        return NULL;
    if (accept(p, TOKEN_ARROW) && !(s->function.returns = parse_expression(p)))
        return NULL;
    if (!expect_colon(p, true) ||
        !parse_block(p, &s->function.body, "function definition", s->span.line))
        return NULL;
    s->span = span_between(s->span, block_end(&s->function.body));
    return s;
}

/* ---- class ----------------------------------------------------------------------------------- */

static Statement *parse_class(Parser *p, ExpressionList decorators)
{
    Statement *s = new_statement(p, STMT_CLASS, advance(p)->span);
    const Token *name = next_token(p);
    if (!s || !expect(p, TOKEN_NAME) || !(s->class.name = token_name(p, name)))
        return NULL;
    s->class.decorators = decorators;
    if (next_is(p, TOKEN_LEFT_PAREN)) {
        Span opening = advance(p)->span;
        if (!parse_call_arguments(p, opening, &s->class.bases, &s->class.keywords))
            return NULL;
    }
    if (!expect_colon(p, false) ||
        !parse_block(p, &s->class.body, "class definition", s->span.line))
        return NULL;
    s->span = span_between(s->span, block_end(&s->class.body));
    return s;
}

Statement *parse_definition(Parser *p)
{
    ExpressionList decorators = { 0 };
    while (accept(p, TOKEN_AT)) {
        Expression *decorator = parse_named_expression(p);
        if (!append_expression(p, &decorators, decorator) || !expect(p, TOKEN_NEWLINE))
            return NULL;
    }
    switch (next_token(p)->kind) {
    case KEYWORD_DEF:
        return parse_function(p, decorators);
    case KEYWORD_CLASS:
        return parse_class(p, decorators);
    case KEYWORD_ASYNC:
        return unsupported(p, next_token(p)->span, FEATURE_ASYNC);
    default:
        return invalid_syntax(p);
    }
}
