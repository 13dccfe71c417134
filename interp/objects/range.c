/*
 * range.c: range, whose bounds may be ints of any size. Iterating uses machine words while the
 * bounds fit them, which is practically always.
 */
#include "objects/arguments.h"
#include "objects/int.h"
#include "objects/iterators.h"
#include "objects/start.h"
#include "object.h"
#include "vm/errors.h"

/* ---- making --------------------------------------------------------------------------------- */

/* How many numbers the range has: (stop - start + step -/+ 1) // step, at least 0. */
static Object *compute_length(const Int *start, const Int *stop, const Int *step)
{
    bool backward = step->size < 0;
    if (backward ? int_compare(start, stop) <= 0 : int_compare(start, stop) >= 0)
        return int_from(0);
    if (int_is_compact(start) && int_is_compact(stop) && int_is_compact(step)) {
        int64_t distance = (int64_t)int_compact_value(stop) - int_compact_value(start);
        intptr_t width = int_compact_value(step);
        return int_from(width == 1 ? distance
                        : backward ? (-distance - 1) / -width + 1 : (distance - 1) / width + 1);
    }
    Object *distance = backward ? int_subtract(start, stop) : int_subtract(stop, start);
    Object *width = backward ? int_negated((Int *)int_exact((Object *)step))
                             : int_exact((Object *)step);
    Object *quotient = NULL, *less = NULL, *length = NULL;
    if (distance != NULL && width != NULL)
        less = int_subtract((Int *)distance, small_int(1));
    if (less != NULL)
        int_divide((Int *)less, (Int *)width, &quotient, NULL, NULL);
    if (quotient != NULL)
        length = int_add((Int *)quotient, small_int(1));
    xdecref(distance);
    xdecref(width);
    xdecref(less);
    xdecref(quotient);
    return length;
}

/* The int that an argument is, never one of a class below int. */
static Object *range_bound(Object *o)
{
    if (IS_EXACT(o, int_type))
        return incref(o);
    Object *index = object_index(o);
    Object *exact = index != NULL ? int_exact(index) : NULL;
    xdecref(index);
    return exact;
}

Object *range_new(Object *start, Object *stop, Object *step)
{
    Range *range = object_new(&range_type, 0);
    if (range == NULL)
        return NULL;
    range->start = start != NULL ? range_bound(start) : int_from(0);
    range->stop = range->start != NULL ? range_bound(stop) : NULL;
    if (range->stop != NULL)
        range->step = step != NULL ? range_bound(step) : int_from(1);
    if (range->step != NULL && ((Int *)range->step)->size == 0)
        raise(&value_error_type, "range() arg 3 must not be zero");
    else if (range->step != NULL)
        range->length = compute_length((Int *)range->start, (Int *)range->stop,
                                       (Int *)range->step);
    if (range->length == NULL) {
        decref(&range->head);
        return NULL;
    }
    return &range->head;
}

static void range_destroy(Object *self)
{
    Range *range = (Range *)self;
    xdecref(range->start);
    xdecref(range->stop);
    xdecref(range->step);
    xdecref(range->length);
    object_free(self, 0);
}

static Object *range_construct(Type *type, Object **args, int positional, Object *kwnames)
{
    (void)type;
    if (check_arguments("range", positional, kwnames, 1, 3) < 0)
        return NULL;
    if (positional == 1)
        return range_new(NULL, args[0], NULL);
    return range_new(args[0], args[1], positional == 3 ? args[2] : NULL);
}

/* ---- items ---------------------------------------------------------------------------------- */

static intptr_t range_length(Object *self)
{
    bool overflow;
    int64_t length = int_as_int64(((Range *)self)->length, &overflow);
    if (overflow || length > INTPTR_MAX)
        return raise_int(&overflow_error_type, "Python int too large to convert to C ssize_t");
    return (intptr_t)length;
}

static int range_truth(Object *self) { return ((Int *)((Range *)self)->length)->size != 0; }

