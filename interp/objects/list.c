/*
 * list.c: lists: a row of references in a block of its own, which grows by the pattern of
 * CPython's list_resize. The methods are in list_methods.c, sorting in list_sort.c.
 */
#include "objects/list.h"

#include "memory/memory.h"
#include "objects/arguments.h"
#include "objects/iterators.h"
#include "objects/start.h"
#include "vm/errors.h"
#include "vm/interpreter.h"

#include <string.h>

/* ---- making, growing ------------------------------------------------------------------------ */

/* Not tracked yet. */
static List *list_make(size_t size)
{
    List *list = object_new(&list_type, 0);
    if (list == NULL)
        return NULL;
    if (size != 0) {
        list->items = size <= SIZE_MAX / sizeof(Object *)
                    ? mem_alloc_zeroed(size * sizeof(Object *)) : NULL;
        if (list->items == NULL) {
            object_free(&list->head, 0);
            return raise_no_memory();
        }
        list->size = list->capacity = (intptr_t)size;
    }
    return list;
}

Object *list_new(size_t size)
{
    List *list = list_make(size);
    if (list != NULL)
        gc_track(list);
    return (Object *)list;
}

Object *list_from(Object **items, size_t size)
{
    List *list = list_make(size);
    if (list == NULL)
        return NULL;
    for (size_t i = 0; i < size; i++)
        list->items[i] = incref(items[i]);
    gc_track(list); /* now that it owns them: a collection could free what it only borrows */
    return &list->head;
}

/* 0, 4, 8, 16, 24, 32, 40, 52, 64, 76, ...: an eighth more and a little (CPython: list_resize). */
static size_t capacity_for(size_t size)
{
    return size == 0 ? 0 : (size + (size >> 3) + 6) & ~(size_t)3;
}

/* -1: no memory; no exception is set. */
static int set_capacity(List *list, size_t capacity)
{
    if (capacity > SIZE_MAX / 4 / sizeof(Object *))
        return -1;
    if (capacity == 0) {
        mem_free(list->items, (size_t)list->capacity * sizeof(Object *));
        list->items = NULL;
        list->capacity = 0;
        return 0;
    }
    Object **items = mem_resize(list->items, (size_t)list->capacity * sizeof(Object *),
                                capacity * sizeof(Object *));
    if (items == NULL)
        return -1;
    list->items = items;
    list->capacity = (intptr_t)capacity;
    return 0;
}

int list_resize(List *list, size_t size)
{
    size_t capacity = (size_t)list->capacity;
    if (size <= capacity && size >= capacity / 2) {
        list->size = (intptr_t)size;
        return 0;
    }
    size_t wanted = capacity_for(size);
    if (size > (size_t)list->size && size - (size_t)list->size > wanted - size)
        wanted = (size + 3) & ~(size_t)3; /* a large step gets no reserve */
    if (set_capacity(list, wanted) < 0 && size > capacity) {
        raise_no_memory();
        return -1;
    } /* where it cannot shrink, the block just stays large */
    list->size = (intptr_t)size;
    return 0;
}

int list_reserve(List *list, size_t capacity)
{
    if (set_capacity(list, capacity) == 0)
        return 0;
    raise_no_memory();
    return -1;
}

Object *list_for_parts(intptr_t most)
{
    enum { ROOM_AT_FIRST = 12 };
    Object *list = list_new(0);
    size_t capacity = most >= ROOM_AT_FIRST ? ROOM_AT_FIRST : (size_t)most + 1;
    if (list != NULL && list_reserve((List *)list, capacity) < 0)
        clear_reference(list);
    return list;
}

int list_append(Object *o, Object *item)
{
    List *list = (List *)o;
    if (__builtin_expect(list->size < list->capacity, 1)) {
        list->items[list->size++] = incref(item);
        return 0;
    }
    if (list_resize(list, (size_t)list->size + 1) < 0)
        return -1;
    list->items[list->size - 1] = incref(item);
    return 0;
}

void list_clear_items(List *list)
{
    Object **items = list->items;
    intptr_t size = list->size, capacity = list->capacity;
    list->items = NULL;
    list->size = list->capacity = 0;
    for (intptr_t i = size; i-- > 0;)
        xdecref(items[i]);
    mem_free(items, (size_t)capacity * sizeof(Object *));
}

