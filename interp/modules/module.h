/*
 * module.h: making the modules that are written in C.
 */
#ifndef MODULE_H
#define MODULE_H

#include "object.h"

/* The head of a function that Python can call (NativeFunction). */
#define FUNCTION(name) \
    static Object *name(Object *self, Object **args, int positional, Object *kwnames)
#define UNUSED_ARGUMENTS (void)self, (void)args, (void)positional, (void)kwnames

/* Puts value (stolen; NULL: an error already) into the module under name. 0 or -1. */
int module_add(Object *module, const char *name, Object *value);
/* The functions of a table that ends in a NULL name. */
int module_add_functions(Object *module, const MethodDef *functions);

#endif
