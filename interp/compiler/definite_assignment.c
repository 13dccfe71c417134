/*
 * definite_assignment.c: which locals are certainly bound where they are read.
 *
 * The compiler emits LOAD_FAST_CHECK before every read of a local that is not a parameter. Here the
 * ways through the code are followed, and a check is removed where the local is bound on every way
 * that leads there. The state is a set of bound locals; ways that meet keep what both have. It is
 * the dataflow analysis of any compiler's textbook (Aho et al., "Compilers", 9.2), done on
 * instructions, so that loops, try and del need no rules of their own.
 */
#include <string.h>

#include "compiler/emit.h"
#include "program/opcode_table.h"

typedef struct {
    Emitter *e;
    uint32_t words;             /* of a set */
    uint32_t *at_label;         /* a set for each label: what all ways there have in common */
    bool *label_reached;
    int32_t *first_label;       /* for each instruction: a label that stands there, or NO_LABEL */
    int32_t *next_label;        /* for each label: another one at the same place */
    uint32_t *current;
    bool reached;               /* whether any way leads to the current instruction */
    bool changed;
} Flow;

enum { WORD_BITS = 32 };

static bool is_bound(const Flow *f, int slot)
{
    return f->current[slot / WORD_BITS] >> (slot % WORD_BITS) & 1;
}

static void bind(Flow *f, int slot, bool bound)
{
    uint32_t bit = (uint32_t)1 << (slot % WORD_BITS);
    if (slot >= (int)f->e->draft->locals)
        return;
    if (bound)
        f->current[slot / WORD_BITS] |= bit;
    else
        f->current[slot / WORD_BITS] &= ~bit;
}

/* The current state also goes to the label. */
static void flow_to(Flow *f, int32_t label)
{
    uint32_t *there = f->at_label + (size_t)label * f->words;
    f->changed |= !f->label_reached[label];
    for (uint32_t i = 0; i < f->words; i++) {
        uint32_t common = f->label_reached[label] ? there[i] & f->current[i] : f->current[i];
        f->changed |= common != there[i];
        there[i] = common;
    }
    f->label_reached[label] = true;
}

/* The ways that join at this instruction. */
static void arrive(Flow *f, uint32_t index)
{
    for (int32_t label = f->first_label[index]; label != NO_LABEL; label = f->next_label[label]) {
        if (!f->label_reached[label])
            continue;
        if (f->reached)
            flow_to(f, label);
        memcpy(f->current, f->at_label + (size_t)label * f->words, f->words * sizeof *f->current);
        f->reached = true;
    }
}

static void step(Flow *f, uint32_t index)
{
    const Emitted *emitted = &f->e->code[index];
    const Instruction *i = &emitted->instruction;
    const OpcodeDescription *description = &opcode_table[i->opcode];
    if (emitted->handler != NO_HANDLER)
        flow_to(f, f->e->handlers[emitted->handler].label);
    bool only_when_falling_through = i->opcode == FOR_ITER;
    if (description->a == FIELD_DEST && !only_when_falling_through)
        bind(f, i->a, true);
    if (description->a == FIELD_LOCALS)
        for (int n = 0; n < i->c; n++)
            bind(f, i->a + n, true);
    if (i->opcode == LOAD_FAST_CHECK)
        bind(f, i->b, true);
    if (i->opcode == DELETE_FAST)
        bind(f, i->a, false);
    if (emitted->label != NO_LABEL)
        flow_to(f, emitted->label);
    if (only_when_falling_through)
        bind(f, i->a, true);
    if (instruction_ends_flow(i))
        f->reached = false;
}

/* One pass over the code from its start. mark: remove what turns out needless. */
static void pass(Flow *f, uint32_t parameters, bool mark)
{
    memset(f->current, 0, f->words * sizeof *f->current);
    for (uint32_t slot = 0; slot < parameters; slot++)
        bind(f, (int)slot, true);
    f->reached = true;
    for (uint32_t index = 0; index < f->e->count; index++) {
        Emitted *emitted = &f->e->code[index];
        arrive(f, index);
        if (mark)
            emitted->removed = !f->reached
                || (emitted->instruction.opcode == LOAD_FAST_CHECK
                    && is_bound(f, emitted->instruction.b));
        if (f->reached)
            step(f, index);
    }
}

static bool allocate(Flow *f)
{
    Emitter *e = f->e;
    f->at_label = arena_alloc(e->arena, (size_t)e->label_count * f->words * sizeof *f->at_label + 1);
    f->label_reached = arena_alloc(e->arena, e->label_count + 1);
    f->current = arena_alloc(e->arena, f->words * sizeof *f->current);
    f->first_label = arena_alloc(e->arena, (e->count + 1) * sizeof *f->first_label);
    f->next_label = arena_alloc(e->arena, (e->label_count + 1) * sizeof *f->next_label);
    if (!f->at_label || !f->label_reached || !f->current || !f->first_label || !f->next_label)
        return report_raised(e->diagnostics);
    for (uint32_t index = 0; index <= e->count; index++)
        f->first_label[index] = NO_LABEL;
    for (uint32_t label = 0; label < e->label_count; label++) {
        f->next_label[label] = f->first_label[e->labels[label]];
        f->first_label[e->labels[label]] = (int32_t)label;
    }
    return true;
}

bool remove_needless(Emitter *e, uint32_t parameters)
{
    Flow f = { .e = e, .words = e->draft->locals / WORD_BITS + 1 };
    if (!allocate(&f))
        return false;
    do { /* sets only ever shrink, so this ends */
        f.changed = false;
        pass(&f, parameters, false);
    } while (f.changed);
    pass(&f, parameters, true);
    return true;
}
