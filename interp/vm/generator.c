/*
 * generator.c: what can be done with a generator: go on (next, send), raise in it (throw), end it
 * (close, and when its last reference goes), look at it. The machine's loop runs most of them by
 * itself (FOR_ITER, SEND); from here they are run for C code.
 */
#include "vm/generator.h"

#include "modules/module.h"
#include "objects/arguments.h"
#include "vm/errors.h"
#include "vm/exceptions.h"
#include "vm/function.h"
#include "vm/machine.h"

/* ---- beginning and end ----------------------------------------------------------------------- */

Object *generator_new(Frame *frame)
{
    Code *code = frame->code;
    Function *function = frame->function;
    if (!function || frame->kind >= FRAME_GENERATOR) /* no compiler makes such code */
        return raise(&system_error_type, "this code is not the beginning of a generator");
    size_t count = (size_t)code->locals + code->temporaries;
    Generator *g = object_new(&generator_type, count);
    if (!g)
        return NULL;
    g->size = (intptr_t)count;
    g->code = incref(code);
    g->name = incref(function_name(function));
    g->qualified_name = incref(function_qualified_name(function));
    g->frame.next = frame->next;
    g->frame.function = incref(function);
    g->frame.code = code;
    g->frame.globals = frame->globals;
    for (size_t i = 0; i < count; i++) {
        g->frame.slots[i] = frame->slots[i];
        frame->slots[i] = NULL;
    }
    gc_track(g);
    return &g->head;
}

/* Destructors run below the frame that goes on: this one is nobody's caller any more. */
void generator_finish(Generator *g)
{
    if (g->state == GENERATOR_RUNNING)
        generator_leave(g, GENERATOR_FINISHED);
    g->state = GENERATOR_FINISHED;
    if (g->handled)
        clear_reference(g->handled);
    if (g->frame.frame_object)
        frame_object_detach(&g->frame);
    for (Object **slot = g->frame.slots, **end = slot + g->size; slot < end; slot++)
        if (*slot)
            clear_reference(*slot);
    clear_reference(g->frame.function);
}

void generator_fail(Generator *g)
{
    generator_leave(g, GENERATOR_FINISHED);
    if (error_matches(&stop_iteration_type)) {
        Object *stop = error_fetch();
        raise(&runtime_error_type, "generator raised StopIteration");
        Exception *e = (Exception *)interpreter.exception;
        if (error_matches(&runtime_error_type)) {
            e->suppress_context = true;
            replace_reference(e->cause, incref(stop));
            replace_reference(e->context, incref(stop));
        }
        decref(stop);
    }
    Object *exception = error_fetch(); /* aside: destructors run */
    generator_finish(g);
    error_restore(exception);
}

/* ---- going on -------------------------------------------------------------------------------- */

/* Runs it up to the next yield or its end (see its state then). value, stolen, is what the yield
 * expression gives; NULL: the exception that is set is raised there. */
static Object *resume(Generator *g, Object *value)
{
    if (interpreter.depth >= interpreter.recursion_limit || c_stack_is_short()) {
        xdecref(value);
        error_clear();
        raise(&recursion_error_type, "maximum recursion depth exceeded");
        Object *exception = error_fetch();
        generator_finish(g);
        error_restore(exception);
        return NULL;
    }
    generator_enter(g, FRAME_GENERATOR_ENTRY);
    if (value)
        generator_receive(g, value);
    else if (interpreter.handled)
        exception_set_context(interpreter.exception);
    return eval_run(&g->frame);
}

static int check_not_running(Generator *g)
{
    if (g->state == GENERATOR_RUNNING)
        return raise_int(&value_error_type, "generator already executing");
    return 0;
}

/* StopIteration(value); without an argument for None. value is stolen. */
static Object *raise_stop_iteration(Object *value)
{
    Object *args = tuple_from(&value, value != NONE);
    Object *stop = args ? exception_new(&stop_iteration_type, args) : NULL;
    if (stop)
        raise_object(stop);
    xdecref(stop);
    decref(value);
    return NULL;
}

/* What resume gave, as send and throw give it. */
static Object *yielded(Generator *g, Object *result)
{
    return result && g->state == GENERATOR_FINISHED ? raise_stop_iteration(result) : result;
}

/* Raises the exception that is set in a generator that does not run. */
static Object *resume_raising(Generator *g)
{
    return g->state == GENERATOR_FINISHED ? NULL : yielded(g, resume(g, NULL));
}

