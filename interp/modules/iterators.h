/*
 * iterators.h: the iterator types among the built-ins. enumerate, zip, map, filter and reversed are
 * classes, as in CPython: calling one makes the iterator.
 */
#ifndef MODULES_ITERATORS_H
#define MODULES_ITERATORS_H

#include "object.h"

extern Type enumerate_type, zip_type, map_type, filter_type, reversed_type,
    callable_iterator_type;

/* iter(callable, sentinel): calls until the result equals sentinel. */
Object *callable_iterator_new(Object *callable, Object *sentinel);

#endif
