/*
 * token.h: what the lexer makes of a source text: tokens, each with its exact place.
 */
#ifndef TOKEN_H
#define TOKEN_H

#include "compiler/arena.h"
#include "compiler/diagnostics.h"

/* Tokens that are spelled one way. Longer ones come before their beginnings. */
#define OPERATOR_TOKENS(X) \
    X(POWER_EQUAL, "**=") X(FLOOR_DIVIDE_EQUAL, "//=") X(LSHIFT_EQUAL, "<<=") \
    X(RSHIFT_EQUAL, ">>=") X(ELLIPSIS, "...") \
    X(POWER, "**") X(FLOOR_DIVIDE, "//") X(LSHIFT, "<<") X(RSHIFT, ">>") X(LESS_EQUAL, "<=") \
    X(GREATER_EQUAL, ">=") X(EQUAL_EQUAL, "==") X(NOT_EQUAL, "!=") X(ARROW, "->") \
    X(PLUS_EQUAL, "+=") X(MINUS_EQUAL, "-=") X(STAR_EQUAL, "*=") X(SLASH_EQUAL, "/=") \
    X(PERCENT_EQUAL, "%=") X(AND_EQUAL, "&=") X(OR_EQUAL, "|=") X(XOR_EQUAL, "^=") \
    X(AT_EQUAL, "@=") X(COLON_EQUAL, ":=") \
    X(PLUS, "+") X(MINUS, "-") X(STAR, "*") X(SLASH, "/") X(PERCENT, "%") X(AMPERSAND, "&") \
    X(BAR, "|") X(CARET, "^") X(TILDE, "~") X(AT, "@") X(LESS, "<") X(GREATER, ">") \
    X(LEFT_PAREN, "(") X(RIGHT_PAREN, ")") X(LEFT_BRACKET, "[") X(RIGHT_BRACKET, "]") \
    X(LEFT_BRACE, "{") X(RIGHT_BRACE, "}") X(COLON, ":") X(COMMA, ",") X(SEMICOLON, ";") \
    X(DOT, ".") X(EQUAL, "=")

#define KEYWORD_TOKENS(X) \
    X(FALSE, "False") X(NONE, "None") X(TRUE, "True") X(AND, "and") X(AS, "as") \
    X(ASSERT, "assert") X(ASYNC, "async") X(AWAIT, "await") X(BREAK, "break") X(CLASS, "class") \
    X(CONTINUE, "continue") X(DEF, "def") X(DEL, "del") X(ELIF, "elif") X(ELSE, "else") \
    X(EXCEPT, "except") X(FINALLY, "finally") X(FOR, "for") X(FROM, "from") X(GLOBAL, "global") \
    X(IF, "if") X(IMPORT, "import") X(IN, "in") X(IS, "is") X(LAMBDA, "lambda") \
    X(NONLOCAL, "nonlocal") X(NOT, "not") X(OR, "or") X(PASS, "pass") X(RAISE, "raise") \
    X(RETURN, "return") X(TRY, "try") X(WHILE, "while") X(WITH, "with") X(YIELD, "yield")

typedef enum {
    TOKEN_END,          /* the end of the source */
    TOKEN_NAME, TOKEN_NUMBER, TOKEN_STRING,
    TOKEN_NEWLINE, TOKEN_INDENT, TOKEN_DEDENT,
    TOKEN_WRONG,        /* a character that starts no token ($ ? !) */
    TOKEN_ERROR,        /* where the lexer gave up; the problem is noted in TokenList */
#define X(name, text) TOKEN_##name,
    OPERATOR_TOKENS(X)
#undef X
#define X(name, text) KEYWORD_##name,
    KEYWORD_TOKENS(X)
#undef X
    TOKEN_KINDS
} TokenKind;

typedef struct {
    uint8_t kind;
    uint8_t depth;      /* brackets open behind it */
    uint32_t start, end;/* bytes of the source */
    Span span;
} Token;

typedef struct {
    Token *items;       /* the last is TOKEN_END or TOKEN_ERROR */
    uint32_t count, capacity;
    Diagnostics problem;        /* what TOKEN_ERROR stands for, when it has a type */
    uint32_t last_line;         /* where the lexer ended */
    bool wait;                  /* the problem counts only for a parser that gets there */
    bool unclosed;              /* the source ends inside brackets (a TOKEN_ERROR without problem)*/
    Span bracket;               /* the innermost that is open at the end */
    char bracket_character;
    bool incomplete;            /* more lines could make it whole */
} TokenList;

enum { BRACKETS_MOST = 200, INDENTS_MOST = 100 }; /* CPython's MAXLEVEL and MAXINDENT */

/* Makes tokens of d->text. interactive: the end of the text is not taken for the end of a block
 * unless an empty line stands there. False: no memory (MemoryError raised). A wrong source gives
 * tokens up to the mistake. */
bool tokenize(Arena *arena, const Diagnostics *d, bool interactive, TokenList *tokens);
/* The same for an f-string's expression, [start, end) of d->text: taken to stand in brackets. */
bool tokenize_expression(Arena *arena, const Diagnostics *d, uint32_t start, uint32_t end,
                         uint32_t line, uint32_t column, TokenList *tokens);

const char *token_spelling(TokenKind kind);

#endif
