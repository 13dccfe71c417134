/*
 * traceback.c: traceback objects: the way an exception came, frame by frame, the outermost first.
 * Each frame that it leaves puts an entry in front.
 */
#include "vm/errors.h"
#include "vm/frame.h"
#include "vm/interpreter.h"

void traceback_add(Frame *frame)
{
    Object *exception = error_fetch(); /* aside: what happens below must not replace it */
    Traceback *entry = object_new(&traceback_type, 0);
    if (entry) {
        entry->frame = frame_get_object(frame);
        entry->instruction = frame_instruction(frame);
        entry->line = frame->code->positions[entry->instruction].line;
    }
    if (entry && entry->frame) {
        Exception *e = (Exception *)exception;
        entry->next = (Traceback *)e->traceback; /* the reference moves */
        e->traceback = &entry->head;
        gc_track(entry);
    } else {
        xdecref(entry); /* without memory the entry is missing, the exception goes on */
    }
    error_clear();
    error_restore(exception);
}

static int traceback_traverse(Object *object, Visitor visit, void *context)
{
    Traceback *self = (Traceback *)object;
    int result = self->next ? visit(&self->next->head, context) : 0;
    return result || !self->frame ? result : visit(self->frame, context);
}

static void traceback_clear(Object *object)
{
    Traceback *self = (Traceback *)object;
    clear_reference(self->next);
    clear_reference(self->frame);
}

/* A deep recursion leaves a long chain: it is taken apart link by link, not by recursion. */
static void traceback_destroy(Object *object)
{
    Traceback *self = (Traceback *)object;
    while (self) {
        Traceback *next = self->next;
        self->next = NULL;
        gc_untrack(self);
        clear_reference(self->frame);
        object_free(&self->head, 0);
        self = next && --next->head.refcount == 0 ? next : NULL;
    }
}

static Object *get_next(Object *self)
{
    Traceback *next = ((Traceback *)self)->next;
    return incref(next ? &next->head : NONE);
}

static Object *get_frame(Object *self) { return incref(((Traceback *)self)->frame); }
static Object *get_line(Object *self) { return int_from(((Traceback *)self)->line); }
static Object *get_instruction(Object *self)
{
    return int_from(((Traceback *)self)->instruction * (int64_t)sizeof(Instruction));
}

static const GetSetDef traceback_getsets[] = {
    {"tb_next", get_next, NULL}, {"tb_frame", get_frame, NULL}, {"tb_lineno", get_line, NULL},
    {"tb_lasti", get_instruction, NULL}, {NULL, NULL, NULL}};

Type traceback_type = {
    .head = {1, &type_type}, .name = "traceback", .basic_size = sizeof(Traceback),
    .flags = TYPE_GC, .destroy = traceback_destroy, .traverse = traceback_traverse,
    .clear = traceback_clear, .getsets = traceback_getsets,
};
