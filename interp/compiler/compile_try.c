/*
 * compile_try.c: try and with, and what leaving them early takes.
 *
 * A finally clause is compiled once for each way that leads through it: falling off the end of the
 * body, an exception, and every break, continue and return inside (as CPython does since 3.8). The
 * handlers' protocol stands in vm/opcodes.h.
 */
#include "compiler/codegen.h"

void enclose(Compiler *c, Enclosing *enclosing, EnclosingKind kind)
{
    enum { NESTED_MOST = 20 }; /* CPython's CO_MAXBLOCKS */
    Enclosing *outer = c->unit->enclosing;
    int depth = outer ? outer->depth + 1 : 0;
    if (depth == NESTED_MOST)
        report_syntax(c->diagnostics, emitter(c)->span, "too many statically nested blocks");
    *enclosing = (Enclosing){ .kind = kind, .outer = outer, .depth = depth,
                              .break_label = NO_LABEL, .continue_label = NO_LABEL,
                              .handler_before = emitter(c)->handler };
    c->unit->enclosing = enclosing;
}

/* ---- leaving early --------------------------------------------------------------------------- */

/* The name of "except E as name" ends with its clause: set to None first, so that del cannot fail. */
static void delete_handler_name(Compiler *c, Object *name)
{
    if (!name)
        return;
    compile_store_name(c, name, none_operand(c));
    compile_delete_name(c, name);
}

/* Calls the exit method in `slot` with three Nones; what it gives is dropped. The first None stands
 * where self would: so the bound method stays whole, and owns its object, during the call; CPython's
 * compiler_call_exit_with_nones lays its stack out the same way. */
static void call_exit_method(Compiler *c, int slot)
{
    Emitter *e = emitter(c);
    uint32_t mark = e->depth;
    int block = push(e);
    emit(e, LOAD_FAST, block, slot, 0);
    for (int i = 0; i < 3; i++)
        deliver(c, none_operand(c), NEW_TEMPORARY);
    drop_to(e, mark);
    int result = push(e);
    emit(e, CALL, result, block, 2);
    emit(e, POP_TOP, 0, result, 0);
    drop_to(e, mark);
}

/* The finally clause on the way out. It may leave by a way of its own: then a value that waits to be
 * returned is dropped. */
static void run_finally(Compiler *c, const Block *finally, int value)
{
    Enclosing waiting;
    if (value == NO_VALUE || !is_temporary(emitter(c), value)) {
        compile_block(c, finally);
        return;
    }
    enclose(c, &waiting, ENCLOSING_VALUE);
    waiting.slot = value;
    compile_block(c, finally);
    leave_enclosing(c);
}

static void unwind_one(Compiler *c, const Enclosing *enclosing, int value)
{
    Emitter *e = emitter(c);
    switch (enclosing->kind) {
    case ENCLOSING_LOOP: case ENCLOSING_TRY:
        break;
    case ENCLOSING_FOR:
        emit(e, POP_TOP, 0, enclosing->slot, 0);
        break;
    case ENCLOSING_FINALLY:
        run_finally(c, enclosing->finally, value);
        break;
    case ENCLOSING_VALUE:
        emit(e, POP_TOP, 0, enclosing->slot, 0);
        break;
    case ENCLOSING_HANDLER:
        emit(e, POP_EXCEPT, 0, enclosing->slot, 0);
        e->handler = enclosing->handler_before;
        delete_handler_name(c, enclosing->name);
        break;
    case ENCLOSING_FINALLY_HANDLER:
        emit(e, POP_TOP, 0, enclosing->slot + 1, 0); /* the exception */
        emit(e, POP_EXCEPT, 0, enclosing->slot, 0);
        break;
    case ENCLOSING_WITH: {
        Span before = set_span(c, enclosing->span);
        call_exit_method(c, enclosing->slot);
        set_span(c, before);
        break;
    }
    }
}

void unwind_enclosing(Compiler *c, const Enclosing *until, int value)
{
    Enclosing *innermost = c->unit->enclosing;
    int32_t handler = emitter(c)->handler;
    for (Enclosing *at = innermost; at && at != until && !compile_failed(c); at = at->outer) {
        /* What runs here is outside of `at` already: for its exceptions, and for a break or
         * return in a finally clause. */
        c->unit->enclosing = at->outer;
        if (at->kind != ENCLOSING_HANDLER && at->kind != ENCLOSING_FINALLY_HANDLER)
            emitter(c)->handler = at->handler_before;
        unwind_one(c, at, value);
        emitter(c)->handler = at->handler_before;
    }
    c->unit->enclosing = innermost;
    emitter(c)->handler = handler;
}

bool leaving_runs_code(const Compiler *c)
{
    for (const Enclosing *at = c->unit->enclosing; at; at = at->outer)
        if (at->kind == ENCLOSING_FINALLY || at->kind == ENCLOSING_WITH
            || at->kind == ENCLOSING_HANDLER)
            return true;
    return false;
}

