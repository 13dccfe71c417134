/*
 * sequence_iterator.c: iteration over an object that has only __getitem__: it is asked for item 0,
 * 1, 2 ... until it raises IndexError (or StopIteration).
 */
#include "objects/class.h"
#include "vm/errors.h"

Object *sequence_iterate(Object *sequence)
{
    SequenceIterator *self = object_new(&sequence_iterator_type, 0);
    if (self == NULL)
        return NULL;
    self->sequence = incref(sequence);
    gc_track(self);
    return &self->head;
}

static Object *iterator_next(Object *object)
{
    SequenceIterator *self = (SequenceIterator *)object;
    if (self->sequence == NULL)
        return NULL;
    Object *index = int_from(self->index);
    Object *item = index != NULL ? object_get_item(self->sequence, index) : NULL;
    xdecref(index);
    if (item != NULL) {
        self->index++;
        return item;
    }
    if (error_matches(&index_error_type) || error_matches(&stop_iteration_type)) {
        error_clear();
        clear_reference(self->sequence);
    }
    return NULL;
}

static Object *iterator_itself(Object *self) { return incref(self); }

static int iterator_traverse(Object *object, Visitor visit, void *context)
{
    Object *sequence = ((SequenceIterator *)object)->sequence;
    return sequence != NULL ? visit(sequence, context) : 0;
}

static void iterator_destroy(Object *object)
{
    gc_untrack(object);
    clear_reference(((SequenceIterator *)object)->sequence);
    object_free(object, 0);
}

Type sequence_iterator_type = {
    .head = { 1, &type_type },
    .name = "iterator",
    .basic_size = sizeof(SequenceIterator),
    .flags = TYPE_GC,
    .destroy = iterator_destroy,
    .traverse = iterator_traverse,
    .iterate = iterator_itself,
    .next = iterator_next,
};
