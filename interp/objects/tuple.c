/*
 * tuple.c: tuples: a fixed row of references inside the object itself.
 */
#include "objects/arguments.h"
#include "objects/class.h"
#include "objects/generic_alias.h"
#include "objects/iterators.h"
#include "objects/start.h"
#include "object.h"
#include "vm/errors.h"

#include <string.h>

static Object *empty_tuple; /* there is one */

/* ---- making --------------------------------------------------------------------------------- */

/* The empty one is never tracked: it refers to nothing. */
Tuple *tuple_new_untracked(size_t size)
{
    if (size == 0 && empty_tuple != NULL)
        return (Tuple *)incref(empty_tuple);
    Tuple *tuple = object_new(&tuple_type, size);
    if (tuple == NULL)
        return NULL;
    tuple->size = (intptr_t)size;
    if (size == 0)
        empty_tuple = incref(&tuple->head);
    return tuple;
}

Object *tuple_new(size_t size)
{
    Tuple *tuple = tuple_new_untracked(size);
    if (tuple != NULL && size != 0)
        gc_track(tuple);
    return (Object *)tuple;
}

/* Tracked when it owns its items: a collection could free what it only borrows. */
Object *tuple_from(Object **items, size_t size)
{
    Tuple *tuple = tuple_new_untracked(size);
    if (tuple == NULL || size == 0)
        return (Object *)tuple;
    for (size_t i = 0; i < size; i++)
        tuple->items[i] = incref(items[i]);
    gc_track(tuple);
    return &tuple->head;
}

Tuple *tuple_to_fill_new(Object **kept, size_t size)
{
    Tuple *tuple = (Tuple *)tuple_new(size);
    if (tuple == NULL || size == 0)
        return tuple;
    for (size_t i = 0; i < size; i++)
        tuple->items[i] = incref(NONE);
    if (*kept == NULL)
        *kept = incref(&tuple->head);
    return tuple;
}

void tuples_stop(void) { clear_reference(empty_tuple); }

static void tuple_destroy(Object *self)
{
    Tuple *tuple = (Tuple *)self;
    gc_untrack(self);
    for (intptr_t i = tuple->size; i-- > 0;)
        xdecref(tuple->items[i]);
    object_free(self, (size_t)tuple->size);
}

static int tuple_traverse(Object *self, Visitor visit, void *context)
{
    Tuple *tuple = (Tuple *)self;
    for (intptr_t i = tuple->size; i-- > 0;)
        if (tuple->items[i] != NULL && visit(tuple->items[i], context) != 0)
            return 1;
    return 0;
}

static Object *tuple_construct(Type *type, Object **args, int positional, Object *kwnames)
{
    if (check_construct_arguments(type, &tuple_type, "tuple", positional, kwnames, 0, 1) < 0)
        return NULL;
    return instance_of_value(type, positional == 0 ? tuple_new(0) : sequence_to_tuple(args[0]));
}

/* ---- text, comparison, hash ----------------------------------------------------------------- */

static Object *tuple_repr(Object *self)
{
    Tuple *tuple = (Tuple *)self;
    StrBuilder b;
    str_builder_begin(&b);
    int status = str_builder_char(&b, '(');
    for (intptr_t i = 0; i < tuple->size && status == 0; i++) {
        if (i > 0)
            status = str_builder_text(&b, ", ");
        if (status == 0)
            status = str_builder_repr(&b, tuple->items[i]);
    }
    if (status == 0 && str_builder_text(&b, tuple->size == 1 ? ",)" : ")") == 0)
        return str_builder_finish(&b);
    str_builder_abandon(&b);
    return NULL;
}

Object *compare_items(Object **a, intptr_t size_a, Object **b, intptr_t size_b, Comparison op)
{
    intptr_t common = size_a < size_b ? size_a : size_b, i = 0;
    for (; i < common; i++) {
        int equal = object_equal(a[i], b[i]); /* nobody can take them out meanwhile */
        if (equal == 0 && op != CMP_EQ && op != CMP_NE)
            return object_compare(a[i], b[i], op);
        if (equal < 0)
            return NULL;
        if (equal == 0)
            return bool_from(op == CMP_NE);
    }
    return bool_from(comparison_holds((size_a > size_b) - (size_a < size_b), op));
}

static Object *tuple_compare(Object *self, Object *other, Comparison op)
{
    if (!IS_TUPLE(other))
        return incref(NOT_IMPLEMENTED);
    Tuple *a = (Tuple *)self, *b = (Tuple *)other;
    return compare_items(a->items, a->size, b->items, b->size, op);
}

/* CPython's tuplehash: the xxHash scheme on 64-bit lanes, so that hash((1, 2)) is the same. */
static int64_t tuple_hash(Object *self)
{
    const uint64_t prime_1 = 11400714785074694791u, prime_2 = 14029467366897019727u,
                   prime_5 = 2870177450012600261u, for_minus_one = 1546275796u;
    enum { TURN = 31, LANE_BITS = 64 };
    Tuple *tuple = (Tuple *)self;
    uint64_t sum = prime_5;
    for (intptr_t i = 0; i < tuple->size; i++) {
        int64_t lane = object_hash(tuple->items[i]);
        if (lane == -1)
            return -1;
        sum += (uint64_t)lane * prime_2;
        sum = sum << TURN | sum >> (LANE_BITS - TURN);
        sum *= prime_1;
    }
    sum += (uint64_t)tuple->size ^ (prime_5 ^ 3527539u);
    return sum == UINT64_MAX ? (int64_t)for_minus_one : (int64_t)sum;
}

