/*
 * bytearray.c: type bytearray: numbers from 0 to 255 in a block of their own, which can be changed
 * and grows. What it shares with bytes is there (bytes.c, byte_text.c, byte_search.c).
 */
#include "objects/byte_methods.h"

#include <string.h>

#include "objects/arguments.h"
#include "objects/class.h"
#include "objects/iterators.h"
#include "objects/start.h"
#include "vm/errors.h"

#define UNUSED (void)args, (void)positional, (void)kwnames

Object *bytearray_from(const void *data, size_t size)
{
    ByteArray *array = object_new(&bytearray_type, 0);
    if (array != NULL && size > 0 && byte_block_resize(&array->block, size) < 0)
        clear_reference(array);
    if (array != NULL && data != NULL && size > 0)
        memcpy(array->block.data, data, size);
    return (Object *)array;
}

static Object *bytearray_construct(Type *type, Object **args, int positional, Object *kwnames)
{
    UNUSED;
    Object *self = object_new(type, 0);
    if (self != NULL && type->flags & TYPE_GC) /* a class in Python is a container */
        gc_track(self);
    return self;
}

/* A memoryview looks at the block: it must stay where it is. */
static int check_resizable(const ByteArray *array)
{
    return array->exports == 0 ? 0
         : raise_int(&buffer_error_type, "Existing exports of data: object cannot be re-sized");
}

static int bytearray_initialise(Object *self, Object **args, int positional, Object *kwnames)
{
    ByteArray *array = (ByteArray *)self;
    ByteBlock block = { 0 };
    int status = bytes_collect("bytearray", args, positional, kwnames, &block);
    if (status == 0 && (array->block.size > 0 || block.size > 0))
        status = check_resizable(array);
    if (status == 0 && array->exports == 0) {
        ByteBlock old = array->block;
        array->block = block;
        block = old;
    }
    byte_block_free(&block);
    return status;
}

static void bytearray_destroy(Object *self)
{
    byte_block_free(&((ByteArray *)self)->block);
    object_free(self, 0);
}

static size_t bytearray_extra_size(Object *self) { return ((ByteArray *)self)->block.capacity; }

static Object *bytearray_repr(Object *self)
{
    Object *bytes = bytes_repr(self);
    const char *dot = memchr(self->type->name, '.', strlen(self->type->name));
    Object *text = bytes ? str_from_format("%s(%S)", dot ? dot + 1 : self->type->name, bytes)
                         : NULL;
    xdecref(bytes);
    return text;
}

/* ---- changing ------------------------------------------------------------------------------- */

/* Puts the bytes of `new` (which may be this block's own) in the place of [start, stop). */
static int splice(ByteArray *array, size_t start, size_t stop, ByteView new)
{
    ByteBlock *block = &array->block, copy = { 0 };
    if (new.size != stop - start && check_resizable(array) < 0)
        return -1;
    bool own = new.size > 0 && new.data >= block->data && new.data < block->data + block->capacity;
    if (own && byte_block_append(&copy, new.data, new.size) < 0)
        return -1;
    if (own)
        new = (ByteView){ copy.data, copy.size };
    size_t tail = block->size - stop, size = start + new.size + tail;
    int status = byte_block_reserve(block, size);
    if (status == 0) {
        if (tail > 0)
            memmove(block->data + start + new.size, block->data + stop, tail);
        if (new.size > 0)
            memcpy(block->data + start, new.data, new.size);
        block->size = size;
    }
    byte_block_free(&copy);
    return status;
}

static int splice_end(ByteArray *array, ByteView new)
{
    return splice(array, array->block.size, array->block.size, new);
}

static int take_out(ByteArray *array, size_t index)
{
    return splice(array, index, index + 1, (ByteView){ NULL, 0 });
}

static int delete_stepped(ByteArray *array, intptr_t start, intptr_t step, intptr_t count)
{
    ByteBlock *block = &array->block;
    if (count > 0 && check_resizable(array) < 0)
        return -1;
    if (step < 0) { /* the same places from the left */
        start += (count - 1) * step;
        step = -step;
    }
    size_t to = (size_t)start;
    intptr_t taken = 0;
    for (intptr_t i = start; count > 0 && i < (intptr_t)block->size; i++) {
        if (taken < count && i == start + taken * step)
            taken++;
        else
            block->data[to++] = block->data[i];
    }
    if (count > 0)
        block->size = to;
    return 0;
}

