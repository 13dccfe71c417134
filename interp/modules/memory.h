/*
 * memory.h: module memory: Python's own look at where things are. Each answer is computed from the
 * live machine when it is asked for, by the views of platform/platform.h and from the interpreter's
 * own structs; nothing is kept.
 */
#ifndef MODULES_MEMORY_H
#define MODULES_MEMORY_H

#include "object.h"

Object *module_memory_create(void); /* new */

/* ---- of objects (memory_objects.c) ---------------------------------------------------------- */

Object *memory_where(Object *self, Object **args, int positional, Object *kwnames);
Object *memory_frame(Object *self, Object **args, int positional, Object *kwnames);
Object *memory_referrers(Object *self, Object **args, int positional, Object *kwnames);
/* memory_layout.c */
Object *memory_bytes(Object *self, Object **args, int positional, Object *kwnames);
/* memory_heap.c */
Object *memory_pool(Object *self, Object **args, int positional, Object *kwnames);
Object *memory_heap(Object *self, Object **args, int positional, Object *kwnames);

/* Adds to a dict how the processor finds an address: the walk's levels and the physical address.
 * Nothing is added on the host. 0 or -1. */
int put_walk(Object *dict, uintptr_t address);
/* Adds the kind of the segment that holds address. */
int put_segment(Object *dict, uintptr_t address);
/* Adds copy_on_write: the segment may be written and the page may not, so the first write makes a
 * private copy of it. Nothing is added on the host. */
int put_page_sharing(Object *dict, uintptr_t address);

#endif
