/*
 * compile_names.c: loading, storing and deleting names, and storing into targets.
 */
#include "compiler/codegen.h"

/* ---- names ----------------------------------------------------------------------------------- */

/* How the scope at hand reaches a name, which is mangled first. */
static Symbol *find(Compiler *c, Object **name)
{
    *name = symbols_mangle(&c->symbols, c->unit->scope, *name);
    return *name ? symbols_find(c->unit->scope, *name) : NULL;
}

static bool in_function(const Compiler *c) { return c->unit->scope->kind == SCOPE_FUNCTION; }

int compile_load_name(Compiler *c, Object *name, int destination)
{
    Emitter *e = emitter(c);
    Symbol *symbol = find(c, &name);
    if (!name)
        return 0;
    Place place = symbol ? symbol->place : PLACE_GLOBAL_IMPLICIT;
    if (place == PLACE_LOCAL && in_function(c)) {
        emit(e, LOAD_FAST_CHECK, 0, symbol->slot, 0); /* removed where it is certainly bound */
        return deliver(c, symbol->slot, destination);
    }
    int slot = result_slot(c, destination, e->depth);
    if (place == PLACE_CELL || place == PLACE_FREE)
        emit(e, c->unit->scope->kind == SCOPE_CLASS ? LOAD_CLASSDEREF : LOAD_DEREF, slot,
             symbol->slot, 0);
    else if (place == PLACE_GLOBAL_EXPLICIT || in_function(c))
        emit(e, LOAD_GLOBAL, slot, 0, new_site(e, name));
    else
        emit(e, LOAD_NAME, slot, 0, new_site(e, name));
    return slot;
}

/* __debug__ is a constant that looks like a name. */
static void check_not_debug(Compiler *c, Object *name, const char *verb)
{
    if (is_debug_constant(name))
        report_syntax(c->diagnostics, emitter(c)->span, "cannot %s __debug__", verb);
}

void check_assignable(Compiler *c, Object *name) { check_not_debug(c, name, "assign to"); }

void compile_store_name(Compiler *c, Object *name, int operand)
{
    Emitter *e = emitter(c);
    check_assignable(c, name);
    Symbol *symbol = find(c, &name);
    if (!name)
        return;
    Place place = symbol ? symbol->place : PLACE_LOCAL;
    if (place == PLACE_LOCAL && in_function(c))
        emit(e, STORE_FAST, symbol->slot, operand, 0);
    else if (place == PLACE_CELL || place == PLACE_FREE)
        emit(e, STORE_DEREF, symbol->slot, operand, 0);
    else
        emit(e, place == PLACE_GLOBAL_EXPLICIT ? STORE_GLOBAL : STORE_NAME, 0, operand,
             new_site(e, name));
}

void compile_delete_name(Compiler *c, Object *name)
{
    Emitter *e = emitter(c);
    check_not_debug(c, name, "delete");
    Symbol *symbol = find(c, &name);
    if (!name)
        return;
    Place place = symbol ? symbol->place : PLACE_LOCAL;
    if (place == PLACE_LOCAL && in_function(c))
        emit(e, DELETE_FAST, symbol->slot, 0, 0);
    else if (place == PLACE_CELL || place == PLACE_FREE)
        emit(e, DELETE_DEREF, symbol->slot, 0, 0);
    else
        emit(e, place == PLACE_GLOBAL_EXPLICIT ? DELETE_GLOBAL : DELETE_NAME, 0, 0,
             new_site(e, name));
}

int local_slot(Compiler *c, const Expression *target)
{
    if (target->kind != EXPR_NAME || !in_function(c) || is_debug_constant(target->name))
        return -1;
    Object *name = target->name;
    Symbol *symbol = find(c, &name);
    return symbol && symbol->place == PLACE_LOCAL ? symbol->slot : -1;
}

/* ---- targets --------------------------------------------------------------------------------- */

/* The place of the starred target among items, or -1. */
static int64_t find_star(Compiler *c, const Expression *target)
{
    const ExpressionList *items = &target->elements;
    int64_t star = -1;
    for (uint32_t i = 0; i < items->count; i++) {
        if (items->items[i]->kind != EXPR_STARRED)
            continue;
        if (star >= 0)
            report_syntax(c->diagnostics, target->span,
                          "multiple starred expressions in assignment");
        star = i;
    }
    if (star > UINT8_MAX)
        report_syntax(c->diagnostics, target->span,
                      "too many expressions in star-unpacking assignment");
    return star;
}