/* value: bytes-like, or NULL to delete. */
static int set_slice(ByteArray *array, Object *slice, Object *value)
{
    ByteBlock *block = &array->block;
    ByteView new = { 0 };
    intptr_t start, stop, step;
    intptr_t count = slice_indices(slice, (const intptr_t *)&block->size, &start, &stop, &step);
    if (count < 0 || (value != NULL && byte_view_required(value, &new) < 0))
        return -1;
    if (step == 1)
        return splice(array, (size_t)start, (size_t)(start + count), new);
    if (value == NULL)
        return delete_stepped(array, start, step, count);
    if ((intptr_t)new.size != count)
        return raise_int(&value_error_type, "attempt to assign bytes of size %zd to extended "
                         "slice of size %zd", (intptr_t)new.size, count);
    ByteBlock copy = { 0 };
    if (byte_block_append(&copy, new.data, new.size) < 0)
        return -1;
    for (intptr_t i = 0; i < count; i++)
        block->data[start + i * step] = copy.data[i];
    byte_block_free(&copy);
    return 0;
}

static int bytearray_set_slice(Object *self, Object *slice, Object *value)
{
    ByteView view;
    if (value == NULL || byte_view(value, &view))
        return set_slice((ByteArray *)self, slice, value);
    if (is_index(value) || IS_STR(value))
        return raise_int(&type_error_type, "can assign only bytes, buffers, or iterables of ints "
                         "in range(0, 256)");
    ByteBlock numbers = { 0 };
    int status = bytes_collect("bytearray", &value, 1, NULL, &numbers);
    Object *bytes = status == 0 ? bytes_from(numbers.data, numbers.size) : NULL;
    byte_block_free(&numbers);
    status = bytes != NULL ? set_slice((ByteArray *)self, slice, bytes) : -1;
    xdecref(bytes);
    return status;
}

static int bytearray_set_item(Object *self, Object *key, Object *value)
{
    ByteArray *array = (ByteArray *)self;
    if (IS_EXACT(key, slice_type))
        return bytearray_set_slice(self, key, value);
    if (!is_index(key))
        return raise_int(&type_error_type, "bytearray indices must be integers or slices, not %T",
                         key);
    Object *place = object_index(key);
    int number = place == NULL ? -1 : value != NULL ? byte_value(value) : 0;
    /* Only now: the value's __index__ may have changed the size. */
    intptr_t index = number < 0 ? -1 : checked_index(place, (const intptr_t *)&array->block.size,
                                                     "bytearray index out of range");
    xdecref(place);
    if (index < 0)
        return -1;
    if (value == NULL)
        return take_out(array, (size_t)index);
    array->block.data[index] = (uint8_t)number;
    return 0;
}

static Object *bytearray_inplace(BinaryOperator op, Object *left, Object *right)
{
    ByteArray *array = (ByteArray *)left;
    if (op == OP_ADD) {
        ByteView view;
        if (!is_bytes_like(right))
            return raise(&type_error_type, "can't concat %T to %T", right, left);
        if (byte_view_required(right, &view) < 0)
            return NULL;
        array->exports += left == right; /* CPython's error: the operand counts as an export */
        int status = splice_end(array, view);
        array->exports -= left == right;
        return status < 0 ? NULL : incref(left);
    }
    if (op != OP_MULTIPLY || !is_index(right))
        return bytes_binary(op, left, right);
    Object *product = bytes_binary(op, left, right);
    if (product == NULL)
        return NULL;
    ByteBlock *made = &((ByteArray *)product)->block, old = array->block;
    int status = made->size == old.size ? 0 : check_resizable(array);
    if (status == 0 && made->size != old.size) {
        array->block = *made;
        *made = old;
    }
    decref(product);
    return status < 0 ? NULL : incref(left);
}

/* ---- methods -------------------------------------------------------------------------------- */

static BYTE_METHOD(append)
{
    (void)positional, (void)kwnames;
    int value = byte_value(args[0]);
    uint8_t byte = (uint8_t)value;
    return value < 0 || splice_end((ByteArray *)self, (ByteView){ &byte, 1 }) < 0
         ? NULL : incref(NONE);
}

static BYTE_METHOD(extend)
{
    (void)positional, (void)kwnames;
    ByteArray *array = (ByteArray *)self;
    ByteBlock numbers = { 0 };
    ByteView view;
    int status = 0;
    if (byte_view(args[0], &view))
        status = splice_end(array, view);
    else if (IS_STR(args[0]) && str_length(args[0]) > 0)
        status = raise_int(&type_error_type,
                           "'str' object cannot be interpreted as an integer");
    else if (args[0]->type->iterate == NULL)
        status = raise_int(&type_error_type, "can't extend bytearray with %T", args[0]);
    else if ((status = bytes_collect("bytearray", args, 1, NULL, &numbers)) == 0)
        status = splice_end(array, (ByteView){ numbers.data, numbers.size });
    byte_block_free(&numbers);
    return status < 0 ? NULL : incref(NONE);
}

