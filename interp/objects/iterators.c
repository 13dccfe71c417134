/*
 * iterators.c: the iterators over list, tuple, str and bytes: a sequence and a place in it. At
 * the end the sequence is given up, so an exhausted iterator stays exhausted.
 */
#include "objects/iterators.h"
#include "objects/byte_methods.h"

#include "objects/class.h"
#include "objects/list.h"
#include "objects/memoryview.h"
#include "objects/start.h"
#include "objects/str_methods.h"
#include "vm/errors.h"

Object *iterator_self(Object *self) { return incref(self); }

static Object *iterator_new(Type *type, Object *sequence, intptr_t index)
{
    SequenceIterator *iterator = object_new(type, 0);
    if (iterator == NULL)
        return NULL;
    iterator->sequence = incref(sequence);
    iterator->index = index;
    gc_track(iterator);
    return &iterator->head;
}

static void iterator_destroy(Object *self)
{
    gc_untrack(self);
    clear_reference(((SequenceIterator *)self)->sequence);
    object_free(self, 0);
}

static int iterator_traverse(Object *self, Visitor visit, void *context)
{
    Object *sequence = ((SequenceIterator *)self)->sequence;
    return sequence != NULL ? visit(sequence, context) : 0;
}

static Object *exhausted(SequenceIterator *iterator)
{
    clear_reference(iterator->sequence);
    return NULL;
}

/* ---- next ----------------------------------------------------------------------------------- */

static Object *list_iterator_next(Object *self)
{
    SequenceIterator *iterator = (SequenceIterator *)self;
    List *list = (List *)iterator->sequence;
    if (list == NULL)
        return NULL;
    if (iterator->index >= list->size) /* looked at anew each time: the list may have changed */
        return exhausted(iterator);
    return incref(list->items[iterator->index++]);
}

static Object *list_reverse_iterator_next(Object *self)
{
    SequenceIterator *iterator = (SequenceIterator *)self;
    List *list = (List *)iterator->sequence;
    if (list == NULL)
        return NULL;
    if (iterator->index < 0 || iterator->index >= list->size)
        return exhausted(iterator);
    return incref(list->items[iterator->index--]);
}

static Object *tuple_iterator_next(Object *self)
{
    SequenceIterator *iterator = (SequenceIterator *)self;
    Tuple *tuple = (Tuple *)iterator->sequence;
    if (tuple == NULL)
        return NULL;
    if (iterator->index >= tuple->size)
        return exhausted(iterator);
    return incref(tuple->items[iterator->index++]);
}

static Object *str_iterator_next(Object *self)
{
    SequenceIterator *iterator = (SequenceIterator *)self;
    Str *s = (Str *)iterator->sequence;
    if (s == NULL)
        return NULL;
    if (iterator->index >= (intptr_t)s->length)
        return exhausted(iterator);
    return str_from_char(str_at(s, (size_t)iterator->index++));
}

static Object *bytes_iterator_next(Object *self)
{
    SequenceIterator *iterator = (SequenceIterator *)self;
    Bytes *bytes = (Bytes *)iterator->sequence;
    if (bytes == NULL)
        return NULL;
    if (iterator->index >= bytes->size)
        return exhausted(iterator);
    return int_from(bytes->data[iterator->index++]);
}

static Object *bytearray_iterator_next(Object *self)
{
    SequenceIterator *iterator = (SequenceIterator *)self;
    if (iterator->sequence == NULL)
        return NULL;
    ByteView bytes = own_bytes(iterator->sequence);
    if (iterator->index >= (intptr_t)bytes.size)
        return exhausted(iterator);
    return int_from(bytes.data[iterator->index++]);
}

static Object *memory_iterator_next(Object *self)
{
    SequenceIterator *iterator = (SequenceIterator *)self;
    MemoryView *m = (MemoryView *)iterator->sequence;
    if (m == NULL)
        return NULL;
    if (iterator->index >= m->shape[0].length)
        return exhausted(iterator);
    return memoryview_check(m) < 0 ? NULL
         : memoryview_item(m, m->start + iterator->index++ * m->shape[0].stride);
}

