/*
 * memoryview_items.c: the items of a memoryview: as Python values, by index and slice, one after
 * the other, compared. An index or a value may be an object whose __index__ releases the view: it
 * is looked at again before its bytes are.
 */
#include "objects/memoryview.h"

#include <string.h>

#include "memory/memory.h"
#include "objects/byte_methods.h"
#include "objects/iterators.h"
#include "objects/start.h"
#include "vm/errors.h"

#define UNUSED (void)args, (void)positional, (void)kwnames

/* ---- bytes to a value and back -------------------------------------------------------------- */

static bool is_signed(const MemoryView *m) { return format_among(m->format, "bhilqn"); }

Object *memoryview_item(const MemoryView *m, const uint8_t *item)
{
    char letter = format_letter(m->format);
    float single;
    double number;
    uint64_t bits = 0;
    switch (letter) {
    case 'c': return bytes_from(item, 1);
    case '?': return bool_from(*item != 0);
    case 'f':
        memcpy(&single, item, sizeof single);
        return float_from(single);
    case 'd':
        memcpy(&number, item, sizeof number);
        return float_from(number);
    }
    memcpy(&bits, item, m->item_size);
    int unused = 64 - 8 * m->item_size;
    return is_signed(m) ? int_from((int64_t)(bits << unused) >> unused)
                             : int_from_unsigned(bits);
}

static int wrong_type(const char *format)
{
    return raise_int(&type_error_type, "memoryview: invalid type for format '%s'", format);
}

static int wrong_value(const char *format)
{
    return raise_int(&value_error_type, "memoryview: invalid value for format '%s'", format);
}

/* The raised exception, in memoryview's words where it is about the value. */
static int rephrase(const char *format)
{
    bool type = error_matches(&type_error_type);
    if (!type && !error_matches(&overflow_error_type) && !error_matches(&value_error_type))
        return -1;
    error_clear();
    return type ? wrong_type(format) : wrong_value(format);
}

/* The lowest bytes of a whole number that fits the item. */
static int pack_integer(const MemoryView *m, Object *value, uint8_t *out)
{
    Object *number = object_index(value);
    if (number == NULL)
        return rephrase(m->format);
    bool overflow, fits;
    uint64_t bits;
    int width = 8 * m->item_size;
    bool below_zero = format_among(m->format, "P") && ((Int *)number)->size < 0; /* an address: as it comes */
    if (is_signed(m) || below_zero) {
        int64_t n = int_as_int64(number, &overflow);
        fits = !overflow && n >= INT64_MIN >> (64 - width) && n <= INT64_MAX >> (64 - width);
        bits = (uint64_t)n;
    } else {
        fits = int_as_unsigned64(number, &bits) && bits <= UINT64_MAX >> (64 - width);
    }
    decref(number);
    memcpy(out, &bits, m->item_size);
    return fits ? 0 : wrong_value(m->format);
}

/* The bytes of an item of this value; out has room for eight. 0 or -1. */
static int pack(const MemoryView *m, Object *value, uint8_t *out)
{
    char letter = format_letter(m->format);
    if (letter == 'c') {
        if (!HAS_FLAG(value, TYPE_BYTES))
            return wrong_type(m->format);
        out[0] = ((Bytes *)value)->data[0];
        return ((Bytes *)value)->size == 1 ? 0 : wrong_value(m->format);
    }
    if (letter == '?') {
        int truth = object_truth(value);
        out[0] = truth > 0;
        return truth < 0 ? -1 : 0;
    }
    if (letter != 'f' && letter != 'd')
        return pack_integer(m, value, out);
    double number = object_as_double(value);
    if (number == -1.0 && error_occurred())
        return rephrase(m->format);
    float single = (float)number;
    memcpy(out, letter == 'd' ? (void *)&number : (void *)&single, m->item_size);
    return 0;
}

/* ---- which item ----------------------------------------------------------------------------- */

/* Goes along a dimension by an index, which is an int or has __index__. NULL with IndexError. */
static uint8_t *go(const MemoryView *m, uint8_t *item, int dimension, Object *key)
{
    const Dimension *d = &m->shape[dimension];
    intptr_t index = object_as_size(key, &index_error_type);
    if ((index == -1 && error_occurred()) || memoryview_check(m) < 0)
        return NULL;
    index = index < 0 ? index + d->length : index;
    if (index < 0 || index >= d->length)
        return raise(&index_error_type, "index out of bounds on dimension %d", dimension + 1);
    return item + index * d->stride;
}

static uint8_t *item_at_one(const MemoryView *m, Object *key, const char *not_one)
{
    if (m->dimensions == 0)
        return raise(&type_error_type, "invalid indexing of 0-dim memory");
    return m->dimensions > 1 ? raise(&not_implemented_error_type, "%s", not_one)
                             : go(m, m->start, 0, key);
}