static BYTE_METHOD(insert)
{
    (void)positional, (void)kwnames;
    intptr_t index = object_as_ssize(args[0]);
    if (index == -1 && error_occurred())
        return NULL;
    int value = byte_value(args[1]);
    if (value < 0)
        return NULL;
    intptr_t size = (intptr_t)((ByteArray *)self)->block.size;
    index = index < 0 ? index + size : index;
    index = index < 0 ? 0 : index > size ? size : index;
    uint8_t byte = (uint8_t)value;
    return splice((ByteArray *)self, (size_t)index, (size_t)index, (ByteView){ &byte, 1 }) < 0
         ? NULL : incref(NONE);
}

static BYTE_METHOD(pop)
{
    (void)kwnames;
    ByteBlock *block = &((ByteArray *)self)->block;
    intptr_t index = positional ? object_as_ssize(args[0]) : -1;
    if (index == -1 && error_occurred())
        return NULL;
    if (block->size == 0)
        return raise(&index_error_type, "pop from empty bytearray");
    index = index < 0 ? index + (intptr_t)block->size : index;
    if (index < 0 || index >= (intptr_t)block->size)
        return raise(&index_error_type, "pop index out of range");
    uint8_t value = block->data[index];
    return take_out((ByteArray *)self, (size_t)index) < 0 ? NULL : int_from(value);
}

static BYTE_METHOD(remove_byte)
{
    (void)positional, (void)kwnames;
    ByteBlock *block = &((ByteArray *)self)->block;
    int value = byte_value(args[0]);
    if (value < 0)
        return NULL;
    uint8_t *found = block->size > 0 ? memchr(block->data, value, block->size) : NULL;
    if (found == NULL)
        return raise(&value_error_type, "value not found in bytearray");
    return take_out((ByteArray *)self, (size_t)(found - block->data)) < 0 ? NULL : incref(NONE);
}

static BYTE_METHOD(reverse)
{
    UNUSED;
    ByteBlock *block = &((ByteArray *)self)->block;
    for (size_t i = 0, j = block->size; i + 1 < j; i++) {
        uint8_t byte = block->data[i];
        block->data[i] = block->data[--j];
        block->data[j] = byte;
    }
    return incref(NONE);
}

static BYTE_METHOD(clear)
{
    UNUSED;
    ByteArray *array = (ByteArray *)self;
    if (array->block.size > 0 && check_resizable(array) < 0)
        return NULL;
    if (array->exports == 0)
        byte_block_free(&array->block);
    return incref(NONE);
}

static BYTE_METHOD(copy)
{
    UNUSED;
    ByteView bytes = own_bytes(self);
    return bytearray_from(bytes.data, bytes.size);
}

static BYTE_METHOD(alloc)
{
    UNUSED;
    return int_from_unsigned(((ByteArray *)self)->block.capacity);
}

static const MethodDef bytearray_methods[] = {
    { "append", append, 1, 1, 0, "Add one number at the end." },
    { "extend", extend, 1, 1, 0, "Add all numbers of an iterable at the end." },
    { "insert", insert, 2, 2, 0, "insert(index, number)" },
    { "pop", pop, 0, 1, 0, "pop(index=-1) -> the number, which is taken out" },
    { "remove", remove_byte, 1, 1, 0, "Take the first such number out." },
    { "reverse", reverse, 0, 0, 0, "Reverse the order in place." },
    { "clear", clear, 0, 0, 0, "Take everything out." },
    { "copy", copy, 0, 0, 0, "Return a copy." },
    { "__alloc__", alloc, 0, 0, 0, "The bytes that are allocated." },
    BYTE_METHODS,
    { 0 },
};

Type bytearray_type = {
    .head = { 1, &type_type },
    .name = "bytearray",
    .basic_size = sizeof(ByteArray),
    .flags = TYPE_BASE,
    .destroy = bytearray_destroy,
    .repr = bytearray_repr,
    .str = bytearray_repr,
    .compare = bytes_compare,
    .construct = bytearray_construct,
    .initialise = bytearray_initialise,
    .iterate = bytearray_iterate,
    .length = bytes_length,
    .get_item = bytes_get_item,
    .set_item = bytearray_set_item,
    .contains = bytes_contains,
    .binary = bytes_binary,
    .inplace = bytearray_inplace,
    .extra_size = bytearray_extra_size,
    .methods = bytearray_methods,
    .doc = "bytearray(iterable_of_ints) -> bytearray",
};
