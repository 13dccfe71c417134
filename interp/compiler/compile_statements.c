/*
 * compile_statements.c: the statements, but for functions and classes (compile.c), try and with
 * (compile_try.c).
 */
#include "compiler/codegen.h"
#include "compiler/future.h"
#include "compiler/warnings.h"

/* ---- assignment ------------------------------------------------------------------------------ */

static bool is_sequence_target(const Expression *e)
{
    return e->kind == EXPR_TUPLE || e->kind == EXPR_LIST;
}

/* a, b = x, y: no tuple is made, as in CPython for two or three items. */
static bool assign_pairwise(Compiler *c, const Statement *s)
{
    enum { PAIRWISE_MOST = 3 };
    Emitter *e = emitter(c);
    Expression *target = s->assign.targets.items[0], *value = s->assign.value;
    if (s->assign.targets.count != 1 || !is_sequence_target(target) || value->kind != EXPR_TUPLE
        || target->elements.count != value->elements.count || value->elements.count < 2
        || value->elements.count > PAIRWISE_MOST)
        return false;
    for (uint32_t i = 0; i < value->elements.count; i++)
        if (target->elements.items[i]->kind == EXPR_STARRED
            || value->elements.items[i]->kind == EXPR_STARRED)
            return false;
    uint32_t mark = e->depth;
    int first = next_slot(e);
    for (uint32_t i = 0; i < value->elements.count; i++)
        compile_expression(c, value->elements.items[i], NEW_TEMPORARY);
    for (uint32_t i = 0; i < value->elements.count; i++)
        compile_store(c, target->elements.items[i], first + (int)i);
    drop_to(e, mark);
    return true;
}

static void compile_assign(Compiler *c, const Statement *s)
{
    Emitter *e = emitter(c);
    const ExpressionList *targets = &s->assign.targets;
    uint32_t mark = e->depth;
    fold(c, s->assign.value);
    if (assign_pairwise(c, s))
        return;
    int slot = targets->count == 1 ? local_slot(c, targets->items[0]) : -1;
    if (slot >= 0) { /* the result goes straight into the local */
        compile_expression(c, s->assign.value, slot);
        return;
    }
    int value = compile_expression(c, s->assign.value, ANYWHERE);
    for (uint32_t i = 0; i < targets->count; i++) {
        uint32_t above = e->depth;
        int stored = value;
        if (is_temporary(e, value) && i + 1 < targets->count)
            emit(e, COPY, stored = push(e), value, 0);
        compile_store(c, targets->items[i], stored);
        drop_to(e, above);
    }
    drop_to(e, mark);
}

static void augment_name(Compiler *c, const Statement *s)
{
    Emitter *e = emitter(c);
    Expression *target = s->augmented.target;
    uint32_t mark = e->depth;
    Span before = set_span(c, target->span);
    check_assignable(c, target->name);
    set_span(c, before);
    int left = compile_expression(c, target, ANYWHERE);
    left = protect(c, left, s->augmented.value);
    int right = compile_expression(c, s->augmented.value, ANYWHERE);
    int slot = local_slot(c, target);
    int result = result_slot(c, slot >= 0 ? slot : NEW_TEMPORARY, mark);
    emit(e, INPLACE_ADD + s->operator, result, left, right);
    if (slot < 0)
        compile_store(c, target, result);
    drop_to(e, mark);
}

static void augment_attribute(Compiler *c, const Statement *s)
{
    Emitter *e = emitter(c);
    Expression *target = s->augmented.target;
    uint32_t mark = e->depth;
    Span before = set_span(c, from_attribute(target->span, target));
    int object = compile_expression(c, target->attribute.value, NEW_TEMPORARY);
    int copy = push(e);
    emit(e, COPY, copy, object, 0);
    Object *name = symbols_mangle(&c->symbols, c->unit->scope, target->attribute.name);
    if (!name)
        return;
    emit(e, LOAD_ATTR, copy, copy, new_site(e, name));
    set_span(c, before);
    int right = compile_expression(c, s->augmented.value, ANYWHERE);
    emit(e, INPLACE_ADD + s->operator, copy, copy, right);
    before = set_span(c, from_attribute(target->span, target));
    emit(e, STORE_ATTR, object, copy, new_site(e, name));
    set_span(c, before);
    drop_to(e, mark);
}

