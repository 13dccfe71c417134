/*
 * deque_iterator.c: the iterators over a deque, to the right and to the left. When an item has been
 * added or taken meanwhile, the place that an iterator remembers may be gone: then it refuses.
 */
#include "modules/deque.h"

#include "objects/arguments.h"
#include "objects/iterators.h"
#include "vm/errors.h"

typedef struct {
    Object head;
    Deque *deque;
    DequePlace place;
    size_t state;     /* the deque's when the iterator was made */
    intptr_t left;    /* so many items are still to come */
} DequeIterator;

static Object *iterator_new(Type *type, Object *object)
{
    DequeIterator *self = type_ready(type) < 0 ? NULL : object_new(type, 0);
    if (!self)
        return NULL;
    Deque *deque = (Deque *)incref(object);
    self->deque = deque;
    self->place = type == &deque_iterator_type ? deque_first(deque)
                                               : (DequePlace){ deque->right, deque->right_index };
    self->state = deque->state;
    self->left = deque->size;
    gc_track(self);
    return &self->head;
}

Object *deque_iterate(Object *deque) { return iterator_new(&deque_iterator_type, deque); }
Object *deque_reversed(Object *deque) { return iterator_new(&deque_reverse_iterator_type, deque); }

/* Is there an item at the place? NULL without an exception: no. Borrowed. */
static Object *current(DequeIterator *self)
{
    if (deque_check_state(self->deque, self->state) < 0) {
        self->left = 0;
        return NULL;
    }
    return self->left > 0 ? self->place.block->items[self->place.index] : NULL;
}

static Object *next_right(Object *object)
{
    DequeIterator *self = (DequeIterator *)object;
    Object *item = current(self);
    if (item && --self->left > 0)
        deque_go_right(&self->place);
    return xincref(item);
}

static Object *next_left(Object *object)
{
    DequeIterator *self = (DequeIterator *)object;
    Object *item = current(self);
    if (item && --self->left > 0 && --self->place.index < 0) {
        self->place.block = self->place.block->left;
        self->place.index = BLOCK_ITEMS - 1;
    }
    return xincref(item);
}

/* type(iter(d))(d, index): skips so many items. */
static Object *iterator_make(Type *type, Object **args, int positional, Object *kwnames)
{
    const char *name = type == &deque_iterator_type ? "_deque_iterator" : "_deque_reverse_iterator";
    if (check_arguments(name, positional, kwnames, 1, 2) < 0)
        return NULL;
    if (!type_is_subtype(args[0]->type, &deque_type))
        return raise(&type_error_type, "%s() argument 1 must be collections.deque, not %T", name,
                     args[0]);
    int64_t skip = positional > 1 ? object_as_int64(args[1], &overflow_error_type) : 0;
    Object *self = skip == -1 && error_occurred() ? NULL : iterator_new(type, args[0]);
    for (; self && skip > 0 && ((DequeIterator *)self)->left > 0; skip--)
        decref(type->next(self));
    return self;
}

FUNCTION(length_hint)
{
    (void)args, (void)positional, (void)kwnames;
    return int_from(((DequeIterator *)self)->left);
}

static void iterator_destroy(Object *self)
{
    gc_untrack(self);
    clear_reference(((DequeIterator *)self)->deque);
    object_free(self, 0);
}

static int iterator_traverse(Object *self, Visitor visit, void *context)
{
    return visit(&((DequeIterator *)self)->deque->head, context);
}

static const MethodDef methods[] = {
    { "__length_hint__", length_hint, 0, 0, 0, NULL },
    { 0 },
};

#define ITERATOR_TYPE(c_name, python_name, step)                                                 \
    Type c_name = {                                                                              \
        .head = { 1, &type_type }, .name = "_collections." python_name,                          \
        .basic_size = sizeof(DequeIterator), .flags = TYPE_GC, .base = &object_type,             \
        .destroy = iterator_destroy, .traverse = iterator_traverse, .iterate = iterator_self,    \
        .construct = iterator_make, .next = step, .methods = methods,                            \
    }
ITERATOR_TYPE(deque_iterator_type, "_deque_iterator", next_right);
ITERATOR_TYPE(deque_reverse_iterator_type, "_deque_reverse_iterator", next_left);
