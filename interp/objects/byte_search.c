/*
 * byte_search.c: methods of bytes and bytearray that find, take apart and put together.
 */
#include "objects/byte_methods.h"

#include <string.h>

#include "objects/arguments.h"
#include "objects/iterators.h"
#include "objects/list.h"
#include "objects/start.h"
#include "vm/errors.h"

/* ---- finding -------------------------------------------------------------------------------- */

intptr_t bytes_search(ByteView bytes, ByteView needle, intptr_t start, intptr_t end, bool backward)
{
    intptr_t last = end - (intptr_t)needle.size;
    if (start > last)
        return -1;
    if (needle.size == 0)
        return backward ? last : start;
    for (intptr_t i = backward ? last : start; i >= start && i <= last; i += backward ? -1 : 1) {
        const uint8_t *first = backward ? bytes.data + i
            : memchr(bytes.data + i, needle.data[0], (size_t)(last - i) + 1);
        if (first == NULL)
            return -1;
        i = first - bytes.data;
        if (memcmp(first, needle.data, needle.size) == 0)
            return i;
    }
    return -1;
}

int byte_value(Object *o)
{
    enum { BYTE_END = 256 };
    if (!is_index(o))
        return raise_int(&type_error_type, "'%T' object cannot be interpreted as an integer", o);
    intptr_t value = object_as_index(o);
    if (value == -1 && error_occurred())
        return -1;
    return value >= 0 && value < BYTE_END ? (int)value
         : raise_int(&value_error_type, "byte must be in range(0, 256)");
}

/* What is looked for: bytes, or one number, which then lies in *byte. 0 or -1. */
static int needle_of(Object *o, ByteView *needle, uint8_t *byte)
{
    if (is_bytes_like(o))
        return byte_view_required(o, needle);
    if (!is_index(o))
        return raise_int(&type_error_type, "argument should be integer or bytes-like object, not "
                         "'%T'", o);
    int value = byte_value(o);
    *byte = (uint8_t)value;
    *needle = (ByteView){ byte, 1 };
    return value < 0 ? -1 : 0;
}

/* The range that find and its like search: as it is given, then within so many bytes. *start > *end
 * where it begins behind the end. */
static int range_of(Object **args, int positional, intptr_t *start, intptr_t *end)
{
    return slice_bound(positional > 1 ? args[1] : NONE, 0, start) < 0 ? -1
         : slice_bound(positional > 2 ? args[2] : NONE, INTPTR_MAX, end);
}

static void clip_to(intptr_t size, intptr_t *start, intptr_t *end)
{
    if (*start < 0)
        *start = *start + size < 0 ? 0 : *start + size;
    if (*end < 0)
        *end = *end + size < 0 ? 0 : *end + size;
    *end = *end > size ? size : *end;
}

/* All three arguments: an __index__ may change the bytes, which are looked at last. */
static int search_arguments(Object *self, Object **args, int positional, ByteView *bytes,
                            ByteView *needle, uint8_t *byte, intptr_t *start, intptr_t *end)
{
    if (range_of(args, positional, start, end) < 0 || needle_of(args[0], needle, byte) < 0)
        return -1;
    *bytes = own_bytes(self);
    clip_to((intptr_t)bytes->size, start, end);
    return 0;
}

/* -2: error. */
static intptr_t search(Object *self, Object **args, int positional, bool backward)
{
    ByteView bytes, needle;
    uint8_t byte;
    intptr_t start, end;
    if (search_arguments(self, args, positional, &bytes, &needle, &byte, &start, &end) < 0)
        return -2;
    return bytes_search(bytes, needle, start, end, backward);
}

static Object *found_or_error(intptr_t found)
{
    return found == -1 ? raise(&value_error_type, "subsection not found")
         : found < 0 ? NULL : int_from(found);
}

BYTE_METHOD(byte_find)
{
    (void)kwnames;
    intptr_t found = search(self, args, positional, false);
    return found == -2 ? NULL : int_from(found);
}

BYTE_METHOD(byte_rfind)
{
    (void)kwnames;
    intptr_t found = search(self, args, positional, true);
    return found == -2 ? NULL : int_from(found);
}

BYTE_METHOD(byte_index)
{
    (void)kwnames;
    return found_or_error(search(self, args, positional, false));
}

BYTE_METHOD(byte_rindex)
{
    (void)kwnames;
    return found_or_error(search(self, args, positional, true));
}

