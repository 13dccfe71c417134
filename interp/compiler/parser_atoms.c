/*
 * parser_atoms.c: names, literals, everything in brackets, and what follows a value: attributes,
 * calls and subscripts.
 */
#include <string.h>
#include "compiler/parser.h"
#include "compiler/warnings.h"
#include "memory/memory.h"
#include "vm/errors.h"

/* ---- numbers --------------------------------------------------------------------------------- */

static Expression *constant_node(Parser *p, Span span, Object *value)
{
    Expression *e = new_expression(p, EXPR_CONSTANT, span);
    if (e)
        e->constant = value;
    return e;
}

/* A literal that the number's type refuses: the limits of ints, for the time being. */
static Expression *refuse_number(Parser *p, Span span)
{
    if (error_matches(&memory_error_type))
        return report_raised(p->diagnostics);
    error_clear();
    return report_syntax(p->diagnostics, span, "this number is too large for this Python");
}

/* 1if: a keyword may stand right behind a number, but hardly should. */
static void warn_of_keyword(Parser *p, const Token *number)
{
    const Diagnostics *d = p->diagnostics;
    const char *text = d->text + number->start;
    char next = number->end < d->size ? d->text[number->end] | 0x20 : ' ';
    if (next < 'a' || next > 'z')
        return;
    char base = text[0] == '0' ? text[1] | 0x20 : ' ';
    Span last = number->span;
    last.column = --last.end_column;
    warn_in_source(p->diagnostics, &syntax_warning_type, last,
                   str_from_format("invalid %s literal", base == 'x' ? "hexadecimal"
                                   : base == 'o' ? "octal" : base == 'b' ? "binary" : "decimal"));
}

static Expression *parse_number(Parser *p)
{
    const Token *token = advance(p);
    warn_of_keyword(p, token);
    const char *text = p->diagnostics->text + token->start;
    uint32_t size = token->end - token->start, digits = 0;
    bool prefixed = size > 1 && text[0] == '0' && memchr("xXoObB", text[1], 6);
    bool is_float = false;
    char *plain = arena_alloc(p->arena, size + 1);
    if (!plain)
        return report_raised(p->diagnostics);
    for (uint32_t i = 0; i < size; i++) {
        is_float |= !prefixed && (text[i] == '.' || (text[i] | 0x20) == 'e');
        if (text[i] != '_')
            plain[digits++] = text[i];
    }
    if (!prefixed && (text[size - 1] | 0x20) == 'j')
        return unsupported(p, token->span, FEATURE_COMPLEX);
    Object *value = arena_own(p->arena, is_float ? float_from_text(plain, digits)
                                                 : int_from_text(plain, digits, 0, NULL));
    return value ? constant_node(p, token->span, value) : refuse_number(p, token->span);
}

/* ---- comprehensions -------------------------------------------------------------------------- */

static bool parse_clauses(Parser *p, ComprehensionList *clauses, Expression *e)
{
    while (next_is(p, KEYWORD_FOR) || next_is(p, KEYWORD_ASYNC)) {
        Comprehension clause = { 0 };
        if (next_is(p, KEYWORD_ASYNC))
            return unsupported(p, next_token(p)->span, FEATURE_ASYNC);
        advance(p);
        clause.target = parse_targets(p);
        if (!clause.target || !expect(p, KEYWORD_IN))
            return false;
        clause.iterable = parse_disjunction(p);
        if (!clause.iterable || !grow_height(p, e, clause.iterable))
            return false;
        while (accept(p, KEYWORD_IF)) {
            Expression *condition = parse_disjunction(p);
            if (!append_expression(p, &clause.conditions, condition) ||
                !grow_height(p, e, condition))
                return false;
        }
        if (!APPEND(p, clauses, clause))
            return false;
    }
    return true;
}

/* The clauses behind an element (and, for a dict, its value); up to the bracket `end`. */
static Expression *parse_comprehension(Parser *p, Span start, ExpressionKind kind,
                                       Expression *element, Expression *value, TokenKind end)
{
    Expression *e = new_expression(p, kind, start);
    ComprehensionList *clauses = arena_alloc(p->arena, sizeof *clauses);
    if (!e || !clauses)
        return report_raised(p->diagnostics);
    if (element->kind == EXPR_STARRED)
        return report_syntax(p->diagnostics, element->span,
                             "iterable unpacking cannot be used in comprehension");
    e->comprehension.element = element;
    e->comprehension.value = value;
    e->comprehension.clauses = clauses;
    if (!parse_clauses(p, clauses, e) || !expect(p, end))
        return NULL;
    return finish_node(p, e, element, value, NULL);
}

