/*
 * arguments.h: checking the arguments of a native function, and a few calls that the files of
 * objects/ share among themselves.
 */
#ifndef ARGUMENTS_H
#define ARGUMENTS_H

#include "object.h"

static inline bool no_keywords(Object *kwnames)
{
    return kwnames == NULL || ((Tuple *)kwnames)->size == 0;
}

/* 0, or -1 with CPython's message: "list() takes no keyword arguments". */
int check_no_keywords(const char *function, Object *kwnames);
/* 0, or -1: "list expected at most 1 argument, got 2". */
int check_positional(const char *function, int positional, int min, int max);
/* Both. */
int check_arguments(const char *function, int positional, Object *kwnames, int min, int max);
/* For the construct slot of built_in, named `function` in messages, when it makes a `type`: keywords
 * are refused unless `type` is a class with an __init__ of its own, whose business they are. */
int check_construct_keywords(Type *type, Type *built_in, const char *function, Object *kwnames);
/* The same, and the number of positional arguments: "cycle expected 1 argument, got 0". */
int check_construct_arguments(Type *type, Type *built_in, const char *function, int positional,
                              Object *kwnames, int min, int max);
/* Puts each argument into values[i]: by position, or by keyword when names[i] is its name ("" for
 * one that is positional only). names ends in NULL; values are borrowed, NULL: not given. */
int parse_arguments(const char *function, Object **args, int positional, Object *kwnames,
                    const char *const *names, Object **values);
/* The same, and the first `required` must be given: "open() missing required argument 'file' (pos
 * 1)". */
int parse_required_arguments(const char *function, Object **args, int positional, Object *kwnames,
                             const char *const *names, int required, Object **values);

/* The same for a function with METHOD_NAMED: the names stand in its doc. How many values there are
 * up to the last one that was given, or -1. values has room for six. */
int bind_by_signature(const MethodDef *definition, Object **args, int positional, Object *kwnames,
                      Object **values);

/* What CPython calls a wrong argument: its type's name, or "None". */
const char *argument_kind(Object *argument);

/* 0, or -1: "decode() argument 'errors' must be str, not int"; value NULL: not given. */
int check_optional_str(const char *function, const char *name, Object *value);

Object *list_from(Object **items, size_t size); /* items borrowed */
void types_stop(void);
/* Empties the cache of lookups, which may be the last owner of a name. */
void type_forget_lookups(void);

/* Is instance one of those that owner's attribute of that name is for? 0, or -1 with TypeError. */
int check_applies(const char *name, Type *owner, Object *instance);

#endif
