/*
 * ast.h: the tree of a source text, as the parser builds it and the compiler visits it. Its nodes
 * are those of Python's own ast module (Parser/Python.asdl), under the same names; they live in an
 * arena, which also owns the objects (identifiers and constants) that they refer to.
 */
#ifndef AST_H
#define AST_H

#include "compiler/arena.h"
#include "compiler/diagnostics.h"

typedef struct Expr Expr;
typedef struct Stmt Stmt;
typedef struct Arguments Arguments;

/* Sequences: count items; items is NULL when count is 0. */
typedef struct { uint32_t count; Expr **items; } ExprList;
typedef struct { uint32_t count; Stmt **items; } StmtList;
typedef struct { uint32_t count; Object **items; } NameList; /* interned str */

typedef enum { CONTEXT_LOAD, CONTEXT_STORE, CONTEXT_DELETE } ExprContext;

typedef enum {
    EXPR_BOOL_OP, EXPR_NAMED, EXPR_BINARY, EXPR_UNARY, EXPR_LAMBDA, EXPR_CONDITIONAL, EXPR_DICT,
    EXPR_SET, EXPR_LIST_COMP, EXPR_SET_COMP, EXPR_DICT_COMP, EXPR_GENERATOR, EXPR_YIELD,
    EXPR_YIELD_FROM, EXPR_COMPARE, EXPR_CALL, EXPR_FORMATTED_VALUE, EXPR_JOINED_STR,
    EXPR_CONSTANT, EXPR_ATTRIBUTE, EXPR_SUBSCRIPT, EXPR_STARRED, EXPR_NAME, EXPR_LIST, EXPR_TUPLE,
    EXPR_SLICE
} ExprKind;

/* A comparison of a chain: a Comparison of object.h, or one of these. */
typedef enum { COMPARE_IS = 6, COMPARE_IS_NOT, COMPARE_IN, COMPARE_NOT_IN } ChainOperator;

/* for target in iterable if ... if ... */
typedef struct { Expr *target, *iterable; ExprList conditions; } Comprehension;
typedef struct { uint32_t count; Comprehension *items; } ComprehensionList;
/* name=value, or **value with name NULL */
typedef struct { Object *name; Expr *value; Span span; } Keyword;
typedef struct { uint32_t count; Keyword *items; } KeywordList;

struct Expr {
    ExprKind kind;
    Span span;
    union {
        struct { bool is_or; ExprList values; } bool_op;
        struct { Expr *target, *value; } named;                       /* target := value */
        struct { BinaryOperator op; Expr *left, *right; } binary;
        struct { bool is_not; UnaryOperator op; Expr *operand; } unary; /* is_not: op is unused */
        struct { Arguments *arguments; Expr *body; } lambda;
        struct { Expr *test, *body, *otherwise; } conditional;
        struct { ExprList keys, values; } dict;                        /* key NULL: **value */
        struct { ExprList items; ExprContext context; } sequence;      /* SET, LIST, TUPLE */
        struct { Expr *element, *value; ComprehensionList generators; } comprehension;
                                            /* value: a dict comprehension's, element its key */
        struct { Expr *value; } yield;                                 /* value may be NULL */
        struct { Expr *left; uint8_t *ops; ExprList rest; } compare;   /* ops: rest.count of them */
        struct { Expr *function; ExprList args; KeywordList keywords; } call; /* EXPR_STARRED too */
        struct { Expr *value; uint8_t conversion; Expr *spec; } formatted;
                                            /* conversion 'r' 's' 'a' or 0; spec JOINED_STR, NULL */
        struct { ExprList values; } joined;                            /* constants and FORMATTED */
        struct { Object *value; } constant;
        struct { Expr *value; Object *name; ExprContext context; } attribute;
        struct { Expr *value, *index; ExprContext context; } subscript;
        struct { Expr *value; ExprContext context; } starred;
        struct { Object *id; ExprContext context; } name;
        struct { Expr *lower, *upper, *step; } slice;                  /* each may be NULL */
    };
};

typedef struct { Object *name; Expr *annotation; Span span; } Parameter; /* annotation may be NULL */

struct Arguments {
    uint32_t positional_only, positional, keyword_only; /* positional includes positional_only */
    Parameter *parameters;      /* positional, then keyword-only ones */
    Parameter *star, *star_star;/* *args and **kwargs, or NULL */
    ExprList defaults;          /* of the last positional parameters */
    Expr **keyword_defaults;    /* keyword_only of them; NULL: required */
};

typedef enum {
    STMT_FUNCTION, STMT_CLASS, STMT_RETURN, STMT_DELETE, STMT_ASSIGN, STMT_AUGMENTED_ASSIGN,
    STMT_ANNOTATED_ASSIGN, STMT_FOR, STMT_WHILE, STMT_IF, STMT_WITH, STMT_RAISE, STMT_TRY,
    STMT_ASSERT, STMT_IMPORT, STMT_IMPORT_FROM, STMT_GLOBAL, STMT_NONLOCAL, STMT_EXPR, STMT_PASS,
    STMT_BREAK, STMT_CONTINUE
} StmtKind;

typedef struct { Expr *type; Object *name; StmtList body; Span span; } ExceptHandler;
                                                                    /* type, name may be NULL */
typedef struct { Expr *context, *target; } WithItem;                /* target may be NULL */
typedef struct { Object *name, *as; Span span; } Alias;             /* as may be NULL; name dotted */

struct Stmt {
    StmtKind kind;
    Span span;
    union {
        struct { Object *name; Arguments *arguments; StmtList body; ExprList decorators;
                 Expr *returns; } function;
        struct { Object *name; ExprList bases; KeywordList keywords; StmtList body;
                 ExprList decorators; } class_;
        struct { Expr *value; } return_;                            /* NULL: None */
        struct { ExprList targets; } delete;
        struct { ExprList targets; Expr *value; } assign;
        struct { Expr *target; BinaryOperator op; Expr *value; } augmented;
        struct { Expr *target, *annotation, *value; bool simple; } annotated; /* value or NULL */
        struct { Expr *target, *iterable; StmtList body, otherwise; } for_;
        struct { Expr *test; StmtList body, otherwise; } while_;
        struct { Expr *test; StmtList body, otherwise; } if_;
        struct { uint32_t count; WithItem *items; StmtList body; } with;
        struct { Expr *exception, *cause; } raise;                  /* either may be NULL */
        struct { StmtList body, otherwise, finally; uint32_t handler_count;
                 ExceptHandler *handlers; } try_;
        struct { Expr *test, *message; } assert_;
        struct { uint32_t count; Alias *names; } import;
        struct { Object *module; uint32_t level, count; Alias *names; } import_from;
                                                    /* module NULL: "from . import"; name "*" */
        struct { NameList names; } scope;                           /* GLOBAL, NONLOCAL */
        struct { Expr *value; } expression;
    };
};

/* parser.c. The tree of d's source; NULL with the problem noted in d (or raised). A file's and an
 * interactive statement's body is a list of statements; an expression's is one STMT_EXPR. */
typedef enum { PARSE_FILE, PARSE_EXPRESSION, PARSE_INTERACTIVE } ParseMode;
StmtList *parse(Arena *arena, Diagnostics *d, ParseMode mode);

#endif
