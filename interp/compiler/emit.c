/*
 * emit.c: instructions under construction (emit.h), and draft_free.
 */
#include "compiler/emit.h"

#include <string.h>

#include "memory/memory.h"
#include "objects/float.h"
#include "program/opcode_table.h"
#include "vm/errors.h"

/* ---- beginning and end of a draft ------------------------------------------------------------ */

void draft_free(CodeDraft *draft)
{
    if (!draft)
        return;
    xdecref(draft->name);
    xdecref(draft->qualified_name);
    for (uint32_t i = 0; i < draft->constant_count; i++) {
        xdecref(draft->constants[i].value);
        draft_free(draft->constants[i].code);
    }
    for (uint32_t i = 0; i < draft->site_count; i++)
        decref(draft->sites[i]);
    for (uint32_t i = 0; draft->local_names && i < draft->locals; i++)
        xdecref(draft->local_names[i]);
    mem_free(draft->instructions, draft->instruction_capacity * sizeof *draft->instructions);
    mem_free(draft->positions, draft->position_capacity * sizeof *draft->positions);
    mem_free(draft->ranges, draft->range_capacity * sizeof *draft->ranges);
    mem_free(draft->constants, draft->constant_capacity * sizeof *draft->constants);
    mem_free(draft->sites, draft->site_capacity * sizeof *draft->sites);
    mem_free(draft->local_names, draft->local_name_capacity * sizeof *draft->local_names);
    mem_free(draft, sizeof *draft);
}

static bool no_memory(Diagnostics *d)
{
    raise_no_memory();
    report_raised(d);
    return false;
}

bool emit_begin(Emitter *e, Arena *arena, Diagnostics *d, uint32_t locals)
{
    *e = (Emitter){ .arena = arena, .diagnostics = d, .handler = NO_HANDLER };
    e->draft = mem_alloc_zeroed(sizeof *e->draft);
    if (!e->draft)
        return no_memory(d);
    e->draft->locals = locals;
    if (locals) {
        e->draft->local_names = mem_alloc_zeroed(locals * sizeof *e->draft->local_names);
        if (!e->draft->local_names)
            return no_memory(d);
        e->draft->local_name_capacity = locals;
    }
    return true;
}

void emit_abandon(Emitter *e)
{
    draft_free(e->draft);
    e->draft = NULL;
}

/* ---- instructions ---------------------------------------------------------------------------- */

/* The fields of an instruction have 16 bits: slots, constants, sites and distances end there. */
static int16_t field(Emitter *e, int value)
{
    if (value > INT16_MAX || value < INT16_MIN)
        report_syntax(e->diagnostics, e->span,
                      "code too large: more than 32767 variables, constants, names or items");
    return (int16_t)value;
}

void emit_x(Emitter *e, Opcode opcode, int x, int a, int b, int c)
{
    if (has_problem(e->diagnostics))
        return;
    if (!arena_grow(e->arena, (void **)&e->code, e->count, &e->capacity, sizeof *e->code)) {
        report_raised(e->diagnostics);
        return;
    }
    e->code[e->count++] = (Emitted){
        .instruction = { (uint8_t)opcode, (uint8_t)x, field(e, a), field(e, b), field(e, c) },
        .span = e->span, .label = NO_LABEL, .handler = e->handler,
    };
}

void emit(Emitter *e, Opcode opcode, int a, int b, int c) { emit_x(e, opcode, 0, a, b, c); }

int32_t new_label(Emitter *e)
{
    if (!arena_grow(e->arena, (void **)&e->labels, e->label_count, &e->label_capacity,
                    sizeof *e->labels)) {
        report_raised(e->diagnostics);
        return 0;
    }
    e->labels[e->label_count] = 0;
    return (int32_t)e->label_count++;
}

void place_label(Emitter *e, int32_t label)
{
    if (!has_problem(e->diagnostics))
        e->labels[label] = e->count;
}

void emit_jump(Emitter *e, Opcode opcode, int32_t label, int x, int a, int b, int c)
{
    emit_x(e, opcode, x, a, b, c);
    if (!has_problem(e->diagnostics))
        e->code[e->count - 1].label = label;
}

