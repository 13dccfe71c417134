/*
 * itertools.h: what the files of module itertools share. What each iterator gives, when it draws
 * from its source and what it keeps follows CPython's Modules/itertoolsmodule.c, since a program
 * can see all of it: by counts, by identity, by the order in which its own code is called.
 *
 * Each iterator is a struct that begins with the references it owns, in the order in which the
 * collector visits them; what else it needs comes behind them.
 */
#ifndef ITERTOOLS_H
#define ITERTOOLS_H

#include "modules/module.h"
#include "modules/module_tools.h"
#include "objects/arguments.h"
#include "objects/iterators.h"
#include "vm/errors.h"

/* A new, tracked iterator that owns these references (stolen; NULL: there is none). NULL: no
 * memory, and the references are given up. */
void *itertool_new(Type *type, Object *const *owned, int count);
#define ITERTOOL_NEW(type, ...) \
    itertool_new(type, (Object *[]){ __VA_ARGS__ }, sizeof((Object *[]){ __VA_ARGS__ }) \
                                                    / sizeof(Object *))

/* The first `count` fields of an iterator. */
static inline Object **itertool_owned(Object *self) { return (Object **)(self + 1); }
int itertool_visit(Object *self, int count, Visitor visit, void *context);
void itertool_destroy(Object *self, int count);

/* The slots of a type whose instances own `count` references and nothing else. */
#define ITERTOOL_OWNS(c_name, count) \
    static int c_name##_traverse(Object *self, Visitor visit, void *context) \
    { return itertool_visit(self, count, visit, context); } \
    static void c_name##_destroy(Object *self) { itertool_destroy(self, count); }

#define ITERTOOL_TYPE(c_name, python_name, Struct, step, text, ...)                               \
    Type c_name##_type = {                                                                        \
        .head = { 1, &type_type }, .name = python_name, .basic_size = sizeof(Struct),             \
        .flags = TYPE_GC | TYPE_BASE, .base = &object_type, .doc = text,                          \
        .destroy = c_name##_destroy, .traverse = c_name##_traverse,                               \
        .iterate = iterator_self, .next = step, __VA_ARGS__                                       \
    }

/* The next item as the iterator itself gives it: at the end NULL, perhaps with its StopIteration,
 * which the caller passes on. The iterator is kept alive meanwhile: code that it calls may use up
 * and so clear the one that owns it (one in Python is alive, being its method's self). */
static inline Object *itertool_advance(Object *iterator)
{
    bool keep = !(iterator->type->flags & TYPE_HEAP);
    iterator->refcount += keep;
    Object *item = iterator->type->next(iterator);
    if (keep)
        decref(iterator);
    return item;
}

/* The same, and the end is NULL without an exception. */
static inline Object *itertool_next(Object *iterator)
{
    Object *item = itertool_advance(iterator);
    if (!item && error_matches(&stop_iteration_type))
        error_clear();
    return item;
}

extern Type count_type, cycle_type, repeat_type; /* itertools_endless.c */
extern Type islice_type, takewhile_type, dropwhile_type, filterfalse_type,
    compress_type;                               /* itertools_select.c */
extern Type chain_type, starmap_type, accumulate_type, pairwise_type,
    zip_longest_type;                            /* itertools_join.c */
extern Type product_type, permutations_type, combinations_type,
    combinations_with_replacement_type;                                           /* _choose.c */
extern Type groupby_type, grouper_type, tee_type, tee_data_type;                  /* _share.c */
Object *itertools_tee(Object *self, Object **args, int positional, Object *kwnames);

#endif
