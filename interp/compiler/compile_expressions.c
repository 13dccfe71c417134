/*
 * compile_expressions.c: expressions, each towards a destination (codegen.h).
 */
#include "compiler/codegen.h"

/* CPython builds a display of more items than this one by one (STACK_USE_GUIDELINE); so do we, to
 * keep frames small. */
enum { BLOCK_ITEMS_MOST = 30 };

/* ---- operands -------------------------------------------------------------------------------- */

static bool wants_temporary(int destination)
{
    return destination == ANYWHERE || destination == NEW_TEMPORARY;
}

int result_slot(Compiler *c, int destination, uint32_t mark)
{
    drop_to(emitter(c), mark);
    return wants_temporary(destination) ? push(emitter(c)) : destination;
}

int deliver(Compiler *c, int operand, int destination)
{
    Emitter *e = emitter(c);
    if (destination == ANYWHERE)
        return operand;
    int slot = destination == NEW_TEMPORARY ? push(e) : destination;
    emit(e, slot < (int)e->draft->locals ? STORE_FAST : operand < 0 ? LOAD_CONST : LOAD_FAST, slot,
         operand, 0);
    return slot;
}

int settle(Compiler *c, int temporary, uint32_t mark, int destination)
{
    drop_to(emitter(c), mark + wants_temporary(destination));
    return wants_temporary(destination) ? temporary : deliver(c, temporary, destination);
}

static bool calls(const Expression *e);

static bool any_calls(const ExpressionList *list)
{
    for (uint32_t i = 0; i < list->count; i++)
        if (list->items[i] && calls(list->items[i]))
            return true;
    return false;
}

/* Does a call, a yield or a comprehension stand in the expression? */
static bool calls(const Expression *e)
{
    switch ((ExpressionKind)e->kind) {
    case EXPR_CONSTANT: case EXPR_NAME: return false;
    case EXPR_ATTRIBUTE: return calls(e->attribute.value);
    case EXPR_SUBSCRIPT: return calls(e->subscript.value) || calls(e->subscript.index);
    case EXPR_STARRED: case EXPR_UNARY: case EXPR_NOT: return calls(e->value);
    case EXPR_SLICE:
        return (e->slice.start && calls(e->slice.start)) || (e->slice.stop && calls(e->slice.stop))
            || (e->slice.step && calls(e->slice.step));
    case EXPR_TUPLE: case EXPR_LIST: case EXPR_SET: case EXPR_AND: case EXPR_OR: case EXPR_JOINED:
        return any_calls(&e->elements);
    case EXPR_DICT: return any_calls(&e->dict.keys) || any_calls(&e->dict.values);
    case EXPR_BINARY: case EXPR_WALRUS: return calls(e->binary.left) || calls(e->binary.right);
    case EXPR_COMPARE: return any_calls(&e->compare.operands);
    case EXPR_IF:
        return calls(e->conditional.test) || calls(e->conditional.body)
            || calls(e->conditional.otherwise);
    case EXPR_FORMATTED:
        return calls(e->formatted.value) || (e->formatted.spec && calls(e->formatted.spec));
    default: return true;
    }
}

int protect(Compiler *c, int operand, const Expression *later)
{
    bool is_local = operand >= 0 && !is_temporary(emitter(c), operand);
    if (!is_local || later->kind == EXPR_NAME || later->kind == EXPR_CONSTANT)
        return operand;
    return c->unit->scope->has_walrus || calls(later) ? deliver(c, operand, NEW_TEMPORARY) : operand;
}

static int constant(Compiler *c, Object *value, int destination)
{
    return deliver(c, constant_operand(emitter(c), value), destination);
}

int none_operand(Compiler *c) { return constant_operand(emitter(c), NONE); }

/* ---- operators ------------------------------------------------------------------------------- */

static int compile_binary(Compiler *c, Expression *e, int destination)
{
    uint32_t mark = emitter(c)->depth;
    int left = compile_expression(c, e->binary.left, ANYWHERE);
    left = protect(c, left, e->binary.right);
    int right = compile_expression(c, e->binary.right, ANYWHERE);
    int result = result_slot(c, destination, mark);
    emit(emitter(c), BINARY_ADD + e->operator, result, left, right);
    return result;
}

static int compile_unary(Compiler *c, Expression *e, Opcode opcode, int destination)
{
    uint32_t mark = emitter(c)->depth;
    int operand = compile_expression(c, e->value, ANYWHERE);
    int result = result_slot(c, destination, mark);
    emit(emitter(c), opcode, result, operand, 0);
    return result;
}