BYTE_METHOD(byte_count)
{
    (void)kwnames;
    ByteView bytes, needle;
    uint8_t byte;
    intptr_t start, end, count = 0;
    if (search_arguments(self, args, positional, &bytes, &needle, &byte, &start, &end) < 0)
        return NULL;
    if (needle.size == 0)
        return int_from(start > end ? 0 : end - start + 1);
    while ((start = bytes_search(bytes, needle, start, end, false)) >= 0) {
        count++;
        start += (intptr_t)needle.size;
    }
    return int_from(count);
}

/* Does [start, end) begin (end) with the object's bytes? -1: error. */
static int borders(Object *self, Object *o, intptr_t start, intptr_t end, bool at_end)
{
    ByteView bytes = own_bytes(self), part;
    if (byte_view_required(o, &part) < 0)
        return -1;
    if (start > end || (intptr_t)part.size > end - start)
        return 0;
    return part.size == 0 || memcmp(bytes.data + (at_end ? end - (intptr_t)part.size : start),
                                    part.data, part.size) == 0;
}

static Object *border(const char *name, Object *self, Object **args, int positional, bool at_end)
{
    intptr_t start, end;
    if (range_of(args, positional, &start, &end) < 0)
        return NULL;
    clip_to((intptr_t)own_bytes(self).size, &start, &end);
    if (!IS_TUPLE(args[0]) && !is_bytes_like(args[0]))
        return raise(&type_error_type, "%s first arg must be bytes or a tuple of bytes, not %T",
                     name, args[0]);
    bool many = IS_TUPLE(args[0]);
    int result = many ? 0 : borders(self, args[0], start, end, at_end);
    for (intptr_t i = 0; many && i < ((Tuple *)args[0])->size && result == 0; i++)
        result = borders(self, ((Tuple *)args[0])->items[i], start, end, at_end);
    return result < 0 ? NULL : bool_from(result);
}

BYTE_METHOD(byte_startswith)
{
    (void)kwnames;
    return border("startswith", self, args, positional, false);
}

BYTE_METHOD(byte_endswith)
{
    (void)kwnames;
    return border("endswith", self, args, positional, true);
}

/* ---- the ends ------------------------------------------------------------------------------- */

