/*
 * parser.c: the parser's tools, and the frame of a program: modules, lines, blocks. Statements are
 * in parser_statements.c and parser_definitions.c, expressions in parser_expressions.c and
 * parser_atoms.c.
 */
#include <string.h>
#include "compiler/parser.h"
#include "compiler/parser_statements.h"
#include "vm/errors.h"

enum { NESTING_MOST = 400 };

/* ---- mistakes -------------------------------------------------------------------------------- */

void *invalid_syntax(Parser *p)
{
    const Token *token = &p->tokens.items[p->furthest];
    p->unexpected_indentation = token->kind == TOKEN_INDENT || token->kind == TOKEN_DEDENT;
    if (p->unexpected_indentation)
        return report(p->diagnostics, &indentation_error_type, token->span,
                      token->kind == TOKEN_INDENT ? "unexpected indent" : "unexpected unindent");
    return report_syntax(p->diagnostics, token->span, "invalid syntax");
}

void *mistake_here(Parser *p, const char *message)
{
    return report_syntax(p->diagnostics, p->tokens.items[p->furthest].span, "%s", message);
}

void *unsupported(Parser *p, Span span, Feature feature)
{
    check_feature(p->diagnostics, span, feature);
    return NULL;
}

bool expect(Parser *p, TokenKind kind)
{
    return accept(p, kind) || invalid_syntax(p);
}

bool expect_forced(Parser *p, TokenKind kind)
{
    return accept(p, kind) || report_syntax(p->diagnostics, next_token(p)->span, "expected '%s'",
                                            token_spelling(kind));
}

/* CPython's compiler counts its own recursion and says this, too; its limit is a different one. */
void *too_deep(Parser *p)
{
    if (has_problem(p->diagnostics))
        return NULL;
    raise(&recursion_error_type, "maximum recursion depth exceeded during compilation");
    return report_raised(p->diagnostics);
}

bool nest(Parser *p)
{
    if (p->nesting == NESTING_MOST)
        return too_deep(p);
    p->nesting++;
    return true;
}

/* ---- names ----------------------------------------------------------------------------------- */

static uint32_t hash_bytes(const char *text, size_t size)
{
    uint32_t hash = 2166136261u; /* FNV-1a */
    for (size_t i = 0; i < size; i++)
        hash = (hash ^ (uint8_t)text[i]) * 16777619u;
    return hash;
}

static bool grow_names(Parser *p)
{
    NameTable *t = p->names;
    uint32_t capacity = t->capacity ? 2 * t->capacity : 64;
    Object **slots = arena_alloc(p->arena, capacity * sizeof *slots);
    uint32_t *hashes = arena_alloc(p->arena, capacity * sizeof *hashes);
    if (!slots || !hashes)
        return false;
    for (uint32_t i = 0; i < t->capacity; i++) {
        if (!t->slots[i])
            continue;
        uint32_t at = t->hashes[i] & (capacity - 1);
        while (slots[at])
            at = (at + 1) & (capacity - 1);
        slots[at] = t->slots[i];
        hashes[at] = t->hashes[i];
    }
    t->slots = slots;
    t->hashes = hashes;
    t->capacity = capacity;
    return true;
}

static bool is_ascii(const char *text, size_t size)
{
    for (size_t i = 0; i < size; i++)
        if ((uint8_t)text[i] >= 0x80)
            return false;
    return true;
}

static bool has_text(Object *s, const char *text, size_t size)
{
    return ((Str *)s)->length == size && memcmp(((Str *)s)->data, text, size) == 0;
}

Object *name_object(Parser *p, const char *text, size_t size)
{
    NameTable *t = p->names;
    if (!is_ascii(text, size)) { /* not in the table, whose texts are compared byte by byte */
        Object *name = str_from_utf8(text, size);
        name = arena_own(p->arena, name ? str_intern(name) : NULL);
        return name ? name : report_raised(p->diagnostics);
    }
    if (2 * t->count >= t->capacity && !grow_names(p))
        return report_raised(p->diagnostics);
    uint32_t hash = hash_bytes(text, size), at = hash & (t->capacity - 1);
    for (; t->slots[at]; at = (at + 1) & (t->capacity - 1))
        if (t->hashes[at] == hash && has_text(t->slots[at], text, size))
            return t->slots[at];
    Object *name = str_from_utf8(text, size);
    name = arena_own(p->arena, name ? str_intern(name) : NULL);
    if (!name)
        return report_raised(p->diagnostics);
    t->slots[at] = name;
    t->hashes[at] = hash;
    t->count++;
    return name;
}

