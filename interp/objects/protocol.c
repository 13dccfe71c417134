/*
 * protocol.c: what can be asked of any object besides operators: attributes, calls, iteration and
 * items. The messages are CPython 3.11's.
 */
#include "modules/iterators.h"
#include "objects/generic_alias.h"
#include "objects/arguments.h"
#include "objects/class.h"
#include "objects/start.h"
#include "object.h"
#include "vm/errors.h"
#include "vm/interpreter.h"
#include "vm/machine.h"
#include "vm/warning.h"

/* ---- attributes ----------------------------------------------------------------------------- */

Object *object_get_attribute(Object *o, Object *name)
{
    if (!IS_STR(name))
        return raise(&type_error_type, "attribute name must be string, not '%T'", name);
    return o->type->get_attribute(o, name);
}

int object_set_attribute(Object *o, Object *name, Object *value)
{
    if (!IS_STR(name))
        return raise_int(&type_error_type, "attribute name must be string, not '%T'", name);
    return o->type->set_attribute(o, name, value);
}

Object *object_lookup_attribute(Object *o, const char *name)
{
    Object *name_object = str_interned(name);
    if (name_object == NULL)
        return NULL;
    Object *value = o->type->get_attribute(o, name_object);
    decref(name_object);
    if (value == NULL && error_matches(&attribute_error_type))
        error_clear();
    return value;
}

/* ---- calls ---------------------------------------------------------------------------------- */

/* The classes that have a vectorcall in CPython 3.11. */
void calls_start(void)
{
    static Type *const types[] = {
        &type_type, &list_type, &tuple_type, &dict_type, &set_type, &frozenset_type, &range_type,
        &bool_type, &float_type, &enumerate_type, &reversed_type, &map_type, &filter_type,
    };
    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++)
        types[i]->flags |= TYPE_VECTORCALL;
}

/* What CPython calls without a level of recursion of its own (PEP 590): functions, whose frames
 * count, and the types that have a vectorcall. A program sees the difference where it meets the
 * limit. */
static bool counts_its_own_depth(Object *callable)
{
    Type *type = callable->type;
    return type == &function_type || type == &method_type || type == &native_function_type
        || type == &method_descriptor_type
        || (type == &type_type && ((Type *)callable)->flags & TYPE_VECTORCALL);
}

/* CPython gives the arguments to what has no vectorcall (classes, most built-in types, objects with
 * a __call__, wrappers of slots) as a tuple and a dict, which own them once more during the call, and
 * counts show it (_PyObject_MakeTpCall). */
bool object_takes_tuple(Object *callable)
{
    return callable->type->flags & TYPE_HEAP || IS_EXACT(callable, method_wrapper_type)
        || IS_EXACT(callable, wrapper_descriptor_type)
        || (IS_TYPE(callable) && !counts_its_own_depth(callable));
}

Object *object_call(Object *callable, Object **args, int positional, Object *kwnames)
{
    if (IS_EXACT(callable, function_type))
        return function_call(callable, args, positional, kwnames);
    if (callable->type->call == NULL || !object_takes_tuple(callable))
        return object_call_given(callable, args, positional, kwnames);
    int keywords = kwnames != NULL ? (int)((Tuple *)kwnames)->size : 0;
    Object *given = tuple_from(args, (size_t)(positional + keywords));
    if (given == NULL)
        return NULL;
    Object *result = object_call_given(callable, args, positional, kwnames);
    decref(given);
    return result;
}

Object *object_call_given(Object *callable, Object **args, int positional, Object *kwnames)
{
    if (callable->type->call == NULL)
        return raise(&type_error_type, "'%T' object is not callable", callable);
    if (counts_its_own_depth(callable))
        return callable->type->call(callable, args, positional, kwnames);
    if (recursion_enter(" while calling a Python object") < 0)
        return NULL;
    Object *result = callable->type->call(callable, args, positional, kwnames);
    recursion_leave();
    return result;
}

Object *object_call_one(Object *callable, Object *argument)
{
    return object_call(callable, &argument, 1, NULL);
}

/* ---- iteration ------------------------------------------------------------------------------ */

Object *object_iterate(Object *o)
{
    if (o->type->iterate == NULL)
        return raise(&type_error_type, "'%T' object is not iterable", o);
    Object *iterator = o->type->iterate(o);
    if (iterator != NULL && iterator->type->next == NULL) {
        raise(&type_error_type, "iter() returned non-iterator of type '%T'", iterator);
        decref(iterator);
        return NULL;
    }
    return iterator;
}

/* The rest of object_next, when there was no item. */
Object *object_next_none(Object *iterator, bool can_iterate)
{
    if (!can_iterate)
        return raise(&type_error_type, "'%T' object is not an iterator", iterator);
    if (error_matches(&stop_iteration_type))
        error_clear();
    return NULL;
}

/* ---- items ---------------------------------------------------------------------------------- */

intptr_t object_length(Object *o)
{
    if (o->type->length == NULL)
        return raise_int(&type_error_type, "object of type '%T' has no len()", o);
    return o->type->length(o);
}

/* Box[int]: a class may say what that is (PEP 560); the containers note it (PEP 585). */
static Object *class_get_item(Object *o, Object *key)
{
    if (o == &type_type.head)
        return generic_alias_new(o, key);
    Object *method = object_lookup_attribute(o, "__class_getitem__");
    Object *result = NULL;
    if (method != NULL && method != NONE)
        result = object_call_one(method, key);
    else if (method != NULL || !error_occurred())
        raise(&type_error_type, "type '%s' is not subscriptable", ((Type *)o)->name);
    xdecref(method);
    return result;
}

