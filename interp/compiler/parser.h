/*
 * parser.h: from tokens to the tree, and what the parser's files share.
 *
 * It is a recursive descent: a function for each rule of Python's grammar, which looks at the next
 * token and knows what to do. A function that finds a mistake reports it (the first report stays)
 * and gives NULL or false; its callers just return.
 */
#ifndef PARSER_H
#define PARSER_H

#include "compiler/ast.h"
#include "compiler/compile.h"
#include "compiler/subset.h"

/* The names of the source, each made once: a hash table without deletion. */
typedef struct { Object **slots; uint32_t *hashes; uint32_t count, capacity; } NameTable;

typedef struct {
    Arena *arena;
    Diagnostics *diagnostics;
    TokenList tokens;
    uint32_t position;      /* of the next token */
    uint32_t furthest;      /* the last token that was looked at */
    uint32_t nesting;       /* of the rules that recurse */
    uint32_t fstring_depth;
    const Token *string;    /* whose text is decoded */
    NameTable *names;
    bool interactive, single; /* the text comes line by line; it is not that of a file */
    bool several_statements;    /* where there should be a single one */
    bool unexpected_indentation; /* the mistake is an indent or dedent where none may be */
} Parser;

/* Parses d->text; an expression is given as a statement. False: a problem is in d. *incomplete
 * (COMPILE_INTERACTIVE; may be NULL): more lines could make it whole. */
bool parse_module(Arena *arena, Diagnostics *d, CompileMode mode, Block *body, bool *incomplete);

/* ---- looking at tokens (parser.c) ------------------------------------------------------------ */

static inline const Token *token_at(Parser *p, uint32_t ahead)
{
    uint32_t at = p->position + ahead;
    if (at >= p->tokens.count)
        at = p->tokens.count - 1;
    if (at > p->furthest)
        p->furthest = at;
    return &p->tokens.items[at];
}
static inline const Token *next_token(Parser *p) { return token_at(p, 0); }
static inline bool next_is(Parser *p, TokenKind kind) { return next_token(p)->kind == kind; }
static inline const Token *last_token(const Parser *p) /* the one before the next */
{
    return &p->tokens.items[p->position ? p->position - 1 : 0];
}
static inline const Token *advance(Parser *p)
{
    const Token *token = next_token(p);
    if (p->position + 1 < p->tokens.count)
        p->position++;
    return token;
}
static inline bool accept(Parser *p, TokenKind kind)
{
    if (!next_is(p, kind))
        return false;
    advance(p);
    return true;
}
bool expect(Parser *p, TokenKind kind);         /* or invalid syntax */
bool expect_forced(Parser *p, TokenKind kind);  /* or "expected 'x'" */
void *invalid_syntax(Parser *p);
/* A mistake at the last token looked at, as CPython's RAISE_SYNTAX_ERROR. */
void *mistake_here(Parser *p, const char *message);
/* A feature of Python that the parser does not know at all. */
void *unsupported(Parser *p, Span span, Feature feature);
Object *name_object(Parser *p, const char *text, size_t size); /* interned, the arena's */
Object *token_name(Parser *p, const Token *token);
static inline Span span_between(Span first, Span last)
{
    return (Span){ first.line, last.end_line, first.column, last.end_column };
}
/* Chooses among what the parser and the lexer found wrong, as CPython would. */
void settle_problem(Parser *p);
void *too_deep(Parser *p);                      /* NULL, with RecursionError */
bool nest(Parser *p);                           /* false: too deep; else p->nesting-- later */

/* ---- building nodes -------------------------------------------------------------------------- */

Expression *new_expression(Parser *p, ExpressionKind kind, Span span);
/* Notes that child stands below node. False: the tree is too high. */
bool grow_height(Parser *p, Expression *node, const Expression *child);
bool append_expression(Parser *p, ExpressionList *list, Expression *e);
/* Ends a node: its span up to the last token, its height above its children (each may be NULL). */
Expression *finish_node(Parser *p, Expression *node, const Expression *a, const Expression *b,
                        const Expression *c);
/* Likewise for a node over a list. */
bool grow_over_list(Parser *p, Expression *node, const ExpressionList *list);
#define APPEND(p, list, item) \
    (arena_grow((p)->arena, (void **)&(list)->items, (list)->count, &(list)->capacity, \
                sizeof *(list)->items) \
         ? ((list)->items[(list)->count++] = (item), true) \
         : (report_raised((p)->diagnostics), false))

/* ---- expressions (parser_expressions.c, parser_atoms.c) -------------------------------------- */

Expression *parse_expression(Parser *p);            /* with if-else and lambda */
Expression *parse_named_expression(Parser *p);      /* or a := b */
Expression *parse_argument_expression(Parser *p);   /* the same in a call, where = means more */
Expression *parse_disjunction(Parser *p);           /* without if-else: a comprehension's operand */
Expression *parse_star_expressions(Parser *p);      /* a, *b: perhaps a tuple */
Expression *parse_star_named_expression(Parser *p);
Expression *parse_bitwise_or(Parser *p);
Expression *parse_yield_expression(Parser *p);
Expression *parse_assigned_value(Parser *p);        /* yield or star expressions */
Expression *parse_primary(Parser *p);
Expression *parse_atom(Parser *p);
Expression *parse_targets(Parser *p);               /* for's: star targets up to `in` */
/* What stands in round brackets, the opening one being passed: a tuple, a generator expression, an
 * expression. Passes the token `end`. */
Expression *parse_in_brackets(Parser *p, Span opening, TokenKind end);
bool starts_expression(Parser *p);
bool parse_call_arguments(Parser *p, Span opening, ExpressionList *arguments,
                          KeywordList **keywords);
Parameters *parse_parameters(Parser *p, TokenKind end, bool annotations);
Expression *parse_strings(Parser *p);               /* parser_strings.c */
/* Appends the parts of one f-string literal: constants' text into builder, fields to parts. */
typedef struct {
    Parser *parser;
    ExpressionList parts;       /* EXPR_CONSTANT and EXPR_FORMATTED */
    StrBuilder text;            /* literal text not yet in parts */
    Span span;                  /* of the whole concatenation */
} StringParts;
bool parse_fstring(StringParts *parts, const Token *token, uint32_t start, uint32_t end, bool raw);
bool flush_text(StringParts *parts);
/* Decodes a literal's text [start, end) of the source into builder. */
bool decode_text(Parser *p, StrBuilder *builder, uint32_t start, uint32_t end, bool raw);

/* ---- targets (parser_targets.c) -------------------------------------------------------------- */

/* What an expression is called in messages: "function call", "literal". */
const char *expression_description(const Expression *e);
typedef enum { TARGET_ASSIGN, TARGET_DELETE, TARGET_FOR } TargetUse;
/* The innermost expression that cannot be assigned to, or NULL. */
const Expression *invalid_target(const Expression *e, TargetUse use);
/* At the '=' behind an expression that cannot be assigned to: perhaps == was meant. True when so
 * reported. */
bool suggest_comparison(Parser *p, const Expression *target);

#endif