static uint8_t *item_at_tuple(const MemoryView *m, const Tuple *key)
{
    if (key->size < m->dimensions)
        return raise(&not_implemented_error_type, "sub-views are not implemented");
    if (key->size > m->dimensions)
        return raise(&type_error_type, "cannot index %d-dimension view with %zd-element tuple",
                     m->dimensions, key->size);
    uint8_t *item = m->start;
    for (int i = 0; i < m->dimensions && item != NULL; i++)
        item = go(m, item, i, key->items[i]);
    return item;
}

static bool all_are(Object *key, bool (*is)(Object *))
{
    bool all = IS_TUPLE(key);
    for (intptr_t i = 0; all && i < ((Tuple *)key)->size; i++)
        all = is(((Tuple *)key)->items[i]);
    return all;
}

static bool is_slice(Object *o) { return IS_EXACT(o, slice_type); }

/* A tuple with nothing in it counts as indices, not as slices. */
static bool is_slices(Object *key)
{
    return is_slice(key) || (all_are(key, is_slice) && ((Tuple *)key)->size > 0);
}

/* The part of the outermost dimension that the slice names: untracked, new. */
static MemoryView *part(MemoryView *m, Object *slice)
{
    intptr_t start, stop, step;
    Dimension *d = &m->shape[0];
    intptr_t count = slice_indices(slice, &d->length, &start, &stop, &step);
    if (count < 0 || memoryview_check(m) < 0)
        return NULL;
    MemoryView *view = memoryview_like(m, m->dimensions);
    if (view != NULL) {
        if (count > 0) /* an empty bytearray has no block at all */
            view->start += start * d->stride;
        view->shape[0] = (Dimension){ count, d->stride * step };
    }
    return view;
}

/* The only item of a view without dimensions. */
static bool is_all(Object *key)
{
    return key == &ellipsis_object || (IS_TUPLE(key) && ((Tuple *)key)->size == 0);
}

Object *memoryview_get_item(Object *self, Object *key)
{
    MemoryView *m = (MemoryView *)self;
    if (memoryview_check(m) < 0)
        return NULL;
    uint8_t *item = m->start;
    if (m->dimensions == 0) {
        if (key == &ellipsis_object)
            return incref(self);
        if (!is_all(key))
            return raise(&type_error_type, "invalid indexing of 0-dim memory");
    } else if (is_index(key)) {
        item = item_at_one(m, key, "multi-dimensional sub-views are not implemented");
    } else if (is_slice(key)) {
        MemoryView *view = part(m, key);
        if (view != NULL)
            gc_track(view);
        return (Object *)view;
    } else if (all_are(key, is_index)) {
        item = item_at_tuple(m, (Tuple *)key);
    } else if (is_slices(key)) {
        return raise(&not_implemented_error_type, "multi-dimensional slicing is not implemented");
    } else {
        return raise(&type_error_type, "memoryview: invalid slice key");
    }
    return item != NULL ? memoryview_item(m, item) : NULL;
}

/* ---- assignment ----------------------------------------------------------------------------- */

static bool same_format(const MemoryView *a, const MemoryView *b)
{
    return format_letter(a->format) == format_letter(b->format);
}

static bool same_shape(const MemoryView *a, const MemoryView *b)
{
    bool same = a->dimensions == b->dimensions;
    for (int i = 0; same && i < a->dimensions; i++) {
        same = a->shape[i].length == b->shape[i].length;
        if (a->shape[i].length == 0)
            break;
    }
    return same;
}

/* Copies by way of a block of its own: the two may overlap. */
static int copy_items(const MemoryView *to, const MemoryView *from)
{
    if (!same_format(to, from) || !same_shape(to, from))
        return raise_int(&value_error_type, "memoryview assignment: lvalue and rvalue have "
                         "different structures");
    size_t size = memoryview_size(from);
    if (size == 0)
        return 0;
    uint8_t *row = mem_alloc(size), *item = to->start;
    if (row == NULL) {
        raise_no_memory();
        return -1;
    }
    memoryview_gather(from, false, row);
    for (size_t i = 0; i < size; i += to->item_size, item += to->shape[0].stride)
        memcpy(item, row + i, to->item_size);
    mem_free(row, size);
    return 0;
}

static int set_slice(MemoryView *m, Object *slice, Object *value)
{
    if (!is_bytes_like(value))
        return raise_int(&type_error_type, "a bytes-like object is required, not '%T'", value);
    MemoryView *from = (MemoryView *)memoryview_from(value);
    MemoryView *to = from != NULL ? part(m, slice) : NULL;
    int status = to != NULL ? copy_items(to, from) : -1;
    xdecref(to);
    xdecref(from);
    return status;
}

