/*
 * list.h: the inside of list, for its files.
 */
#ifndef LIST_H
#define LIST_H

#include "object.h"

/* Sets the size, with room to grow; items beyond the old size are not set. */
int list_resize(List *list, size_t size);
/* Gives an empty list without a block room for so many items. 0 or -1. */
int list_reserve(List *list, size_t capacity);
/* A new list with the room that str.split gives to its parts, of which there are at most most + 1:
 * as in CPython for a dozen. */
Object *list_for_parts(intptr_t most);
void list_clear_items(List *list);
int list_splice(List *list, intptr_t start, intptr_t stop, Object **items, intptr_t count);
Object *list_from(Object **items, size_t size);
/* list.sort's work; key may be NULL or None. */
int list_sort(List *list, Object *key, bool reverse);
/* The method: sort(*, key=None, reverse=False). New: None. */
Object *list_sort_method(Object *self, Object **args, int positional, Object *kwnames);
Object *list_reversed(Object *list);
extern const MethodDef list_methods[];

/* A container that contains itself prints as [...]: 1 when it is being printed already, 0 when
 * not (call repr_leave afterwards), -1 on error. */
int repr_enter(Object *container);
void repr_leave(Object *container);

#endif