static int compile_conditional(Compiler *c, Expression *e, int destination)
{
    Emitter *out = emitter(c);
    uint32_t mark = out->depth;
    int32_t otherwise = new_label(out), end = new_label(out);
    int result = result_slot(c, destination, mark);
    compile_branch(c, e->conditional.test, otherwise, false);
    compile_expression(c, e->conditional.body, result);
    emit_jump(out, JUMP_FORWARD, end, 0, 0, 0, 0);
    place_label(out, otherwise);
    compile_expression(c, e->conditional.otherwise, result);
    place_label(out, end);
    drop_to(out, mark + wants_temporary(destination));
    return result;
}

/* name := value. A plain local is the value's place itself. */
static int compile_walrus(Compiler *c, Expression *e, int destination)
{
    Emitter *out = emitter(c);
    int slot = local_slot(c, e->binary.left);
    if (slot >= 0) {
        compile_expression(c, e->binary.right, slot);
        return deliver(c, slot, destination);
    }
    uint32_t mark = out->depth;
    int value = compile_expression(c, e->binary.right, ANYWHERE);
    if (!is_temporary(out, value)) {
        compile_store(c, e->binary.left, value);
        return deliver(c, value, destination);
    }
    int copy = push(out);
    emit(out, COPY, copy, value, 0);
    compile_store(c, e->binary.left, copy);
    return settle(c, value, mark, destination);
}

/* ---- items and attributes -------------------------------------------------------------------- */

static int compile_subscript(Compiler *c, Expression *e, int destination)
{
    uint32_t mark = emitter(c)->depth;
    int object = compile_expression(c, e->subscript.value, ANYWHERE);
    object = protect(c, object, e->subscript.index);
    int index = compile_expression(c, e->subscript.index, ANYWHERE);
    int result = result_slot(c, destination, mark);
    emit(emitter(c), BINARY_SUBSCR, result, object, index);
    return result;
}

static int compile_slice(Compiler *c, Expression *e, int destination)
{
    uint32_t mark = emitter(c)->depth;
    Expression *parts[] = { e->slice.start, e->slice.stop, e->slice.step };
    int count = e->slice.step ? 3 : 2, block = next_slot(emitter(c));
    for (int i = 0; i < count; i++) {
        if (parts[i])
            compile_expression(c, parts[i], NEW_TEMPORARY);
        else
            constant(c, NONE, NEW_TEMPORARY);
    }
    int result = result_slot(c, destination, mark);
    emit(emitter(c), BUILD_SLICE, result, block, count);
    return result;
}

static int compile_attribute(Compiler *c, Expression *e, int destination)
{
    uint32_t mark = emitter(c)->depth;
    int object = compile_expression(c, e->attribute.value, ANYWHERE);
    Object *name = symbols_mangle(&c->symbols, c->unit->scope, e->attribute.name);
    int result = result_slot(c, destination, mark);
    Span before = set_span(c, from_attribute(e->span, e));
    if (name)
        emit(emitter(c), LOAD_ATTR, result, object, new_site(emitter(c), name));
    set_span(c, before);
    return result;
}

/* ---- displays -------------------------------------------------------------------------------- */

static uint32_t count_before_star(const ExpressionList *list)
{
    uint32_t count = 0;
    while (count < list->count && list->items[count]->kind != EXPR_STARRED)
        count++;
    return count;
}

bool has_star(const ExpressionList *list) { return count_before_star(list) < list->count; }

void add_elements(Compiler *c, const ExpressionList *list, uint32_t from, int into, bool set)
{
    Emitter *e = emitter(c);
    for (uint32_t i = from; i < list->count; i++) {
        Expression *item = list->items[i];
        bool star = item->kind == EXPR_STARRED;
        uint32_t mark = e->depth;
        int value = compile_expression(c, star ? item->value : item, ANYWHERE);
        if (set)
            emit(e, star ? SET_UPDATE : SET_ADD, into, value, 0);
        else
            emit(e, star ? LIST_EXTEND : LIST_APPEND, into, value, 0);
        drop_to(e, mark);
    }
}

/* A list or set of three constants or more is filled from a constant tuple or frozenset, as in
 * CPython: one can see it in sys.getsizeof of the list, and in the order of the set, which takes
 * over that of the frozenset. False: it is none. */