static void list_destroy(Object *self)
{
    gc_untrack(self);
    list_clear_items((List *)self);
    object_free(self, 0);
}

static int list_traverse(Object *self, Visitor visit, void *context)
{
    List *list = (List *)self;
    for (intptr_t i = list->size; i-- > 0;) /* in CPython's order: a program can see it */
        if (list->items[i] != NULL && visit(list->items[i], context) != 0)
            return 1;
    return 0;
}

static void list_clear_slot(Object *self) { list_clear_items((List *)self); }

static Object *list_construct(Type *type, Object **args, int positional, Object *kwnames)
{
    (void)args, (void)positional, (void)kwnames;
    List *list = object_new(type, 0);
    if (list != NULL)
        gc_track(list);
    return (Object *)list;
}

static int list_initialise(Object *self, Object **args, int positional, Object *kwnames)
{
    bool own_new = self->type->construct != list_type.construct; /* takes the keywords */
    if (!own_new && check_no_keywords("list", kwnames) < 0)
        return -1;
    if (check_positional("list", positional, 0, 1) < 0)
        return -1;
    list_clear_items((List *)self);
    return positional == 0 ? 0 : list_extend(self, args[0]);
}

/* ---- text, comparison ----------------------------------------------------------------------- */

static int repr_items(StrBuilder *b, List *list)
{
    int status = str_builder_char(b, '[');
    for (intptr_t i = 0; i < list->size && status == 0; i++) {
        if (i > 0)
            status = str_builder_text(b, ", ");
        Object *item = incref(list->items[i]);
        if (status == 0)
            status = str_builder_repr(b, item);
        decref(item);
    }
    return status == 0 ? str_builder_char(b, ']') : status;
}

static Object *list_repr(Object *self)
{
    int entered = repr_enter(self);
    if (entered != 0)
        return entered < 0 ? NULL : str_from("[...]");
    StrBuilder b;
    str_builder_begin(&b);
    int status = repr_items(&b, (List *)self);
    repr_leave(self);
    if (status == 0)
        return str_builder_finish(&b);
    str_builder_abandon(&b);
    return NULL;
}

/* A comparison may change the lists, so their items are looked up anew each time. */
static Object *list_compare(Object *self, Object *other, Comparison op)
{
    if (!IS_LIST(other))
        return incref(NOT_IMPLEMENTED);
    List *a = (List *)self, *b = (List *)other;
    if (a->size != b->size && (op == CMP_EQ || op == CMP_NE))
        return bool_from(op == CMP_NE);
    intptr_t i = 0;
    int equal = 1;
    for (; equal == 1 && i < a->size && i < b->size; i++) {
        Object *x = incref(a->items[i]), *y = incref(b->items[i]);
        equal = object_equal(x, y);
        decref(x);
        decref(y);
    }
    if (equal < 0)
        return NULL;
    if (equal == 0 && --i < a->size && i < b->size) { /* __eq__ may have made them shorter */
        if (op == CMP_EQ || op == CMP_NE)
            return bool_from(op == CMP_NE);
        Object *x = incref(a->items[i]), *y = incref(b->items[i]);
        Object *result = object_compare(x, y, op);
        decref(x);
        decref(y);
        return result;
    }
    return bool_from(comparison_holds((a->size > b->size) - (a->size < b->size), op));
}

/* ---- items ---------------------------------------------------------------------------------- */

static intptr_t list_length(Object *self) { return ((List *)self)->size; }

static Object *list_get_slice(List *list, Object *slice)
{
    intptr_t start, stop, step;
    intptr_t count = slice_indices(slice, &list->size, &start, &stop, &step);
    if (count < 0)
        return NULL;
    List *result = (List *)list_new((size_t)count);
    for (intptr_t i = 0; result != NULL && i < count; i++)
        result->items[i] = incref(list->items[start + i * step]);
    return (Object *)result;
}

