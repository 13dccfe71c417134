/*
 * wrappers.h: the slots of built-in types as methods that Python code sees: int.__add__,
 * [].__len__, object.__new__.
 */
#ifndef WRAPPERS_H
#define WRAPPERS_H

#include "objects/special.h"

#define WRAPPER(name) \
    Object *name(const Special *special, Type *owner, Object *self, Object **args, \
                 int positional, Object *kwnames)
WRAPPER(wrap_repr); WRAPPER(wrap_str); WRAPPER(wrap_hash); WRAPPER(wrap_truth);
WRAPPER(wrap_compare); WRAPPER(wrap_call); WRAPPER(wrap_new); WRAPPER(wrap_initialise);
WRAPPER(wrap_get_attribute); WRAPPER(wrap_set_attribute); WRAPPER(wrap_delete_attribute);
WRAPPER(wrap_descriptor_get); WRAPPER(wrap_descriptor_set); WRAPPER(wrap_descriptor_delete);
WRAPPER(wrap_iterate); WRAPPER(wrap_next); WRAPPER(wrap_length); WRAPPER(wrap_get_item);
WRAPPER(wrap_set_item); WRAPPER(wrap_delete_item); WRAPPER(wrap_contains); WRAPPER(wrap_binary);
WRAPPER(wrap_reflected); WRAPPER(wrap_inplace); WRAPPER(wrap_unary);

Object *wrapper_descriptor_new(Type *owner, const Special *special);
/* type.__new__ as a function: calls the type's construct slot. */
Object *new_function(Type *type);

#endif
