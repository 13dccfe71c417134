/*
 * bytes.c: type bytes: a row of numbers from 0 to 255 inside the object itself. What it shares with
 * bytearray works on a view of either's bytes; their methods are in byte_text.c and byte_search.c.
 */
#include "objects/arguments.h"
#include "objects/byte_methods.h"
#include "objects/class.h"
#include "objects/codecs.h"
#include "objects/format.h"
#include "objects/iterators.h"
#include "objects/memoryview.h"
#include "objects/start.h"
#include "object.h"
#include "objects/str.h"
#include "vm/errors.h"

#include <string.h>

/* b"" and each single byte are one object, once they have been asked for. */
enum { BYTE_END = 256 };
static Object *empty_bytes, *single_bytes[BYTE_END];

static Object **known_bytes(const uint8_t *data, size_t size)
{
    return size == 0 ? &empty_bytes : size == 1 && data != NULL ? &single_bytes[*data] : NULL;
}

void bytes_stop(void)
{
    for (int i = 0; i < BYTE_END; i++)
        clear_reference(single_bytes[i]);
    clear_reference(empty_bytes);
}

/* data NULL: zeros, which the caller may fill (but for none, that belong to all). */
Object *bytes_from(const void *data, size_t size)
{
    Object **known = known_bytes(data, size);
    if (known != NULL && *known != NULL)
        return incref(*known);
    Bytes *bytes = object_new(&bytes_type, size);
    if (bytes == NULL)
        return NULL;
    bytes->size = (intptr_t)size;
    if (data != NULL && size > 0)
        memcpy(bytes->data, data, size);
    if (known != NULL)
        *known = incref(&bytes->head);
    return &bytes->head;
}

static void bytes_destroy(Object *self) { object_free(self, (size_t)((Bytes *)self)->size); }

Object *bytes_like(Object *self, const uint8_t *data, size_t size)
{
    ByteView own = own_bytes(self);
    if (IS_EXACT(self, bytes_type) && size == own.size && data == own.data)
        return incref(self);
    return HAS_FLAG(self, TYPE_BYTES) ? bytes_from(data, size) : bytearray_from(data, size);
}

Object *bytes_like_block(Object *self, ByteBlock *block, int status)
{
    Object *result = status < 0 ? NULL : HAS_FLAG(self, TYPE_BYTES)
                   ? bytes_from(block->data, block->size)
                   : bytearray_from(block->data, block->size);
    byte_block_free(block);
    return result;
}

/* ---- text ----------------------------------------------------------------------------------- */

/* bytearray escapes a single quote between double ones too. */
static int repr_byte(StrBuilder *b, uint8_t c, char quote, bool array)
{
    static const char hex[] = "0123456789abcdef";
    if (c == '\\' || c == (uint8_t)quote || (array && c == '\''))
        return str_builder_char(b, '\\') < 0 ? -1 : str_builder_char(b, c);
    if (c == '\n' || c == '\r' || c == '\t')
        return str_builder_text(b, c == '\n' ? "\\n" : c == '\r' ? "\\r" : "\\t");
    if (c >= ' ' && c < 0x7F)
        return str_builder_char(b, c);
    const char escaped[] = { '\\', 'x', hex[c >> 4], hex[c & 0xF], '\0' };
    return str_builder_text(b, escaped);
}

Object *bytes_repr(Object *self)
{
    ByteView bytes = own_bytes(self);
    bool single = bytes.size > 0 && memchr(bytes.data, '\'', bytes.size) != NULL;
    bool twice = bytes.size > 0 && memchr(bytes.data, '"', bytes.size) != NULL;
    char quote = single && !twice ? '"' : '\'';
    StrBuilder b;
    str_builder_begin(&b);
    int status = str_builder_char(&b, 'b') < 0 ? -1 : str_builder_char(&b, (uint8_t)quote);
    for (size_t i = 0; i < bytes.size && status == 0; i++)
        status = repr_byte(&b, bytes.data[i], quote, !HAS_FLAG(self, TYPE_BYTES));
    if (status == 0 && str_builder_char(&b, (uint8_t)quote) == 0)
        return str_builder_finish(&b);
    str_builder_abandon(&b);
    return NULL;
}

/* ---- comparison, hash, items ---------------------------------------------------------------- */

Object *bytes_compare(Object *self, Object *other, Comparison op)
{
    ByteView a = own_bytes(self), b;
    bool by_other = HAS_FLAG(self, TYPE_BYTES) && IS_EXACT(other, memoryview_type);
    if (by_other || !byte_view(other, &b))
        return incref(NOT_IMPLEMENTED);
    size_t common = a.size < b.size ? a.size : b.size;
    int order = common > 0 ? memcmp(a.data, b.data, common) : 0;
    if (order == 0)
        order = (a.size > b.size) - (a.size < b.size);
    return bool_from(comparison_holds(order, op));
}

static int64_t bytes_hash(Object *self) /* a str of the same bytes has the same */
{
    return hash_of_bytes(((Bytes *)self)->data, (size_t)((Bytes *)self)->size);
}