/* ---- brackets -------------------------------------------------------------------------------- */

/* Items up to the bracket `end`, the first being parsed already; passes the bracket. */
static Expression *parse_items(Parser *p, Expression *e, Expression *first, TokenKind end)
{
    Span start = first->span;
    if (!append_expression(p, &e->elements, first))
        return NULL;
    while (accept(p, TOKEN_COMMA)) {
        if (next_is(p, end))
            break;
        if (!append_expression(p, &e->elements, parse_star_named_expression(p)))
            return NULL;
    }
    if (next_is(p, KEYWORD_FOR) && e->elements.count > 1 && e->kind != EXPR_TUPLE)
        return report_syntax(p->diagnostics, span_between(start, last_token(p)->span),
                             "did you forget parentheses around the comprehension target?");
    if (!expect(p, end) || !grow_over_list(p, e, &e->elements))
        return NULL;
    return finish_node(p, e, NULL, NULL, NULL);
}

Expression *parse_in_brackets(Parser *p, Span opening, TokenKind end)
{
    if (accept(p, end)) {
        Expression *e = new_expression(p, EXPR_TUPLE, opening);
        if (e)
            e->parenthesised = true;
        return finish_node(p, e, NULL, NULL, NULL);
    }
    if (next_is(p, KEYWORD_YIELD)) {
        Expression *e = parse_yield_expression(p);
        if (!e || !expect(p, end))
            return NULL;
        e->parenthesised = true;
        return e;
    }
    if (next_is(p, TOKEN_POWER))
        return report_syntax(p->diagnostics, next_token(p)->span,
                             "cannot use double starred expression here");
    Expression *first = parse_star_named_expression(p);
    if (!first)
        return NULL;
    if (next_is(p, KEYWORD_FOR) || next_is(p, KEYWORD_ASYNC))
        return parse_comprehension(p, opening, EXPR_GENERATOR, first, NULL, end);
    if (next_is(p, TOKEN_COMMA)) {
        Expression *e = new_expression(p, EXPR_TUPLE, opening);
        if (e)
            e->parenthesised = true;
        return e ? parse_items(p, e, first, end) : NULL;
    }
    if (first->kind == EXPR_STARRED && next_is(p, end))
        return report_syntax(p->diagnostics, first->span, "cannot use starred expression here");
    if (!expect(p, end))
        return NULL;
    first->parenthesised = true;
    return first;
}

static Expression *parse_list(Parser *p)
{
    Span opening = advance(p)->span;
    if (accept(p, TOKEN_RIGHT_BRACKET))
        return finish_node(p, new_expression(p, EXPR_LIST, opening), NULL, NULL, NULL);
    Expression *first = parse_star_named_expression(p);
    if (!first)
        return NULL;
    if (next_is(p, KEYWORD_FOR) || next_is(p, KEYWORD_ASYNC))
        return parse_comprehension(p, opening, EXPR_LIST_COMP, first, NULL, TOKEN_RIGHT_BRACKET);
    Expression *e = new_expression(p, EXPR_LIST, opening);
    return e ? parse_items(p, e, first, TOKEN_RIGHT_BRACKET) : NULL;
}

/* key: value, or **mapping with *key NULL. */
static bool parse_pair(Parser *p, Expression **key, Expression **value)
{
    if (accept(p, TOKEN_POWER)) {
        *key = NULL;
        return (*value = parse_bitwise_or(p)) != NULL;
    }
    if (!(*key = parse_expression(p)))
        return false;
    if (!accept(p, TOKEN_COLON))
        return next_is(p, TOKEN_RIGHT_BRACE) || next_is(p, TOKEN_COMMA)
            ? report_syntax(p->diagnostics, last_token(p)->span,
                            "':' expected after dictionary key")
            : invalid_syntax(p);
    if (next_is(p, TOKEN_RIGHT_BRACE) || next_is(p, TOKEN_COMMA))
        return report_syntax(p->diagnostics, last_token(p)->span,
                             "expression expected after dictionary key and ':'");
    if (next_is(p, TOKEN_STAR)) {
        Span span = advance(p)->span;
        if (!parse_bitwise_or(p))
            return false;
        span.end_line = next_token(p)->span.end_line;
        span.end_column = next_token(p)->span.end_column - 1;
        return report_syntax(p->diagnostics, span,
                             "cannot use a starred expression in a dictionary value");
    }
    return (*value = parse_expression(p)) != NULL;
}

