/*
 * compile_comprehensions.c: comprehensions and generator expressions. Each is a function of its
 * own, called at once with the outermost iterable's iterator as its only argument ".0".
 */
#include "compiler/codegen.h"

/* What a comprehension does for each element: adds it to what it builds, or yields it. */
static void comprehension_element(Compiler *c, Expression *e, int into)
{
    Emitter *out = emitter(c);
    uint32_t mark = out->depth;
    int element = compile_expression(c, e->comprehension.element, ANYWHERE);
    if (e->kind == EXPR_DICT_COMP) {
        element = protect(c, element, e->comprehension.value);
        int value = compile_expression(c, e->comprehension.value, ANYWHERE);
        emit(out, MAP_ADD, into, element, value);
    } else if (e->kind == EXPR_GENERATOR) {
        int sent = result_slot(c, NEW_TEMPORARY, mark);
        emit(out, YIELD_VALUE, sent, element, 0);
        emit(out, POP_TOP, 0, sent, 0);
    } else {
        emit(out, e->kind == EXPR_LIST_COMP ? LIST_APPEND : SET_ADD, into, element, 0);
    }
    drop_to(out, mark);
}

/* The loop of clause number `index`, with all further clauses inside it. */
static void comprehension_clause(Compiler *c, Expression *e, uint32_t index, int into)
{
    Emitter *out = emitter(c);
    if (index == e->comprehension.clauses->count) {
        comprehension_element(c, e, into);
        return;
    }
    Comprehension *clause = &e->comprehension.clauses->items[index];
    uint32_t mark = out->depth;
    int iterator;
    if (index == 0) { /* the parameter .0 */
        iterator = push(out);
        emit(out, LOAD_FAST, iterator, 0, 0);
    } else {
        fold_iterable(c, clause->iterable);
        int iterable = compile_expression(c, clause->iterable, ANYWHERE);
        iterator = result_slot(c, NEW_TEMPORARY, mark);
        emit(out, GET_ITER, iterator, iterable, 0);
    }
    int32_t next = new_label(out), again = new_label(out), end = new_label(out);
    place_label(out, next);
    int slot = local_slot(c, clause->target);
    int item = slot >= 0 ? slot : push(out);
    emit_jump(out, FOR_ITER, end, 0, item, iterator, 0);
    if (slot < 0)
        compile_store(c, clause->target, item);
    drop_to(out, mark + 1);
    for (uint32_t i = 0; i < clause->conditions.count; i++)
        compile_branch(c, clause->conditions.items[i], again, false);
    comprehension_clause(c, e, index + 1, into);
    place_label(out, again); /* the one jump backward: it looks for Ctrl-C */
    emit_jump(out, JUMP_BACKWARD, next, 0, 0, 0, 0);
    place_label(out, end);
    drop_to(out, mark);
}

static CodeDraft *comprehension_code(Compiler *c, Expression *e, Scope *scope)
{
    Unit unit;
    if (!begin_unit(c, &unit, scope, e->span.line))
        return NULL;
    Emitter *out = emitter(c);
    set_span(c, e->span);
    int into = 0;
    if (e->kind != EXPR_GENERATOR) {
        into = push(out);
        emit(out, e->kind == EXPR_LIST_COMP ? BUILD_LIST : e->kind == EXPR_SET_COMP ? BUILD_SET
             : BUILD_MAP, into, into, 0);
    }
    comprehension_clause(c, e, 0, into);
    emit(out, RETURN_VALUE, 0, e->kind == EXPR_GENERATOR ? none_operand(c) : into, 0);
    return end_unit(c);
}

int compile_comprehension(Compiler *c, Expression *e, int destination)
{
    if (e->kind == EXPR_GENERATOR &&
        !check_feature(c->diagnostics, e->span, FEATURE_GENERATOR_EXPRESSION))
        return 0;
    Emitter *out = emitter(c);
    Scope *scope = symbols_scope(c->unit->scope, e);
    CodeDraft *code = comprehension_code(c, e, scope);
    if (!code)
        return 0;
    uint32_t mark = out->depth;
    int block = emit_function(c, code, scope, next_slot(out), mark, 0, NEW_TEMPORARY);
    push(out); /* no self */
    Expression *iterable = e->comprehension.clauses->items[0].iterable;
    uint32_t above = out->depth;
    fold_iterable(c, iterable);
    int operand = compile_expression(c, iterable, ANYWHERE);
    int iterator = result_slot(c, NEW_TEMPORARY, above);
    emit(out, GET_ITER, iterator, operand, 0);
    int result = result_slot(c, destination, mark);
    emit(out, CALL, result, block, 1);
    return result;
}