/* ---- items ---------------------------------------------------------------------------------- */

static intptr_t tuple_length(Object *self) { return ((Tuple *)self)->size; }

static Object *tuple_get_item(Object *self, Object *key)
{
    Tuple *tuple = (Tuple *)self;
    if (IS_EXACT(key, slice_type)) {
        intptr_t start, stop, step;
        intptr_t count = slice_indices(key, &tuple->size, &start, &stop, &step);
        if (count < 0)
            return NULL;
        if (count == tuple->size && step == 1 && IS_EXACT(self, tuple_type))
            return incref(self);
        Tuple *result = (Tuple *)tuple_new((size_t)count);
        for (intptr_t i = 0; result != NULL && i < count; i++)
            result->items[i] = incref(tuple->items[start + i * step]);
        return (Object *)result;
    }
    if (!is_index(key))
        return raise(&type_error_type, "tuple indices must be integers or slices, not %T", key);
    intptr_t index = checked_index(key, &tuple->size, "tuple index out of range");
    return index < 0 ? NULL : incref(tuple->items[index]);
}

int items_contain(Object *const *items, intptr_t size, Object *item)
{
    for (intptr_t i = 0; i < size; i++) {
        int equal = object_equal(items[i], item);
        if (equal != 0)
            return equal;
    }
    return 0;
}

static int tuple_contains(Object *self, Object *item)
{
    return items_contain(((Tuple *)self)->items, ((Tuple *)self)->size, item);
}

static Object *tuple_concat(Tuple *a, Tuple *b)
{
    if (b->size == 0 && IS_EXACT(a, tuple_type))
        return incref(&a->head);
    if (a->size == 0 && IS_EXACT(b, tuple_type))
        return incref(&b->head);
    Tuple *result = (Tuple *)tuple_new((size_t)(a->size + b->size));
    if (result == NULL)
        return NULL;
    for (intptr_t i = 0; i < a->size; i++)
        result->items[i] = incref(a->items[i]);
    for (intptr_t i = 0; i < b->size; i++)
        result->items[a->size + i] = incref(b->items[i]);
    return &result->head;
}

static Object *tuple_repeat(Tuple *tuple, Object *times)
{
    intptr_t count = object_as_size(times, &overflow_error_type);
    if (count == -1 && error_occurred())
        return NULL;
    if (count < 0)
        count = 0;
    if (count == 1 && IS_EXACT(tuple, tuple_type))
        return incref(&tuple->head);
    if (tuple->size != 0 && count > INTPTR_MAX / (intptr_t)sizeof(Object *) / tuple->size)
        return raise_no_memory();
    Tuple *result = (Tuple *)tuple_new((size_t)(tuple->size * count));
    for (intptr_t i = 0; result != NULL && i < result->size; i++)
        result->items[i] = incref(tuple->items[i % tuple->size]);
    return (Object *)result;
}

static Object *tuple_binary(BinaryOperator op, Object *left, Object *right)
{
    if (op == OP_ADD && IS_TUPLE(left) && IS_TUPLE(right))
        return tuple_concat((Tuple *)left, (Tuple *)right);
    if (op == OP_MULTIPLY && IS_TUPLE(left) && is_index(right))
        return tuple_repeat((Tuple *)left, right);
    if (op == OP_MULTIPLY && IS_TUPLE(right) && is_index(left))
        return tuple_repeat((Tuple *)right, left);
    return incref(NOT_IMPLEMENTED);
}

/* ---- methods -------------------------------------------------------------------------------- */

static Object *tuple_count(Object *self, Object **args, int positional, Object *kwnames)
{
    (void)positional, (void)kwnames;
    Tuple *tuple = (Tuple *)self;
    intptr_t count = 0;
    for (intptr_t i = 0; i < tuple->size; i++) {
        int equal = object_equal(tuple->items[i], args[0]);
        if (equal < 0)
            return NULL;
        count += equal;
    }
    return int_from(count);
}

static Object *tuple_index(Object *self, Object **args, int positional, Object *kwnames)
{
    (void)kwnames;
    Tuple *tuple = (Tuple *)self;
    intptr_t start = 0, stop = tuple->size;
    if (clip_range(args + 1, positional - 1, tuple->size, false, &start, &stop) < 0)
        return NULL;
    for (intptr_t i = start; i < stop; i++) {
        int equal = object_equal(tuple->items[i], args[0]);
        if (equal != 0)
            return equal < 0 ? NULL : int_from(i);
    }
    return raise(&value_error_type, "tuple.index(x): x not in tuple");
}

static const MethodDef tuple_methods[] = {
    CLASS_GETITEM,
    { "count", tuple_count, 1, 1, 0, "Return number of occurrences of value." },
    { "index", tuple_index, 1, 3, 0, "Return first index of value." },
    { 0 },
};

Type tuple_type = {
    .head = { 1, &type_type },
    .name = "tuple",
    .basic_size = sizeof(Tuple),
    .item_size = sizeof(Object *),
    .flags = TYPE_GC | TYPE_TUPLE | TYPE_BASE,
    .destroy = tuple_destroy,
    .traverse = tuple_traverse,
    .repr = tuple_repr,
    .hash = tuple_hash,
    .compare = tuple_compare,
    .construct = tuple_construct,
    .iterate = tuple_iterate,
    .length = tuple_length,
    .get_item = tuple_get_item,
    .contains = tuple_contains,
    .binary = tuple_binary,
    .methods = tuple_methods,
    .doc = "Built-in immutable sequence.",
};
