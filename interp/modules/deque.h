/*
 * deque.h: the inside of collections.deque, for its files: deque.c (its ends, where nearly all of
 * the work is), deque_methods.c (what looks at all items) and deque_iterator.c.
 *
 * The items lie in blocks of 64 that are linked both ways: both ends grow without moving anything.
 * The first item is left->items[left_index], the last right->items[right_index]; an empty deque has
 * one block, whose indices meet in its middle. As CPython's Modules/_collectionsmodule.c, block
 * size included: sys.getsizeof shows it.
 */
#ifndef DEQUE_H
#define DEQUE_H

#include "modules/module.h"

enum { BLOCK_ITEMS = 64, BLOCK_CENTER = (BLOCK_ITEMS - 1) / 2, NO_MAXIMUM = -1 };
typedef struct DequeBlock {
    struct DequeBlock *left, *right;
    Object *items[BLOCK_ITEMS];
} DequeBlock;

typedef struct {
    Object head;
    intptr_t size;
    DequeBlock *left, *right;
    intptr_t left_index, right_index;
    size_t state;          /* changes whenever items move: an iterator notices */
    int64_t maximum;       /* maxlen, or NO_MAXIMUM */
    Object *weak_references;
} Deque;

extern Type default_dict_type; /* default_dict.c */
extern Type tuple_getter_type; /* tuple_getter.c */
extern Type deque_type, deque_iterator_type, deque_reverse_iterator_type;
extern const MethodDef deque_methods[];

/* A place in a deque, going to the right (or left). */
typedef struct { DequeBlock *block; intptr_t index; } DequePlace;
static inline DequePlace deque_first(const Deque *d)
{
    return (DequePlace){ d->left, d->left_index };
}
static inline void deque_go_right(DequePlace *place)
{
    if (++place->index == BLOCK_ITEMS) {
        place->block = place->block->right;
        place->index = 0;
    }
}

/* Item number i, 0 <= i < size. */
Object **deque_item_place(Deque *deque, intptr_t i);
int deque_append(Deque *deque, Object *item);       /* borrowed; 0 or -1 */
int deque_append_left(Deque *deque, Object *item);
Object *deque_take_last(Deque *deque);              /* new; the deque is not empty */
Object *deque_take_first(Deque *deque);
int deque_extend(Deque *deque, Object *iterable, bool left);
void deque_clear_items(Deque *deque);
int deque_rotate(Deque *deque, intptr_t n);         /* n steps to the right */
int deque_delete_item(Deque *deque, intptr_t i);
/* A deque of the same class with the same items and maxlen. New. */
Object *deque_copy_of(Deque *deque);
Object *deque_iterate(Object *deque);
Object *deque_reversed(Object *deque);
/* RuntimeError, when the deque is not as it was: -1; otherwise 0. */
int deque_check_state(const Deque *deque, size_t state);

#endif
