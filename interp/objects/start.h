/*
 * start.h: what objects_start and objects_stop call in the files of objects/, and helpers that
 * several of those files share.
 */
#ifndef START_H
#define START_H

#include "object.h"

int ints_start(void);
void ints_stop(void);
void strings_stop(void);
void bytes_stop(void);
void tuples_stop(void);
void types_stop(void);

/* Whether a comparison holds for operands in this order: < 0, 0, > 0 (objects/int.c). */
bool comparison_holds(int order, Comparison op);
void calls_start(void); /* protocol.c: what calling a class costs a program's recursion and counts */
/* Whether the object can be an index: an int, or a class instance with __index__. */
bool is_index(Object *o);
/* The index of [0, *length) that key names, negative ones counted from the end; -1 with the
 * message as IndexError when it is outside, -1 with another exception otherwise. The length is read
 * last: the key's __index__ may change it. */
intptr_t checked_index(Object *key, const intptr_t *length, const char *message);

#endif