/* A type that most programs never make an instance of is ready only then. */
static Object *rare_iterator_new(Type *type, Object *sequence, intptr_t index)
{
    return type_ready(type) < 0 ? NULL : iterator_new(type, sequence, index);
}

Object *bytearray_iterate(Object *self)
{
    return rare_iterator_new(&bytearray_iterator_type, self, 0);
}

Object *memory_iterator_new(Object *view)
{
    return rare_iterator_new(&memory_iterator_type, view, 0);
}

Object *list_iterate(Object *self) { return iterator_new(&list_iterator_type, self, 0); }
Object *tuple_iterate(Object *self) { return iterator_new(&tuple_iterator_type, self, 0); }

/* CPython has a faster iterator for ASCII strings, and its name can be seen. */
Object *str_iterate(Object *self)
{
    bool ascii = ((Str *)self)->kind == STR_1 && str_is_ascii((Str *)self);
    return iterator_new(ascii ? &str_ascii_iterator_type : &str_iterator_type, self, 0);
}

Object *bytes_iterate(Object *self) { return rare_iterator_new(&bytes_iterator_type, self, 0); }

Object *list_reversed(Object *self)
{
    return rare_iterator_new(&list_reverse_iterator_type, self, ((List *)self)->size - 1);
}

/* ---- the types ------------------------------------------------------------------------------ */

/* How many items are still to come: list() and the like may use it to make room. */
static Object *length_hint(Object *self, Object **args, int positional, Object *kwnames)
{
    (void)args, (void)positional, (void)kwnames;
    SequenceIterator *iterator = (SequenceIterator *)self;
    if (iterator->sequence == NULL)
        return int_from(0);
    intptr_t length = object_length(iterator->sequence);
    if (length < 0)
        return NULL;
    if (self->type == &list_reverse_iterator_type)
        return int_from(iterator->index < length ? iterator->index + 1 : 0);
    return int_from(iterator->index < length ? length - iterator->index : 0);
}

static const MethodDef iterator_methods[] = {
    { "__length_hint__", length_hint, 0, 0, 0, NULL },
    { 0 },
};

#define SEQUENCE_ITERATOR_TYPE(c_name, python_name, next_function)                               \
    Type c_name = {                                                                              \
        .head = { 1, &type_type },                                                               \
        .name = python_name,                                                                     \
        .basic_size = sizeof(SequenceIterator),                                                  \
        .flags = TYPE_GC,                                                                        \
        .destroy = iterator_destroy,                                                             \
        .traverse = iterator_traverse,                                                           \
        .iterate = iterator_self,                                                                \
        .next = next_function,                                                                   \
        .methods = iterator_methods,                                                             \
    }

SEQUENCE_ITERATOR_TYPE(list_iterator_type, "list_iterator", list_iterator_next);
SEQUENCE_ITERATOR_TYPE(list_reverse_iterator_type, "list_reverseiterator",
                       list_reverse_iterator_next);
SEQUENCE_ITERATOR_TYPE(tuple_iterator_type, "tuple_iterator", tuple_iterator_next);
SEQUENCE_ITERATOR_TYPE(str_iterator_type, "str_iterator", str_iterator_next);
SEQUENCE_ITERATOR_TYPE(str_ascii_iterator_type, "str_ascii_iterator", str_iterator_next);
SEQUENCE_ITERATOR_TYPE(bytes_iterator_type, "bytes_iterator", bytes_iterator_next);
SEQUENCE_ITERATOR_TYPE(bytearray_iterator_type, "bytearray_iterator", bytearray_iterator_next);
SEQUENCE_ITERATOR_TYPE(memory_iterator_type, "memory_iterator", memory_iterator_next);

/* ---- sequences from anything that can be iterated ------------------------------------------- */

/* How many items are to be expected: the length, what __length_hint__ says, or a guess. -1 with an
 * exception: asking raised anything but TypeError, or the answer makes no sense. */
