/*
 * slice.c: slices, and what an index means: counted from the end when negative, clipped or
 * refused when outside (CPython: PySlice_AdjustIndices).
 */
#include "objects/arguments.h"
#include "objects/int.h"
#include "objects/iterators.h"
#include "objects/start.h"
#include "object.h"
#include "vm/errors.h"

/* ---- indices -------------------------------------------------------------------------------- */

bool is_index(Object *o)
{
    if (IS_INT(o))
        return true;
    if (!(o->type->flags & TYPE_HEAP))
        return false;
    Object *name = str_interned("__index__");
    bool found = name != NULL && type_lookup(o->type, name) != NULL;
    xdecref(name);
    return found;
}

intptr_t checked_index(Object *key, const intptr_t *size, const char *message)
{
    intptr_t index = object_as_size(key, &index_error_type);
    if (index == -1 && error_occurred())
        return -1;
    intptr_t length = *size;
    if (index < 0)
        index += length;
    if (index < 0 || index >= length)
        return raise_int(&index_error_type, "%s", message);
    return index;
}

int clip_range(Object **args, int count, intptr_t size, bool none, intptr_t *start,
               intptr_t *stop)
{
    intptr_t *const bounds[] = { start, stop };
    for (int i = 0; i < count && i < 2; i++) {
        if (none && args[i] == NONE)
            continue;
        if (!is_index(args[i]))
            return raise_int(&type_error_type, "slice indices must be integers or %shave an "
                             "__index__ method", none ? "None or " : "");
        intptr_t value = object_as_index(args[i]);
        if (value == -1 && error_occurred())
            return -1;
        if (value < 0)
            value = value + size < 0 ? 0 : value + size;
        *bounds[i] = value > size ? size : value;
    }
    return 0;
}

int slice_bound(Object *bound, intptr_t none, intptr_t *result)
{
    *result = none;
    if (bound == NONE)
        return 0;
    if (!is_index(bound))
        return raise_int(&type_error_type, "slice indices must be integers or None or have an "
                         "__index__ method");
    *result = object_as_index(bound);
    return *result == -1 && error_occurred() ? -1 : 0;
}

static intptr_t clip(intptr_t bound, intptr_t length, bool backward)
{
    if (bound < 0) {
        bound += length;
        return bound < 0 ? (backward ? -1 : 0) : bound;
    }
    return bound >= length ? (backward ? length - 1 : length) : bound;
}

intptr_t slice_indices(Object *o, const intptr_t *size, intptr_t *start, intptr_t *stop,
                       intptr_t *step)
{
    Slice *slice = (Slice *)o;
    if (slice_bound(slice->step, 1, step) < 0)
        return -1;
    if (*step == 0)
        return raise_int(&value_error_type, "slice step cannot be zero");
    if (*step == INTPTR_MIN) /* so that it can be negated */
        *step = -INTPTR_MAX;
    bool backward = *step < 0;
    if (slice_bound(slice->start, backward ? INTPTR_MAX : 0, start) < 0 ||
        slice_bound(slice->stop, backward ? INTPTR_MIN : INTPTR_MAX, stop) < 0)
        return -1;
    intptr_t length = *size;
    *start = clip(*start, length, backward);
    *stop = clip(*stop, length, backward);
    if (backward)
        return *stop < *start ? (*start - *stop - 1) / -*step + 1 : 0;
    return *start < *stop ? (*stop - *start - 1) / *step + 1 : 0;
}

/* ---- the type ------------------------------------------------------------------------------- */

Object *slice_new(Object *start, Object *stop, Object *step)
{
    Slice *slice = object_new(&slice_type, 0);
    if (slice == NULL)
        return NULL;
    slice->start = incref(start != NULL ? start : NONE);
    slice->stop = incref(stop != NULL ? stop : NONE);
    slice->step = incref(step != NULL ? step : NONE);
    gc_track(slice);
    return &slice->head;
}

static void slice_destroy(Object *self)
{
    Slice *slice = (Slice *)self;
    gc_untrack(self);
    decref(slice->start);
    decref(slice->stop);
    decref(slice->step);
    object_free(self, 0);
}

static int slice_traverse(Object *self, Visitor visit, void *context)
{
    Slice *slice = (Slice *)self;
    Object *owned[] = { slice->start, slice->stop, slice->step };
    for (int i = 0; i < 3; i++)
        if (visit(owned[i], context) != 0)
            return 1;
    return 0;
}

static Object *slice_construct(Type *type, Object **args, int positional, Object *kwnames)
{
    (void)type;
    if (check_arguments("slice", positional, kwnames, 1, 3) < 0)
        return NULL;
    if (positional == 1)
        return slice_new(NULL, args[0], NULL);
    return slice_new(args[0], args[1], positional == 3 ? args[2] : NULL);
}