static void augment_item(Compiler *c, const Statement *s)
{
    Emitter *e = emitter(c);
    Expression *target = s->augmented.target;
    uint32_t mark = e->depth;
    Span before = set_span(c, target->span);
    int object = compile_expression(c, target->subscript.value, NEW_TEMPORARY);
    int index = compile_expression(c, target->subscript.index, NEW_TEMPORARY);
    int object_copy = push(e), index_copy = push(e);
    emit(e, COPY, object_copy, object, 0);
    emit(e, COPY, index_copy, index, 0);
    int item = object_copy;
    emit(e, BINARY_SUBSCR, item, object_copy, index_copy);
    set_span(c, before);
    int right = compile_expression(c, s->augmented.value, ANYWHERE);
    emit(e, INPLACE_ADD + s->operator, item, item, right);
    before = set_span(c, target->span);
    emit(e, STORE_SUBSCR, object, index, item);
    set_span(c, before);
    drop_to(e, mark);
}

static void compile_augmented(Compiler *c, const Statement *s)
{
    switch ((ExpressionKind)s->augmented.target->kind) {
    case EXPR_ATTRIBUTE: augment_attribute(c, s); break;
    case EXPR_SUBSCRIPT: augment_item(c, s); break;
    default: augment_name(c, s);
    }
}

/* What it does is done, what it gives is dropped. */
static void compile_for_nothing(Compiler *c, Expression *expression)
{
    Emitter *e = emitter(c);
    uint32_t mark = e->depth;
    int value = compile_expression(c, expression, ANYWHERE);
    if (value >= 0 && is_temporary(e, value))
        emit(e, POP_TOP, 0, value, 0);
    drop_to(e, mark);
}

/* x.name: annotation, x[i]: annotation, (name): annotation: kept nowhere, but x, i and, outside
 * functions, the annotation are evaluated (PEP 526). */
static void compile_annotation_of_part(Compiler *c, const Statement *s)
{
    const Expression *target = s->annotated.target;
    bool stored = s->annotated.value; /* then x and i have been evaluated */
    if (!stored && target->kind == EXPR_ATTRIBUTE)
        compile_for_nothing(c, target->attribute.value);
    if (!stored && target->kind == EXPR_SUBSCRIPT) {
        compile_for_nothing(c, target->subscript.value);
        compile_for_nothing(c, target->subscript.index);
    }
    if (c->symbols.text_annotations)
        annotation_text(c, s->annotated.annotation); /* it may hold what none can */
    else if (c->unit->scope->kind != SCOPE_FUNCTION)
        compile_for_nothing(c, s->annotated.annotation);
}

/* name: annotation [= value]. Annotations of a module's or class's names are kept in its
 * __annotations__; those in functions are not evaluated (PEP 526). */
static void compile_annotated(Compiler *c, const Statement *s)
{
    Emitter *e = emitter(c);
    Expression *target = s->annotated.target;
    uint32_t mark = e->depth;
    if (s->annotated.value) {
        int slot = local_slot(c, target);
        int value = compile_expression(c, s->annotated.value, slot >= 0 ? slot : ANYWHERE);
        if (slot < 0)
            compile_store(c, target, value);
        drop_to(e, mark);
    }
    if (target->kind == EXPR_NAME || target->kind == EXPR_ATTRIBUTE)
        check_assignable(c, target->kind == EXPR_NAME ? target->name : target->attribute.name);
    if (!s->annotated.simple)
        compile_annotation_of_part(c, s);
    if (c->unit->scope->kind == SCOPE_FUNCTION || !s->annotated.simple)
        return;
    int annotation = compile_annotation(c, s->annotated.annotation, ANYWHERE);
    Object *names = arena_text(c, "__annotations__");
    Object *key = symbols_mangle(&c->symbols, c->unit->scope, target->name);
    if (!names || !key)
        return;
    int dict = push(e);
    emit(e, LOAD_NAME, dict, 0, new_site(e, names));
    emit(e, STORE_SUBSCR, dict, constant_operand(e, key), annotation);
    drop_to(e, mark);
}

/* ---- loops and branches ---------------------------------------------------------------------- */