void emit_in_same_line(Emitter *e)
{
    if (e->count > 0)
        e->span = e->code[e->count - 1].span;
}

void emit_joining_jump(Emitter *e, Opcode opcode, int32_t label)
{
    Span span = e->span;
    emit_in_same_line(e);
    emit_jump(e, opcode, label, 0, 0, 0, 0);
    e->span = span;
}

int push(Emitter *e)
{
    int slot = next_slot(e);
    e->depth++;
    if (e->depth > e->draft->temporaries)
        e->draft->temporaries = e->depth;
    return slot;
}

int32_t push_handler(Emitter *e, int32_t label)
{
    int32_t before = e->handler;
    if (!arena_grow(e->arena, (void **)&e->handlers, e->handler_count, &e->handler_capacity,
                    sizeof *e->handlers)) {
        report_raised(e->diagnostics);
        return before;
    }
    e->handlers[e->handler_count] = (HandlerPlace){ label, e->depth };
    e->handler = (int32_t)e->handler_count++;
    return before;
}

/* ---- constants and sites --------------------------------------------------------------------- */

/* Makes room in a draft's array for one more. */
static bool grow(Diagnostics *d, void **items, uint32_t count, uint32_t *capacity, size_t size)
{
    if (count < *capacity)
        return true;
    uint32_t larger = *capacity ? *capacity * 2 : 8;
    void *moved = mem_resize(*items, *capacity * size, larger * size);
    if (!moved)
        return no_memory(d);
    *items = moved;
    *capacity = larger;
    return true;
}

/* Whether two constants are one (CPython's _PyCode_ConstantKey): 1, 1.0 and True are three, and so
 * are 0.0 and -0.0. */
static bool same_constant(Object *a, Object *b)
{
    if (a == b)
        return true;
    if (a->type != b->type)
        return false;
    if (IS_EXACT(a, float_type))
        return float_to_bits(((Float *)a)->value) == float_to_bits(((Float *)b)->value);
    if (IS_EXACT(a, str_type))
        return str_equal(a, b);
    if (IS_EXACT(a, int_type) || IS_EXACT(a, bytes_type))
        return object_equal(a, b) > 0;
    if (!IS_EXACT(a, tuple_type) || ((Tuple *)a)->size != ((Tuple *)b)->size)
        return false;
    for (intptr_t i = 0; i < ((Tuple *)a)->size; i++)
        if (!same_constant(((Tuple *)a)->items[i], ((Tuple *)b)->items[i]))
            return false;
    return true;
}

static int add_constant(Emitter *e, DraftConstant constant)
{
    CodeDraft *draft = e->draft;
    if (!grow(e->diagnostics, (void **)&draft->constants, draft->constant_count,
              &draft->constant_capacity, sizeof *draft->constants)) {
        xdecref(constant.value);
        draft_free(constant.code);
        return 0;
    }
    draft->constants[draft->constant_count] = constant;
    return (int)draft->constant_count++;
}

int constant_operand(Emitter *e, Object *value)
{
    if (has_problem(e->diagnostics))
        return ~0;
    for (uint32_t i = 0; i < e->draft->constant_count; i++)
        if (e->draft->constants[i].value && same_constant(e->draft->constants[i].value, value))
            return ~(int)i;
    return ~add_constant(e, (DraftConstant){ incref(value), NULL });
}

int constant_code(Emitter *e, CodeDraft *code)
{
    return add_constant(e, (DraftConstant){ NULL, code });
}

int new_site(Emitter *e, Object *name)
{
    CodeDraft *draft = e->draft;
    if (has_problem(e->diagnostics)
        || !grow(e->diagnostics, (void **)&draft->sites, draft->site_count, &draft->site_capacity,
                 sizeof *draft->sites))
        return 0;
    draft->sites[draft->site_count] = incref(name);
    return (int)draft->site_count++;
}

/* ---- finishing ------------------------------------------------------------------------------- */

