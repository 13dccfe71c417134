/*
 * symbols.h: which name means what in which scope (Language Reference 4.2, "Naming and binding").
 *
 * Two passes over the tree: the first notes for each scope which names it binds, uses and declares;
 * the second decides, from the outermost scope inwards, where each name lives.
 */
#ifndef SYMBOLS_H
#define SYMBOLS_H

#include "compiler/ast.h"

typedef enum { SCOPE_MODULE, SCOPE_CLASS, SCOPE_FUNCTION } ScopeKind;

/* What the first pass notes of a name. */
enum { NAME_BOUND = 1, NAME_USED = 2, NAME_PARAMETER = 4, NAME_GLOBAL = 8, NAME_NONLOCAL = 16,
       NAME_ANNOTATED = 32, NAME_ITERATION = 64 /* a comprehension's loop variable */ };

/* Where a name lives, which the second pass decides. */
typedef enum {
    PLACE_UNKNOWN,
    PLACE_LOCAL,            /* a slot of the frame; in a module or class body: the namespace */
    PLACE_CELL,             /* a slot that holds a Cell, for inner functions share the name */
    PLACE_FREE,             /* the same, but the cell comes from an outer function */
    PLACE_GLOBAL_EXPLICIT,  /* declared global */
    PLACE_GLOBAL_IMPLICIT   /* bound in no function around: global or built-in */
} Place;

typedef struct Symbol Symbol;
struct Symbol {
    Symbol *next;           /* in order of first appearance */
    Object *name;           /* interned str: compared by identity */
    unsigned notes;         /* NAME_* */
    Place place;
    bool passes_cell;       /* a class body's own name that inner functions share with a function
                             * around the class: slot is that cell's, the name is the namespace's */
    int slot;               /* PLACE_LOCAL in a function, PLACE_CELL, PLACE_FREE; else -1 */
    Span declared;          /* the global or nonlocal statement */
};

struct Scope {
    ScopeKind kind;
    Object *name;           /* of the function or class; "<module>", "<lambda>", "<listcomp>" .. */
    const void *node;       /* the tree's node that opens it */
    Scope *parent, *first_child, *last_child, *next;
    Symbol *first, *last;
    Object *class_name;     /* of the class around it, for name mangling; or NULL */
    bool is_comprehension;  /* a comprehension's own function */
    bool is_generator;
    bool has_walrus;        /* := rebinds a name of this scope in the middle of an expression */
    bool needs_class_cell;  /* a class whose methods say super() or __class__ */
    uint32_t locals, free_variables; /* slots: all of them; the free ones among them, the last */
};

typedef struct {
    Arena *arena;
    Diagnostics *diagnostics;
    Scope *module;
    bool text_annotations;  /* from __future__ import annotations: their names mean nothing */
} SymbolTable;

/* Builds the table for a module's body. False: the problem is noted. */
bool symbols_build(SymbolTable *table, const Block *body);
/* The scope that `node` (a function, class, lambda or comprehension) opens inside parent. */
Scope *symbols_scope(const Scope *parent, const void *node);
/* The symbol of a name in a scope, or NULL. */
Symbol *symbols_find(const Scope *scope, Object *name);
/* A name as the scope's class mangles it: __x becomes _Class__x. Borrowed from the arena. NULL: no
 * memory, noted. */
Object *symbols_mangle(SymbolTable *table, const Scope *scope, Object *name);

#endif