/* ---- try ------------------------------------------------------------------------------------- */

/* What every handler begins with: two temporaries, the former exception in t and the one handled
 * now in t + 1; until the handler ends, exceptions go to `cleanup`. Gives t. */
static int begin_handler(Compiler *c, int32_t handler, int32_t cleanup, int32_t *before)
{
    Emitter *e = emitter(c);
    place_label(e, handler);
    int former = push(e);
    int raised = push(e);
    emit(e, PUSH_EXC_INFO, former, raised, 0);
    drop_to(e, e->depth - 1);
    *before = push_handler(e, cleanup); /* which keeps the former one only */
    push(e);
    return former;
}

/* The end of every handler: on an exception inside it the former one is the handled one again. */
static void end_handler(Compiler *c, int former, int32_t cleanup, int32_t before)
{
    Emitter *e = emitter(c);
    pop_handler(e, before);
    place_label(e, cleanup);
    emit(e, POP_EXCEPT, 0, former, 0);
    emit_x(e, RERAISE, RERAISE_FROM_SOURCE, 0, former + 1, 0);
}

/* The body of "except E as name", and the end of the name. `before` handles exceptions outside of
 * the clause: from POP_EXCEPT on. */
static void compile_handler_body(Compiler *c, const Handler *handler, int former, int32_t before,
                                 int32_t end)
{
    Emitter *e = emitter(c);
    int32_t cleanup = e->handler, on_exception = new_label(e);
    Enclosing enclosing;
    uint32_t mark = e->depth;
    drop_to(e, mark - 1); /* the exception is in its name or dropped */
    enclose(c, &enclosing, ENCLOSING_HANDLER);
    enclosing.handler_before = before;
    enclosing.slot = former;
    enclosing.name = handler->name;
    if (handler->name)
        push_handler(e, on_exception);
    compile_block(c, &handler->body);
    emit_in_same_line(e);
    pop_handler(e, cleanup);
    leave_enclosing(c);
    emit(e, POP_EXCEPT, 0, former, 0);
    pop_handler(e, before);
    delete_handler_name(c, handler->name);
    emit_joining_jump(e, JUMP_FORWARD, end);
    pop_handler(e, cleanup);
    if (handler->name) {
        place_label(e, on_exception);
        push(e);
        delete_handler_name(c, handler->name);
        emit_x(e, RERAISE, RERAISE_FROM_SOURCE, 0, former + 1, 0);
    }
    drop_to(e, mark);
}

static void compile_handlers(Compiler *c, const Statement *s, int32_t label, int32_t end)
{
    Emitter *e = emitter(c);
    int32_t cleanup = new_label(e), before;
    uint32_t mark = e->depth;
    int former = begin_handler(c, label, cleanup, &before);
    Span span = e->span;
    for (uint32_t i = 0; i < s->try.handlers.count && !compile_failed(c); i++) {
        const Handler *handler = &s->try.handlers.items[i];
        set_span(c, handler->span);
        int32_t next = new_label(e);
        if (!handler->type && i + 1 < s->try.handlers.count)
            report_syntax(c->diagnostics, handler->span, "default 'except:' must be last");
        if (handler->type) {
            uint32_t above = e->depth;
            int type = compile_expression(c, handler->type, ANYWHERE);
            int match = result_slot(c, NEW_TEMPORARY, above);
            emit(e, CHECK_EXC_MATCH, match, former + 1, type);
            emit_jump(e, POP_JUMP_IF_FALSE, next, 0, 0, match, 0);
            drop_to(e, above);
        }
        if (handler->name)
            compile_store_name(c, handler->name, former + 1);
        else
            emit(e, POP_TOP, 0, former + 1, 0);
        compile_handler_body(c, handler, former, before, end);
        set_span(c, handler->span);
        place_label(e, next);
    }
    emit(e, RERAISE, 0, former + 1, 0); /* in the line of the last clause, as in CPython */
    set_span(c, span);
    end_handler(c, former, cleanup, before);
    drop_to(e, mark);
}

static void compile_try_except(Compiler *c, const Statement *s)
{
    Emitter *e = emitter(c);
    int32_t handlers = new_label(e), end = new_label(e);
    uint32_t mark = e->depth;
    Enclosing enclosing;
    enclose(c, &enclosing, ENCLOSING_TRY);
    push(e); /* stays free, for the handler's former exception */
    push_handler(e, handlers);
    compile_block(c, &s->try.body);
    pop_handler(e, enclosing.handler_before);
    leave_enclosing(c);
    drop_to(e, mark);
    compile_block(c, &s->try.otherwise);
    emit_joining_jump(e, JUMP_FORWARD, end);
    compile_handlers(c, s, handlers, end);
    place_label(e, end);
}