static intptr_t expected_length(Object *iterable)
{
    enum { GUESS = 8 };
    if (iterable->type->length != NULL) {
        intptr_t length = object_length(iterable);
        if (length >= 0 || !error_matches(&type_error_type))
            return length;
        error_clear();
    }
    Object *method = special_bound(iterable, "__length_hint__");
    Object *hint = method != NULL ? object_call(method, NULL, 0, NULL) : NULL;
    intptr_t expected = GUESS;
    xdecref(method);
    if (hint == NULL && error_matches(&type_error_type))
        error_clear();
    else if (hint != NULL && hint != NOT_IMPLEMENTED && !IS_INT(hint))
        raise(&type_error_type, "__length_hint__ must be an integer, not %T", hint);
    else if (hint != NULL && hint != NOT_IMPLEMENTED && ((Int *)hint)->size < 0)
        raise(&value_error_type, "__length_hint__() should return >= 0");
    else if (hint != NULL && hint != NOT_IMPLEMENTED)
        expected = object_as_index(hint);
    xdecref(hint);
    return error_occurred() ? -1 : expected;
}

/* Room for so many more items. An empty list gets just that, rounded up to an even number. */
static int make_room(List *list, intptr_t count)
{
    intptr_t size = list->size;
    if (list->items == NULL)
        return count == 0 ? 0 : list_reserve(list, ((size_t)count + 1) & ~(size_t)1);
    if (count > INTPTR_MAX - size) /* hopeless, but perhaps not even true */
        return 0;
    int status = list_resize(list, (size_t)(size + count));
    list->size = size;
    return status;
}

static int extend_by_items(List *list, Object *sequence)
{
    bool is_list = IS_EXACT(sequence, list_type);
    intptr_t count = is_list ? ((List *)sequence)->size : ((Tuple *)sequence)->size;
    if (count == 0)
        return 0;
    if (make_room(list, count) < 0)
        return -1;
    Object **items = is_list ? ((List *)sequence)->items : ((Tuple *)sequence)->items;
    for (intptr_t i = 0; i < count; i++)
        list->items[list->size + i] = incref(items[i]);
    list->size += count;
    return 0;
}

/* The room that is made, and given back when it was too much, is that of CPython's list_extend: one
 * can see it in sys.getsizeof. */
int list_extend(Object *o, Object *iterable)
{
    List *list = (List *)o;
    if (IS_EXACT(iterable, list_type) || IS_EXACT(iterable, tuple_type))
        return extend_by_items(list, iterable);
    Object *iterator = object_iterate(iterable), *item;
    if (iterator == NULL)
        return -1;
    intptr_t expected = expected_length(iterable);
    int status = expected < 0 ? -1 : make_room(list, expected);
    while (status == 0 && (item = object_next(iterator)) != NULL) {
        status = list_append(o, item);
        decref(item);
    }
    decref(iterator);
    if (status < 0 || error_occurred())
        return -1;
    return list->size < list->capacity ? list_resize(list, (size_t)list->size) : 0;
}

Object *sequence_to_list(Object *iterable)
{
    Object *list = list_new(0);
    if (list != NULL && list_extend(list, iterable) < 0)
        clear_reference(list);
    return list;
}

Object *iterable_to_list(Object *iterable)
{
    if (IS_EXACT(iterable, list_type) || IS_EXACT(iterable, tuple_type))
        return sequence_to_list(iterable);
    Object *iterator = object_iterate(iterable);
    Object *list = iterator != NULL ? sequence_to_list(iterator) : NULL;
    xdecref(iterator);
    return list;
}

Object *list_to_tuple(Object *list)
{
    return tuple_from(((List *)list)->items, (size_t)((List *)list)->size);
}

Object *sequence_to_tuple(Object *iterable)
{
    if (IS_EXACT(iterable, tuple_type))
        return incref(iterable);
    if (IS_EXACT(iterable, list_type))
        return list_to_tuple(iterable);
    Object *list = sequence_to_list(iterable);
    if (list == NULL)
        return NULL;
    Object *tuple = list_to_tuple(list);
    decref(list);
    return tuple;
}
