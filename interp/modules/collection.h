/*
 * collection.h: the modules that show the collector and the life of objects: gc and weakref.
 */
#ifndef COLLECTION_H
#define COLLECTION_H

#include "object.h"

Object *module_gc_create(void);      /* new; modules/gc.c */
Object *module_weakref_create(void); /* new; modules/weakref.c */

#endif