static void compile_try_finally(Compiler *c, const Statement *s)
{
    Emitter *e = emitter(c);
    int32_t on_exception = new_label(e), end = new_label(e), cleanup = new_label(e), before;
    uint32_t mark = e->depth;
    Enclosing enclosing;
    enclose(c, &enclosing, ENCLOSING_FINALLY);
    enclosing.finally = &s->try.finally;
    push(e);
    push_handler(e, on_exception);
    if (s->try.handlers.count)
        compile_try_except(c, s);
    else
        compile_block(c, &s->try.body);
    pop_handler(e, enclosing.handler_before);
    leave_enclosing(c);
    drop_to(e, mark);
    compile_block(c, &s->try.finally);
    emit_joining_jump(e, JUMP_FORWARD, end);

    int former = begin_handler(c, on_exception, cleanup, &before);
    enclose(c, &enclosing, ENCLOSING_FINALLY_HANDLER);
    enclosing.handler_before = before;
    enclosing.slot = former;
    compile_block(c, &s->try.finally);
    emit_in_same_line(e);
    leave_enclosing(c);
    emit(e, RERAISE, 0, former + 1, 0);
    end_handler(c, former, cleanup, before);
    drop_to(e, mark);
    place_label(e, end);
}

void compile_try(Compiler *c, const Statement *s)
{
    if (s->try.finally.count)
        compile_try_finally(c, s);
    else
        compile_try_except(c, s);
}

/* ---- with ------------------------------------------------------------------------------------ */

/* The handler of a with body: the exit method sees the exception and may end it. */
static void compile_with_handler(Compiler *c, int exit_method, int32_t label)
{
    Emitter *e = emitter(c);
    int32_t cleanup = new_label(e), suppressed = new_label(e), before;
    uint32_t mark = e->depth;
    int former = begin_handler(c, label, cleanup, &before);
    int answer = push(e);
    emit(e, WITH_EXCEPT_START, answer, exit_method, former + 1);
    emit_jump(e, POP_JUMP_IF_TRUE, suppressed, 0, 0, answer, 0);
    emit_x(e, RERAISE, RERAISE_FROM_SOURCE, 0, former + 1, 0);
    end_handler(c, former, cleanup, before);
    place_label(e, suppressed);
    emit(e, POP_TOP, 0, former + 1, 0);
    emit(e, POP_EXCEPT, 0, former, 0);
    emit(e, POP_TOP, 0, exit_method, 0);
    drop_to(e, mark);
}

/* Stores what __enter__ gave. Its slot is where the handler will keep the former exception, so it
 * must be empty when anything is raised: what is not simply a name moves to the slot behind it
 * first, which unwinding releases. */
static void store_entered(Compiler *c, Expression *target, int entered)
{
    Emitter *e = emitter(c);
    if (target->kind != EXPR_NAME) {
        int moved = push(e);
        emit(e, COPY, moved, entered, 0);
        emit(e, POP_TOP, 0, entered, 0);
        entered = moved;
    }
    compile_store(c, target, entered);
}

/* Item number `index` of a with statement, with all further items and the body inside it. */
static void compile_with_item(Compiler *c, const Statement *s, uint32_t index)
{
    Emitter *e = emitter(c);
    if (index == s->with.items.count) {
        compile_block(c, &s->with.body);
        return;
    }
    const WithItem *item = &s->with.items.items[index];
    int32_t on_exception = new_label(e), end = new_label(e);
    uint32_t mark = e->depth;
    Span before = set_span(c, s->span);
    int manager = compile_expression(c, item->context, ANYWHERE);
    drop_to(e, mark);
    int exit_method = push(e), entered = push(e);
    emit(e, BEFORE_WITH, exit_method, manager, 0);

    Enclosing enclosing;
    enclose(c, &enclosing, ENCLOSING_WITH);
    enclosing.slot = exit_method;
    enclosing.span = s->span;
    int32_t outside = push_handler(e, on_exception);
    e->handlers[e->handler_count ? e->handler_count - 1 : 0].depth = mark + 2;
    if (item->target)
        store_entered(c, item->target, entered);
    else
        emit(e, POP_TOP, 0, entered, 0);
    drop_to(e, mark + 2);
    set_span(c, before);
    compile_with_item(c, s, index + 1);
    pop_handler(e, outside);
    leave_enclosing(c);
    drop_to(e, mark + 1);
    before = set_span(c, s->span);
    call_exit_method(c, exit_method);
    emit_joining_jump(e, JUMP_FORWARD, end);
    compile_with_handler(c, exit_method, on_exception);
    set_span(c, before);
    place_label(e, end);
    drop_to(e, mark);
}

void compile_with(Compiler *c, const Statement *s) { compile_with_item(c, s, 0); }