static Object *generator_next(Object *object)
{
    Generator *g = (Generator *)object;
    if (check_not_running(g) < 0 || g->state == GENERATOR_FINISHED)
        return NULL;
    Object *result = resume(g, incref(NONE));
    if (!result || g->state == GENERATOR_SUSPENDED)
        return result;
    if (result != NONE)
        return raise_stop_iteration(result);
    decref(result);
    return NULL;
}

FUNCTION(generator_send)
{
    (void)positional, (void)kwnames;
    Generator *g = (Generator *)self;
    if (g->state == GENERATOR_CREATED && args[0] != NONE)
        return raise(&type_error_type,
                     "can't send non-None value to a just-started generator");
    if (check_not_running(g) < 0)
        return NULL;
    if (g->state == GENERATOR_FINISHED)
        return raise_stop_iteration(incref(NONE));
    return yielded(g, resume(g, incref(args[0])));
}

/* The value of the StopIteration that is raised (new), or of an end without one; NULL: another
 * exception is raised. */
static Object *take_stop_value(void)
{
    if (!error_occurred())
        return incref(NONE);
    if (!error_matches(&stop_iteration_type))
        return NULL;
    Object *stop = error_fetch();
    Object *value = exception_field(stop, STOP_ITERATION_VALUE);
    value = incref(value ? value : NONE);
    decref(stop);
    return value;
}

Object *generator_send_to(Object *iterator, Object *value, Object **returned)
{
    Object *result;
    if (value == NONE && iterator->type->next) {
        result = iterator->type->next(iterator);
    } else if (IS_EXACT(iterator, generator_type)) {
        result = generator_send(iterator, &value, 1, NULL);
    } else {
        Object *name = str_interned("send");
        Object *method = name ? object_get_attribute(iterator, name) : NULL;
        result = method ? object_call(method, &value, 1, NULL) : NULL;
        xdecref(method);
        xdecref(name);
    }
    decref(value);
    *returned = result ? NULL : take_stop_value();
    return result;
}

/* ---- yield from ------------------------------------------------------------------------------ */

/* The SEND that stands before the YIELD_VALUE at which it stopped: then it is in a yield from. */
static const Instruction *send_instruction(Generator *g)
{
    const Instruction *next = g->frame.next;
    if (g->state != GENERATOR_SUSPENDED || next < g->code->instructions + 2
        || next[-1].opcode != YIELD_VALUE || next[-2].opcode != SEND)
        return NULL;
    return g->frame.slots[next[-2].b] ? next - 2 : NULL;
}

/* The iterator that it hands everything on to, new; or NULL. */
static Object *inner_iterator(Generator *g)
{
    const Instruction *send = send_instruction(g);
    return send ? incref(g->frame.slots[send->b]) : NULL;
}

static int generator_close(Generator *g);

static int close_inner(Generator *g, Object *inner)
{
    int result = 0;
    g->state = GENERATOR_RUNNING;
    if (IS_EXACT(inner, generator_type)) {
        result = generator_close((Generator *)inner);
    } else {
        Object *method = object_lookup_attribute(inner, "close");
        if (!method && error_occurred())
            error_write_unraisable(inner);
        Object *closed = method ? object_call(method, NULL, 0, NULL) : NULL;
        result = method && !closed ? -1 : 0;
        xdecref(closed);
        xdecref(method);
    }
    g->state = GENERATOR_SUSPENDED;
    return result;
}

static Object *throw_in(Generator *g, Object **args, int count);

/* throw() of a generator within a yield from: its frame counts as a caller meanwhile. */
static Object *throw_in_inner_generator(Generator *g, Generator *inner, Object **args, int count)
{
    g->state = GENERATOR_RUNNING;
    g->frame.caller = interpreter.frame;
    interpreter.frame = &g->frame;
    Object *result = throw_in(inner, args, count);
    interpreter.frame = g->frame.caller;
    g->frame.caller = NULL;
    g->state = GENERATOR_SUSPENDED;
    return result;
}

/* The inner iterator has answered throw() with an exception: a StopIteration is the end of the
 * yield from, any other goes on in the generator itself. */
static Object *after_inner_throw(Generator *g, const Instruction *send)
{
    clear_reference(g->frame.slots[send->b]);
    Object *value = take_stop_value();
    if (!value)
        return resume_raising(g);
    replace_reference(g->frame.slots[send->a], value);
    g->frame.next = send + 1 + send->c;
    return yielded(g, resume(g, incref(NONE)));
}

/* ---- throw ----------------------------------------------------------------------------------- */

