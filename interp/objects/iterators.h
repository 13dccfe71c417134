/*
 * iterators.h: the iterators over built-in sequences, and what list and tuple share.
 */
#ifndef ITERATORS_H
#define ITERATORS_H

#include "memory/collector.h"
#include "object.h"

extern Type str_iterator_type, str_ascii_iterator_type, bytes_iterator_type,
    list_reverse_iterator_type,
    dict_key_iterator_type, dict_value_iterator_type, dict_item_iterator_type,
    dict_reverse_key_iterator_type, dict_reverse_value_iterator_type,
    dict_reverse_item_iterator_type, dict_keys_type, dict_values_type, dict_items_type,
    set_iterator_type, long_range_iterator_type;

Object *iterator_self(Object *self); /* an iterator's iterate slot */
Object *list_iterate(Object *self);
Object *tuple_iterate(Object *self);
Object *str_iterate(Object *self);
Object *bytes_iterate(Object *self);
Object *bytearray_iterate(Object *self);
Object *memory_iterator_new(Object *view); /* over a memoryview with one dimension */

/* object_next for loops that take many items: the iterators over list and tuple in place. */
static inline Object *sequence_next(Object *iterator)
{
    SequenceIterator *i = (SequenceIterator *)iterator;
    if (IS_EXACT(iterator, list_iterator_type)) {
        List *list = (List *)i->sequence;
        if (list != NULL && i->index < list->size)
            return incref(list->items[i->index++]);
    } else if (IS_EXACT(iterator, tuple_iterator_type)) {
        Tuple *tuple = (Tuple *)i->sequence;
        if (tuple != NULL && i->index < tuple->size)
            return incref(tuple->items[i->index++]);
    }
    return object_next(iterator);
}

/* The tuple that an iterator gives next: the one that it keeps in *kept when nobody else holds it
 * any more, otherwise a new one. CPython's zip, enumerate and items() do so, and counts show it.
 * New reference; the iterator puts each item (stolen) in with tuple_fill. NULL: no memory. */
Tuple *tuple_to_fill_new(Object **kept, size_t size);
static inline Tuple *tuple_to_fill(Object **kept, size_t size)
{
    if (*kept == NULL || (*kept)->refcount != 1)
        return tuple_to_fill_new(kept, size);
    if (gc_links(*kept)->next == NULL) /* the collector found nothing but numbers in it */
        gc_track(*kept);
    return (Tuple *)incref(*kept);
}

static inline void tuple_fill(Tuple *tuple, intptr_t index, Object *item)
{
    Object *last = tuple->items[index];
    tuple->items[index] = item;
    xdecref(last);
}

/* Compares two rows of items as list and tuple do. */
Object *compare_items(Object **a, intptr_t size_a, Object **b, intptr_t size_b, Comparison op);
int items_contain(Object *const *items, intptr_t size, Object *item);
/* Optional start and stop arguments (args[0], args[1], `count` of them given), counted from the
 * end when negative and clipped to [0, size]. none: they may be None. */
int clip_range(Object **args, int count, intptr_t size, bool none, intptr_t *start,
               intptr_t *stop);
/* One of a slice's bounds, clipped to intptr_t; `none` is what None means. 0 or -1. */
int slice_bound(Object *bound, intptr_t none, intptr_t *result);

/* A list of the items, without asking the iterable for its length first: what CPython does for
 * join() and slice assignment (PySequence_Fast), and sequence_to_list does not. New. */
Object *iterable_to_list(Object *iterable);

#endif