static Expression *parse_dict(Parser *p, Span opening, Span after_opening, Expression *key,
                              Expression *value)
{
    if (next_is(p, KEYWORD_FOR) || next_is(p, KEYWORD_ASYNC)) {
        if (!key)
            return report_syntax(p->diagnostics, after_opening,
                                 "dict unpacking cannot be used in dict comprehension");
        return parse_comprehension(p, opening, EXPR_DICT_COMP, key, value, TOKEN_RIGHT_BRACE);
    }
    Expression *e = new_expression(p, EXPR_DICT, opening);
    if (!e)
        return NULL;
    for (;;) {
        if (!APPEND(p, &e->dict.keys, key) || !APPEND(p, &e->dict.values, value) ||
            !grow_height(p, e, key) || !grow_height(p, e, value))
            return NULL;
        if (!accept(p, TOKEN_COMMA) || next_is(p, TOKEN_RIGHT_BRACE))
            break;
        if (!parse_pair(p, &key, &value))
            return NULL;
    }
    return expect(p, TOKEN_RIGHT_BRACE) ? finish_node(p, e, NULL, NULL, NULL) : NULL;
}

/* The first item tells a set from a dict. */
static Expression *parse_dict_or_set(Parser *p)
{
    Span opening = advance(p)->span;
    Expression *first, *value;
    if (accept(p, TOKEN_RIGHT_BRACE))
        return finish_node(p, new_expression(p, EXPR_DICT, opening), NULL, NULL, NULL);
    Span start = next_token(p)->span;
    if (next_is(p, TOKEN_POWER))
        return parse_pair(p, &first, &value) ? parse_dict(p, opening, start, first, value) : NULL;
    uint32_t position = p->position;
    if (!(first = parse_star_named_expression(p)))
        return NULL;
    bool key = first->kind != EXPR_STARRED && (first->kind != EXPR_WALRUS || first->parenthesised);
    if (next_is(p, TOKEN_COLON) && key) {
        p->position = position;
        return parse_pair(p, &first, &value) ? parse_dict(p, opening, start, first, value) : NULL;
    }
    if (next_is(p, KEYWORD_FOR) || next_is(p, KEYWORD_ASYNC))
        return parse_comprehension(p, opening, EXPR_SET_COMP, first, NULL, TOKEN_RIGHT_BRACE);
    Expression *e = new_expression(p, EXPR_SET, opening);
    return e ? parse_items(p, e, first, TOKEN_RIGHT_BRACE) : NULL;
}

Expression *parse_atom(Parser *p)
{
    const Token *token = next_token(p);
    switch (token->kind) {
    case TOKEN_NAME: {
        Expression *e = new_expression(p, EXPR_NAME, advance(p)->span);
        return e && (e->name = token_name(p, token)) ? e : NULL;
    }
    case TOKEN_NUMBER:
        return parse_number(p);
    case TOKEN_STRING:
        return parse_strings(p);
    case KEYWORD_NONE:
        return constant_node(p, advance(p)->span, NONE);
    case KEYWORD_TRUE:
        return constant_node(p, advance(p)->span, TRUE);
    case KEYWORD_FALSE:
        return constant_node(p, advance(p)->span, FALSE);
    case TOKEN_ELLIPSIS:
        return constant_node(p, advance(p)->span, &ellipsis_object);
    case TOKEN_LEFT_PAREN: {
        Span opening = advance(p)->span;
        return parse_in_brackets(p, opening, TOKEN_RIGHT_PAREN);
    }
    case TOKEN_LEFT_BRACKET:
        return parse_list(p);
    case TOKEN_LEFT_BRACE:
        return parse_dict_or_set(p);
    case KEYWORD_AWAIT:
        return unsupported(p, token->span, FEATURE_AWAIT);
    default:
        return invalid_syntax(p);
    }
}

/* ---- calls ----------------------------------------------------------------------------------- */

typedef struct {
    Parser *parser;
    Span opening, first;        /* the bracket, the first argument's first token */
    ExpressionList *arguments;
    KeywordList **keywords;
    bool follows_keyword;       /* a positional argument stands behind a keyword's */
} ArgumentParser;

static bool add_keyword(ArgumentParser *ap, Object *name, Expression *value, Span start)
{
    Parser *p = ap->parser;
    if (!value)
        return false;
    if (!*ap->keywords && !(*ap->keywords = arena_alloc(p->arena, sizeof(KeywordList))))
        return report_raised(p->diagnostics);
    Keyword keyword = { name, value, span_between(start, last_token(p)->span) };
    return APPEND(p, *ap->keywords, keyword);
}

