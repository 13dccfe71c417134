/*
 * bytes.c: type bytes: a row of numbers from 0 to 255 inside the object itself.
 */
#include "objects/arguments.h"
#include "objects/class.h"
#include "objects/codecs.h"
#include "objects/iterators.h"
#include "objects/start.h"
#include "object.h"
#include "vm/errors.h"

#include <string.h>

enum { BYTE_END = 256 };

/* data NULL: zeros. */
Object *bytes_from(const void *data, size_t size)
{
    Bytes *bytes = object_new(&bytes_type, size);
    if (bytes == NULL)
        return NULL;
    bytes->size = (intptr_t)size;
    if (data != NULL)
        memcpy(bytes->data, data, size);
    return &bytes->head;
}

static void bytes_destroy(Object *self) { object_free(self, (size_t)((Bytes *)self)->size); }

/* ---- text ----------------------------------------------------------------------------------- */

static int repr_byte(StrBuilder *b, uint8_t c, char quote)
{
    static const char hex[] = "0123456789abcdef";
    if (c == '\\' || c == (uint8_t)quote)
        return str_builder_char(b, '\\') < 0 ? -1 : str_builder_char(b, c);
    if (c == '\n' || c == '\r' || c == '\t')
        return str_builder_text(b, c == '\n' ? "\\n" : c == '\r' ? "\\r" : "\\t");
    if (c >= ' ' && c < 0x7F)
        return str_builder_char(b, c);
    const char escaped[] = { '\\', 'x', hex[c >> 4], hex[c & 0xF], '\0' };
    return str_builder_text(b, escaped);
}

static Object *bytes_repr(Object *self)
{
    Bytes *bytes = (Bytes *)self;
    size_t size = (size_t)bytes->size;
    char quote = memchr(bytes->data, '\'', size) != NULL && memchr(bytes->data, '"', size) == NULL
               ? '"' : '\'';
    StrBuilder b;
    str_builder_begin(&b);
    int status = str_builder_char(&b, 'b') < 0 ? -1 : str_builder_char(&b, (uint8_t)quote);
    for (size_t i = 0; i < size && status == 0; i++)
        status = repr_byte(&b, bytes->data[i], quote);
    if (status == 0 && str_builder_char(&b, (uint8_t)quote) == 0)
        return str_builder_finish(&b);
    str_builder_abandon(&b);
    return NULL;
}

static Object *decode(Object *self, Object **args, int positional, Object *kwnames)
{
    static const char *const names[] = { "encoding", "errors", NULL };
    Object *values[2];
    if (parse_arguments("decode", args, positional, kwnames, names, values) < 0
        || check_optional_str("decode", "encoding", values[0]) < 0
        || check_optional_str("decode", "errors", values[1]) < 0)
        return NULL;
    return bytes_decode(self, values[0], values[1]);
}

static Object *hex(Object *self, Object **args, int positional, Object *kwnames)
{
    (void)args, (void)positional, (void)kwnames;
    Bytes *bytes = (Bytes *)self;
    StrBuilder b;
    str_builder_begin(&b);
    int status = 0;
    for (intptr_t i = 0; i < bytes->size && status == 0; i++) {
        static const char digits[] = "0123456789abcdef";
        const char pair[] = { digits[bytes->data[i] >> 4], digits[bytes->data[i] & 0xF], '\0' };
        status = str_builder_text(&b, pair);
    }
    if (status == 0)
        return str_builder_finish(&b);
    str_builder_abandon(&b);
    return NULL;
}

/* ---- comparison, hash, items ---------------------------------------------------------------- */

static Object *bytes_compare(Object *self, Object *other, Comparison op)
{
    if (!HAS_FLAG(other, TYPE_BYTES))
        return incref(NOT_IMPLEMENTED);
    Bytes *a = (Bytes *)self, *b = (Bytes *)other;
    size_t common = (size_t)(a->size < b->size ? a->size : b->size);
    int order = memcmp(a->data, b->data, common);
    if (order == 0)
        order = (a->size > b->size) - (a->size < b->size);
    return bool_from(comparison_holds(order, op));
}

static int64_t bytes_hash(Object *self) /* FNV-1a, as for str */
{
    const uint32_t prime = 16777619u;
    uint32_t hash = 2166136261u;
    Bytes *bytes = (Bytes *)self;
    for (intptr_t i = 0; i < bytes->size; i++)
        hash = (hash ^ bytes->data[i]) * prime;
    return hash;
}

static intptr_t bytes_length(Object *self) { return ((Bytes *)self)->size; }

static Object *bytes_get_item(Object *self, Object *key)
{
    Bytes *bytes = (Bytes *)self;
    if (IS_EXACT(key, slice_type)) {
        intptr_t start, stop, step;
        intptr_t count = slice_indices(key, bytes->size, &start, &stop, &step);
        Bytes *result = count < 0 ? NULL : (Bytes *)bytes_from(NULL, (size_t)count);
        for (intptr_t i = 0; result != NULL && i < count; i++)
            result->data[i] = bytes->data[start + i * step];
        return (Object *)result;
    }
    if (!is_index(key))
        return raise(&type_error_type, "byte indices must be integers or slices, not %T", key);
    intptr_t index = checked_index(key, bytes->size, "index out of range");
    return index < 0 ? NULL : int_from(bytes->data[index]);
}