int memoryview_set_item(Object *self, Object *key, Object *value)
{
    MemoryView *m = (MemoryView *)self;
    if (memoryview_check(m) < 0)
        return -1;
    if (m->read_only)
        return raise_int(&type_error_type, "cannot modify read-only memory");
    if (value == NULL)
        return raise_int(&type_error_type, "cannot delete memory");
    uint8_t *item = m->start, bytes[sizeof(uint64_t)];
    if (m->dimensions == 0) {
        if (!is_all(key))
            return raise_int(&type_error_type, "invalid indexing of 0-dim memory");
    } else if (is_index(key)) {
        item = item_at_one(m, key, "sub-views are not implemented");
    } else if (is_slice(key) && m->dimensions == 1) {
        return set_slice(m, key, value);
    } else if (all_are(key, is_index)) {
        item = item_at_tuple(m, (Tuple *)key);
    } else if (is_slices(key)) {
        return raise_int(&not_implemented_error_type, "memoryview slice assignments are currently "
                         "restricted to ndim = 1");
    } else {
        return raise_int(&type_error_type, "memoryview: invalid slice key");
    }
    if (item == NULL || pack(m, value, bytes) < 0 || memoryview_check(m) < 0)
        return -1;
    memcpy(item, bytes, m->item_size);
    return 0;
}

/* ---- one after the other -------------------------------------------------------------------- */

static Object *list_of(const MemoryView *m, const uint8_t *item, int dimension)
{
    if (dimension == m->dimensions)
        return memoryview_item(m, item);
    const Dimension *d = &m->shape[dimension];
    Object *list = list_new(0);
    for (intptr_t i = 0; list != NULL && i < d->length; i++) {
        Object *part_or_item = list_of(m, item + i * d->stride, dimension + 1);
        if (part_or_item == NULL || list_append(list, part_or_item) < 0)
            clear_reference(list);
        xdecref(part_or_item);
    }
    return list;
}

BYTE_METHOD(memoryview_list)
{
    UNUSED;
    const MemoryView *m = (const MemoryView *)self;
    return memoryview_check(m) < 0 ? NULL : list_of(m, m->start, 0);
}

Object *memoryview_iterate(Object *self)
{
    const MemoryView *m = (const MemoryView *)self;
    if (memoryview_check(m) < 0)
        return NULL;
    if (m->dimensions == 0)
        return raise(&type_error_type, "invalid indexing of 0-dim memory");
    if (m->dimensions > 1)
        return raise(&not_implemented_error_type,
                     "multi-dimensional sub-views are not implemented");
    return memory_iterator_new(self);
}

/* ---- comparison ----------------------------------------------------------------------------- */

/* 1, 0 or -1. Numbers are compared by value: a float and an int may be equal. */
static int equal_items(const MemoryView *a, const uint8_t *p, const MemoryView *b,
                       const uint8_t *q, int dimension)
{
    if (dimension == a->dimensions) {
        Object *left = memoryview_item(a, p), *right = left ? memoryview_item(b, q) : NULL;
        Object *result = right ? object_compare(left, right, CMP_EQ) : NULL;
        int equal = result ? result == TRUE : -1;
        xdecref(left);
        xdecref(right);
        xdecref(result);
        return equal;
    }
    const Dimension *d = &a->shape[dimension], *e = &b->shape[dimension];
    int equal = 1;
    for (intptr_t i = 0; i < d->length && equal == 1; i++)
        equal = equal_items(a, p + i * d->stride, b, q + i * e->stride, dimension + 1);
    return equal;
}

/* Are items equal exactly if their bytes are? (0.0 and -0.0 are equal, too.) */
static bool equal_by_bytes(const MemoryView *a, const MemoryView *b)
{
    return same_format(a, b) && !format_among(a->format, "?fd")
        && memoryview_is_contiguous(a) && memoryview_is_contiguous(b);
}

static int equal_views(const MemoryView *a, const MemoryView *b)
{
    if (!same_shape(a, b))
        return 0;
    size_t size = memoryview_size(a);
    if (equal_by_bytes(a, b))
        return size == 0 || memcmp(a->start, b->start, size) == 0;
    return equal_items(a, a->start, b, b->start, 0);
}

Object *memoryview_compare(Object *self, Object *other, Comparison op)
{
    bool released = ((MemoryView *)self)->buffer == NULL
                 || (is_memoryview(other) && ((MemoryView *)other)->buffer == NULL);
    if ((op != CMP_EQ && op != CMP_NE) || (!released && !is_bytes_like(other)))
        return incref(NOT_IMPLEMENTED);
    if (released) /* equal to itself alone */
        return bool_from((self == other) == (op == CMP_EQ));
    Object *view = memoryview_from(other);
    int equal = view != NULL ? equal_views((MemoryView *)self, (MemoryView *)view) : -1;
    xdecref(view);
    return equal < 0 ? NULL : bool_from((equal == 1) == (op == CMP_EQ));
}
