/*
 * parser_imports.c: import and from-import statements.
 */
#include "compiler/parser_statements.h"

/* a.b.c as one name. */
static Object *parse_dotted_name(Parser *p, Span *span)
{
    const Token *first = next_token(p);
    if (!expect(p, TOKEN_NAME))
        return NULL;
    Object *name = token_name(p, first);
    while (name && accept(p, TOKEN_DOT)) {
        const Token *part = next_token(p);
        if (!expect(p, TOKEN_NAME))
            return NULL;
        Object *part_name = token_name(p, part);
        if (!part_name)
            return NULL;
        Object *dotted = arena_own(p->arena, str_from_format("%S.%S", name, part_name));
        name = arena_own(p->arena, dotted ? str_intern(incref(dotted)) : NULL);
        if (!name)
            return report_raised(p->diagnostics);
    }
    *span = span_between(first->span, last_token(p)->span);
    return name;
}

static bool parse_as(Parser *p, Alias *alias)
{
    if (!accept(p, KEYWORD_AS))
        return true;
    const Token *token = next_token(p);
    if (!expect(p, TOKEN_NAME))
        return false;
    alias->as_name = token_name(p, token);
    alias->span = span_between(alias->span, token->span);
    return alias->as_name != NULL;
}

static Statement *ends_here(Parser *p, Statement *s)
{
    s->span = span_between(s->span, last_token(p)->span);
    return s;
}

Statement *parse_import(Parser *p)
{
    Statement *s = new_statement(p, STMT_IMPORT, advance(p)->span);
    if (!s)
        return NULL;
    do {
        Alias alias = { 0 };
        alias.name = parse_dotted_name(p, &alias.span);
        if (!alias.name || !parse_as(p, &alias) || !APPEND(p, &s->import, alias))
            return NULL;
    } while (accept(p, TOKEN_COMMA));
    return ends_here(p, s);
}

static bool parse_imported_names(Parser *p, Statement *s, bool in_parentheses)
{
    do {
        const Token *token = next_token(p);
        if (in_parentheses && token->kind == TOKEN_RIGHT_PAREN && s->import_from.names.count > 0)
            break;
        if (!in_parentheses && token->kind == TOKEN_NEWLINE && s->import_from.names.count > 0)
            return mistake_here(p, "trailing comma not allowed without surrounding parentheses");
        if (!expect(p, TOKEN_NAME))
            return false;
        Alias alias = { .name = token_name(p, token), .span = token->span };
        if (!alias.name || !parse_as(p, &alias) || !APPEND(p, &s->import_from.names, alias))
            return false;
    } while (accept(p, TOKEN_COMMA));
    return !in_parentheses || expect(p, TOKEN_RIGHT_PAREN);
}

Statement *parse_import_from(Parser *p)
{
    Statement *s = new_statement(p, STMT_IMPORT_FROM, advance(p)->span);
    if (!s)
        return NULL;
    for (;;) {
        if (accept(p, TOKEN_DOT))
            s->import_from.level++;
        else if (accept(p, TOKEN_ELLIPSIS))
            s->import_from.level += 3;
        else
            break;
    }
    if (s->import_from.level == 0 || !next_is(p, KEYWORD_IMPORT)) {
        Span span;
        if (!(s->import_from.module = parse_dotted_name(p, &span)))
            return NULL;
    }
    if (!expect(p, KEYWORD_IMPORT))
        return NULL;
    if (accept(p, TOKEN_STAR))
        s->import_from.star = true;
    else if (!parse_imported_names(p, s, accept(p, TOKEN_LEFT_PAREN)))
        return NULL;
    return ends_here(p, s);
}