static void compile_for(Compiler *c, const Statement *s)
{
    Emitter *e = emitter(c);
    int32_t next = new_label(e), exhausted = new_label(e), end = new_label(e);
    uint32_t mark = e->depth;
    fold_iterable(c, s->for_loop.iterable);
    int iterable = compile_expression(c, s->for_loop.iterable, ANYWHERE);
    int iterator = result_slot(c, NEW_TEMPORARY, mark);
    emit(e, GET_ITER, iterator, iterable, 0);

    Enclosing loop;
    enclose(c, &loop, ENCLOSING_FOR);
    loop.slot = iterator;
    loop.break_label = end;
    loop.continue_label = next;
    place_label(e, next);
    int slot = local_slot(c, s->for_loop.target);
    int item = slot >= 0 ? slot : push(e);
    emit_jump(e, FOR_ITER, exhausted, 0, item, iterator, 0);
    if (slot < 0)
        compile_store(c, s->for_loop.target, item);
    drop_to(e, mark + 1);
    compile_block(c, &s->for_loop.body);
    emit_joining_jump(e, JUMP_BACKWARD, next);
    leave_enclosing(c);
    place_label(e, exhausted);
    drop_to(e, mark);
    compile_block(c, &s->for_loop.otherwise);
    place_label(e, end);
}

static void compile_while(Compiler *c, const Statement *s)
{
    Emitter *e = emitter(c);
    int32_t again = new_label(e), otherwise = new_label(e), end = new_label(e);
    Enclosing loop;
    enclose(c, &loop, ENCLOSING_LOOP);
    loop.break_label = end;
    loop.continue_label = again;
    place_label(e, again);
    compile_branch(c, s->while_loop.test, otherwise, false);
    compile_block(c, &s->while_loop.body);
    emit_joining_jump(e, JUMP_BACKWARD, again);
    leave_enclosing(c);
    place_label(e, otherwise);
    compile_block(c, &s->while_loop.otherwise);
    place_label(e, end);
}

static void compile_if(Compiler *c, const Statement *s)
{
    Emitter *e = emitter(c);
    int32_t otherwise = new_label(e), end = new_label(e);
    compile_branch(c, s->while_loop.test, otherwise, false);
    compile_block(c, &s->while_loop.body);
    if (s->while_loop.otherwise.count)
        emit_joining_jump(e, JUMP_FORWARD, end);
    place_label(e, otherwise);
    compile_block(c, &s->while_loop.otherwise);
    place_label(e, end);
}

/* break and continue. The iterator of a for loop goes with a break only. */
static void compile_leave_loop(Compiler *c, const Statement *s)
{
    bool breaks = s->kind == STMT_BREAK;
    const Enclosing *loop = c->unit->enclosing;
    while (loop && loop->kind != ENCLOSING_LOOP && loop->kind != ENCLOSING_FOR)
        loop = loop->outer;
    if (!loop) {
        report_syntax(c->diagnostics, s->span, breaks ? "'break' outside loop"
                                                      : "'continue' not properly in loop");
        return;
    }
    Emitter *e = emitter(c);
    unwind_enclosing(c, breaks ? loop->outer : loop, NO_VALUE);
    /* The jump itself may be interrupted: it stands outside of all that was undone. */
    int32_t handler = e->handler;
    e->handler = loop->handler_before;
    emit_jump(e, breaks ? JUMP_FORWARD : JUMP_BACKWARD,
              breaks ? loop->break_label : loop->continue_label, 0, 0, 0, 0);
    e->handler = handler;
}

/* ---- the smaller ones ------------------------------------------------------------------------ */

static void compile_return(Compiler *c, const Statement *s)
{
    Emitter *e = emitter(c);
    uint32_t mark = e->depth;
    if (c->unit->scope->kind != SCOPE_FUNCTION) {
        report_syntax(c->diagnostics, s->span, "'return' outside function");
        return;
    }
    int value = s->value ? compile_expression(c, s->value, ANYWHERE) : none_operand(c);
    bool runs_code = leaving_runs_code(c);
    if (value >= 0 && !is_temporary(e, value) && runs_code)
        value = deliver(c, value, NEW_TEMPORARY); /* a finally clause may rebind the local */
    unwind_enclosing(c, NULL, value);
    if (runs_code)
        emit_in_same_line(e);
    emit(e, RETURN_VALUE, 0, value, 0);
    drop_to(e, mark);
}

