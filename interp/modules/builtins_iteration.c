/*
 * builtins_iteration.c: the built-in functions that go through an iterable.
 */
#include "modules/builtins_tables.h"
#include "modules/iterators.h"
#include "objects/arguments.h"
#include "objects/byte_methods.h"
#include "objects/int.h"
#include "objects/iterators.h"
#include "objects/list.h"
#include "vm/exceptions.h"
#include "vm/interpreter.h"

FUNCTION(builtin_len)
{
    UNUSED_ARGUMENTS;
    intptr_t length = object_length(args[0]);
    return length < 0 ? NULL : int_from(length);
}

FUNCTION(builtin_iter)
{
    UNUSED_ARGUMENTS;
    if (positional == 1)
        return object_iterate(args[0]);
    if (!args[0]->type->call)
        return raise(&type_error_type, "iter(v, w): v must be callable");
    return callable_iterator_new(args[0], args[1]);
}

/* The iterator's own StopIteration, with its value, passes through. */
FUNCTION(builtin_next)
{
    UNUSED_ARGUMENTS;
    if (!args[0]->type->next)
        return raise(&type_error_type, "'%T' object is not an iterator", args[0]);
    Object *item = args[0]->type->next(args[0]);
    if (item)
        return item;
    if (positional == 2 && (!error_occurred() || error_matches(&stop_iteration_type))) {
        error_clear();
        return incref(args[1]);
    }
    if (error_occurred())
        return NULL;
    Object *nothing = tuple_new(0);
    Object *stop = nothing ? exception_new(&stop_iteration_type, nothing) : NULL;
    if (stop)
        raise_object(stop);
    xdecref(stop);
    return NULL;
}

/* Is there an item whose truth is `wanted`? */
static Object *find_truth(Object *iterable, int wanted)
{
    Object *iterator = object_iterate(iterable), *item;
    if (!iterator)
        return NULL;
    int truth = !wanted;
    while (truth == !wanted && (item = object_next(iterator))) {
        truth = object_truth(item);
        decref(item);
    }
    decref(iterator);
    return error_occurred() ? NULL : bool_from(truth);
}

FUNCTION(builtin_all)
{
    UNUSED_ARGUMENTS;
    return find_truth(args[0], 0);
}

FUNCTION(builtin_any)
{
    UNUSED_ARGUMENTS;
    return find_truth(args[0], 1);
}

static bool is_compact_int(Object *o)
{
    return (IS_EXACT(o, int_type) || IS_EXACT(o, bool_type)) && int_is_compact((Int *)o);
}

/* Adds item and what follows it to *total, an int, while these are ints of one digit and the sum
 * fits 64 bits: no object is made for each sum between. What comes next (owned); NULL at the end. */
static Object *sum_ints(Object *iterator, Object **total, Object *item)
{
    bool overflow;
    int64_t sum = int_as_int64(*total, &overflow), next;
    while (item && !overflow && is_compact_int(item)
           && !__builtin_add_overflow(sum, int_compact_value((Int *)item), &next)) {
        sum = next;
        int_decref(item);
        item = sequence_next(iterator);
    }
    if (!overflow)
        replace_reference(*total, int_from(sum));
    return item;
}

/* The same for *total, a float, and floats and ints of one digit. */
static Object *sum_floats(Object *iterator, Object **total, Object *item)
{
    double sum = ((Float *)*total)->value;
    for (; item; item = sequence_next(iterator)) {
        if (IS_EXACT(item, float_type))
            sum += ((Float *)item)->value;
        else if (is_compact_int(item))
            sum += (double)int_compact_value((Int *)item);
        else
            break;
        decref(item);
    }
    replace_reference(*total, float_from(sum));
    return item;
}

/* Texts are joined, not summed. */
static int check_summable(Object *start)
{
    if (IS_STR(start))
        return raise_int(&type_error_type, "sum() can't sum strings [use ''.join(seq) instead]");
    if (HAS_FLAG(start, TYPE_BYTES))
        return raise_int(&type_error_type, "sum() can't sum bytes [use b''.join(seq) instead]");
    return !type_is_subtype(start->type, &bytearray_type) ? 0
         : raise_int(&type_error_type, "sum() can't sum bytearray [use b''.join(seq) instead]");
}