static bool has_double_star(const KeywordList *keywords)
{
    for (uint32_t i = 0; keywords && i < keywords->count; i++)
        if (!keywords->items[i].name)
            return true;
    return false;
}

static bool parse_keyword_argument(ArgumentParser *ap)
{
    Parser *p = ap->parser;
    const Token *token = advance(p);
    if (token->kind != TOKEN_NAME)
        return report_syntax(p->diagnostics, span_between(token->span, next_token(p)->span),
                             "cannot assign to %s", token_spelling(token->kind));
    const Token *equal = advance(p);
    if (next_is(p, TOKEN_COMMA) || next_is(p, TOKEN_RIGHT_PAREN))
        return invalid_syntax(p);
    Object *name = token_name(p, token);
    Expression *value = name ? parse_expression(p) : NULL;
    if (value && next_is(p, KEYWORD_FOR))
        return report_syntax(p->diagnostics, span_between(token->span, equal->span),
                             "invalid syntax. Maybe you meant '==' or ':=' instead of '='?");
    return add_keyword(ap, name, value, token->span);
}

static Expression *parse_starred_argument(Parser *p)
{
    Expression *e = new_expression(p, EXPR_STARRED, advance(p)->span);
    if (!e || !(e->value = parse_expression(p)))
        return NULL;
    return finish_node(p, e, e->value, NULL, NULL);
}

/* A generator expression may do without brackets of its own when it is the only argument. */
static bool parse_generator_argument(ArgumentParser *ap, const Token *first, Expression *element)
{
    Parser *p = ap->parser;
    bool alone = ap->arguments->count == 0 && !*ap->keywords;
    Expression *e = new_expression(p, EXPR_GENERATOR, ap->opening);
    ComprehensionList *clauses = arena_alloc(p->arena, sizeof *clauses);
    if (!e || !clauses)
        return report_raised(p->diagnostics);
    e->comprehension.element = element;
    e->comprehension.clauses = clauses;
    if (!parse_clauses(p, clauses, e) || !grow_height(p, e, element))
        return false;
    Span end = last_token(p)->span;
    if (!alone || (next_is(p, TOKEN_COMMA) && token_at(p, 1)->kind != TOKEN_RIGHT_PAREN))
        return report_syntax(p->diagnostics, span_between(first->span, end),
                             "Generator expression must be parenthesized");
    if (!next_is(p, TOKEN_RIGHT_PAREN))
        return next_is(p, TOKEN_COMMA)
            ? report_syntax(p->diagnostics, span_between(first->span, end),
                            "Generator expression must be parenthesized")
            : invalid_syntax(p);
    e->span = span_between(ap->opening, next_token(p)->span);
    return append_expression(p, ap->arguments, e);
}

static bool parse_positional_argument(ArgumentParser *ap)
{
    Parser *p = ap->parser;
    const Token *first = next_token(p);
    Span before = first > p->tokens.items + 1 ? first[-2].span : first->span; /* the comma's left */
    Expression *e = first->kind == TOKEN_STAR ? parse_starred_argument(p)
                                              : parse_argument_expression(p);
    if (!e)
        return false;
    if (e->kind != EXPR_STARRED && next_is(p, KEYWORD_FOR))
        return parse_generator_argument(ap, first, e);
    if (e->kind == EXPR_STARRED && has_double_star(*ap->keywords))
        return report_syntax(p->diagnostics, span_between(ap->first, before),
                             "iterable argument unpacking follows keyword argument unpacking");
    if (e->kind != EXPR_STARRED && next_is(p, TOKEN_EQUAL))
        return report_syntax(p->diagnostics, span_between(e->span, next_token(p)->span),
                             "expression cannot contain assignment, perhaps you meant \"==\"?");
    if (e->kind != EXPR_STARRED && *ap->keywords)
        ap->follows_keyword = true;
    return append_expression(p, ap->arguments, e);
}

static bool parse_argument(ArgumentParser *ap)
{
    Parser *p = ap->parser;
    TokenKind kind = next_token(p)->kind;
    if (kind == TOKEN_POWER) {
        Span start = advance(p)->span;
        return add_keyword(ap, NULL, parse_expression(p), start);
    }
    bool name = kind == TOKEN_NAME || kind == KEYWORD_TRUE || kind == KEYWORD_FALSE ||
                kind == KEYWORD_NONE;
    if (name && token_at(p, 1)->kind == TOKEN_EQUAL)
        return parse_keyword_argument(ap);
    return parse_positional_argument(ap);
}