static int bytes_contains(Object *self, Object *item)
{
    Bytes *bytes = (Bytes *)self;
    if (HAS_FLAG(item, TYPE_BYTES)) {
        Bytes *part = (Bytes *)item;
        for (intptr_t i = 0; i + part->size <= bytes->size; i++)
            if (memcmp(bytes->data + i, part->data, (size_t)part->size) == 0)
                return 1;
        return 0;
    }
    if (!is_index(item))
        return raise_int(&type_error_type, "a bytes-like object is required, not '%T'", item);
    intptr_t value = object_as_index(item);
    if (value == -1 && error_occurred())
        return -1;
    if (value < 0 || value >= BYTE_END)
        return raise_int(&value_error_type, "byte must be in range(0, 256)");
    return memchr(bytes->data, (int)value, (size_t)bytes->size) != NULL;
}

static Object *bytes_repeat(Bytes *bytes, Object *times)
{
    intptr_t count = object_as_size(times, &overflow_error_type);
    if (count == -1 && error_occurred())
        return NULL;
    if (count < 0)
        count = 0;
    if (bytes->size != 0 && count > INTPTR_MAX / bytes->size)
        return raise_no_memory();
    Bytes *result = (Bytes *)bytes_from(NULL, (size_t)(bytes->size * count));
    for (intptr_t i = 0; result != NULL && i < count; i++)
        memcpy(result->data + i * bytes->size, bytes->data, (size_t)bytes->size);
    return (Object *)result;
}

static Object *bytes_binary(BinaryOperator op, Object *left, Object *right)
{
    if (op == OP_ADD && HAS_FLAG(left, TYPE_BYTES) && HAS_FLAG(right, TYPE_BYTES)) {
        Bytes *a = (Bytes *)left, *b = (Bytes *)right;
        Bytes *result = (Bytes *)bytes_from(NULL, (size_t)(a->size + b->size));
        if (result == NULL)
            return NULL;
        memcpy(result->data, a->data, (size_t)a->size);
        memcpy(result->data + a->size, b->data, (size_t)b->size);
        return &result->head;
    }
    if (op == OP_MULTIPLY && HAS_FLAG(left, TYPE_BYTES) && is_index(right))
        return bytes_repeat((Bytes *)left, right);
    if (op == OP_MULTIPLY && HAS_FLAG(right, TYPE_BYTES) && is_index(left))
        return bytes_repeat((Bytes *)right, left);
    return incref(NOT_IMPLEMENTED);
}

/* ---- bytes() -------------------------------------------------------------------------------- */

static Object *bytes_from_numbers(Object *iterable)
{
    List *list = (List *)sequence_to_list(iterable);
    if (list == NULL)
        return NULL;
    Bytes *result = (Bytes *)bytes_from(NULL, (size_t)list->size);
    for (intptr_t i = 0; result != NULL && i < list->size; i++) {
        intptr_t value = object_as_index(list->items[i]);
        if (value == -1 && error_occurred())
            clear_reference(result);
        else if (value < 0 || value >= BYTE_END) {
            raise(&value_error_type, "bytes must be in range(0, 256)");
            clear_reference(result);
        } else
            result->data[i] = (uint8_t)value;
    }
    decref(list);
    return (Object *)result;
}

static Object *bytes_from_arguments(Object **args, int positional, Object *kwnames)
{
    static const char *const names[] = { "source", "encoding", "errors", NULL };
    Object *values[3];
    if (parse_arguments("bytes", args, positional, kwnames, names, values) < 0)
        return NULL;
    if (values[0] == NULL)
        return bytes_from(NULL, 0);
    if (IS_STR(values[0])) {
        if (values[1] == NULL)
            return raise(&type_error_type, "string argument without an encoding");
        return str_encode(values[0], values[1], values[2]);
    }
    if (IS_EXACT(values[0], bytes_type))
        return incref(values[0]);
    if (!is_index(values[0])) {
        if (values[0]->type->iterate == NULL)
            return raise(&type_error_type, "cannot convert '%T' object to bytes", values[0]);
        return bytes_from_numbers(values[0]);
    }
    intptr_t count = object_as_index(values[0]);
    if (count == -1 && error_occurred())
        return NULL;
    if (count < 0)
        return raise(&value_error_type, "negative count");
    return bytes_from(NULL, (size_t)count);
}

static Object *bytes_construct(Type *type, Object **args, int positional, Object *kwnames)
{
    return instance_of_value(type, bytes_from_arguments(args, positional, kwnames));
}

static const MethodDef bytes_methods[] = {
    { "decode", decode, 0, -1, METHOD_KEYWORDS, "Decode the bytes (UTF-8)." },
    { "hex", hex, 0, 0, 0, "Create a string of hexadecimal numbers from a bytes object." },
    { 0 },
};

Type bytes_type = {
    .head = { 1, &type_type },
    .name = "bytes",
    .basic_size = sizeof(Bytes),
    .item_size = 1,
    .flags = TYPE_BYTES | TYPE_BASE,
    .destroy = bytes_destroy,
    .repr = bytes_repr,
    .hash = bytes_hash,
    .compare = bytes_compare,
    .construct = bytes_construct,
    .iterate = bytes_iterate,
    .length = bytes_length,
    .get_item = bytes_get_item,
    .contains = bytes_contains,
    .binary = bytes_binary,
    .methods = bytes_methods,
    .doc = "bytes(iterable_of_ints) -> bytes",
};