/* type(), type(value), type(*values), or the value itself if it is of that type already. */
static Object *instantiate(Object *type, Object *value)
{
    if (value && is_exception(value) && type_is_subtype(value->type, (Type *)type))
        return incref(value);
    Object *exception;
    if (!value || value == NONE)
        exception = object_call(type, NULL, 0, NULL);
    else if (IS_TUPLE(value))
        exception = object_call(type, ((Tuple *)value)->items, (int)((Tuple *)value)->size, NULL);
    else
        exception = object_call(type, &value, 1, NULL);
    if (exception && !is_exception(exception)) {
        raise(&type_error_type, "calling %R should have returned an instance of BaseException, "
              "not %R", type, exception->type);
        clear_reference(exception);
    }
    return exception;
}

/* Sets the exception that the arguments of throw(type[, value[, traceback]]) mean. 0: it is set;
 * -1: another is, for they mean none. */
static int set_thrown(Object **args, int count)
{
    Object *value = count > 1 ? args[1] : NULL, *traceback = count > 2 ? args[2] : NONE;
    if (traceback != NONE && !IS_EXACT(traceback, traceback_type))
        return raise_int(&type_error_type, "throw() third argument must be a traceback object");
    if (!is_exception_class(args[0]) && !is_exception(args[0]))
        return raise_int(&type_error_type, "exceptions must be classes or instances deriving from "
                         "BaseException, not %T", args[0]);
    if (is_exception(args[0]) && value && value != NONE)
        return raise_int(&type_error_type, "instance exception may not have a separate value");
    Object *exception = is_exception(args[0]) ? incref(args[0]) : instantiate(args[0], value);
    if (!exception)
        return 0; /* what making it raised is thrown instead */
    if (traceback != NONE)
        replace_reference(((Exception *)exception)->traceback, incref(traceback));
    error_restore(exception);
    return 0;
}

static bool is_generator_exit(Object *thrown)
{
    Type *type = IS_TYPE(thrown) ? (Type *)thrown : thrown->type;
    return type_is_subtype(type, &generator_exit_type);
}

static Object *throw_here(Generator *g, Object **args, int count)
{
    if (set_thrown(args, count) < 0 || check_not_running(g) < 0)
        return NULL;
    if (g->state == GENERATOR_CREATED) { /* nothing in it can catch it */
        traceback_add(&g->frame);
        Object *exception = error_fetch();
        generator_finish(g);
        error_restore(exception);
        return NULL;
    }
    return resume_raising(g);
}

/* Arguments borrowed: what throw() was called with. inner, stolen, is the iterator of the yield
 * from in which the generator stands. */
static Object *throw_in_yield_from(Generator *g, Object *inner, Object **args, int count)
{
    Object *result = NULL, *method = NULL;
    if (is_generator_exit(args[0])) { /* the inner one is closed, whatever it says to throw */
        int closed = close_inner(g, inner);
        decref(inner);
        return closed < 0 ? resume_raising(g) : throw_here(g, args, count);
    }
    const Instruction *send = send_instruction(g);
    if (IS_EXACT(inner, generator_type)) {
        result = throw_in_inner_generator(g, (Generator *)inner, args, count);
    } else if ((method = object_lookup_attribute(inner, "throw"))) {
        g->state = GENERATOR_RUNNING;
        result = object_call(method, args, count, NULL);
        g->state = GENERATOR_SUSPENDED;
        decref(method);
    } else {
        decref(inner);
        return error_occurred() ? NULL : throw_here(g, args, count);
    }
    decref(inner);
    return result ? result : after_inner_throw(g, send);
}

static Object *throw_in(Generator *g, Object **args, int count)
{
    Object *inner = inner_iterator(g);
    return inner ? throw_in_yield_from(g, inner, args, count) : throw_here(g, args, count);
}

FUNCTION(generator_throw)
{
    (void)kwnames;
    return throw_in((Generator *)self, args, positional);
}

/* ---- close ----------------------------------------------------------------------------------- */

/* GeneratorExit is raised in it, which it must not answer by another yield. */
static int generator_close(Generator *g)
{
    if (check_not_running(g) < 0)
        return -1;
    if (g->state == GENERATOR_CREATED)
        generator_finish(g);
    if (g->state == GENERATOR_FINISHED)
        return 0;
    Object *inner = inner_iterator(g);
    int closed = inner ? close_inner(g, inner) : 0;
    xdecref(inner);
    if (closed == 0) {
        Object *nothing = tuple_new(0);
        Object *exit = nothing ? exception_new(&generator_exit_type, nothing) : NULL;
        if (exit)
            raise_object(exit);
        xdecref(exit);
    }
    Object *result = resume(g, NULL);
    if (result) {
        decref(result);
        return g->state == GENERATOR_FINISHED
            ? 0 : raise_int(&runtime_error_type, "generator ignored GeneratorExit");
    }
    if (!error_matches(&generator_exit_type) && !error_matches(&stop_iteration_type))
        return -1;
    error_clear();
    return 0;
}

