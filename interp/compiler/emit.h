/*
 * emit.h: instructions under construction: labels, temporaries, constants, sites and exception
 * handlers of one code; and how that becomes a CodeDraft.
 *
 * Temporaries are a stack: push takes the next slot, drop_to gives back all above a mark. So an
 * expression's temporaries are consecutive, as blocks need them.
 */
#ifndef EMIT_H
#define EMIT_H

#include "compiler/arena.h"
#include "compiler/diagnostics.h"
#include "compiler/draft.h"

enum { NO_LABEL = -1, NO_HANDLER = -1 };

typedef struct {
    Instruction instruction;
    Span span;
    int32_t label;              /* where its JUMP or WIDE field leads, or NO_LABEL */
    int32_t handler;            /* who handles its exceptions, or NO_HANDLER */
    bool removed;               /* by definite_assignment.c */
} Emitted;

/* Exceptions go to label with temporaries kept up to depth. */
typedef struct { int32_t label; uint32_t depth; } HandlerPlace;

typedef struct {
    Arena *arena;
    Diagnostics *diagnostics;
    CodeDraft *draft;           /* constants, sites and names go there at once */
    Emitted *code;
    uint32_t count, capacity;
    uint32_t *labels;           /* label -> instruction */
    uint32_t label_count, label_capacity;
    HandlerPlace *handlers;
    uint32_t handler_count, handler_capacity;
    int32_t handler;            /* in force for what is emitted now */
    uint32_t depth;             /* temporaries in use */
    Span span;                  /* of what is emitted now */
} Emitter;

/* Starts a code of `locals` slots. False: no memory (noted in d). */
bool emit_begin(Emitter *e, Arena *arena, Diagnostics *d, uint32_t locals);
/* Gives up what was emitted. */
void emit_abandon(Emitter *e);
/* Removes needless checks and what is never reached, resolves jumps, and gives the draft away; new,
 * NULL with the problem noted. parameters: slots that are bound at the start. */
CodeDraft *emit_finish(Emitter *e, uint32_t parameters);

void emit(Emitter *e, Opcode opcode, int a, int b, int c);
void emit_x(Emitter *e, Opcode opcode, int x, int a, int b, int c);

int32_t new_label(Emitter *e);
void place_label(Emitter *e, int32_t label); /* here */
/* An instruction with a JUMP or WIDE field; that field is filled in at the end. */
void emit_jump(Emitter *e, Opcode opcode, int32_t label, int x, int a, int b, int c);
/* What is emitted next stands in no source line: it counts to that of the instruction before it
 * (CPython: UNSET_LOC), so that whoever steps by lines does not see it. */
void emit_in_same_line(Emitter *e);
/* An unconditional jump of that sort, where control flow joins: the end of a branch or a loop. */
void emit_joining_jump(Emitter *e, Opcode opcode, int32_t label);

/* The operand (~number) that names this constant; equal constants of one type are one. */
int constant_operand(Emitter *e, Object *value);
/* The number of a code as constant; the draft is stolen. */
int constant_code(Emitter *e, CodeDraft *code);
/* The number of a new site for the name. */
int new_site(Emitter *e, Object *name);

int push(Emitter *e);                       /* the next temporary's slot */
static inline int next_slot(const Emitter *e) { return (int)(e->draft->locals + e->depth); }
static inline bool is_temporary(const Emitter *e, int operand)
{
    return operand >= (int)e->draft->locals;
}
static inline void drop_to(Emitter *e, uint32_t depth) { e->depth = depth; }

/* Exceptions of what follows go to label with the temporaries in use now kept; gives what was in
 * force before, for pop_handler. */
int32_t push_handler(Emitter *e, int32_t label);
static inline void pop_handler(Emitter *e, int32_t before) { e->handler = before; }

/* definite_assignment.c. Removes each LOAD_FAST_CHECK of a local that is bound on every way there,
 * and instructions that no way leads to. False: no memory. */
bool remove_needless(Emitter *e, uint32_t parameters);

#endif