intptr_t bytes_length(Object *self) { return (intptr_t)own_bytes(self).size; }

/* Where the size is, which an __index__ may change. */
static const intptr_t *size_of_bytes(Object *self)
{
    return HAS_FLAG(self, TYPE_BYTES) ? &((Bytes *)self)->size
                                      : (const intptr_t *)&((ByteArray *)self)->block.size;
}

static Object *slice_of(Object *self, Object *slice)
{
    intptr_t start, stop, step;
    intptr_t count = slice_indices(slice, size_of_bytes(self), &start, &stop, &step);
    if (count < 0)
        return NULL;
    ByteView bytes = own_bytes(self);
    if (step == 1)
        return bytes_like(self, bytes.data + start, (size_t)count);
    ByteBlock block = { 0 };
    int status = byte_block_resize(&block, (size_t)count);
    for (intptr_t i = 0; status == 0 && i < count; i++)
        block.data[i] = bytes.data[start + i * step];
    return bytes_like_block(self, &block, status);
}

Object *bytes_get_item(Object *self, Object *key)
{
    bool fixed = HAS_FLAG(self, TYPE_BYTES);
    if (IS_EXACT(key, slice_type))
        return slice_of(self, key);
    if (!is_index(key))
        return raise(&type_error_type, "%s indices must be integers or slices, not %T",
                     fixed ? "byte" : "bytearray", key);
    intptr_t index = checked_index(key, size_of_bytes(self), fixed ? "index out of range"
                                                             : "bytearray index out of range");
    return index < 0 ? NULL : int_from(own_bytes(self).data[index]);
}

int bytes_contains(Object *self, Object *item)
{
    int value = is_index(item) ? byte_value(item) : -1; /* an __index__ may change the bytes */
    ByteView bytes = own_bytes(self), part;
    if (!is_index(item))
        return byte_view_required(item, &part) < 0 ? -1
             : bytes_search(bytes, part, 0, (intptr_t)bytes.size, false) >= 0;
    return value < 0 ? -1 : bytes.size > 0 && memchr(bytes.data, value, bytes.size) != NULL;
}

static Object *bytes_repeat(Object *self, Object *times)
{
    intptr_t count = object_as_size(times, &overflow_error_type);
    if (count == -1 && error_occurred())
        return NULL;
    ByteView bytes = own_bytes(self);
    count = count < 0 ? 0 : count;
    if (count == 1)
        return bytes_like(self, bytes.data, bytes.size);
    if (bytes.size != 0 && count > INTPTR_MAX / (intptr_t)bytes.size)
        return raise_no_memory();
    ByteBlock block = { 0 };
    int status = byte_block_resize(&block, bytes.size * (size_t)count);
    for (size_t i = 0; status == 0 && i < block.size; i += bytes.size)
        memcpy(block.data + i, bytes.data, bytes.size);
    return bytes_like_block(self, &block, status);
}

static Object *bytes_concatenate(Object *left, Object *right)
{
    ByteView a = own_bytes(left), b;
    if (!byte_view(right, &b)) /* a memoryview with gaps */
        return raise(&type_error_type, "can't concat %T to %T", right, left);
    if (b.size == 0 && IS_EXACT(left, bytes_type))
        return incref(left);
    if (a.size == 0 && IS_EXACT(left, bytes_type) && IS_EXACT(right, bytes_type))
        return incref(right);
    ByteBlock block = { 0 };
    int status = byte_block_append(&block, a.data, a.size);
    if (status == 0)
        status = byte_block_append(&block, b.data, b.size);
    return bytes_like_block(left, &block, status);
}

/* b"..." % values, by way of characters: format_percent_bytes gives a str of Latin-1. */
static Object *bytes_format(Object *self, Object *values)
{
    ByteView bytes = own_bytes(self);
    Object *format = codec_decode(bytes.data, bytes.size, CODEC_LATIN_1, NULL);
    Object *text = format ? format_percent_bytes(format, values) : NULL;
    Object *result = text ? codec_encode(text, CODEC_LATIN_1, NULL) : NULL;
    if (result && !HAS_FLAG(self, TYPE_BYTES)) {
        ByteView made = own_bytes(result);
        Object *array = bytearray_from(made.data, made.size);
        decref(result);
        result = array;
    }
    xdecref(text);
    xdecref(format);
    return result;
}

Object *bytes_binary(BinaryOperator op, Object *left, Object *right)
{
    bool of_left = is_bytes_or_array(left), of_right = is_bytes_or_array(right);
    if (op == OP_ADD && of_left)
        return is_bytes_like(right) ? bytes_concatenate(left, right) : incref(NOT_IMPLEMENTED);
    if (op == OP_MULTIPLY && of_left && is_index(right))
        return bytes_repeat(left, right);
    if (op == OP_MULTIPLY && of_right && is_index(left))
        return bytes_repeat(right, left);
    if (op == OP_REMAINDER && of_left)
        return bytes_format(left, right);
    return incref(NOT_IMPLEMENTED);
}

/* ---- bytes() and bytearray() ---------------------------------------------------------------- */

