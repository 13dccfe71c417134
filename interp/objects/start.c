/*
 * start.c: objects_start and objects_stop, and the guard against containers that contain
 * themselves.
 */
#include "objects/start.h"

#include "memory/collector.h"
#include "objects/byte_methods.h"
#include "objects/class.h"
#include "objects/iterators.h"
#include "objects/list.h"
#include "vm/errors.h"

static Type *const types[] = {
    &object_type, &type_type, &member_descriptor_type, &mapping_proxy_type,
    &wrapper_descriptor_type, &method_wrapper_type, &sequence_iterator_type, &property_type,
    &staticmethod_type, &classmethod_type, &super_type, &tuple_type, &str_type, &dict_type, &int_type, &bool_type,
    &float_type, &list_type, &none_type, &ellipsis_type, &not_implemented_type, &slice_type,
    &range_type, &range_iterator_type, &module_type, &bytes_type,
    &set_type, &frozenset_type, &set_iterator_type, &list_iterator_type,
    &tuple_iterator_type, &str_iterator_type,
    &str_ascii_iterator_type, &bytearray_type, &memoryview_type,
    &dict_key_iterator_type, &dict_value_iterator_type, &dict_item_iterator_type,
    &dict_keys_type, &dict_values_type, &dict_items_type,
};

int objects_start(void)
{
    collector_start();
    calls_start();
    if (ints_start() < 0)
        return -1;
    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++)
        if (type_ready(types[i]) < 0)
            return -1;
    return 0;
}

void objects_stop(void)
{
    types_stop();
    tuples_stop();
    strings_stop();
    bytes_stop();
    ints_stop();
}

/* ---- containers that contain themselves ----------------------------------------------------- */

/* The containers whose repr is being made, the outermost first. Deeper nesting than this is a
 * RecursionError in CPython too. */
enum { PRINTED_MOST = 1024 };
static Object *printed[PRINTED_MOST];
static int printed_count;

int repr_enter(Object *container)
{
    for (int i = 0; i < printed_count; i++)
        if (printed[i] == container)
            return 1;
    if (printed_count == PRINTED_MOST)
        return raise_int(&recursion_error_type, "maximum recursion depth exceeded while getting "
                         "the repr of an object");
    printed[printed_count++] = container;
    return 0;
}

void repr_leave(Object *container)
{
    (void)container;
    printed_count--;
}
