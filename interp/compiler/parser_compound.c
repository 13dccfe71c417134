/*
 * parser_compound.c: the compound statements: if, while, for, try, with. Definitions are in
 * parser_definitions.c.
 */
#include <string.h>
#include "compiler/parser_statements.h"
#include "vm/errors.h"

bool expect_colon(Parser *p, bool forced)
{
    if (accept(p, TOKEN_COLON))
        return true;
    if (forced)
        return expect_forced(p, TOKEN_COLON);
    if (next_is(p, TOKEN_NEWLINE))
        return mistake_here(p, "expected ':'");
    return invalid_syntax(p);
}

/* A statement ends where the last line of its last block ends: not behind the NEWLINE. */
static Span block_end(const Block *block)
{
    return block->items[block->count - 1]->span;
}

static Statement *begin(Parser *p, StatementKind kind)
{
    return new_statement(p, kind, advance(p)->span);
}

static bool parse_else(Parser *p, Statement *s, Block *block)
{
    if (!next_is(p, KEYWORD_ELSE))
        return true;
    uint32_t line = advance(p)->span.line;
    if (!expect_colon(p, true) || !parse_block(p, block, "'else' statement", line))
        return false;
    s->span = span_between(s->span, block_end(block));
    return true;
}

/* ---- if, while, for -------------------------------------------------------------------------- */

static Expression *parse_condition(Parser *p)
{
    Expression *test = parse_named_expression(p);
    return test && expect_colon(p, false) ? test : NULL;
}

static Statement *parse_if_or_while(Parser *p, StatementKind kind, const char *name)
{
    Statement *s = begin(p, kind);
    if (!s || !(s->while_loop.test = parse_condition(p)) ||
        !parse_block(p, &s->while_loop.body, name, s->span.line))
        return NULL;
    s->span = span_between(s->span, block_end(&s->while_loop.body));
    return s;
}

static Statement *parse_while(Parser *p)
{
    Statement *s = parse_if_or_while(p, STMT_WHILE, "'while' statement");
    return s && parse_else(p, s, &s->while_loop.otherwise) ? s : NULL;
}

/* An elif is an if alone in the else block of the one before. */
static Statement *parse_if(Parser *p)
{
    Statement *first = parse_if_or_while(p, STMT_IF, "'if' statement"), *s = first;
    while (s && next_is(p, KEYWORD_ELIF)) {
        Statement *inner = parse_if_or_while(p, STMT_IF, "'elif' statement");
        if (!inner || !APPEND(p, &s->while_loop.otherwise, inner))
            return NULL;
        s = inner;
    }
    if (!s || !parse_else(p, s, &s->while_loop.otherwise))
        return NULL;
    for (Statement *outer = first; outer != s; outer = outer->while_loop.otherwise.items[0])
        outer->span = span_between(outer->span, s->span);
    return first;
}

static Statement *parse_for(Parser *p)
{
    Statement *s = begin(p, STMT_FOR);
    if (!s || !(s->for_loop.target = parse_targets(p)) || !expect(p, KEYWORD_IN) ||
        !(s->for_loop.iterable = parse_star_expressions(p)) || !expect_colon(p, false) ||
        !parse_block(p, &s->for_loop.body, "'for' statement", s->span.line))
        return NULL;
    s->span = span_between(s->span, block_end(&s->for_loop.body));
    return parse_else(p, s, &s->for_loop.otherwise) ? s : NULL;
}

/* ---- try ------------------------------------------------------------------------------------- */

static bool parse_handler_head(Parser *p, Handler *handler)
{
    if (next_is(p, TOKEN_STAR))
        return unsupported(p, next_token(p)->span, FEATURE_EXCEPT_STAR);
    if (accept(p, TOKEN_COLON))
        return true;
    if (next_is(p, TOKEN_NEWLINE))
        return mistake_here(p, "expected ':'");
    const Token *first = next_token(p);
    if (!(handler->type = parse_expression(p)))
        return false;
    if (next_is(p, TOKEN_COMMA)) {
        /* except A, B: */
        Span span = first->span;
        while (accept(p, TOKEN_COMMA) && starts_expression(p)) {
            Expression *next = parse_expression(p);
            if (!next)
                return false;
            span = span_between(first->span, next->span);
        }
        if (next_is(p, KEYWORD_AS) || next_is(p, TOKEN_COLON))
            return report_syntax(p->diagnostics, span,
                                 "multiple exception types must be parenthesized");
        return invalid_syntax(p);
    }
    if (accept(p, KEYWORD_AS)) {
        const Token *name = next_token(p);
        if (!expect(p, TOKEN_NAME) || !(handler->name = token_name(p, name)))
            return false;
    }
    return expect_colon(p, false);
}

static bool parse_handler(Parser *p, Statement *s)
{
    Handler handler = { .span = advance(p)->span };
    if (!parse_handler_head(p, &handler) ||
        !parse_block(p, &handler.body, "'except' statement", handler.span.line))
        return false;
    handler.span = span_between(handler.span, block_end(&handler.body));
    return APPEND(p, &s->try.handlers, handler);
}