static Object *list_get_item(Object *self, Object *key)
{
    List *list = (List *)self;
    if (IS_EXACT(key, slice_type))
        return list_get_slice(list, key);
    if (!is_index(key))
        return raise(&type_error_type, "list indices must be integers or slices, not %T", key);
    intptr_t index = checked_index(key, &list->size, "list index out of range");
    return index < 0 ? NULL : incref(list->items[index]);
}

/* Puts `count` new items (borrowed) in the place of items [start, stop). */
int list_splice(List *list, intptr_t start, intptr_t stop, Object **items, intptr_t count)
{
    intptr_t old_size = list->size, removed = stop - start, tail = old_size - stop;
    Object **gone = NULL;
    if (removed > 0) { /* they are given up last, when the list is whole again */
        gone = mem_alloc((size_t)removed * sizeof(Object *));
        if (gone == NULL) {
            raise_no_memory();
            return -1;
        }
        memcpy(gone, list->items + start, (size_t)removed * sizeof(Object *));
    }
    if (count < removed && tail > 0)
        memmove(list->items + start + count, list->items + stop, (size_t)tail * sizeof(Object *));
    if (list_resize(list, (size_t)(old_size + count - removed)) < 0) {
        mem_free(gone, (size_t)removed * sizeof(Object *));
        return -1; /* only growing can fail: nothing was moved */
    }
    if (count > removed && tail > 0)
        memmove(list->items + start + count, list->items + stop, (size_t)tail * sizeof(Object *));
    for (intptr_t i = 0; i < count; i++)
        list->items[start + i] = incref(items[i]);
    for (intptr_t i = removed; i-- > 0;)
        decref(gone[i]);
    mem_free(gone, (size_t)removed * sizeof(Object *));
    return 0;
}

/* del list[start:stop:step]: what stays closes up. */
static int list_delete_stepped(List *list, intptr_t start, intptr_t step, intptr_t count)
{
    if (count == 0)
        return 0;
    if (step < 0) { /* the same places from the left */
        start += (count - 1) * step;
        step = -step;
    }
    Object **gone = mem_alloc((size_t)count * sizeof(Object *));
    if (gone == NULL) {
        raise_no_memory();
        return -1;
    }
    intptr_t to = start, taken = 0;
    for (intptr_t i = start; i < list->size; i++) {
        if (taken < count && i == start + taken * step)
            gone[taken++] = list->items[i];
        else
            list->items[to++] = list->items[i];
    }
    list_resize(list, (size_t)to);
    for (intptr_t i = 0; i < count; i++)
        decref(gone[i]);
    mem_free(gone, (size_t)count * sizeof(Object *));
    return 0;
}

static int store_stepped(List *list, intptr_t start, intptr_t step, intptr_t count, List *values)
{
    if (values->size != count)
        return raise_int(&value_error_type,
                         "attempt to assign sequence of size %zd to extended slice of size %zd",
                         values->size, count);
    for (intptr_t i = 0; i < count; i++)
        replace_reference(list->items[start + i * step], incref(values->items[i]));
    return 0;
}

static int list_set_slice(List *list, Object *slice, Object *value)
{
    intptr_t start, stop, step;
    intptr_t count = slice_indices(slice, &list->size, &start, &stop, &step);
    if (count < 0)
        return -1;
    if (value == NULL && step != 1)
        return list_delete_stepped(list, start, step, count);
    if (value == NULL)
        return list_splice(list, start, start + count, NULL, 0);
    if (value->type->iterate == NULL)
        return raise_int(&type_error_type, step == 1 ? "can only assign an iterable"
                                                     : "must assign iterable to extended slice");
    List *values = (List *)iterable_to_list(value); /* also a copy, for x[:] = x */
    if (values == NULL)
        return -1;
    count = slice_indices(slice, &list->size, &start, &stop, &step); /* iterating may change it */
    int status = step == 1 ? list_splice(list, start, start + count, values->items, values->size)
                           : store_stepped(list, start, step, count, values);
    decref(values);
    return status;
}