static bool is_space(uint8_t c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

enum { LEFT = 1, RIGHT = 2 };

static Object *strip(Object *self, Object **args, int positional, int sides)
{
    ByteView bytes = own_bytes(self), set = { 0 };
    bool spaces = positional == 0 || args[0] == NONE;
    if (!spaces && byte_view_required(args[0], &set) < 0)
        return NULL;
    size_t start = 0, end = bytes.size;
#define STRIPPED(c) (spaces ? is_space(c) : set.size > 0 && memchr(set.data, c, set.size) != NULL)
    while (sides & LEFT && start < end && STRIPPED(bytes.data[start]))
        start++;
    while (sides & RIGHT && end > start && STRIPPED(bytes.data[end - 1]))
        end--;
#undef STRIPPED
    return bytes_like(self, bytes.data + start, end - start);
}

BYTE_METHOD(byte_strip) { (void)kwnames; return strip(self, args, positional, LEFT | RIGHT); }
BYTE_METHOD(byte_lstrip) { (void)kwnames; return strip(self, args, positional, LEFT); }
BYTE_METHOD(byte_rstrip) { (void)kwnames; return strip(self, args, positional, RIGHT); }

static Object *without(Object *self, Object *part, bool at_end)
{
    ByteView bytes = own_bytes(self), view;
    if (byte_view_required(part, &view) < 0)
        return NULL;
    int borders_it = borders(self, part, 0, (intptr_t)bytes.size, at_end);
    size_t cut = borders_it > 0 ? view.size : 0;
    return bytes_like(self, bytes.data + (at_end ? 0 : cut), bytes.size - cut);
}

BYTE_METHOD(byte_removeprefix)
{
    (void)positional, (void)kwnames;
    return without(self, args[0], false);
}

BYTE_METHOD(byte_removesuffix)
{
    (void)positional, (void)kwnames;
    return without(self, args[0], true);
}

/* ---- taking apart --------------------------------------------------------------------------- */

static Object *partition(Object *self, Object *separator, bool backward)
{
    ByteView bytes = own_bytes(self), view;
    if (byte_view_required(separator, &view) < 0)
        return NULL;
    if (view.size == 0)
        return raise(&value_error_type, "empty separator");
    intptr_t found = bytes_search(bytes, view, 0, (intptr_t)bytes.size, backward);
    size_t head = found >= 0 ? (size_t)found : backward ? 0 : bytes.size;
    size_t middle = found >= 0 ? view.size : 0;
    bool given = found >= 0 && HAS_FLAG(self, TYPE_BYTES); /* then it comes back as it is */
    Object *items[] = {
        bytes_like(self, bytes.data, head),
        given ? incref(separator) : bytes_like(self, bytes.data + head, middle),
        bytes_like(self, bytes.data + head + middle, bytes.size - head - middle) };
    Object *result = items[0] && items[1] && items[2] ? tuple_from(items, 3) : NULL;
    for (int i = 0; i < 3; i++)
        xdecref(items[i]);
    return result;
}

BYTE_METHOD(byte_partition)
{
    (void)positional, (void)kwnames;
    return partition(self, args[0], false);
}

BYTE_METHOD(byte_rpartition)
{
    (void)positional, (void)kwnames;
    return partition(self, args[0], true);
}

static int add_part(Object *list, Object *self, intptr_t start, intptr_t end)
{
    Object *part = bytes_like(self, own_bytes(self).data + start, (size_t)(end - start));
    int status = part ? list_append(list, part) : -1;
    xdecref(part);
    return status;
}

/* Splits at white space, from the left or from the right; parts come in the order of finding. */
static int split_space(Object *list, Object *self, intptr_t most, bool backward)
{
    ByteView bytes = own_bytes(self);
    intptr_t start = 0, end = (intptr_t)bytes.size;
    for (;;) {
        while (start < end && is_space(bytes.data[backward ? end - 1 : start]))
            backward ? end-- : start++;
        if (start == end)
            return 0;
        if (most-- == 0) /* the rest, with the spaces at its other end */
            return add_part(list, self, start, end);
        intptr_t at = backward ? end : start;
        while (backward ? at > start && !is_space(bytes.data[at - 1])
                        : at < end && !is_space(bytes.data[at]))
            at += backward ? -1 : 1;
        if (add_part(list, self, backward ? at : start, backward ? end : at) < 0)
            return -1;
        *(backward ? &end : &start) = at;
    }
}

static int split_at(Object *list, Object *self, ByteView separator, intptr_t most, bool backward)
{
    intptr_t start = 0, end = (intptr_t)own_bytes(self).size, found;
    intptr_t size = (intptr_t)separator.size;
    while (most-- != 0
           && (found = bytes_search(own_bytes(self), separator, start, end, backward)) >= 0) {
        if (add_part(list, self, backward ? found + size : start, backward ? end : found) < 0)
            return -1;
        *(backward ? &end : &start) = backward ? found : found + size;
    }
    return add_part(list, self, start, end);
}

static Object *split(const char *name, Object *self, Object **args, int positional,
                     Object *kwnames, bool backward)
{
    static const char *const names[] = { "sep", "maxsplit", NULL };
    Object *values[2];
    ByteView separator;
    if (parse_arguments(name, args, positional, kwnames, names, values) < 0)
        return NULL;
    intptr_t most = values[1] ? object_as_ssize(values[1]) : -1;
    if (most == -1 && values[1] && error_occurred())
        return NULL;
    bool spaces = !values[0] || values[0] == NONE;
    if (!spaces && byte_view_required(values[0], &separator) < 0)
        return NULL;
    if (!spaces && separator.size == 0)
        return raise(&value_error_type, "empty separator");
    List *list = (List *)list_for_parts(most < 0 ? INTPTR_MAX : most);
    int status = !list ? -1 : spaces ? split_space(&list->head, self, most, backward)
                                     : split_at(&list->head, self, separator, most, backward);
    if (status < 0)
        clear_reference(list);
    for (intptr_t i = 0, j = list ? list->size - 1 : 0; backward && i < j; i++, j--) {
        Object *item = list->items[i];
        list->items[i] = list->items[j];
        list->items[j] = item;
    }
    return (Object *)list;
}

BYTE_METHOD(byte_split) { return split("split", self, args, positional, kwnames, false); }
BYTE_METHOD(byte_rsplit) { return split("rsplit", self, args, positional, kwnames, true); }

BYTE_METHOD(byte_splitlines)
{
    static const char *const names[] = { "keepends", NULL };
    Object *value;
    if (parse_arguments("splitlines", args, positional, kwnames, names, &value) < 0)
        return NULL;
    int keep = value ? object_as_c_int(value) : 0;
    Object *list = keep == -1 && error_occurred() ? NULL : list_new(0);
    ByteView bytes = own_bytes(self);
    int status = list ? 0 : -1;
    for (size_t start = 0; start < bytes.size && status == 0;) {
        size_t end = start;
        while (end < bytes.size && bytes.data[end] != '\n' && bytes.data[end] != '\r')
            end++;
        size_t next = end;
        if (next < bytes.size)
            next += bytes.data[next] == '\r' && next + 1 < bytes.size
                 && bytes.data[next + 1] == '\n' ? 2 : 1;
        status = add_part(list, self, (intptr_t)start, (intptr_t)(keep ? next : end));
        start = next;
    }
    if (status < 0)
        clear_reference(list);
    return list;
}

/* ---- putting together ----------------------------------------------------------------------- */

Object *bytes_join(Object *self, Object *iterable)
{
    if (iterable->type->iterate == NULL)
        return raise(&type_error_type, "can only join an iterable");
    List *list = (List *)iterable_to_list(iterable);
    ByteBlock block = { 0 };
    int status = list ? 0 : -1;
    if (list && list->size == 1 && IS_EXACT(self, bytes_type)
        && IS_EXACT(list->items[0], bytes_type)) {
        Object *only = incref(list->items[0]);
        decref(list);
        return only;
    }
    for (intptr_t i = 0; list && i < list->size && status == 0; i++) {
        ByteView separator = own_bytes(self), part;
        if (!byte_view(list->items[i], &part))
            status = raise_int(&type_error_type, "sequence item %zd: expected a bytes-like object, "
                               "%T found", i, list->items[i]);
        if (status == 0 && i > 0)
            status = byte_block_append(&block, separator.data, separator.size);
        if (status == 0)
            status = byte_block_append(&block, part.data, part.size);
    }
    xdecref(list);
    return bytes_like_block(self, &block, status);
}

BYTE_METHOD(byte_join)
{
    (void)positional, (void)kwnames;
    return bytes_join(self, args[0]);
}

BYTE_METHOD(byte_replace)
{
    (void)kwnames;
    ByteView old, new;
    if (byte_view_required(args[0], &old) < 0 || byte_view_required(args[1], &new) < 0)
        return NULL;
    intptr_t most = positional > 2 ? object_as_ssize(args[2]) : -1;
    if (most == -1 && error_occurred())
        return NULL;
    ByteView bytes = own_bytes(self);
    intptr_t start = 0, size = (intptr_t)bytes.size, found;
    ByteBlock block = { 0 };
    int status = 0;
    while (status == 0 && most-- != 0
           && (found = bytes_search(bytes, old, start, size, false)) >= 0) {
        intptr_t copied = old.size == 0 && found < size ? 1 : 0; /* between any two bytes */
        status = byte_block_append(&block, bytes.data + start, (size_t)(found - start));
        if (status == 0)
            status = byte_block_append(&block, new.data, new.size);
        if (status == 0)
            status = byte_block_append(&block, bytes.data + found, (size_t)copied);
        start = found + (intptr_t)old.size + copied;
        if (old.size == 0 && found == size)
            break;
    }
    if (status == 0 && start == 0 && block.size == 0) /* nothing was found */
        return bytes_like(self, bytes.data, bytes.size);
    if (status == 0 && start < size)
        status = byte_block_append(&block, bytes.data + start, (size_t)(size - start));
    return bytes_like_block(self, &block, status);
}

enum { TABLE_SIZE = 256 };

BYTE_METHOD(byte_translate)
{
    static const char *const names[] = { "", "delete", NULL };
    Object *values[2];
    ByteView bytes = own_bytes(self), table = { 0 }, deleted = { 0 };
    if (parse_required_arguments("translate", args, positional, kwnames, names, 1, values) < 0)
        return NULL;
    if (values[0] != NONE && byte_view_required(values[0], &table) < 0)
        return NULL;
    if (values[0] != NONE && table.size != TABLE_SIZE)
        return raise(&value_error_type, "translation table must be 256 characters long");
    if (values[1] && byte_view_required(values[1], &deleted) < 0)
        return NULL;
    ByteBlock block = { 0 };
    int status = byte_block_reserve(&block, bytes.size);
    for (size_t i = 0; i < bytes.size && status == 0; i++) {
        uint8_t c = bytes.data[i];
        if (deleted.size == 0 || !memchr(deleted.data, c, deleted.size))
            block.data[block.size++] = table.data ? table.data[c] : c;
    }
    return bytes_like_block(self, &block, status);
}

BYTE_METHOD(byte_maketrans)
{
    (void)self, (void)positional, (void)kwnames;
    ByteView from, to;
    if (byte_view_required(args[0], &from) < 0 || byte_view_required(args[1], &to) < 0)
        return NULL;
    if (from.size != to.size)
        return raise(&value_error_type, "maketrans arguments must have same length");
    uint8_t table[TABLE_SIZE];
    for (int i = 0; i < TABLE_SIZE; i++)
        table[i] = (uint8_t)i;
    for (size_t i = 0; i < from.size; i++)
        table[from.data[i]] = to.data[i];
    return bytes_from(table, TABLE_SIZE);
}