FUNCTION(builtin_sum)
{
    (void)self;
    static const char *const names[] = {"", "start", NULL};
    Object *values[2];
    if (parse_required_arguments("sum", args, positional, kwnames, names, 1, values) < 0)
        return NULL;
    Object *iterator = object_iterate(values[0]), *item;
    if (iterator && values[1] && check_summable(values[1]) < 0)
        clear_reference(iterator);
    Object *total = iterator ? (values[1] ? incref(values[1]) : int_from(0)) : NULL;
    item = total ? sequence_next(iterator) : NULL;
    if (item && IS_EXACT(total, int_type))
        item = sum_ints(iterator, &total, item);
    while (item) {
        if (total)
            replace_reference(total, object_binary(OP_ADD, total, item));
        decref(item);
        item = total ? sequence_next(iterator) : NULL;
        if (item && IS_EXACT(total, float_type))
            item = sum_floats(iterator, &total, item);
    }
    xdecref(iterator);
    if (error_occurred())
        clear_reference(total);
    return total;
}

FUNCTION(builtin_sorted)
{
    (void)self;
    if (positional != 1)
        return raise(&type_error_type, "sorted expected 1 argument, got %d", positional);
    Object *list = sequence_to_list(args[0]);
    Object *sorted = list ? list_sort_method(list, args + 1, 0, kwnames) : NULL; /* None */
    if (!sorted)
        clear_reference(list);
    xdecref(sorted);
    return list;
}

/* ---- min and max ----------------------------------------------------------------------------- */

/* The item (new) of the iterator whose key is first by op; NULL without an exception: none. */
static Object *find_extreme(Object *iterator, Object *key_function, Comparison op)
{
    Object *best = NULL, *best_key = NULL, *item;
    while ((item = sequence_next(iterator))) {
        Object *key = key_function ? object_call_one(key_function, item) : incref(item);
        int better = !key ? -1 : !best ? 1 : object_compare_bool(key, best_key, op);
        if (better > 0) {
            replace_reference(best, incref(item));
            replace_reference(best_key, incref(key));
        }
        decref(item);
        xdecref(key);
        if (better < 0)
            break;
    }
    xdecref(best_key);
    if (error_occurred())
        clear_reference(best);
    return best;
}

static Object *extreme(const char *name, Object **args, int positional, Object *kwnames,
                       Comparison op)
{
    static const char *const names[] = {"key", "default", NULL};
    Object *values[2] = {NULL, NULL};
    if (positional == 0)
        return raise(&type_error_type, "%s expected at least 1 argument, got 0", name);
    if (parse_arguments(name, args + positional, 0, kwnames, names, values) < 0)
        return NULL;
    if (positional > 1 && values[1])
        return raise(&type_error_type, "Cannot specify a default for %s() with multiple "
                     "positional arguments", name);
    Object *several = positional > 1 ? tuple_from(args, (size_t)positional) : incref(args[0]);
    Object *iterator = several ? object_iterate(several) : NULL;
    xdecref(several);
    if (!iterator)
        return NULL;
    Object *best = NULL;
    if (recursion_enter(" while calling a Python object") == 0) { /* METH_VARARGS in CPython */
        best = find_extreme(iterator, values[0] == NONE ? NULL : values[0], op);
        recursion_leave();
    }
    decref(iterator);
    if (best || error_occurred())
        return best;
    return values[1] ? incref(values[1])
                     : raise(&value_error_type, "%s() arg is an empty sequence", name);
}

FUNCTION(builtin_max)
{
    (void)self;
    return extreme("max", args, positional, kwnames, CMP_GT);
}

FUNCTION(builtin_min)
{
    (void)self;
    return extreme("min", args, positional, kwnames, CMP_LT);
}

const MethodDef builtin_iteration_functions[] = {
    {"all", builtin_all, 1, 1, 0, "all(iterable) -> whether every item is true"},
    {"any", builtin_any, 1, 1, 0, "any(iterable) -> whether some item is true"},
    {"iter", builtin_iter, 1, 2, 0, "iter(iterable) or iter(callable, sentinel)"},
    {"len", builtin_len, 1, 1, METHOD_NO_DEPTH, "len(container) -> the number of its items"},
    {"max", builtin_max, 0, -1, METHOD_KEYWORDS, "max(iterable, *, key, default), max(a, b, ...)"},
    {"min", builtin_min, 0, -1, METHOD_KEYWORDS, "min(iterable, *, key, default), min(a, b, ...)"},
    {"next", builtin_next, 1, 2, 0, "next(iterator[, default])"},
    {"sorted", builtin_sorted, 0, -1, METHOD_KEYWORDS,
     "sorted(iterable, /, *, key=None, reverse=False) -> a new list"},
    {"sum", builtin_sum, 0, -1, METHOD_KEYWORDS, "sum(iterable, /, start=0)"},
    {NULL, NULL, 0, 0, 0, NULL}};
