/*
 * object_support.h: what the tests of objects share: an interpreter that is started before a test
 * and owes no block after it, and objects as C texts.
 */
#ifndef OBJECT_SUPPORT_H
#define OBJECT_SUPPORT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "memory/memory.h"
#include "object.h"
#include "vm/errors.h"
#include "vm/interpreter.h"

static inline size_t blocks_in_use(void)
{
    MemoryStatistics s;
    mem_statistics(&s);
    return s.blocks;
}

static inline int start_interpreter(void **state)
{
    static char *arguments[] = { "test", NULL };
    (void)state;
    return interpreter_start(1, arguments);
}

static inline int stop_interpreter(void **state)
{
    (void)state;
    interpreter_stop();
    return blocks_in_use() == 0 ? 0 : -1;
}

#define object_test(function)                                                                    \
    cmocka_unit_test_setup_teardown(function, start_interpreter, stop_interpreter)

/* repr(o) as a C string, valid until the next call. */
static inline const char *shown(Object *o)
{
    static char text[8192];
    Object *repr = object_repr(o);
    assert_non_null(repr);
    size_t size;
    char *utf8 = str_to_utf8(repr, &size);
    assert_non_null(utf8);
    assert_true(size < sizeof text);
    memcpy(text, utf8, size + 1);
    mem_free(utf8, size + 1);
    decref(repr);
    return text;
}

/* Checks repr(o) and gives o up. */
static inline void assert_shown(Object *o, const char *expected)
{
    assert_non_null(o);
    assert_string_equal(shown(o), expected);
    decref(o);
}

/* Checks that this was an error: the exception's repr. */
static inline void assert_raised(Object *result, const char *expected)
{
    assert_null(result);
    Object *error = error_fetch();
    assert_shown(error, expected);
}

/* Calls a method by name with borrowed arguments. */
static inline Object *call_method(Object *o, const char *name, int count, Object **arguments)
{
    Object *method = object_lookup_attribute(o, name);
    assert_non_null(method);
    Object *result = object_call(method, arguments, count, NULL);
    decref(method);
    return result;
}

/* xorshift64* (Vigna): the same numbers in every run. */
static inline uint64_t random_bits(uint64_t *seed)
{
    *seed ^= *seed >> 12;
    *seed ^= *seed << 25;
    *seed ^= *seed >> 27;
    return *seed * 2685821657736338717u;
}

#endif
