/*
 * frame.c: taking and giving back frames on the stack segment, how deep calls may nest, and frames
 * as Python objects.
 */
#include "vm/frame.h"

#include "memory/memory.h"
#include "vm/errors.h"
#include "vm/generator.h"
#include "vm/interpreter.h"
#include "vm/machine.h"

/* ---- depth ----------------------------------------------------------------------------------- */

static int raise_recursion_error(const char *where)
{
    return raise_int(&recursion_error_type, "maximum recursion depth exceeded%s", where);
}

bool c_stack_is_short(void)
{
    return (char *)__builtin_frame_address(0) < interpreter.c_stack_limit;
}

int recursion_enter(const char *where)
{
    if (interpreter.depth >= interpreter.recursion_limit || c_stack_is_short())
        return raise_recursion_error(where);
    interpreter.depth++;
    return 0;
}

void recursion_leave(void)
{
    interpreter.depth--;
}

/* ---- frames on the stack segment ------------------------------------------------------------- */

Frame *frame_push(Code *code, Function *function, Object *globals)
{
    size_t size = code->frame_size = frame_size(code);
    if (interpreter.depth >= interpreter.recursion_limit
        || (size_t)(interpreter.frame_stack_top - interpreter.frame_stack_low) < size) {
        xdecref(function);
        raise_recursion_error("");
        return NULL;
    }
    Frame *frame = (Frame *)(interpreter.frame_stack_top - size);
    frame->caller = interpreter.frame;
    frame->next = code->instructions;
    frame->function = function;
    frame->code = function ? code : incref(code);
    frame->globals = function ? globals : incref(globals);
    frame->namespace = NULL;
    frame->frame_object = NULL;
    frame->kind = FRAME_CALL;
    Object **end = frame->slots + code->locals + code->temporaries;
    for (Object **slot = frame->slots; slot < end; slot++)
        *slot = NULL;
    interpreter.depth++;
    interpreter.frame = frame;
    interpreter.frame_stack_top = (char *)frame;
    return frame;
}

/* Destructors may run Python code while the slots are given up. Its frames lie below this one, whose
 * place is therefore given back last; but the one that runs is the caller's already, so that nobody
 * makes an object of a frame that is going (CPython: _PyEvalFrameClearAndPop). */
void frame_pop(void)
{
    Frame *frame = interpreter.frame;
    Code *code = frame->code;
    if (__builtin_expect(frame->frame_object != NULL, 0))
        frame_object_detach(frame);
    interpreter.frame = frame->caller;
    Object **end = frame->slots + code->locals + code->temporaries;
    for (Object **slot = frame->slots; slot < end; slot++)
        if (*slot)
            clear_reference(*slot);
    if (frame->namespace)
        clear_reference(frame->namespace);
    if (!frame->function)
        decref(frame->globals);
    Object *owner = frame->function ? &frame->function->head : &code->head;
    interpreter.frame_stack_top = (char *)frame + frame_size(code);
    interpreter.depth--;
    decref(owner);
}

uint32_t frame_instruction(const Frame *frame)
{
    const Instruction *next = frame->next, *first = frame->code->instructions;
    return next > first ? (uint32_t)(next - first) - 1 : 0;
}

/* ---- frames as objects ----------------------------------------------------------------------- */

Object *frame_get_object(Frame *frame)
{
    if (frame->frame_object)
        return incref(frame->frame_object);
    FrameObject *self = object_new(&frame_type, 0);
    if (!self)
        return NULL;
    self->frame = frame;
    self->code = incref(frame->code);
    self->function = frame->function;
    self->globals = frame->globals;
    self->namespace = frame->namespace;
    gc_track(self);
    frame->frame_object = incref(&self->head);
    return &self->head;
}

void frame_object_detach(Frame *frame)
{
    FrameObject *self = (FrameObject *)frame->frame_object;
    frame->frame_object = NULL;
    self->instruction = frame_instruction(frame);
    self->frame = NULL;
    incref(self->function ? &self->function->head : self->globals);
    xincref(self->namespace);
    if (self->head.refcount > 1) {
        size_t count = (size_t)frame->code->locals + frame->code->temporaries;
        self->slots = count ? mem_alloc(count * sizeof(Object *)) : NULL;
        if (self->slots) { /* without memory the values just end with the call */
            self->slot_count = count;
            for (size_t i = 0; i < count; i++) {
                self->slots[i] = frame->slots[i];
                frame->slots[i] = NULL;
            }
        }
        if (frame->caller) { /* without memory f_back is None; an exception on its way goes on */
            Object *exception = error_fetch();
            self->back = (FrameObject *)frame_get_object(frame->caller);
            error_clear();
            error_restore(exception);
        }
    }
    decref(self);
}

static int frame_object_traverse(Object *object, Visitor visit, void *context)
{
    FrameObject *self = (FrameObject *)object;
    Object *owned[] = {&self->code->head, self->locals, (Object *)self->back, self->namespace,
                       self->function ? &self->function->head : self->globals};
    size_t count = sizeof owned / sizeof owned[0] - (self->frame ? 2 : 0);
    int result = 0;
    for (size_t i = 0; i < count && !result; i++)
        if (owned[i])
            result = visit(owned[i], context);
    for (size_t i = 0; i < self->slot_count && !result; i++)
        if (self->slots[i])
            result = visit(self->slots[i], context);
    return result;
}