static void compile_raise(Compiler *c, const Statement *s)
{
    Emitter *e = emitter(c);
    uint32_t mark = e->depth;
    int count = 0, exception = 0, cause = 0;
    if (s->raise.exception) {
        exception = compile_expression(c, s->raise.exception, ANYWHERE);
        count = 1;
    }
    if (s->raise.cause) {
        exception = protect(c, exception, s->raise.cause);
        cause = compile_expression(c, s->raise.cause, ANYWHERE);
        count = 2;
    }
    emit_x(e, RAISE_VARARGS, count, 0, exception, cause);
    drop_to(e, mark);
}

/* What CPython 3.11 marks in the traceback of a failed assertion: its last comparison, if one is
 * evaluated last (compiler_jump_if leaves its position behind); otherwise the whole statement. */
static const Expression *last_comparison(const Expression *e)
{
    switch ((ExpressionKind)e->kind) {
    case EXPR_COMPARE: return e;
    case EXPR_NOT: return last_comparison(e->value);
    case EXPR_AND: case EXPR_OR:
        for (uint32_t i = e->elements.count; i-- > 0; ) {
            const Expression *found = last_comparison(e->elements.items[i]);
            if (found)
                return found;
        }
        return NULL;
    case EXPR_IF: {
        const Expression *found = last_comparison(e->conditional.otherwise);
        found = found ? found : last_comparison(e->conditional.body);
        return found ? found : last_comparison(e->conditional.test);
    }
    default: return NULL;
    }
}

static void compile_assert(Compiler *c, const Statement *s)
{
    warn_about_assert(c, s);
    if (compile_optimization > 0)
        return;
    Emitter *e = emitter(c);
    int32_t holds = new_label(e);
    uint32_t mark = e->depth;
    compile_branch(c, s->assertion.test, holds, true);
    const Expression *shown = last_comparison(s->assertion.test);
    if (shown)
        e->span = shown->span;
    int error = push(e);
    emit(e, LOAD_ASSERTION_ERROR, error, 0, 0);
    if (s->assertion.message) {
        push(e); /* no self */
        compile_expression(c, s->assertion.message, NEW_TEMPORARY);
        drop_to(e, mark + 1);
        emit(e, CALL, error, error, 1);
    }
    emit_x(e, RAISE_VARARGS, 1, 0, error, 0);
    drop_to(e, mark);
    place_label(e, holds);
}

static void compile_expression_statement(Compiler *c, const Statement *s)
{
    Emitter *e = emitter(c);
    uint32_t mark = e->depth;
    bool prints = c->interactive && c->unit->scope->kind == SCOPE_MODULE;
    fold(c, s->value);
    if (s->value->kind == EXPR_CONSTANT && !prints)
        return;
    if (prints) {
        emit(e, PRINT_EXPR, 0, compile_expression(c, s->value, ANYWHERE), 0);
        drop_to(e, mark);
    } else {
        compile_for_nothing(c, s->value);
    }
}

/* ---- import ---------------------------------------------------------------------------------- */

/* The module object: level and names to import stand in a block. */
static int import_module(Compiler *c, Object *name, uint32_t level, Object *from_list)
{
    Emitter *e = emitter(c);
    Object *level_object = arena_own(c->arena, int_from(level));
    if (!level_object)
        report_raised(c->diagnostics);
    if (compile_failed(c))
        return 0;
    int block = deliver(c, constant_operand(e, level_object), NEW_TEMPORARY);
    deliver(c, constant_operand(e, from_list), NEW_TEMPORARY);
    emit(e, IMPORT_NAME, block, block, new_site(e, name));
    drop_to(e, (uint32_t)block - e->draft->locals + 1);
    return block;
}

/* The part of a dotted name between two positions, interned, the arena's. */
static Object *name_part(Compiler *c, Object *name, size_t start, size_t end)
{
    Object *part = str_substring(name, start, end);
    part = arena_own(c->arena, part ? str_intern(part) : NULL);
    return part ? part : report_raised(c->diagnostics);
}

static size_t find_dot(Object *name, size_t from)
{
    while (from < str_length(name) && str_char(name, from) != '.')
        from++;
    return from;
}