/* start + index * step. */
static Object *compute_item(const Range *range, const Int *index)
{
    Object *offset = int_multiply(index, (Int *)range->step);
    Object *item = offset != NULL ? int_add((Int *)range->start, (Int *)offset) : NULL;
    xdecref(offset);
    return item;
}

static Object *range_item(const Range *range, Object *key)
{
    const Int *length = (Int *)range->length;
    Object *index = range_bound(key);
    if (index != NULL && ((Int *)index)->size < 0)
        replace_reference(index, int_add((Int *)index, length));
    if (index == NULL)
        return NULL;
    Object *item = ((Int *)index)->size < 0 || int_compare((Int *)index, length) >= 0
        ? raise(&index_error_type, "range object index out of range")
        : compute_item(range, (Int *)index);
    decref(index);
    return item;
}

/* The range of a slice: its bounds are items of this one (stop: what would be one). */
static Object *range_slice(Range *range, Object *slice)
{
    Tuple *indices = (Tuple *)slice_int_indices(slice, range->length);
    if (indices == NULL)
        return NULL;
    Object *first = compute_item(range, (Int *)indices->items[0]), *result = NULL;
    Object *last = compute_item(range, (Int *)indices->items[1]);
    Object *step = int_multiply((Int *)range->step, (Int *)indices->items[2]);
    if (first != NULL && last != NULL && step != NULL)
        result = range_new(first, last, step);
    xdecref(first);
    xdecref(last);
    xdecref(step);
    decref(&indices->head);
    return result;
}

static Object *range_get_item(Object *self, Object *key)
{
    if (IS_EXACT(key, slice_type))
        return range_slice((Range *)self, key);
    if (!is_index(key))
        return raise(&type_error_type, "range indices must be integers or slices, not %T", key);
    return range_item((Range *)self, key);
}

/* The index of an int in the range: new; NULL without an exception when it is not there. */
static Object *find_int(const Range *range, const Int *wanted)
{
    Object *offset = int_subtract(wanted, (Int *)range->start), *index = NULL, *rest = NULL;
    if (offset == NULL)
        return NULL;
    if (int_divide((Int *)offset, (Int *)range->step, &index, &rest, NULL) == 0) {
        bool inside = ((Int *)rest)->size == 0 && ((Int *)index)->size >= 0 &&
                      int_compare((Int *)index, (Int *)range->length) < 0;
        decref(rest);
        if (!inside)
            clear_reference(index);
    }
    decref(offset);
    return index;
}

/* The same for any object: other numbers may equal one of the range's. */
static Object *find_equal(Object *self, Object *wanted)
{
    if (IS_EXACT(wanted, int_type) || IS_EXACT(wanted, bool_type))
        return find_int((Range *)self, (Int *)wanted);
    Object *iterator = object_iterate(self), *item;
    if (iterator == NULL)
        return NULL;
    int64_t index = 0;
    int equal = 0;
    while (equal == 0 && (item = object_next(iterator)) != NULL) {
        equal = object_equal(item, wanted);
        decref(item);
        index++;
    }
    decref(iterator);
    return equal == 1 ? int_from(index - 1) : NULL;
}

static int range_contains(Object *self, Object *item)
{
    Object *index = find_equal(self, item);
    if (index == NULL)
        return error_occurred() ? -1 : 0;
    decref(index);
    return 1;
}

/* ---- iterating ------------------------------------------------------------------------------ */

static Object *range_iterator_next(Object *self)
{
    RangeIterator *iterator = (RangeIterator *)self;
    if (iterator->remaining == 0)
        return NULL;
    intptr_t value = iterator->current;
    if (--iterator->remaining != 0) /* the sum behind the last one might not fit */
        iterator->current = value + iterator->step;
    return int_from(value);
}

static void range_iterator_destroy(Object *self) { object_free(self, 0); }

static Object *range_iterator_length(Object *self, Object **args, int positional,
                                     Object *kwnames)
{
    (void)args, (void)positional, (void)kwnames;
    return int_from(((RangeIterator *)self)->remaining);
}

static const MethodDef range_iterator_methods[] = {
    { "__length_hint__", range_iterator_length, 0, 0, 0, NULL },
    { 0 },
};