static bool compile_constants(Compiler *c, const ExpressionList *list, Opcode build)
{
    enum { FEWEST_CONSTANTS = 3 };
    Emitter *e = emitter(c);
    Object *constants = build == BUILD_TUPLE || list->count < FEWEST_CONSTANTS
                      ? NULL : constant_elements(c, list);
    if (constants && build == BUILD_SET) {
        Object *tuple = constants;
        constants = frozenset_from(tuple);
        decref(tuple);
        if (!constants)
            report_raised(c->diagnostics);
    }
    if (!constants)
        return compile_failed(c);
    int into = push(e);
    emit(e, build, into, into, 0);
    emit(e, build == BUILD_SET ? SET_UPDATE : LIST_EXTEND, into, constant_operand(e, constants), 0);
    decref(constants);
    return true;
}

int compile_elements(Compiler *c, const ExpressionList *list, Opcode build, int destination)
{
    Emitter *e = emitter(c);
    uint32_t mark = e->depth;
    if (compile_constants(c, list, build))
        return settle(c, (int)(mark + e->draft->locals), mark, destination);
    int block = next_slot(e);
    uint32_t first = count_before_star(list); /* so many go into the block that is built from */
    if (first > BLOCK_ITEMS_MOST)
        first = 0;
    for (uint32_t i = 0; i < first; i++)
        compile_expression(c, list->items[i], NEW_TEMPORARY);
    if (first == list->count) {
        int result = result_slot(c, destination, mark);
        emit(e, build, result, block, (int)first);
        return result;
    }
    drop_to(e, mark);
    push(e);
    emit(e, build == BUILD_SET ? BUILD_SET : BUILD_LIST, block, block, (int)first);
    add_elements(c, list, first, block, build == BUILD_SET);
    if (build != BUILD_TUPLE)
        return settle(c, block, mark, destination);
    int result = result_slot(c, destination, mark);
    emit(e, LIST_TO_TUPLE, result, block, 0);
    return result;
}

/* Adds entries one by one to the dict in `into`. */
static void add_entries(Compiler *c, const Expression *e, uint32_t from, int into)
{
    Emitter *out = emitter(c);
    for (uint32_t i = from; i < e->dict.values.count; i++) {
        uint32_t mark = out->depth;
        Expression *key = e->dict.keys.items[i], *value = e->dict.values.items[i];
        if (key) {
            int key_operand = protect(c, compile_expression(c, key, ANYWHERE), value);
            int value_operand = compile_expression(c, value, ANYWHERE);
            emit(out, MAP_ADD, into, key_operand, value_operand);
        } else {
            emit(out, DICT_UPDATE, into, compile_expression(c, value, ANYWHERE), 0);
        }
        drop_to(out, mark);
    }
}

static int compile_dict(Compiler *c, Expression *e, int destination)
{
    Emitter *out = emitter(c);
    uint32_t mark = out->depth, count = 0;
    int block = next_slot(out);
    while (count < e->dict.keys.count && e->dict.keys.items[count]
           && count < BLOCK_ITEMS_MOST / 2)
        count++; /* entries up to the first ** go into one BUILD_MAP */
    for (uint32_t i = 0; i < count; i++) {
        compile_expression(c, e->dict.keys.items[i], NEW_TEMPORARY);
        compile_expression(c, e->dict.values.items[i], NEW_TEMPORARY);
    }
    bool more = count < e->dict.values.count;
    int result = result_slot(c, more ? NEW_TEMPORARY : destination, mark);
    emit(out, BUILD_MAP, result, block, (int)count);
    if (!more)
        return result;
    add_entries(c, e, count, result);
    return settle(c, result, mark, destination);
}

/* ---- f-strings ------------------------------------------------------------------------------- */

static int compile_formatted(Compiler *c, Expression *e, int destination)
{
    Emitter *out = emitter(c);
    uint32_t mark = out->depth;
    int value = compile_expression(c, e->formatted.value, ANYWHERE), spec = 0;
    if (e->formatted.spec) {
        value = protect(c, value, e->formatted.spec);
        spec = compile_expression(c, e->formatted.spec, ANYWHERE);
    }
    int result = result_slot(c, destination, mark);
    emit_x(out, FORMAT_VALUE, e->formatted.conversion | (e->formatted.spec ? FORMAT_HAS_SPEC : 0),
           result, value, spec);
    return result;
}