Object *token_name(Parser *p, const Token *token)
{
    return name_object(p, p->diagnostics->text + token->start, token->end - token->start);
}

/* ---- nodes ----------------------------------------------------------------------------------- */

Expression *new_expression(Parser *p, ExpressionKind kind, Span span)
{
    Expression *e = arena_alloc(p->arena, sizeof *e);
    if (!e)
        return report_raised(p->diagnostics);
    e->kind = (uint8_t)kind;
    e->span = span;
    return e;
}

bool grow_height(Parser *p, Expression *node, const Expression *child)
{
    if (child && child->height >= node->height)
        node->height = (uint16_t)(child->height + 1);
    if (node->height <= HEIGHT_MOST)
        return true;
    return too_deep(p);
}

bool grow_over_list(Parser *p, Expression *node, const ExpressionList *list)
{
    for (uint32_t i = 0; i < list->count; i++)
        if (!grow_height(p, node, list->items[i]))
            return false;
    return true;
}

Expression *finish_node(Parser *p, Expression *node, const Expression *a, const Expression *b,
                        const Expression *c)
{
    if (!node)
        return NULL;
    node->span = span_between(node->span, last_token(p)->span);
    if (!grow_height(p, node, a) || !grow_height(p, node, b) || !grow_height(p, node, c))
        return NULL;
    return node;
}

bool append_expression(Parser *p, ExpressionList *list, Expression *e)
{
    return e && APPEND(p, list, e);
}

/* ---- lines and blocks ------------------------------------------------------------------------ */

static bool parse_simple_line(Parser *p, Block *block)
{
    for (;;) {
        Statement *s = parse_simple_statement(p);
        if (!s || !APPEND(p, block, s))
            return false;
        if (accept(p, TOKEN_NEWLINE))
            return true;
        if (!accept(p, TOKEN_SEMICOLON))
            return invalid_syntax(p);
        if (accept(p, TOKEN_NEWLINE))
            return true;
    }
}

bool parse_statement_line(Parser *p, Block *block)
{
    if (!is_compound_statement(p))
        return parse_simple_line(p, block);
    if (!nest(p))
        return false;
    Statement *s = parse_compound_statement(p);
    p->nesting--;
    return s && APPEND(p, block, s);
}

/* The column where CPython's tokenizer stands at the end: behind the last line, whose end it adds
 * in a file. */
static uint32_t end_of_text(const Diagnostics *d, bool single)
{
    size_t end = d->size, start;
    bool ends_line = end > 0 && d->text[end - 1] == '\n';
    end -= ends_line;
    for (start = end; start > 0 && d->text[start - 1] != '\n'; start--)
        ;
    return (uint32_t)(end - start) - (single && !ends_line);
}

Span place_of_missing(Parser *p)
{
    Span span = next_token(p)->span;
    if (span.column == NO_END && !p->interactive) {
        span.column = end_of_text(p->diagnostics, p->single);
        span.end_column = NO_END;
    }
    return span;
}

bool parse_block(Parser *p, Block *block, const char *after, uint32_t line)
{
    if (!accept(p, TOKEN_NEWLINE))
        return parse_simple_line(p, block);
    if (!accept(p, TOKEN_INDENT)) {
        report(p->diagnostics, &indentation_error_type, place_of_missing(p),
               "expected an indented block after %s on line %d", after, line);
        return false;
    }
    while (!accept(p, TOKEN_DEDENT))
        if (!parse_statement_line(p, block))
            return false;
    return true;
}

/* ---- the whole ------------------------------------------------------------------------------- */

/* When the parser has failed, a mistake that the lexer saw comes first, as it would in CPython,
 * whose tokenizer reads on after a mistake; then a bracket that nobody closed. */
void settle_problem(Parser *p)
{
    Diagnostics *d = p->diagnostics;
    const Token *furthest = &p->tokens.items[p->furthest];
    bool reached = furthest->kind == TOKEN_ERROR;
    if (d->raised || p->several_statements)
        return;
    d->tokenizer_line = reached ? p->tokens.last_line : furthest->span.end_line;
    if (!reached && p->unexpected_indentation)
        return;
    if (p->tokens.problem.type && (reached || !p->tokens.wait)) {
        d->type = p->tokens.problem.type;
        d->span = p->tokens.problem.span;
        d->without_line_end |= p->tokens.problem.without_line_end;
        memcpy(d->message, p->tokens.problem.message, MESSAGE_SIZE);
    } else if (p->tokens.unclosed && (reached || furthest->span.line > p->tokens.bracket.line)) {
        d->type = NULL;
        report_syntax(d, p->tokens.bracket, "'%c' was never closed", p->tokens.bracket_character);
    }
}