Type range_iterator_type = {
    .head = { 1, &type_type },
    .name = "range_iterator",
    .basic_size = sizeof(RangeIterator),
    .destroy = range_iterator_destroy,
    .iterate = iterator_self,
    .next = range_iterator_next,
    .methods = range_iterator_methods,
};

/* Bounds beyond a machine word. */
typedef struct { Object head; Range *range; Object *index; } LongRangeIterator;

static Object *long_range_iterator_next(Object *self)
{
    LongRangeIterator *iterator = (LongRangeIterator *)self;
    if (int_compare((Int *)iterator->index, (Int *)iterator->range->length) >= 0)
        return NULL;
    Object *next = int_add((Int *)iterator->index, small_int(1));
    Object *item = next != NULL ? compute_item(iterator->range, (Int *)iterator->index) : NULL;
    if (item == NULL) {
        xdecref(next);
        return NULL;
    }
    replace_reference(iterator->index, next);
    return item;
}

static void long_range_iterator_destroy(Object *self)
{
    LongRangeIterator *iterator = (LongRangeIterator *)self;
    xdecref(iterator->range);
    xdecref(iterator->index);
    object_free(self, 0);
}

Type long_range_iterator_type = {
    .head = { 1, &type_type },
    .name = "longrange_iterator",
    .basic_size = sizeof(LongRangeIterator),
    .destroy = long_range_iterator_destroy,
    .iterate = iterator_self,
    .next = long_range_iterator_next,
};

/* Whether an int is a machine word, and which. */
static bool as_word(Object *o, intptr_t *word)
{
    bool overflow;
    int64_t value = int_as_int64(o, &overflow);
    *word = (intptr_t)value;
    return !overflow && value >= INTPTR_MIN && value <= INTPTR_MAX;
}

static Object *iterate_from(Range *range)
{
    intptr_t start, step, length;
    Object *last_index = int_subtract((Int *)range->length, small_int(1));
    Object *last = last_index != NULL ? compute_item(range, (Int *)last_index) : NULL;
    xdecref(last_index);
    if (last == NULL)
        return NULL;
    intptr_t unused;
    bool words = as_word(range->start, &start) && as_word(range->step, &step) &&
                 as_word(range->length, &length) && as_word(last, &unused);
    decref(last);
    if (words) {
        RangeIterator *iterator = object_new(&range_iterator_type, 0);
        if (iterator != NULL) {
            iterator->current = start;
            iterator->step = step;
            iterator->remaining = length;
        }
        return (Object *)iterator;
    }
    LongRangeIterator *iterator = type_ready(&long_range_iterator_type) < 0 ? NULL
                                : object_new(&long_range_iterator_type, 0);
    if (iterator == NULL)
        return NULL;
    iterator->range = incref(range);
    if ((iterator->index = int_from(0)) == NULL)
        clear_reference(iterator);
    return (Object *)iterator;
}

static Object *range_iterate(Object *self) { return iterate_from((Range *)self); }

static Object *range_reversed(Object *self, Object **args, int positional, Object *kwnames)
{
    (void)args, (void)positional, (void)kwnames;
    Range *range = (Range *)self;
    if (((Int *)range->length)->size == 0)
        return range_iterate(self);
    Object *last_index = int_subtract((Int *)range->length, small_int(1));
    Object *first = last_index != NULL ? compute_item(range, (Int *)last_index) : NULL;
    Object *step = int_negated((Int *)incref(range->step));
    Object *stop = int_subtract((Int *)range->start, (Int *)range->step), *result = NULL;
    if (first != NULL && step != NULL && stop != NULL) {
        Object *backward = range_new(first, stop, step);
        result = backward != NULL ? range_iterate(backward) : NULL;
        xdecref(backward);
    }
    xdecref(last_index);
    xdecref(first);
    xdecref(step);
    xdecref(stop);
    return result;
}

/* ---- comparison, hash, text ----------------------------------------------------------------- */