Object *object_get_item(Object *o, Object *key)
{
    if (o->type->get_item != NULL)
        return o->type->get_item(o, key);
    if (IS_TYPE(o))
        return class_get_item(o, key);
    return raise(&type_error_type, "'%T' object is not subscriptable", o);
}

/* CPython looks at an index even where the sequence then refuses to be changed. -1: an error. */
static int is_index_of_fixed_sequence(Object *o, Object *key)
{
    if (!HAS_FLAG(o, TYPE_STR | TYPE_TUPLE | TYPE_BYTES | TYPE_HEAP) || !is_index(key))
        return 0;
    return object_as_size(key, &index_error_type) == -1 && error_occurred() ? -1 : 1;
}

int object_set_item(Object *o, Object *key, Object *value)
{
    if (o->type->set_item == NULL && is_index_of_fixed_sequence(o, key) < 0)
        return -1;
    if (o->type->set_item == NULL)
        return raise_int(&type_error_type, "'%T' object does not support item assignment", o);
    return o->type->set_item(o, key, value);
}

int object_delete_item(Object *o, Object *key)
{
    int indexes = o->type->set_item == NULL ? is_index_of_fixed_sequence(o, key) : 0;
    if (indexes < 0)
        return -1;
    if (o->type->set_item == NULL)
        return raise_int(&type_error_type, indexes
                         ? "'%T' object doesn't support item deletion" /* a sequence's words */
                         : "'%T' object does not support item deletion", o);
    return o->type->set_item(o, key, NULL);
}

int object_contains(Object *container, Object *item)
{
    if (container->type->contains != NULL)
        return container->type->contains(container, item);
    if (container->type->iterate == NULL)
        return raise_int(&type_error_type, "argument of type '%T' is not iterable", container);
    Object *iterator = object_iterate(container);
    if (iterator == NULL)
        return -1;
    int found = 0;
    Object *candidate;
    while (found == 0 && (candidate = object_next(iterator)) != NULL) {
        found = object_equal(candidate, item);
        decref(candidate);
    }
    decref(iterator);
    return found == 0 && error_occurred() ? -1 : found;
}

Object *object_index(Object *o)
{
    if (IS_INT(o))
        return incref(o);
    Object *index = o->type->flags & TYPE_HEAP ? special_call(o, "__index__", NULL, 0) : NULL;
    if (index == NULL && !error_occurred())
        raise(&type_error_type, "'%T' object cannot be interpreted as an integer", o);
    if (index != NULL && check_int_result(index, "__index__") < 0)
        clear_reference(index);
    return index;
}

int check_int_result(Object *result, const char *method)
{
    if (IS_EXACT(result, int_type))
        return 0;
    if (!IS_INT(result))
        return raise_int(&type_error_type, "%s returned non-int (type %T)", method, result);
    return warn(&deprecation_warning_type, "%s returned non-int (type %T).  The ability to return an "
                "instance of a strict subclass of int is deprecated, and may be removed in a future "
                "version of Python.", method, result);
}

/* What an int of more than 64 bits (CPython's Py_ssize_t on amd64) does to an index or a size. */
enum { CLIP, CANNOT_FIT, TOO_LARGE_FOR_C };

static int64_t as_int64(Object *o, int when_large, Type *error)
{
    Object *index = object_index(o);
    if (index == NULL)
        return -1;
    bool overflow = false;
    int64_t value = int_as_int64(index, &overflow);
    if (overflow)
        value = ((Int *)index)->size < 0 ? INT64_MIN : INT64_MAX;
    decref(index);
    if (overflow && when_large == CANNOT_FIT)
        return raise_int(error, "cannot fit '%T' into an index-sized integer", o);
    if (overflow && when_large == TOO_LARGE_FOR_C)
        return raise_int(error, "Python int too large to convert to C ssize_t");
    return value;
}

int64_t object_as_int64(Object *o, Type *error) { return as_int64(o, CANNOT_FIT, error); }

/* The same on a machine where an index has 32 bits. */
static intptr_t as_index(Object *o, int when_large, Type *error)
{
    int64_t value = as_int64(o, when_large, error);
    if (value > INTPTR_MAX)
        return INTPTR_MAX;
    return value < INTPTR_MIN ? INTPTR_MIN : (intptr_t)value;
}

intptr_t object_as_index(Object *o) { return as_index(o, CLIP, NULL); }
intptr_t object_as_size(Object *o, Type *error) { return as_index(o, CANNOT_FIT, error); }

intptr_t object_as_ssize(Object *o)
{
    return as_index(o, TOO_LARGE_FOR_C, &overflow_error_type);
}

int object_as_c_int(Object *o)
{
    Object *index = object_index(o);
    if (index == NULL)
        return -1;
    bool overflow = false;
    int64_t value = int_as_int64(index, &overflow);
    decref(index);
    if (overflow || value != (int)value)
        return raise_int(&overflow_error_type, "Python int too large to convert to C int");
    return (int)value;
}

/* ---- special methods ------------------------------------------------------------------------ */

Object *object_special_method(Object *o, const char *name)
{
    Object *key = str_interned(name);
    Object *found = key != NULL ? type_lookup(o->type, key) : NULL;
    xdecref(key);
    if (found == NULL)
        return NULL;
    if (found->type->descriptor_get != NULL)
        return found->type->descriptor_get(found, o, o->type);
    return incref(found);
}
