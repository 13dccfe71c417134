/*
 * unwind.c: the way of a raised exception: which handler takes it, what a raise statement raises,
 * what an except clause matches. A try costs nothing until something is raised: handlers are found
 * in a table of instruction ranges.
 */
#include "vm/exceptions.h"
#include "vm/interpreter.h"
#include "vm/machine.h"

static const ExceptionRange *find_range(const Code *code, uint32_t instruction)
{
    uint32_t low = 0, high = code->exception_range_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        const ExceptionRange *range = &code->exception_ranges[middle];
        if (instruction < range->start)
            high = middle;
        else if (instruction >= range->end)
            low = middle + 1;
        else
            return range;
    }
    return NULL;
}

/* Notes in the frame's object where the exception left the course of the code. When a handler has
 * only cleaned up before it went on, that stays what the object says (f_lineno), though the frame
 * is at the RERAISE. Every exception has made such an object for its traceback. */
static void note_source(Frame *frame, bool leaves_frame)
{
    FrameObject *object = (FrameObject *)frame->frame_object;
    const Instruction *at = frame->code->instructions + frame_instruction(frame);
    if (!object)
        return;
    if (at->opcode != RERAISE || at->x != RERAISE_FROM_SOURCE)
        object->instruction = frame_instruction(frame);
    if (leaves_frame)
        frame->next = frame->code->instructions + object->instruction + 1;
}

const Instruction *unwind_to_handler(Frame *frame)
{
    Code *code = frame->code;
    const ExceptionRange *range = find_range(code, frame_instruction(frame));
    note_source(frame, range == NULL);
    Object **place = frame->slots + code->locals + (range ? range->depth : 0);
    Object **slot = frame->slots + code->locals + code->temporaries;
    Object *exception = error_fetch(); /* aside: destructors run below */
    while (slot > place) { /* downwards, as CPython empties its stack */
        slot--;
        if (*slot)
            clear_reference(*slot);
    }
    if (!range) {
        error_restore(exception);
        return NULL;
    }
    *place = exception;
    return code->instructions + range->handler;
}

/* ---- raise ----------------------------------------------------------------------------------- */

/* What stands behind `raise` or `from`: an exception (new), or an instance of the class. */
static Object *exception_of(Object *o, const char *complaint)
{
    if (is_exception(o))
        return incref(o);
    if (!is_exception_class(o))
        return raise(&type_error_type, complaint);
    Object *instance = object_call(o, NULL, 0, NULL);
    if (instance && !is_exception(instance)) {
        raise(&type_error_type, "calling %R should have returned an instance of BaseException, "
              "not %R", o, instance->type);
        clear_reference(instance);
    }
    return instance;
}

static int set_cause(Object *exception, Object *cause)
{
    Object *instance = NULL;
    if (cause != NONE) {
        instance = exception_of(cause, "exception causes must derive from BaseException");
        if (!instance)
            return -1;
    }
    replace_reference(((Exception *)exception)->cause, instance);
    ((Exception *)exception)->suppress_context = true;
    return 0;
}

bool raise_statement(int count, Object *exception, Object *cause)
{
    if (count == 0) {
        Object *handled = error_handled();
        if (!handled) {
            raise(&runtime_error_type, "No active exception to reraise");
            return false;
        }
        error_restore(incref(handled));
        return true;
    }
    Object *raised = exception_of(exception, "exceptions must derive from BaseException");
    if (!raised)
        return false;
    if (count == 1 || set_cause(raised, cause) == 0)
        raise_object(raised);
    decref(raised);
    return false;
}

/* ---- except ---------------------------------------------------------------------------------- */

static int check_clause(Object *clause)
{
    if (IS_TUPLE(clause)) {
        for (intptr_t i = 0; i < ((Tuple *)clause)->size; i++)
            if (!is_exception_class(((Tuple *)clause)->items[i]))
                return -1;
        return 0;
    }
    return is_exception_class(clause) ? 0 : -1;
}

int exception_matches_clause(Object *exception, Object *clause)
{
    if (check_clause(clause) < 0)
        return raise_int(&type_error_type, "catching classes that do not inherit from "
                         "BaseException is not allowed");
    if (!IS_TUPLE(clause))
        return type_is_subtype(exception->type, (Type *)clause);
    for (intptr_t i = 0; i < ((Tuple *)clause)->size; i++)
        if (type_is_subtype(exception->type, (Type *)((Tuple *)clause)->items[i]))
            return 1;
    return 0;
}