static Object *slice_repr(Object *self)
{
    Slice *slice = (Slice *)self;
    return str_from_format("slice(%R, %R, %R)", slice->start, slice->stop, slice->step);
}

static Object *slice_compare(Object *self, Object *other, Comparison op)
{
    if (!IS_EXACT(other, slice_type))
        return incref(NOT_IMPLEMENTED);
    Slice *a = (Slice *)self, *b = (Slice *)other;
    Object *x[] = { a->start, a->stop, a->step }, *y[] = { b->start, b->stop, b->step };
    return compare_items(x, 3, y, 3, op);
}

/* ---- indices(): any length, any bounds ------------------------------------------------------- */

/* A bound as an int of any size, `missing` for None. New. */
static Object *bound_as_int(Object *bound, Object *missing)
{
    if (bound == NONE)
        return incref(missing);
    if (!is_index(bound))
        return raise(&type_error_type, "slice indices must be integers or None or have an "
                     "__index__ method");
    Object *index = object_index(bound), *exact = index != NULL ? int_exact(index) : NULL;
    xdecref(index);
    return exact; /* True counts as 1 */
}

/* A bound counted from the start and kept between two ends; negative ones count from `length`. */
static Object *clip_int(Object *bound, Object *missing, Object *length, Object *low, Object *high)
{
    Object *at = bound_as_int(bound, missing);
    if (at != NULL && bound != NONE && ((Int *)at)->size < 0)
        replace_reference(at, int_add((Int *)at, (Int *)length));
    if (at != NULL && int_compare((Int *)at, (Int *)low) < 0)
        replace_reference(at, incref(low));
    if (at != NULL && int_compare((Int *)at, (Int *)high) > 0)
        replace_reference(at, incref(high));
    return at;
}

/* (start, stop, step) for a length (an int, not negative) and a step (an int, not 0). */
static Object *indices_of(const Slice *slice, Object *length, Object *step)
{
    bool backward = ((Int *)step)->size < 0;
    Object *low = int_from(backward ? -1 : 0);
    Object *high = low == NULL ? NULL : backward ? int_add((Int *)length, (Int *)low)
                                                 : incref(length);
    Tuple *result = high != NULL ? (Tuple *)tuple_new(3) : NULL;
    if (result != NULL) {
        Object *first = backward ? high : low, *last = backward ? low : high;
        result->items[0] = clip_int(slice->start, first, length, low, high);
        result->items[1] = result->items[0] == NULL ? NULL
                         : clip_int(slice->stop, last, length, low, high);
        result->items[2] = incref(step);
        if (result->items[1] == NULL)
            clear_reference(result);
    }
    xdecref(low);
    xdecref(high);
    return (Object *)result;
}

Object *slice_int_indices(Object *slice, Object *length)
{
    Object *one = int_from(1), *result = NULL;
    Object *step = one != NULL ? bound_as_int(((Slice *)slice)->step, one) : NULL;
    xdecref(one);
    if (step != NULL && ((Int *)step)->size == 0)
        raise(&value_error_type, "slice step cannot be zero");
    else if (step != NULL)
        result = indices_of((Slice *)slice, length, step);
    xdecref(step);
    return result;
}

static Object *slice_method_indices(Object *self, Object **args, int positional, Object *kwnames)
{
    (void)positional, (void)kwnames;
    Object *length = object_index(args[0]), *result;
    if (length == NULL)
        return NULL;
    result = ((Int *)length)->size >= 0
        ? slice_int_indices(self, length)
        : raise(&value_error_type, "length should not be negative");
    decref(length);
    return result;
}

static Object *slice_get_start(Object *self) { return incref(((Slice *)self)->start); }
static Object *slice_get_stop(Object *self) { return incref(((Slice *)self)->stop); }
static Object *slice_get_step(Object *self) { return incref(((Slice *)self)->step); }

static const MethodDef slice_methods[] = {
    { "indices", slice_method_indices, 1, 1, 0, "S.indices(len) -> (start, stop, stride)" },
    { 0 },
};

static const GetSetDef slice_getsets[] = {
    { "start", slice_get_start, NULL },
    { "stop", slice_get_stop, NULL },
    { "step", slice_get_step, NULL },
    { 0 },
};

Type slice_type = {
    .head = { 1, &type_type },
    .name = "slice",
    .basic_size = sizeof(Slice),
    .flags = TYPE_GC,
    .destroy = slice_destroy,
    .traverse = slice_traverse,
    .repr = slice_repr,
    .compare = slice_compare,
    .construct = slice_construct,
    .methods = slice_methods,
    .getsets = slice_getsets,
    .doc = "slice(stop)\nslice(start, stop[, step])",
};