static void frame_object_clear(Object *object)
{
    FrameObject *self = (FrameObject *)object;
    for (size_t i = 0; i < self->slot_count; i++)
        clear_reference(self->slots[i]);
}

static void frame_object_destroy(Object *object)
{
    FrameObject *self = (FrameObject *)object;
    gc_untrack(self);
    frame_object_clear(object);
    mem_free(self->slots, self->slot_count * sizeof(Object *));
    xdecref(self->back);
    xdecref(self->namespace);
    xdecref(self->locals);
    decref(self->function ? &self->function->head : self->globals);
    decref(self->code);
    object_free(object, 0);
}

uint32_t frame_object_line(FrameObject *self)
{
    uint32_t instruction = self->frame ? frame_instruction(self->frame) : self->instruction;
    return self->code->positions[instruction].line;
}

/* Brings the dict up to date: the bound ones of slots, without the others; what a cell holds stands
 * for the cell. Other keys, which the program has put in, stay. 0 or -1. */
static int update_locals(Object *dict, Code *code, Object **slots)
{
    int status = 0;
    for (int i = 0; status >= 0 && i < code->locals; i++) {
        Object *name = ((Tuple *)code->local_names)->items[i], *value = slots ? slots[i] : NULL;
        if (value && IS_EXACT(value, cell_type) && code_slot_is_cell(code, i))
            value = ((Cell *)value)->content;
        status = value ? dict_set(dict, name, value) : dict_delete(dict, name);
    }
    return status < 0 ? -1 : 0;
}

Object *frame_object_locals(FrameObject *self)
{
    if (self->namespace)
        return incref(self->namespace);
    if (!self->locals && !(self->locals = dict_new()))
        return NULL;
    Object **slots = self->frame ? self->frame->slots : self->slots;
    return update_locals(self->locals, self->code, slots) < 0 ? NULL : incref(self->locals);
}

Object *frame_locals(Frame *frame)
{
    if (frame->namespace)
        return incref(frame->namespace);
    FrameObject *object = (FrameObject *)frame_get_object(frame);
    Object *locals = object ? frame_object_locals(object) : NULL;
    xdecref(object);
    return locals;
}

static Object *get_back(Object *object)
{
    FrameObject *self = (FrameObject *)object;
    if (self->frame)
        return self->frame->caller ? frame_get_object(self->frame->caller) : incref(NONE);
    return incref(self->back ? &self->back->head : NONE);
}

static Object *get_code(Object *self) { return incref(&((FrameObject *)self)->code->head); }
static Object *get_globals(Object *self) { return incref(((FrameObject *)self)->globals); }
static Object *get_builtins(Object *self)
{
    return xincref(builtins_of(((FrameObject *)self)->globals));
}

static Object *get_locals(Object *self) { return frame_object_locals((FrameObject *)self); }
static Object *get_line(Object *self) { return int_from(frame_object_line((FrameObject *)self)); }

static Object *get_instruction(Object *object)
{
    FrameObject *self = (FrameObject *)object;
    uint32_t instruction = self->frame ? frame_instruction(self->frame) : self->instruction;
    return int_from(instruction * (int64_t)sizeof(Instruction));
}

static const GetSetDef frame_getsets[] = {
    {"f_back", get_back, NULL}, {"f_code", get_code, NULL}, {"f_globals", get_globals, NULL},
    {"f_builtins", get_builtins, NULL}, {"f_locals", get_locals, NULL},
    {"f_lineno", get_line, NULL}, {"f_lasti", get_instruction, NULL},
    {NULL, NULL, NULL}};

static Object *frame_object_repr(Object *object)
{
    FrameObject *self = (FrameObject *)object;
    return str_from_format("<frame at 0x%zx, file %R, line %d, code %S>", (size_t)object,
                           self->code->filename, (int)frame_object_line(self), self->code->name);
}

/* clear(): the values of a call that is over are given up; a generator that waits is closed. */
static Object *frame_clear_method(Object *object, Object **args, int positional, Object *kwnames)
{
    (void)args, (void)positional, (void)kwnames;
    Frame *frame = ((FrameObject *)object)->frame;
    Generator *generator = frame && frame->code->flags & CODE_GENERATOR ? generator_of(frame) : NULL;
    if (frame && (!generator || generator->state == GENERATOR_RUNNING))
        return raise(&runtime_error_type, "cannot clear an executing frame");
    if (generator)
        generator_finalize(incref(&generator->head));
    xdecref((Object *)generator);
    frame_object_clear(object);
    return incref(NONE);
}

static const MethodDef frame_methods[] = {
    {"clear", frame_clear_method, 0, 0, 0, "clear() gives the variables of an ended call up"},
    {NULL, NULL, 0, 0, 0, NULL}};

Type frame_type = {
    .head = {1, &type_type}, .name = "frame", .basic_size = sizeof(FrameObject), .flags = TYPE_GC,
    .destroy = frame_object_destroy, .traverse = frame_object_traverse,
    .clear = frame_object_clear, .repr = frame_object_repr, .getsets = frame_getsets,
    .methods = frame_methods,
};