/* Ranges are equal when they are the same sequence: of the step, only what is used counts. */
static bool ranges_equal(const Range *a, const Range *b)
{
    const Int *length = (Int *)a->length;
    if (int_compare(length, (Int *)b->length) != 0)
        return false;
    if (length->size == 0)
        return true;
    if (int_compare((Int *)a->start, (Int *)b->start) != 0)
        return false;
    return int_compare(length, small_int(1)) == 0 ||
           int_compare((Int *)a->step, (Int *)b->step) == 0;
}

static Object *range_compare(Object *self, Object *other, Comparison op)
{
    if (!IS_EXACT(other, range_type) || (op != CMP_EQ && op != CMP_NE))
        return incref(NOT_IMPLEMENTED);
    return bool_from(ranges_equal((Range *)self, (Range *)other) == (op == CMP_EQ));
}

/* hash((length, start or None, step or None)), as CPython's range_hash. */
static int64_t range_hash(Object *self)
{
    Range *range = (Range *)self;
    const Int *length = (Int *)range->length;
    Object *parts[] = { range->length, length->size != 0 ? range->start : NONE,
                        int_compare(length, small_int(1)) > 0 ? range->step : NONE };
    Object *tuple = tuple_from(parts, 3);
    if (tuple == NULL)
        return -1;
    int64_t hash = object_hash(tuple);
    decref(tuple);
    return hash;
}

static Object *range_repr(Object *self)
{
    Range *range = (Range *)self;
    if (int_compare((Int *)range->step, small_int(1)) == 0)
        return str_from_format("range(%R, %R)", range->start, range->stop);
    return str_from_format("range(%R, %R, %R)", range->start, range->stop, range->step);
}

static Object *range_index(Object *self, Object **args, int positional, Object *kwnames)
{
    (void)positional, (void)kwnames;
    Object *index = find_equal(self, args[0]);
    if (index == NULL && !error_occurred()) {
        if (IS_INT(args[0]))
            return raise(&value_error_type, "%R is not in range", args[0]);
        return raise(&value_error_type, "sequence.index(x): x not in sequence");
    }
    return index;
}

static Object *range_count(Object *self, Object **args, int positional, Object *kwnames)
{
    (void)positional, (void)kwnames;
    if (IS_EXACT(args[0], int_type) || IS_EXACT(args[0], bool_type)) {
        int found = range_contains(self, args[0]);
        return found < 0 ? NULL : int_from(found);
    }
    Object *iterator = object_iterate(self), *item; /* what equals more than one number */
    if (iterator == NULL)
        return NULL;
    int64_t count = 0;
    int equal = 0;
    while (equal >= 0 && (item = object_next(iterator)) != NULL) {
        equal = object_equal(item, args[0]);
        decref(item);
        count += equal > 0;
    }
    decref(iterator);
    return equal < 0 || error_occurred() ? NULL : int_from(count);
}

static Object *range_get_start(Object *self) { return incref(((Range *)self)->start); }
static Object *range_get_stop(Object *self) { return incref(((Range *)self)->stop); }
static Object *range_get_step(Object *self) { return incref(((Range *)self)->step); }

static const MethodDef range_methods[] = {
    { "count", range_count, 1, 1, 0, "rangeobject.count(value) -> integer" },
    { "index", range_index, 1, 1, 0, "rangeobject.index(value) -> integer" },
    { "__reversed__", range_reversed, 0, 0, 0, "Return a reverse iterator." },
    { 0 },
};

static const GetSetDef range_getsets[] = {
    { "start", range_get_start, NULL },
    { "stop", range_get_stop, NULL },
    { "step", range_get_step, NULL },
    { 0 },
};

Type range_type = {
    .head = { 1, &type_type },
    .name = "range",
    .basic_size = sizeof(Range),
    .destroy = range_destroy,
    .repr = range_repr,
    .hash = range_hash,
    .truth = range_truth,
    .compare = range_compare,
    .construct = range_construct,
    .iterate = range_iterate,
    .length = range_length,
    .get_item = range_get_item,
    .contains = range_contains,
    .methods = range_methods,
    .getsets = range_getsets,
    .doc = "range(stop) -> range object\nrange(start, stop[, step]) -> range object",
};
