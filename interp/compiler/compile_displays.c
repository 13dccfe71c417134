/*
 * compile_displays.c: tuples, lists, sets, dicts and f-strings. Small ones are built from a block of
 * temporaries; large ones item by item, so that frames stay small; constant ones from a constant.
 */
#include "compiler/code_generator.h"

enum { BLOCK_MOST = 30 /* CPython's STACK_USE_GUIDELINE */, CONSTANT_LEAST = 3 };

static bool has_starred(const ExpressionList *elements)
{
    for (uint32_t i = 0; i < elements->count; i++)
        if (elements->items[i]->kind == EXPR_STARRED)
            return true;
    return false;
}

/* Pushes elements [from, to) and gives the block's first slot. */
static int push_elements(Compiler *c, const ExpressionList *elements, uint32_t from, uint32_t to)
{
    int block = next_temporary(c);
    for (uint32_t i = from; i < to; i++)
        compile_push(c, elements->items[i]);
    return block;
}

/* The elements as one constant (a tuple; for a set a frozenset), or NULL. */
static Object *constant_elements(Compiler *c, const ExpressionList *elements, bool set)
{
    if (elements->count < CONSTANT_LEAST)
        return NULL;
    for (uint32_t i = 0; i < elements->count; i++) {
        fold_expression(c, elements->items[i]);
        if (!is_constant(elements->items[i]))
            return NULL;
    }
    Object *tuple = tuple_new(elements->count);
    for (uint32_t i = 0; tuple && i < elements->count; i++)
        ((Tuple *)tuple)->items[i] = incref(elements->items[i]->constant);
    Object *result = tuple;
    if (set && tuple) {
        result = frozenset_from(tuple);
        decref(tuple);
    }
    result = arena_own(c->arena, result);
    return result ? result : report_raised(c->d);
}

/* A list or set at a temporary, built bit by bit. Gives its slot; it is pushed. */
static int build_gradually(Compiler *c, const ExpressionList *elements, Opcode build, Opcode add,
                           Opcode extend)
{
    Object *constant = has_starred(elements) ? NULL
        : constant_elements(c, elements, build == BUILD_SET);
    uint32_t i = 0, count = elements->count;
    while (i < count && i < BLOCK_MOST && elements->items[i]->kind != EXPR_STARRED)
        i++;
    if (constant || i == BLOCK_MOST)
        i = 0;
    uint32_t base = c->unit->depth;
    int block = push_elements(c, elements, 0, i);
    c->unit->depth = base;
    emit(c, build, 0, block, block, (int)i);
    push_temporary(c);
    if (constant) {
        emit(c, extend, 0, block, constant_operand(c, constant), 0);
        return block;
    }
    for (; i < count; i++) {
        Expression *e = elements->items[i];
        bool starred = e->kind == EXPR_STARRED;
        Operand operand = compile_operand(c, starred ? e->value : e);
        c->unit->depth = base + 1;
        emit(c, starred ? extend : add, 0, block, operand, 0);
    }
    return block;
}

static bool fits_block(Compiler *c, const ExpressionList *elements)
{
    return !has_starred(elements) && elements->count <= BLOCK_MOST &&
           !constant_elements(c, elements, false);
}

static void compile_elements(Compiler *c, const ExpressionList *elements, Opcode build, Opcode add,
                             Opcode extend, int destination)
{
    uint32_t base = c->unit->depth;
    if (fits_block(c, elements)) {
        int block = push_elements(c, elements, 0, elements->count);
        c->unit->depth = base;
        emit(c, build, 0, destination, block, (int)elements->count);
    } else {
        int built = build_gradually(c, elements, build, add, extend);
        c->unit->depth = base;
        move_to(c, built, destination);
    }
}

void compile_list(Compiler *c, const ExpressionList *elements, int destination)
{
    compile_elements(c, elements, BUILD_LIST, LIST_APPEND, LIST_EXTEND, destination);
}