/* A text of nothing but blanks and comments is no single statement. */
static bool fail_empty(Parser *p)
{
    invalid_syntax(p);
    if (p->diagnostics->size == 0 && p->diagnostics->type) /* has not even one line */
        p->diagnostics->span.line = p->diagnostics->span.end_line = 0;
    return false;
}

static bool parse_whole_expression(Parser *p, Block *body)
{
    if (next_is(p, TOKEN_END))
        return fail_empty(p);
    Expression *e = parse_star_expressions(p);
    if (!e)
        return false;
    while (accept(p, TOKEN_NEWLINE))
        ;
    Statement *s = new_statement(p, STMT_EXPRESSION, e->span);
    if (s)
        s->value = e;
    return expect(p, TOKEN_END) && s && APPEND(p, body, s);
}

/* The next token is the end, and the newline before it is not in the text. A compound statement in
 * one line needs one of its own: CPython's grammar wants a NEWLINE behind it, as at the prompt. */
static bool ends_in_added_newline(Parser *p)
{
    const Diagnostics *d = p->diagnostics;
    return next_is(p, TOKEN_END) && d->size > 0 && d->text[d->size - 1] != '\n'
        && p->tokens.items[p->position - 1].kind == TOKEN_NEWLINE;
}

/* One line of simple statements, or one compound statement and nothing behind it. */
static bool parse_single(Parser *p, Block *body)
{
    if (next_is(p, TOKEN_END))
        return p->interactive || fail_empty(p);
    bool compound = is_compound_statement(p);
    if (!parse_statement_line(p, body))
        return false;
    const Token *next = next_token(p);
    if (compound && ends_in_added_newline(p))
        return invalid_syntax(p);
    const Token *last = &p->tokens.items[p->position - 1];
    if (!compound && last->kind == TOKEN_NEWLINE && next->kind != TOKEN_END) {
        p->several_statements = true;
        return report_syntax(p->diagnostics, last->span,
                             "multiple statements found while compiling a single statement");
    }
    return expect(p, TOKEN_END);
}

static bool parse_all(Parser *p, CompileMode mode, Block *body)
{
    if (mode == COMPILE_EXPRESSION)
        return parse_whole_expression(p, body);
    if (mode != COMPILE_FILE)
        return parse_single(p, body);
    while (!next_is(p, TOKEN_END))
        if (!parse_statement_line(p, body))
            return false;
    return true;
}

/* The text ends where a block should begin, and no empty line says that this is all. */
static bool wants_block(const Parser *p)
{
    const Diagnostics *d = p->diagnostics;
    return p->tokens.items[p->furthest].kind == TOKEN_END && d->size >= 2 &&
           memcmp(d->text + d->size - 2, "\n\n", 2) != 0;
}

/* The end of the last line is a token even where the text has none; CPython gives that no place,
 * except in a file. */
static void hide_added_newline(Parser *p)
{
    const Diagnostics *d = p->diagnostics;
    Token *last = p->tokens.count >= 2 ? &p->tokens.items[p->tokens.count - 2] : NULL;
    if (last && last->kind == TOKEN_NEWLINE && d->size > 0 && d->text[d->size - 1] != '\n')
        last->span.column = last->span.end_column = NO_END;
}

bool parse_module(Arena *arena, Diagnostics *d, CompileMode mode, Block *body, bool *incomplete)
{
    NameTable names = { 0 };
    Parser parser = { .arena = arena, .diagnostics = d, .names = &names,
                      .interactive = mode == COMPILE_INTERACTIVE, .single = mode != COMPILE_FILE };
    *body = (Block){ 0 };
    if (!tokenize(arena, d, mode == COMPILE_INTERACTIVE, &parser.tokens)) {
        report_raised(d);
        return false;
    }
    if (mode == COMPILE_EXPRESSION || mode == COMPILE_SINGLE)
        hide_added_newline(&parser);
    if (parse_all(&parser, mode, body) && !has_problem(d))
        return true;
    if (incomplete) /* a mistake before the end is one, whatever follows */
        *incomplete = parser.furthest + 1 == parser.tokens.count
                      && (parser.tokens.incomplete || wants_block(&parser));
    settle_problem(&parser);
    return false;
}