static int list_set_item(Object *self, Object *key, Object *value)
{
    List *list = (List *)self;
    if (IS_EXACT(key, slice_type))
        return list_set_slice(list, key, value);
    if (!is_index(key))
        return raise_int(&type_error_type, "list indices must be integers or slices, not %T",
                         key);
    intptr_t index = checked_index(key, &list->size, "list assignment index out of range");
    if (index < 0)
        return -1;
    if (value == NULL)
        return list_splice(list, index, index + 1, NULL, 0);
    replace_reference(list->items[index], incref(value));
    return 0;
}

static int list_contains(Object *self, Object *item)
{
    List *list = (List *)self;
    for (intptr_t i = 0; i < list->size; i++) {
        Object *candidate = incref(list->items[i]);
        int equal = object_equal(candidate, item);
        decref(candidate);
        if (equal != 0)
            return equal;
    }
    return 0;
}

/* ---- operators ------------------------------------------------------------------------------ */

static Object *list_concat(List *a, List *b)
{
    List *result = (List *)list_new((size_t)(a->size + b->size));
    if (result == NULL)
        return NULL;
    for (intptr_t i = 0; i < a->size; i++)
        result->items[i] = incref(a->items[i]);
    for (intptr_t i = 0; i < b->size; i++)
        result->items[a->size + i] = incref(b->items[i]);
    return &result->head;
}

/* How many items a repetition has; -1 with an exception. */
/* The list is looked at last: an __index__ may change it. */
static intptr_t repeated_size(const List *list, Object *times)
{
    intptr_t count = object_as_size(times, &overflow_error_type), size = list->size;
    if (count == -1 && error_occurred())
        return -1;
    if (count <= 0 || size == 0)
        return 0;
    if (count > INTPTR_MAX / (intptr_t)sizeof(Object *) / size) {
        raise_no_memory();
        return -1;
    }
    return size * count;
}

static Object *list_repeat(List *list, Object *times)
{
    intptr_t size = repeated_size(list, times);
    List *result = size < 0 ? NULL : (List *)list_new((size_t)size);
    if (result == NULL)
        return NULL;
    for (intptr_t from = 0; from < list->size && size > 0; from++) {
        Object *item = list->items[from];
        item->refcount += size / list->size;
        for (intptr_t to = from; to < size; to += list->size)
            result->items[to] = item;
    }
    return &result->head;
}

static Object *list_binary(BinaryOperator op, Object *left, Object *right)
{
    if (op == OP_ADD && IS_LIST(left) && IS_LIST(right))
        return list_concat((List *)left, (List *)right);
    if (op == OP_MULTIPLY && IS_LIST(left) && is_index(right))
        return list_repeat((List *)left, right);
    if (op == OP_MULTIPLY && IS_LIST(right) && is_index(left))
        return list_repeat((List *)right, left);
    return incref(NOT_IMPLEMENTED);
}

static Object *list_inplace(BinaryOperator op, Object *left, Object *right)
{
    List *list = (List *)left;
    if (op == OP_ADD)
        return list_extend(left, right) < 0 ? NULL : incref(left);
    if (op != OP_MULTIPLY || !is_index(right))
        return incref(NOT_IMPLEMENTED);
    intptr_t size = repeated_size(list, right), old_size = list->size;
    if (size < 0)
        return NULL;
    if (size == 0)
        list_clear_items(list);
    else if (list_resize(list, (size_t)size) < 0)
        return NULL;
    for (intptr_t i = old_size; i < size; i++)
        list->items[i] = incref(list->items[i - old_size]);
    return incref(left);
}

static size_t list_extra_size(Object *self)
{
    return (size_t)((List *)self)->capacity * sizeof(Object *);
}

Type list_type = {
    .head = { 1, &type_type },
    .name = "list",
    .basic_size = sizeof(List),
    .flags = TYPE_GC | TYPE_LIST | TYPE_BASE,
    .destroy = list_destroy,
    .traverse = list_traverse,
    .clear = list_clear_slot,
    .repr = list_repr,
    .compare = list_compare,
    .construct = list_construct,
    .initialise = list_initialise,
    .iterate = list_iterate,
    .length = list_length,
    .get_item = list_get_item,
    .set_item = list_set_item,
    .contains = list_contains,
    .binary = list_binary,
    .inplace = list_inplace,
    .extra_size = list_extra_size,
    .methods = list_methods,
    .doc = "Built-in mutable sequence.",
};