/* The first of the locals that the items are, when they stand in a row in the frame; or -1. */
static int row_of_locals(Compiler *c, const ExpressionList *items)
{
    int first = items->count > 1 ? local_slot(c, items->items[0]) : -1;
    if (first < 0 || items->count > UNPACK_FAST_MOST)
        return -1;
    for (uint32_t i = 0; i < items->count; i++)
        if (local_slot(c, items->items[i]) != first + (int)i)
            return -1;
    return first;
}

/* a, b, *rest = operand */
static void unpack(Compiler *c, const Expression *target, int operand)
{
    Emitter *e = emitter(c);
    const ExpressionList *items = &target->elements;
    int locals = row_of_locals(c, items);
    if (locals >= 0) {
        emit(e, UNPACK_FAST, locals, operand, (int)items->count);
        return;
    }
    int64_t star = find_star(c, target);
    uint32_t mark = e->depth;
    int block = next_slot(e);
    for (uint32_t i = 0; i < items->count; i++)
        push(e);
    if (star < 0)
        emit(e, UNPACK_SEQUENCE, block, operand, (int)items->count);
    else
        emit_x(e, UNPACK_EX, (int)star, block, operand, (int)items->count - 1 - (int)star);
    for (uint32_t i = 0; i < items->count; i++) {
        Expression *item = items->items[i];
        compile_store(c, item->kind == EXPR_STARRED ? item->value : item, block + (int)i);
    }
    drop_to(e, mark);
}

void compile_store(Compiler *c, Expression *target, int operand)
{
    Emitter *e = emitter(c);
    if (compile_failed(c))
        return;
    Span before = set_span(c, target->span);
    uint32_t mark = e->depth;
    switch ((ExpressionKind)target->kind) {
    case EXPR_NAME:
        compile_store_name(c, target->name, operand);
        break;
    case EXPR_ATTRIBUTE: {
        operand = protect(c, operand, target->attribute.value);
        int object = compile_expression(c, target->attribute.value, ANYWHERE);
        Object *name = symbols_mangle(&c->symbols, c->unit->scope, target->attribute.name);
        set_span(c, from_attribute(target->span, target));
        check_assignable(c, target->attribute.name);
        if (name)
            emit(e, STORE_ATTR, object, operand, new_site(e, name));
        break;
    }
    case EXPR_SUBSCRIPT: {
        operand = protect(c, operand, target);
        int object = compile_expression(c, target->subscript.value, ANYWHERE);
        object = protect(c, object, target->subscript.index);
        int index = compile_expression(c, target->subscript.index, ANYWHERE);
        emit(e, STORE_SUBSCR, object, index, operand);
        break;
    }
    case EXPR_TUPLE: case EXPR_LIST:
        unpack(c, target, operand);
        break;
    case EXPR_STARRED:
        report_syntax(c->diagnostics, target->span,
                      "starred assignment target must be in a list or tuple");
        break;
    default: /* the parser lets nothing else through */
        report_syntax(c->diagnostics, target->span, "cannot assign to this expression");
    }
    drop_to(e, mark);
    set_span(c, before);
}

void compile_delete(Compiler *c, Expression *target)
{
    Emitter *e = emitter(c);
    if (compile_failed(c))
        return;
    Span before = set_span(c, target->span);
    uint32_t mark = e->depth;
    if (target->kind == EXPR_NAME) {
        compile_delete_name(c, target->name);
    } else if (target->kind == EXPR_ATTRIBUTE) {
        int object = compile_expression(c, target->attribute.value, ANYWHERE);
        Object *name = symbols_mangle(&c->symbols, c->unit->scope, target->attribute.name);
        set_span(c, from_attribute(target->span, target));
        if (name)
            emit(e, DELETE_ATTR, 0, object, new_site(e, name));
    } else if (target->kind == EXPR_SUBSCRIPT) {
        int object = compile_expression(c, target->subscript.value, ANYWHERE);
        object = protect(c, object, target->subscript.index);
        int index = compile_expression(c, target->subscript.index, ANYWHERE);
        emit(e, DELETE_SUBSCR, 0, object, index);
    } else { /* a tuple or list of targets */
        for (uint32_t i = 0; i < target->elements.count; i++)
            compile_delete(c, target->elements.items[i]);
    }
    drop_to(e, mark);
    set_span(c, before);
}