FUNCTION(generator_close_method)
{
    (void)args, (void)positional, (void)kwnames;
    return generator_close((Generator *)self) < 0 ? NULL : incref(NONE);
}

/* Its finally clauses run: the last reference goes, or the collector has found it. */
void generator_finalize(Object *object)
{
    Generator *g = (Generator *)object;
    if (g->state == GENERATOR_FINISHED)
        return;
    Object *exception = error_fetch(); /* one that is on its way meanwhile */
    if (generator_close(g) < 0)
        error_write_unraisable(object);
    error_restore(exception);
}

/* ---- the type -------------------------------------------------------------------------------- */

static void generator_destroy(Object *object)
{
    Generator *g = (Generator *)object;
    gc_untrack(g);
    if (g->state != GENERATOR_FINISHED) /* it has answered GeneratorExit by a yield */
        generator_finish(g);
    decref(g->code);
    decref(g->name);
    decref(g->qualified_name);
    object_free(object, (size_t)g->size);
}

static int generator_traverse(Object *object, Visitor visit, void *context)
{
    Generator *g = (Generator *)object;
    Object *owned[] = {&g->code->head, g->name, g->qualified_name, g->frame.frame_object,
                       (Object *)g->frame.function, g->handled};
    int result = 0;
    for (size_t i = 0; i < sizeof owned / sizeof owned[0] && !result; i++)
        if (owned[i])
            result = visit(owned[i], context);
    for (intptr_t i = 0; i < g->size && !result; i++)
        if (g->frame.slots[i])
            result = visit(g->frame.slots[i], context);
    return result;
}

static Object *generator_repr(Object *object)
{
    return str_from_format("<generator object %S at 0x%zx>",
                           ((Generator *)object)->qualified_name, (size_t)object);
}

static Object *generator_iterate(Object *self) { return incref(self); }

static Object *get_name(Object *self) { return incref(((Generator *)self)->name); }
static Object *get_qualname(Object *self) { return incref(((Generator *)self)->qualified_name); }
static Object *get_code(Object *self) { return incref(&((Generator *)self)->code->head); }

static int set_name(Object *self, Object *value)
{
    if (!value || !IS_STR(value))
        return raise_int(&type_error_type, "__name__ must be set to a string object");
    replace_reference(((Generator *)self)->name, incref(value));
    return 0;
}

static int set_qualname(Object *self, Object *value)
{
    if (!value || !IS_STR(value))
        return raise_int(&type_error_type, "__qualname__ must be set to a string object");
    replace_reference(((Generator *)self)->qualified_name, incref(value));
    return 0;
}

static Object *get_frame(Object *self)
{
    Generator *g = (Generator *)self;
    return g->state == GENERATOR_FINISHED ? incref(NONE) : frame_get_object(&g->frame);
}

static Object *get_running(Object *self)
{
    return bool_from(((Generator *)self)->state == GENERATOR_RUNNING);
}

static Object *get_suspended(Object *self)
{
    return bool_from(((Generator *)self)->state == GENERATOR_SUSPENDED);
}

static Object *get_yield_from(Object *self)
{
    Object *inner = inner_iterator((Generator *)self);
    return inner ? inner : incref(NONE);
}

static const GetSetDef generator_getsets[] = {
    {"__name__", get_name, set_name}, {"__qualname__", get_qualname, set_qualname},
    {"gi_code", get_code, NULL}, {"gi_frame", get_frame, NULL},
    {"gi_running", get_running, NULL}, {"gi_suspended", get_suspended, NULL},
    {"gi_yieldfrom", get_yield_from, NULL}, {NULL, NULL, NULL}};

static const MethodDef generator_methods[] = {
    {"send", generator_send, 1, 1, 0,
     "send(value): the generator goes on with value; what it yields next, or StopIteration"},
    {"throw", generator_throw, 1, 3, 0,
     "throw(exception): raises it where the generator stands; what it yields next"},
    {"close", generator_close_method, 0, 0, 0, "close(): raises GeneratorExit in the generator"},
    {NULL, NULL, 0, 0, 0, NULL}};

Type generator_type = {
    .head = {1, &type_type}, .name = "generator", .basic_size = sizeof(Generator),
    .item_size = sizeof(Object *), .flags = TYPE_GC, .finalize = generator_finalize,
    .destroy = generator_destroy, .traverse = generator_traverse, .repr = generator_repr,
    .iterate = generator_iterate, .next = generator_next,
    .weak_offset = offsetof(Generator, weak_references), .methods = generator_methods,
    .getsets = generator_getsets,
};
