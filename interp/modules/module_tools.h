/*
 * module_tools.h: what the modules in C have in common: making a module of its functions, reading
 * arguments, putting answers together as dicts of ints, texts and flags.
 */
#ifndef MODULE_TOOLS_H
#define MODULE_TOOLS_H

#include "object.h"

/* A module with these functions (up to an empty one) in its dict. New, or NULL. */
Object *module_from_functions(const char *name, const MethodDef *functions);

/* The attribute of that name of `behind`, a module written in Python that has the rarer names of
 * one written in C, if it is among `names` (up to NULL). It is loaded when a program first asks:
 * most never do, and compiling takes a while. The attribute joins `dict`. New; NULL with an
 * exception, or without one: it is not among them. */
Object *load_rare_attribute(Object *dict, Object *name, const char *behind,
                            const char *const *names);

/* Each puts a value under a key and gives 0, or -1 with an exception. put's value is stolen, and
 * may be NULL with an exception set. */
int put(Object *dict, const char *key, Object *value);
int put_number(Object *dict, const char *key, uint64_t value);
int put_text(Object *dict, const char *key, const char *text);
int put_flag(Object *dict, const char *key, bool flag);
/* The dict, or NULL when result says that putting something in failed (the dict is gone then). */
Object *answer(Object *dict, int result);
/* OSError for a view that the platform refused. NULL. */
void *refused(int error, const char *what);
/* An optional argument that is an int: 0 when it has a value. */
int int_argument(Object **args, int positional, int number, int64_t otherwise, int64_t *value);

/* The argument as a size (CPython's Py_ssize_t: 64 bits); 0, or -1 with TypeError or
 * OverflowError. */
int size_argument(Object *argument, int64_t *size);

#endif