void compile_set(Compiler *c, const ExpressionList *elements, int destination)
{
    compile_elements(c, elements, BUILD_SET, SET_ADD, SET_UPDATE, destination);
}

void compile_tuple(Compiler *c, const ExpressionList *elements, int destination)
{
    uint32_t base = c->unit->depth;
    if (!has_starred(elements) && elements->count <= BLOCK_MOST) {
        int block = push_elements(c, elements, 0, elements->count);
        c->unit->depth = base;
        emit(c, BUILD_TUPLE, 0, destination, block, (int)elements->count);
    } else {
        int list = build_gradually(c, elements, BUILD_LIST, LIST_APPEND, LIST_EXTEND);
        c->unit->depth = base;
        emit(c, LIST_TO_TUPLE, 0, destination, list, 0);
    }
}

/* ---- dict -------------------------------------------------------------------------------------------- */

static bool is_plain_dict(const Expression *e)
{
    for (uint32_t i = 0; i < e->dict.keys.count; i++)
        if (!e->dict.keys.items[i])
            return false;
    return 2 * e->dict.keys.count <= BLOCK_MOST;
}

void compile_dict(Compiler *c, Expression *e, int destination)
{
    uint32_t base = c->unit->depth, count = e->dict.keys.count;
    int block = next_temporary(c);
    if (is_plain_dict(e)) {
        for (uint32_t i = 0; i < count; i++) {
            compile_push(c, e->dict.keys.items[i]);
            compile_push(c, e->dict.values.items[i]);
        }
        c->unit->depth = base;
        emit(c, BUILD_MAP, 0, destination, block, (int)count);
        return;
    }
    emit(c, BUILD_MAP, 0, block, block, 0);
    push_temporary(c);
    for (uint32_t i = 0; i < count; i++) {
        Expression *key = e->dict.keys.items[i];
        if (key) {
            Operand k = compile_operand(c, key);
            emit(c, MAP_ADD, 0, block, k, compile_operand(c, e->dict.values.items[i]));
        } else {
            emit(c, DICT_UPDATE, 0, block, compile_operand(c, e->dict.values.items[i]), 0);
        }
        c->unit->depth = base + 1;
    }
    c->unit->depth = base;
    move_to(c, block, destination);
}

/* ---- f-strings ------------------------------------------------------------------------------------------ */

void compile_formatted(Compiler *c, Expression *e, int destination)
{
    uint32_t base = c->unit->depth;
    Operand value = compile_operand(c, e->formatted.value);
    Operand spec = e->formatted.spec ? compile_operand(c, e->formatted.spec) : 0;
    c->unit->depth = base;
    emit(c, FORMAT_VALUE, e->formatted.conversion | (e->formatted.spec ? FORMAT_HAS_SPEC : 0),
         destination, value, spec);
}

/* Many parts are joined in several steps. */
void compile_joined(Compiler *c, Expression *e, int destination)
{
    uint32_t base = c->unit->depth, count = e->elements.count;
    if (count == 0) {
        Object *empty = arena_own(c->arena, str_from(""));
        if (!empty)
            report_raised(c->d);
        else
            load_constant(c, empty, destination);
        return;
    }
    if (count == 1 && e->elements.items[0]->kind == EXPR_FORMATTED) {
        compile_to(c, e->elements.items[0], destination);
        return;
    }
    int block = next_temporary(c);
    for (uint32_t i = 0; i < count; i++) {
        compile_push(c, e->elements.items[i]);
        uint32_t pushed = c->unit->depth - base;
        if (i + 1 == count) {
            c->unit->depth = base;
            emit(c, BUILD_STRING, 0, destination, block, (int)pushed);
        } else if (pushed == BLOCK_MOST) {
            c->unit->depth = base;
            emit(c, BUILD_STRING, 0, block, block, (int)pushed);
            push_temporary(c);
        }
    }
}
