/*
 * codegen.h: what the files of the code generator share. compile.c makes codes and functions,
 * compile_statements.c and compile_try.c visit statements, compile_expressions.c,
 * compile_branches.c and compile_calls.c expressions, compile_names.c names and targets.
 *
 * Every expression is compiled towards a destination. The result says where the value is, as an
 * operand of the next instruction: a local's slot or a constant (borrowed), or a temporary (owned,
 * consumed by the instruction that reads it).
 */
#ifndef CODEGEN_H
#define CODEGEN_H

#include <limits.h>

#include "compiler/ast.h"
#include "compiler/compile.h"
#include "compiler/emit.h"
#include "compiler/subset.h"
#include "compiler/symbols.h"

/* Destinations: a slot, or one of these. */
enum {
    ANYWHERE = INT_MIN,     /* wherever the value is anyway: a local or constant needs no move */
    NEW_TEMPORARY           /* the next temporary, which is pushed */
};

/* What must be undone when control leaves a statement early (break, continue, return). */
typedef enum {
    ENCLOSING_LOOP,             /* a while loop: nothing; where break and continue lead */
    ENCLOSING_FOR,              /* a for loop: its iterator is released */
    ENCLOSING_TRY,              /* a try body: its exceptions are no longer handled here */
    ENCLOSING_FINALLY,          /* a try body: and the finally clause runs */
    ENCLOSING_HANDLER,          /* an except clause: the handled exception is the former one again */
    ENCLOSING_FINALLY_HANDLER,  /* a finally clause that an exception brought: that one is dropped*/
    ENCLOSING_WITH,             /* a with body: the exit method is called */
    ENCLOSING_VALUE             /* a finally clause on the way of a return: the value is dropped */
} EnclosingKind;

typedef struct Enclosing Enclosing;
struct Enclosing {
    EnclosingKind kind;
    Enclosing *outer;
    int32_t break_label, continue_label;
    int slot;                   /* the iterator, the former exception, the exit method */
    Object *name;               /* an except clause's, or NULL */
    const Block *finally;
    int32_t handler_before;     /* what handles exceptions outside of this */
    int depth;                  /* how many are around this one */
    Span span;                  /* a with statement's item */
};

/* One code under construction. */
typedef struct Unit Unit;
struct Unit {
    Unit *outer;
    Scope *scope;
    Object *qualified_name;     /* the arena's */
    Enclosing *enclosing;
    Emitter emitter;
};

typedef struct {
    Arena *arena;
    Diagnostics *diagnostics;
    SymbolTable symbols;
    Unit *unit;
    bool interactive;           /* expression statements print */
    const Statement *last_future; /* of the imports from __future__ at the beginning, or NULL */
} Compiler;

static inline Emitter *emitter(Compiler *c) { return &c->unit->emitter; }
static inline bool compile_failed(const Compiler *c) { return has_problem(c->diagnostics); }

/* Sets the place that instructions are marked with; gives the former one. */
static inline Span set_span(Compiler *c, Span span)
{
    Span before = emitter(c)->span;
    emitter(c)->span = span;
    return before;
}

/* A str that lives as long as the arena. */
Object *arena_text(Compiler *c, const char *text);

/* ---- compile_expressions.c ------------------------------------------------------------------- */

/* The value's operand: a slot or ~constant; with a slot as destination that slot. */
int compile_expression(Compiler *c, Expression *e, int destination);
/* An operand that exists already, as the destination asks. */
int deliver(Compiler *c, int operand, int destination);
/* Where an instruction's result goes, after its operands above mark have been consumed. */
int result_slot(Compiler *c, int destination, uint32_t mark);
/* What stands in a temporary just above mark, as the destination asks; all else is given back. */
int settle(Compiler *c, int temporary, uint32_t mark, int destination);
/* An operand that stays right while `later` is evaluated: a local is copied when := may rebind it,
 * or when a function is called, which finds it on CPython's stack and could count it. (Operators,
 * items and attributes may run code, too; but a copy for `total += a * b` is too dear for that.) */
int protect(Compiler *c, int operand, const Expression *later);
/* Elements without and with stars, as list (or tuple). */
int compile_elements(Compiler *c, const ExpressionList *list, Opcode build, int destination);
/* Adds elements one by one to the list (or set) in `into`. */
void add_elements(Compiler *c, const ExpressionList *list, uint32_t from, int into, bool set);
bool has_star(const ExpressionList *list);
int none_operand(Compiler *c);

