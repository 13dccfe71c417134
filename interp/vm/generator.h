/*
 * generator.h: generators: calls that can stop in the middle and go on later. Such a call's frame
 * is part of a heap object and runs where it lies; the calls that it makes go to the stack as
 * usual. While it runs, frame.caller is whoever resumed it.
 */
#ifndef GENERATOR_H
#define GENERATOR_H

#include "vm/frame.h"
#include "vm/interpreter.h"

typedef enum {
    GENERATOR_CREATED,   /* its first instruction behind RETURN_GENERATOR is next */
    GENERATOR_SUSPENDED, /* behind a YIELD_VALUE */
    GENERATOR_RUNNING,
    GENERATOR_FINISHED   /* its frame is empty */
} GeneratorState;

typedef struct Generator {
    Object head;
    intptr_t size;                 /* slots of the frame */
    Code *code;                    /* owned, like all below */
    Object *name, *qualified_name;
    /* What an except clause is handling: while suspended, its own; while running, the one of
     * whoever resumed it (its own is interpreter.handled then). Or NULL. */
    Object *handled;
    struct Generator *outer;       /* while running: the generator that was resumed before it */
    GeneratorState state;
    Object *weak_references;
    Frame frame;                   /* the last field: its slots follow */
} Generator;

extern Type generator_type;

/* RETURN_GENERATOR: a generator that takes over what the running frame holds. */
Object *generator_new(Frame *frame);
/* The generator has returned (or is closed before it began): its frame is given up. The frame
 * that resumed it is the running one again. */
void generator_finish(Generator *g);
/* The raised exception leaves it: a StopIteration as RuntimeError (PEP 479). */
void generator_fail(Generator *g);
/* One step of `yield from iterator`. value is stolen. What it yields (new), or NULL: it has ended
 * with *returned (new), or, when that is NULL, an exception is raised. */
Object *generator_send_to(Object *iterator, Object *value, Object **returned);

/* The end of a generator's life, or frame.clear(): it is closed. An exception that this raises can
 * only be told on stderr. */
void generator_finalize(Object *generator);

static inline Generator *generator_of(Frame *frame)
{
    return (Generator *)((char *)frame - offsetof(Generator, frame));
}

/* Is it a generator that the loop can go on with, without any of the errors that are possible? */
static inline bool generator_is_ready(Object *o)
{
    return o->type == &generator_type && ((Generator *)o)->state <= GENERATOR_SUSPENDED
        && interpreter.depth < interpreter.recursion_limit;
}

static inline void generator_exchange_handled(Generator *g)
{
    Object *handled = interpreter.handled;
    interpreter.handled = g->handled;
    g->handled = handled;
}

/* Makes the generator's frame the running one. kind says who goes on when it stops. */
static inline void generator_enter(Generator *g, int kind)
{
    generator_exchange_handled(g);
    g->outer = interpreter.generator;
    interpreter.generator = g;
    g->state = GENERATOR_RUNNING;
    g->frame.kind = (uint8_t)kind;
    g->frame.caller = interpreter.frame;
    interpreter.frame = &g->frame;
    interpreter.depth++;
}

/* The other way round. */
static inline void generator_leave(Generator *g, GeneratorState state)
{
    interpreter.depth--;
    interpreter.frame = g->frame.caller;
    g->frame.caller = NULL;
    g->state = state;
    interpreter.generator = g->outer;
    generator_exchange_handled(g);
}

/* The entered generator gets the value (stolen) of the yield expression that it stopped at. */
static inline void generator_receive(Generator *g, Object *value)
{
    const Instruction *stopped = g->frame.next - 1;
    if (stopped->opcode == YIELD_VALUE)
        replace_reference(g->frame.slots[stopped->a], value);
    else
        decref(value);
}

#endif