/* Closes the gaps that removed instructions leave; labels move along. */
static bool compact(Emitter *e)
{
    uint32_t *moved = arena_alloc(e->arena, (e->count + 1) * sizeof *moved);
    if (!moved)
        return report_raised(e->diagnostics);
    uint32_t kept = 0;
    for (uint32_t i = 0; i < e->count; i++) {
        moved[i] = kept;
        if (!e->code[i].removed)
            e->code[kept++] = e->code[i];
    }
    moved[e->count] = kept;
    e->count = kept;
    for (uint32_t i = 0; i < e->label_count; i++)
        e->labels[i] = moved[e->labels[i]];
    return true;
}

static void resolve_jump(Emitter *e, uint32_t index)
{
    Emitted *emitted = &e->code[index];
    Instruction *i = &emitted->instruction;
    int32_t distance = (int32_t)e->labels[emitted->label] - (int32_t)index - 1;
    const OpcodeDescription *description = &opcode_table[i->opcode];
    if (description->b == FIELD_WIDE) {
        if (distance < 0)
            i->opcode = JUMP_BACKWARD;
        i->b = (int16_t)(uint16_t)distance;
        i->c = (int16_t)(distance >> 16);
        return;
    }
    if (distance > INT16_MAX || distance < INT16_MIN)
        report_syntax(e->diagnostics, emitted->span,
                      "code too large: a branch over more than 32767 instructions");
    *(description->a == FIELD_JUMP ? &i->a : &i->c) = (int16_t)distance;
}

static Position position_of(Span span)
{
    enum { LINES_MOST = 0xFFF, COLUMN_UNKNOWN = 0xFFFF, LINE_MOST = 0xFFFFF };
    Position p = { .line = span.line <= LINE_MOST ? span.line : LINE_MOST,
                   .column = COLUMN_UNKNOWN, .end_column = COLUMN_UNKNOWN };
    bool known = span.end_line != NO_END && span.end_column != NO_END
                 && span.column < COLUMN_UNKNOWN && span.end_column < COLUMN_UNKNOWN
                 && span.end_line >= span.line && span.end_line - span.line <= LINES_MOST;
    if (known) {
        p.more_lines = (span.end_line - span.line) & LINES_MOST;
        p.column = (uint16_t)span.column;
        p.end_column = (uint16_t)span.end_column;
    }
    return p;
}

/* Instructions in a row with the same handler are one range. */
static bool make_ranges(Emitter *e)
{
    CodeDraft *draft = e->draft;
    for (uint32_t i = 0; i < e->count; ) {
        int32_t handler = e->code[i].handler;
        uint32_t start = i;
        while (i < e->count && e->code[i].handler == handler)
            i++;
        if (handler == NO_HANDLER)
            continue;
        if (!grow(e->diagnostics, (void **)&draft->ranges, draft->range_count,
                  &draft->range_capacity, sizeof *draft->ranges))
            return false;
        draft->ranges[draft->range_count++] = (ExceptionRange){
            start, i, e->labels[e->handlers[handler].label], e->handlers[handler].depth };
    }
    return true;
}

static bool make_instructions(Emitter *e)
{
    CodeDraft *draft = e->draft;
    draft->instructions = mem_alloc(e->count * sizeof *draft->instructions);
    draft->instruction_capacity = draft->instructions ? e->count : 0;
    draft->positions = mem_alloc(e->count * sizeof *draft->positions);
    draft->position_capacity = draft->positions ? e->count : 0;
    if (!draft->instructions || !draft->positions)
        return no_memory(e->diagnostics);
    draft->instruction_count = e->count;
    for (uint32_t i = 0; i < e->count; i++) {
        if (e->code[i].label != NO_LABEL)
            resolve_jump(e, i);
        draft->instructions[i] = e->code[i].instruction;
        draft->positions[i] = position_of(e->code[i].span);
    }
    return !has_problem(e->diagnostics);
}

CodeDraft *emit_finish(Emitter *e, uint32_t parameters)
{
    if (has_problem(e->diagnostics) || !remove_needless(e, parameters) || !compact(e)
        || !make_instructions(e) || !make_ranges(e)) {
        emit_abandon(e);
        return NULL;
    }
    CodeDraft *draft = e->draft;
    e->draft = NULL;
    return draft;
}