/* ---- compile_comprehensions.c ---------------------------------------------------------------- */

int compile_comprehension(Compiler *c, Expression *e, int destination);

/* ---- compile_branches.c ---------------------------------------------------------------------- */

/* Jumps to label when the truth of e is `sense`, falls through otherwise. */
void compile_branch(Compiler *c, Expression *e, int32_t label, bool sense);
int compile_and_or(Compiler *c, Expression *e, int destination);
int compile_comparison(Compiler *c, Expression *e, int destination);

/* ---- compile_calls.c ------------------------------------------------------------------------- */

int compile_call(Compiler *c, Expression *e, int destination);
/* What of `span` is marked for an attribute, or the call of one, that goes over several lines: from
 * its name on, so that the traceback shows that line (CPython's compile.c,
 * update_start_location_to_match_attr). */
Span from_attribute(Span span, const Expression *attribute);
/* Calls what stands in `block` (callable, NULL, arguments behind it); for class statements too. */
int compile_call_of_block(Compiler *c, int block, uint32_t mark, const ExpressionList *arguments,
                          const KeywordList *keywords, uint32_t given, int destination);

/* ---- compile_names.c ------------------------------------------------------------------------- */

int compile_load_name(Compiler *c, Object *name, int destination);
void compile_store_name(Compiler *c, Object *name, int operand);
void compile_delete_name(Compiler *c, Object *name);
/* Whether the name is __debug__, a constant for the compiler: False under -O. */
static inline bool is_debug_constant(Object *name) { return str_equal_text(name, "__debug__"); }
/* Reports an attempt to bind that name: as a variable, attribute, keyword or parameter. */
void check_assignable(Compiler *c, Object *name);
/* The slot of a name that is a plain local here, or -1. */
int local_slot(Compiler *c, const Expression *target);
/* Stores an operand (consumed if temporary) into a target. */
void compile_store(Compiler *c, Expression *target, int operand);
void compile_delete(Compiler *c, Expression *target);

/* ---- compile_statements.c, compile_try.c ----------------------------------------------------- */

void compile_block(Compiler *c, const Block *block);
void compile_try(Compiler *c, const Statement *s);
void compile_with(Compiler *c, const Statement *s);
void enclose(Compiler *c, Enclosing *enclosing, EnclosingKind kind);
static inline void leave_enclosing(Compiler *c) { c->unit->enclosing = c->unit->enclosing->outer; }
/* Emits what leaving everything inside `until` (NULL: the whole function) takes. value is the
 * operand that waits to be returned, or NO_VALUE. */
enum { NO_VALUE = INT_MIN };
void unwind_enclosing(Compiler *c, const Enclosing *until, int value);
/* Whether anything must run before a return: then its value may not stay in a local. */
bool leaving_runs_code(const Compiler *c);

/* ---- compile.c ------------------------------------------------------------------------------- */

/* Starts the code of a scope. False: noted. */
bool begin_unit(Compiler *c, Unit *unit, Scope *scope, uint32_t first_line);
/* Ends it: the finished draft, or NULL with the problem noted. */
CodeDraft *end_unit(Compiler *c);
/* A function object of the code: the block holds defaults and so on as flags say. */
int emit_function(Compiler *c, CodeDraft *code, const Scope *scope, int block, uint32_t mark,
                  int flags, int destination);
int compile_lambda(Compiler *c, Expression *e, int destination);
int compile_annotation(Compiler *c, Expression *value, int destination);
void compile_function(Compiler *c, const Statement *s);
void compile_class(Compiler *c, const Statement *s);

/* ---- fold.c ---------------------------------------------------------------------------------- */

/* Replaces what is constant by its value, as CPython's ast_opt.c does. */
void fold(Compiler *c, Expression *e);
/* The elements of a display as a tuple (new) when all are constants, else NULL without an
 * exception; without memory the compiler has failed. */
Object *constant_elements(Compiler *c, const ExpressionList *elements);
/* A list or set that is only iterated over or searched: a tuple or frozenset serves. */
void fold_iterable(Compiler *c, Expression *e);
/* A str constant % a tuple display without stars becomes an f-string when that means the same
 * (fold_format.c). */
void fold_format(Compiler *c, Expression *e);

#endif