static int compile_joined(Compiler *c, Expression *e, int destination)
{
    Emitter *out = emitter(c);
    uint32_t mark = out->depth;
    int block = next_slot(out);
    if (e->elements.count == 0) {
        Object *empty = arena_text(c, "");
        return empty ? constant(c, empty, destination) : 0;
    }
    if (e->elements.count == 1)
        return compile_expression(c, e->elements.items[0], destination);
    for (uint32_t i = 0; i < e->elements.count; i++)
        compile_expression(c, e->elements.items[i], NEW_TEMPORARY);
    int result = result_slot(c, destination, mark);
    emit(out, BUILD_STRING, result, block, (int)e->elements.count);
    return result;
}

/* ---- generators ------------------------------------------------------------------------------ */

static int compile_yield(Compiler *c, Expression *e, int destination)
{
    uint32_t mark = emitter(c)->depth;
    int value = e->value ? compile_expression(c, e->value, ANYWHERE) : none_operand(c);
    int result = result_slot(c, destination, mark);
    emit(emitter(c), YIELD_VALUE, result, value, 0);
    return result;
}

/* yield from: hands on what the inner iterator yields and what is sent to it, until it ends. */
static int compile_yield_from(Compiler *c, Expression *e, int destination)
{
    Emitter *out = emitter(c);
    uint32_t mark = out->depth;
    int value = compile_expression(c, e->value, ANYWHERE);
    int iterator = result_slot(c, NEW_TEMPORARY, mark), sent = push(out);
    int32_t again = new_label(out), end = new_label(out);
    emit(out, GET_YIELD_FROM_ITER, iterator, value, 0);
    emit(out, LOAD_CONST, sent, none_operand(c), 0);
    place_label(out, again);
    emit_jump(out, SEND, end, 0, sent, iterator, 0);
    emit(out, YIELD_VALUE, sent, sent, 0);
    emit_jump(out, JUMP_BACKWARD, again, 0, 0, 0, 0);
    place_label(out, end);
    int result = result_slot(c, destination, mark);
    emit(out, result < (int)out->draft->locals ? STORE_FAST : LOAD_FAST, result, sent, 0);
    return result;
}

/* ---- all of them ----------------------------------------------------------------------------- */

static int compile_kind(Compiler *c, Expression *e, int destination)
{
    switch ((ExpressionKind)e->kind) {
    case EXPR_CONSTANT: return constant(c, e->constant, destination);
    case EXPR_NAME: return compile_load_name(c, e->name, destination);
    case EXPR_ATTRIBUTE: return compile_attribute(c, e, destination);
    case EXPR_SUBSCRIPT: return compile_subscript(c, e, destination);
    case EXPR_SLICE: return compile_slice(c, e, destination);
    case EXPR_TUPLE: return compile_elements(c, &e->elements, BUILD_TUPLE, destination);
    case EXPR_LIST: return compile_elements(c, &e->elements, BUILD_LIST, destination);
    case EXPR_SET: return compile_elements(c, &e->elements, BUILD_SET, destination);
    case EXPR_DICT: return compile_dict(c, e, destination);
    case EXPR_BINARY: return compile_binary(c, e, destination);
    case EXPR_UNARY: return compile_unary(c, e, UNARY_NEGATIVE + e->operator, destination);
    case EXPR_NOT: return compile_unary(c, e, UNARY_NOT, destination);
    case EXPR_AND: case EXPR_OR: return compile_and_or(c, e, destination);
    case EXPR_COMPARE: return compile_comparison(c, e, destination);
    case EXPR_CALL: return compile_call(c, e, destination);
    case EXPR_IF: return compile_conditional(c, e, destination);
    case EXPR_LAMBDA: return compile_lambda(c, e, destination);
    case EXPR_LIST_COMP: case EXPR_SET_COMP: case EXPR_DICT_COMP: case EXPR_GENERATOR:
        return compile_comprehension(c, e, destination);
    case EXPR_YIELD: case EXPR_YIELD_FROM:
        if (!check_feature(c->diagnostics, e->span, FEATURE_YIELD))
            return 0;
        return e->kind == EXPR_YIELD ? compile_yield(c, e, destination)
                                     : compile_yield_from(c, e, destination);
    case EXPR_WALRUS: return compile_walrus(c, e, destination);
    case EXPR_JOINED: return compile_joined(c, e, destination);
    case EXPR_FORMATTED: return compile_formatted(c, e, destination);
    case EXPR_STARRED: break;
    }
    report_syntax(c->diagnostics, e->span, "can't use starred expression here");
    return 0;
}

int compile_expression(Compiler *c, Expression *e, int destination)
{
    if (compile_failed(c))
        return 0;
    fold(c, e);
    Span before = set_span(c, e->span);
    int operand = compile_kind(c, e, destination);
    set_span(c, before);
    return operand;
}