bool parse_call_arguments(Parser *p, Span opening, ExpressionList *arguments,
                          KeywordList **keywords)
{
    ArgumentParser ap = { p, opening, next_token(p)->span, arguments, keywords, false };
    while (!next_is(p, TOKEN_RIGHT_PAREN)) {
        if (!parse_argument(&ap))
            return false;
        if (!accept(p, TOKEN_COMMA))
            break;
    }
    if (next_is(p, TOKEN_RIGHT_PAREN) && ap.follows_keyword)
        return mistake_here(p, has_double_star(*keywords)
                            ? "positional argument follows keyword argument unpacking"
                            : "positional argument follows keyword argument");
    return expect(p, TOKEN_RIGHT_PAREN);
}

static Expression *parse_call(Parser *p, Span start, Expression *function)
{
    Span opening = advance(p)->span;
    Expression *e = new_expression(p, EXPR_CALL, start);
    if (!e || !parse_call_arguments(p, opening, &e->call.arguments, &e->call.keywords) ||
        !grow_over_list(p, e, &e->call.arguments))
        return NULL;
    for (uint32_t i = 0; e->call.keywords && i < e->call.keywords->count; i++)
        if (!grow_height(p, e, e->call.keywords->items[i].value))
            return NULL;
    e->call.function = function;
    return finish_node(p, e, function, NULL, NULL);
}

/* ---- subscripts and attributes --------------------------------------------------------------- */

static bool ends_slice_part(Parser *p)
{
    return next_is(p, TOKEN_COLON) || next_is(p, TOKEN_COMMA) || next_is(p, TOKEN_RIGHT_BRACKET);
}

static Expression *parse_slice(Parser *p)
{
    Span start = next_token(p)->span;
    Expression *first = NULL;
    if (!next_is(p, TOKEN_COLON)) {
        first = parse_star_named_expression(p);
        if (!first || !next_is(p, TOKEN_COLON))
            return first;
    }
    Expression *e = new_expression(p, EXPR_SLICE, start);
    if (!e || !expect(p, TOKEN_COLON))
        return NULL;
    e->slice.start = first;
    if (!ends_slice_part(p) && !(e->slice.stop = parse_expression(p)))
        return NULL;
    if (accept(p, TOKEN_COLON) && !ends_slice_part(p) && !(e->slice.step = parse_expression(p)))
        return NULL;
    return finish_node(p, e, e->slice.start, e->slice.stop, e->slice.step);
}

static Expression *parse_index(Parser *p)
{
    Span start = next_token(p)->span;
    Expression *first = parse_slice(p);
    if (!first || (!next_is(p, TOKEN_COMMA) && first->kind != EXPR_STARRED))
        return first;
    Expression *e = new_expression(p, EXPR_TUPLE, start);
    if (!e || !append_expression(p, &e->elements, first))
        return NULL;
    while (accept(p, TOKEN_COMMA)) {
        if (next_is(p, TOKEN_RIGHT_BRACKET))
            break;
        if (!append_expression(p, &e->elements, parse_slice(p)))
            return NULL;
    }
    return grow_over_list(p, e, &e->elements) ? finish_node(p, e, NULL, NULL, NULL) : NULL;
}

static Expression *parse_subscript(Parser *p, Span start, Expression *value)
{
    advance(p);
    Expression *e = new_expression(p, EXPR_SUBSCRIPT, start);
    if (!e || !(e->subscript.index = parse_index(p)) || !expect(p, TOKEN_RIGHT_BRACKET))
        return NULL;
    e->subscript.value = value;
    return finish_node(p, e, value, e->subscript.index, NULL);
}

static Expression *parse_attribute(Parser *p, Span start, Expression *value)
{
    advance(p);
    const Token *token = next_token(p);
    Expression *e = new_expression(p, EXPR_ATTRIBUTE, start);
    if (!e || !expect(p, TOKEN_NAME) || !(e->attribute.name = token_name(p, token)))
        return NULL;
    e->attribute.value = value;
    return finish_node(p, e, value, NULL, NULL);
}

Expression *parse_primary(Parser *p)
{
    Span start = next_token(p)->span;
    Expression *e = parse_atom(p);
    while (e) {
        if (next_is(p, TOKEN_LEFT_PAREN))
            e = parse_call(p, start, e);
        else if (next_is(p, TOKEN_LEFT_BRACKET))
            e = parse_subscript(p, start, e);
        else if (next_is(p, TOKEN_DOT))
            e = parse_attribute(p, start, e);
        else
            return e;
    }
    return NULL;
}
