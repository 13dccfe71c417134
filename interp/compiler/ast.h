/*
 * ast.h: the tree that the parser makes of a source text: nodes like those of Python's module ast,
 * in the arena. Every node knows its place in the source.
 */
#ifndef AST_H
#define AST_H

#include "compiler/token.h"

typedef struct Expression Expression;
typedef struct Statement Statement;
typedef struct Scope Scope; /* compiler/symbols.h */

typedef struct { Expression **items; uint32_t count, capacity; } ExpressionList;
typedef struct { Statement **items; uint32_t count, capacity; } Block;
typedef struct { Object **items; uint32_t count, capacity; } NameList; /* interned str */

typedef struct { Object *name; Expression *annotation; Span span; } Parameter;
typedef struct { Parameter *items; uint32_t count, capacity; } ParameterList;

typedef struct {
    ParameterList positional, keyword_only;
    uint32_t positional_only;           /* how many of positional stand before the / */
    Parameter *star, *double_star;      /* or NULL */
    ExpressionList defaults;            /* of the last positional ones */
    ExpressionList keyword_defaults;    /* one for each keyword-only one, NULL: none */
} Parameters;

typedef struct { Object *name; Expression *value; Span span; } Keyword; /* name NULL: **value */
typedef struct { Keyword *items; uint32_t count, capacity; } KeywordList;

typedef struct { Expression *target, *iterable; ExpressionList conditions; } Comprehension;
typedef struct { Comprehension *items; uint32_t count, capacity; } ComprehensionList;

typedef enum {
    EXPR_CONSTANT, EXPR_NAME, EXPR_ATTRIBUTE, EXPR_SUBSCRIPT, EXPR_STARRED, EXPR_SLICE,
    EXPR_TUPLE, EXPR_LIST, EXPR_SET, EXPR_DICT, EXPR_BINARY, EXPR_UNARY, EXPR_NOT, EXPR_AND,
    EXPR_OR, EXPR_COMPARE, EXPR_CALL, EXPR_IF, EXPR_LAMBDA, EXPR_LIST_COMP, EXPR_SET_COMP,
    EXPR_DICT_COMP, EXPR_GENERATOR, EXPR_YIELD, EXPR_YIELD_FROM, EXPR_WALRUS, EXPR_JOINED,
    EXPR_FORMATTED
} ExpressionKind;

/* What a comparison's operator is: Comparison (object.h), or one of these. */
enum { COMPARE_IS = 6, COMPARE_IS_NOT, COMPARE_IN, COMPARE_NOT_IN };

struct Expression {
    uint8_t kind;
    uint8_t operator;       /* BinaryOperator, UnaryOperator */
    bool parenthesised;
    bool folded;            /* fold.c has looked at it */
    bool is_text;           /* EXPR_CONSTANT: written as a string literal */
    uint16_t height;        /* of the tree below */
    Span span;
    union {
        Object *constant;                                   /* borrowed from the arena */
        Object *name;                                       /* EXPR_NAME */
        struct { Expression *value; Object *name; } attribute;
        struct { Expression *value, *index; } subscript;
        Expression *value;              /* starred, unary, not, yield (or NULL), yield from */
        struct { Expression *start, *stop, *step; } slice;  /* each or NULL */
        ExpressionList elements;                            /* tuple, list, set, and, or, joined */
        struct { ExpressionList keys, values; } dict;       /* a key NULL: **value */
        struct { Expression *left, *right; } binary;        /* walrus: target, value */
        struct { ExpressionList operands; uint8_t *operators; } compare;
        struct { Expression *function; ExpressionList arguments; KeywordList *keywords; } call;
        struct { Expression *test, *body, *otherwise; } conditional;
        struct { Parameters *parameters; Expression *body; Scope *scope; } lambda;
        struct { Expression *element, *value; ComprehensionList *clauses; Scope *scope; }
            comprehension;                                  /* value: a dict's */
        struct { Expression *value, *spec; uint8_t conversion; } formatted; /* spec or NULL */
    };
};

typedef enum {
    STMT_FUNCTION, STMT_CLASS, STMT_RETURN, STMT_DELETE, STMT_ASSIGN, STMT_AUGMENTED,
    STMT_ANNOTATED, STMT_FOR, STMT_WHILE, STMT_IF, STMT_WITH, STMT_RAISE, STMT_TRY, STMT_ASSERT,
    STMT_IMPORT, STMT_IMPORT_FROM, STMT_GLOBAL, STMT_NONLOCAL, STMT_EXPRESSION, STMT_PASS,
    STMT_BREAK, STMT_CONTINUE
} StatementKind;

typedef struct { Object *name, *as_name; Span span; } Alias; /* as_name or NULL */
typedef struct { Alias *items; uint32_t count, capacity; } AliasList;

typedef struct { Expression *type; Object *name; Block body; Span span; } Handler; /* or NULLs */
typedef struct { Handler *items; uint32_t count, capacity; } HandlerList;

typedef struct { Expression *context, *target; } WithItem; /* target or NULL */
typedef struct { WithItem *items; uint32_t count, capacity; } WithItemList;

struct Statement {
    uint8_t kind;
    uint8_t operator;       /* STMT_AUGMENTED */
    Span span;
    union {
        struct {            /* without decorators the first line is the statement's */
            Object *name;
            ExpressionList decorators;
            Parameters *parameters;
            Expression *returns;
            Block body;
            Scope *scope;
        } function;
        struct {
            Object *name;
            ExpressionList decorators, bases;
            KeywordList *keywords;
            Block body;
            Scope *scope;
        } class;
        Expression *value;                                  /* return (or NULL), expression */
        ExpressionList targets;                             /* delete */
        struct { ExpressionList targets; Expression *value; } assign;
        struct { Expression *target, *value; } augmented;
        struct { Expression *target, *annotation, *value; bool simple; } annotated;
        struct { Expression *target, *iterable; Block body, otherwise; } for_loop;
        struct { Expression *test; Block body, otherwise; } while_loop; /* and if */
        struct { WithItemList items; Block body; } with;
        struct { Expression *exception, *cause; } raise;    /* or NULLs */
        struct { Block body; HandlerList handlers; Block otherwise, finally; } try;
        struct { Expression *test, *message; } assertion;   /* message or NULL */
        AliasList import;
        struct { Object *module; AliasList names; uint32_t level; bool star; } import_from;
        NameList names;                                     /* global, nonlocal */
    };
};

/* Trees of more levels than this are refused: visiting them would use up the C stack. */
enum { HEIGHT_MOST = 1000 };

#endif