static Statement *parse_try(Parser *p)
{
    Statement *s = begin(p, STMT_TRY);
    if (!s || !expect_colon(p, true) ||
        !parse_block(p, &s->try.body, "'try' statement", s->span.line))
        return NULL;
    Span end = block_end(&s->try.body);
    while (next_is(p, KEYWORD_EXCEPT)) {
        if (!parse_handler(p, s))
            return NULL;
        end = s->try.handlers.items[s->try.handlers.count - 1].span;
    }
    s->span = span_between(s->span, end);
    if (s->try.handlers.count > 0 && !parse_else(p, s, &s->try.otherwise))
        return NULL;
    if (next_is(p, KEYWORD_FINALLY)) {
        uint32_t line = advance(p)->span.line;
        if (!expect_colon(p, true) ||
            !parse_block(p, &s->try.finally, "'finally' statement", line))
            return NULL;
        s->span = span_between(s->span, block_end(&s->try.finally));
    } else if (s->try.handlers.count == 0) {
        return report_syntax(p->diagnostics, place_of_missing(p),
                             "expected 'except' or 'finally' block");
    }
    return s;
}

/* ---- with ------------------------------------------------------------------------------------ */

static bool parse_with_item(Parser *p, WithItemList *items)
{
    WithItem item = { 0 };
    if (!(item.context = parse_expression(p)))
        return false;
    if (accept(p, KEYWORD_AS)) {
        item.target = parse_star_named_expression(p);
        if (!item.target)
            return false;
        const Expression *wrong = invalid_target(item.target, TARGET_ASSIGN);
        if (wrong)
            return report_syntax(p->diagnostics, wrong->span, "cannot assign to %s",
                                 expression_description(wrong));
    }
    return APPEND(p, items, item);
}

/* `with (a as b, c):` may be items in parentheses or begin with an expression in parentheses. The
 * first reading is tried; when it does not lead to the colon, the second. */
static bool try_parenthesised_items(Parser *p, WithItemList *items)
{
    uint32_t position = p->position;
    Diagnostics saved = *p->diagnostics;
    if (!accept(p, TOKEN_LEFT_PAREN))
        return false;
    bool good = true;
    do {
        if (next_is(p, TOKEN_RIGHT_PAREN) && items->count > 0)
            break;
        good = starts_expression(p) && parse_with_item(p, items);
    } while (good && accept(p, TOKEN_COMMA));
    if (good && accept(p, TOKEN_RIGHT_PAREN) && next_is(p, TOKEN_COLON))
        return true;
    if (p->diagnostics->raised)
        return false;
    *p->diagnostics = saved;
    *items = (WithItemList){ 0 };
    p->position = position;
    return false;
}

static Statement *parse_with(Parser *p)
{
    Statement *s = begin(p, STMT_WITH);
    if (!s)
        return NULL;
    if (!try_parenthesised_items(p, &s->with.items)) {
        do
            if (has_problem(p->diagnostics) || !parse_with_item(p, &s->with.items))
                return NULL;
        while (accept(p, TOKEN_COMMA));
    }
    if (!expect_colon(p, false) ||
        !parse_block(p, &s->with.body, "'with' statement", s->span.line))
        return NULL;
    s->span = span_between(s->span, block_end(&s->with.body));
    return s;
}

/* ---- which ----------------------------------------------------------------------------------- */

static bool token_has_text(Parser *p, const Token *token, const char *text)
{
    return token->end - token->start == strlen(text) &&
           memcmp(p->diagnostics->text + token->start, text, strlen(text)) == 0;
}

/* `match` is a name like any other, unless its line ends in a colon and a case follows. */
static bool is_match_statement(Parser *p)
{
    const Token *token = &p->tokens.items[p->position];
    if (token->kind != TOKEN_NAME || !token_has_text(p, token, "match"))
        return false;
    while (token->kind != TOKEN_NEWLINE && token->kind != TOKEN_END && token->kind != TOKEN_ERROR)
        token++;
    return token->kind == TOKEN_NEWLINE && token[-1].kind == TOKEN_COLON &&
           token[1].kind == TOKEN_INDENT && token_has_text(p, &token[2], "case");
}

bool is_compound_statement(Parser *p)
{
    switch (next_token(p)->kind) {
    case KEYWORD_IF: case KEYWORD_WHILE: case KEYWORD_FOR: case KEYWORD_TRY: case KEYWORD_WITH:
    case KEYWORD_DEF: case KEYWORD_CLASS: case KEYWORD_ASYNC: case TOKEN_AT:
        return true;
    default:
        return is_match_statement(p);
    }
}

Statement *parse_compound_statement(Parser *p)
{
    switch (next_token(p)->kind) {
    case KEYWORD_IF:
        return parse_if(p);
    case KEYWORD_WHILE:
        return parse_while(p);
    case KEYWORD_FOR:
        return parse_for(p);
    case KEYWORD_TRY:
        return parse_try(p);
    case KEYWORD_WITH:
        return parse_with(p);
    case KEYWORD_ASYNC:
        return unsupported(p, next_token(p)->span, FEATURE_ASYNC);
    case TOKEN_NAME:
        return unsupported(p, next_token(p)->span, FEATURE_MATCH);
    default:
        return parse_definition(p);
    }
}