static int collect_numbers(const char *type, Object *iterable, ByteBlock *block)
{
    Object *iterator = object_iterate(iterable), *item;
    int status = iterator != NULL ? 0 : -1;
    while (status == 0 && (item = object_next(iterator)) != NULL) {
        intptr_t value = is_index(item) ? object_as_index(item) : -1;
        if (!is_index(item))
            status = raise_int(&type_error_type,
                               "'%T' object cannot be interpreted as an integer", item);
        else if (value == -1 && error_occurred())
            status = -1;
        else if (value < 0 || value > UINT8_MAX)
            status = raise_int(&value_error_type, "%s must be in range(0, 256)", type);
        else
            status = byte_block_append(block, &(uint8_t){ (uint8_t)value }, 1);
        decref(item);
    }
    xdecref(iterator);
    return error_occurred() ? -1 : status;
}

static int collect_zeros(Object *number, ByteBlock *block)
{
    intptr_t count = object_as_size(number, &overflow_error_type);
    if (count == -1 && error_occurred())
        return -1;
    return count < 0 ? raise_int(&value_error_type, "negative count")
                     : byte_block_resize(block, (size_t)count);
}

/* What the object's __bytes__ says: 1, 0 it has none, -1. */
static int collect_special(Object *source, ByteBlock *block)
{
    Object *method = object_special_method(source, "__bytes__");
    if (method == NULL)
        return error_occurred() ? -1 : 0;
    Object *result = object_call(method, NULL, 0, NULL);
    decref(method);
    if (result == NULL)
        return -1;
    int status = !HAS_FLAG(result, TYPE_BYTES)
        ? raise_int(&type_error_type, "__bytes__ returned non-bytes (type %T)", result)
        : byte_block_append(block, ((Bytes *)result)->data, (size_t)((Bytes *)result)->size);
    decref(result);
    return status < 0 ? -1 : 1;
}

/* A memoryview may have gaps. */
static int collect_bytes_like(Object *source, ByteBlock *block)
{
    ByteView view;
    if (byte_view(source, &view))
        return byte_block_append(block, view.data, view.size);
    const MemoryView *m = (MemoryView *)source;
    if (memoryview_check(m) < 0 || byte_block_resize(block, memoryview_size(m)) < 0)
        return -1;
    memoryview_gather(m, false, block->data);
    return 0;
}

int bytes_collect(const char *type, Object **args, int positional, Object *kwnames,
                  ByteBlock *block)
{
    static const char *const names[] = { "source", "encoding", "errors", NULL };
    Object *values[3];
    if (parse_arguments(type, args, positional, kwnames, names, values) < 0
        || check_optional_str(type, "encoding", values[1]) < 0
        || check_optional_str(type, "errors", values[2]) < 0)
        return -1;
    Object *source = values[0];
    if ((values[1] || values[2]) && (source == NULL || !IS_STR(source)))
        return raise_int(&type_error_type, "%s without a string argument",
                         values[1] ? "encoding" : "errors");
    if (source == NULL)
        return 0;
    bool asks = values[1] == NULL && values[2] == NULL && strcmp(type, "bytes") == 0
             && !IS_EXACT(source, str_type); /* a str's class may have a __bytes__ too */
    int special = asks ? collect_special(source, block) : 0;
    if (special != 0)
        return special < 0 ? -1 : 0;
    if (IS_STR(source)) {
        if (values[1] == NULL)
            return raise_int(&type_error_type, "string argument without an encoding");
        Object *encoded = str_encode(source, values[1], values[2]);
        int status = !encoded ? -1 : byte_block_append(block, ((Bytes *)encoded)->data,
                                                       (size_t)((Bytes *)encoded)->size);
        xdecref(encoded);
        return status;
    }
    if (is_bytes_like(source))
        return collect_bytes_like(source, block);
    if (is_index(source))
        return collect_zeros(source, block);
    if (source->type->iterate == NULL)
        return raise_int(&type_error_type, "cannot convert '%T' object to %s", source, type);
    return collect_numbers(type[4] == 's' ? "bytes" : "byte", source, block);
}

static Object *bytes_construct(Type *type, Object **args, int positional, Object *kwnames)
{
    if (positional == 1 && kwnames == NULL && IS_EXACT(args[0], bytes_type))
        return instance_of_value(type, incref(args[0]));
    ByteBlock block = { 0 };
    int status = bytes_collect("bytes", args, positional, kwnames, &block);
    Object *bytes = status < 0 ? NULL : bytes_from(block.data, block.size);
    byte_block_free(&block);
    return instance_of_value(type, bytes);
}

static BYTE_METHOD(bytes_bytes)
{
    (void)args, (void)positional, (void)kwnames;
    return IS_EXACT(self, bytes_type) ? incref(self)
         : bytes_from(((Bytes *)self)->data, (size_t)((Bytes *)self)->size);
}

static const MethodDef bytes_methods[] = {
    { "__bytes__", bytes_bytes, 0, 0, 0, "Convert this value to exact type bytes." },
    BYTE_METHODS,
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
    .str = bytes_repr,
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