/* import a.b.c binds a; with "as" it binds what a.b.c is. */
static void compile_import(Compiler *c, const Alias *alias)
{
    Emitter *e = emitter(c);
    uint32_t mark = e->depth;
    size_t length = str_length(alias->name), dot = find_dot(alias->name, 0);
    int module = import_module(c, alias->name, 0, NONE);
    if (!alias->as_name) {
        Object *first = name_part(c, alias->name, 0, dot);
        if (first)
            compile_store_name(c, first, module);
    } else {
        while (dot < length && !compile_failed(c)) {
            size_t end = find_dot(alias->name, dot + 1);
            Object *part = name_part(c, alias->name, dot + 1, end);
            int inner = push(e);
            if (part)
                emit(e, IMPORT_FROM, inner, module, new_site(e, part));
            emit(e, POP_TOP, 0, module, 0);
            emit(e, LOAD_FAST, module, inner, 0);
            drop_to(e, mark + 1);
            dot = end;
        }
        compile_store_name(c, alias->as_name, module);
    }
    drop_to(e, mark);
}

static void compile_import_from(Compiler *c, const Statement *s)
{
    check_future_statement(c, s);
    Emitter *e = emitter(c);
    uint32_t mark = e->depth, count = s->import_from.star ? 1 : s->import_from.names.count;
    Tuple *names = (Tuple *)arena_own(c->arena, tuple_new(count));
    if (!names) {
        report_raised(c->diagnostics);
        return;
    }
    for (uint32_t i = 0; i < count; i++) {
        Object *name = s->import_from.star ? arena_text(c, "*")
                                           : s->import_from.names.items[i].name;
        names->items[i] = incref(name ? name : NONE);
    }
    Object *module_name = s->import_from.module ? s->import_from.module : arena_text(c, "");
    if (!module_name)
        return;
    int module = import_module(c, module_name, s->import_from.level, (Object *)names);
    if (s->import_from.star) {
        emit(e, IMPORT_STAR, 0, module, 0);
        drop_to(e, mark);
        return;
    }
    for (uint32_t i = 0; i < count && !compile_failed(c); i++) {
        const Alias *alias = &s->import_from.names.items[i];
        int value = push(e);
        emit(e, IMPORT_FROM, value, module, new_site(e, alias->name));
        compile_store_name(c, alias->as_name ? alias->as_name : alias->name, value);
        drop_to(e, mark + 1);
    }
    emit(e, POP_TOP, 0, module, 0);
    drop_to(e, mark);
}

/* ---- all of them ----------------------------------------------------------------------------- */

static void compile_statement(Compiler *c, const Statement *s)
{
    switch ((StatementKind)s->kind) {
    case STMT_FUNCTION: compile_function(c, s); break;
    case STMT_CLASS: compile_class(c, s); break;
    case STMT_RETURN: compile_return(c, s); break;
    case STMT_DELETE:
        for (uint32_t i = 0; i < s->targets.count; i++)
            compile_delete(c, s->targets.items[i]);
        break;
    case STMT_ASSIGN: compile_assign(c, s); break;
    case STMT_AUGMENTED: compile_augmented(c, s); break;
    case STMT_ANNOTATED: compile_annotated(c, s); break;
    case STMT_FOR: compile_for(c, s); break;
    case STMT_WHILE: compile_while(c, s); break;
    case STMT_IF: compile_if(c, s); break;
    case STMT_WITH: compile_with(c, s); break;
    case STMT_RAISE: compile_raise(c, s); break;
    case STMT_TRY: compile_try(c, s); break;
    case STMT_ASSERT: compile_assert(c, s); break;
    case STMT_IMPORT:
        for (uint32_t i = 0; i < s->import.count; i++)
            compile_import(c, &s->import.items[i]);
        break;
    case STMT_IMPORT_FROM: compile_import_from(c, s); break;
    case STMT_EXPRESSION: compile_expression_statement(c, s); break;
    case STMT_BREAK: case STMT_CONTINUE: compile_leave_loop(c, s); break;
    case STMT_GLOBAL: case STMT_NONLOCAL: case STMT_PASS: break;
    }
}

void compile_block(Compiler *c, const Block *block)
{
    for (uint32_t i = 0; i < block->count && !compile_failed(c); i++) {
        Span before = set_span(c, block->items[i]->span);
        compile_statement(c, block->items[i]);
        set_span(c, before);
    }
}
