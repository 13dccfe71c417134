/*
 * bytes_io.c: BytesIO: a binary file that lies in memory (CPython's Modules/_io/bytesio.c), and
 * looking at its bytes without a copy, by getbuffer().
 */
#include "io/io.h"

#include <string.h>

#include "kernel/abi.h"
#include "modules/module.h"
#include "objects/arguments.h"
#include "objects/memoryview.h"
#include "vm/errors.h"

typedef struct {
    Stream base;
    ByteBlock block;
    size_t place; /* may lie behind the end */
    intptr_t exports; /* of its block, by memoryviews: until they are released, it stays as it is */
} BytesIO;

static int check_resizable(const BytesIO *self)
{
    return self->exports == 0 ? 0
         : raise_int(&buffer_error_type, "Existing exports of data: object cannot be re-sized");
}

static Object *bytes_io_construct(Type *type, Object **args, int positional, Object *kwnames)
{
    (void)args, (void)positional, (void)kwnames;
    BytesIO *self = object_new(type, 0);
    if (self)
        gc_track(self);
    return (Object *)self;
}

static int bytes_io_initialise(Object *object, Object **args, int positional, Object *kwnames)
{
    static const char *const names[] = { "initial_bytes", NULL };
    BytesIO *self = (BytesIO *)object;
    Object *value;
    ByteView view = { 0 };
    if (parse_arguments("BytesIO", args, positional, kwnames, names, &value) < 0
        || (value && value != NONE && byte_view_required(value, &view) < 0))
        return -1;
    self->block.size = self->place = 0;
    if (check_resizable(self) < 0)
        return -1;
    self->base.closed = false;
    return view.size > 0 ? byte_block_append(&self->block, view.data, view.size) : 0;
}

static int check_usable(Object *self)
{
    return ((Stream *)self)->closed ? raise_int(&value_error_type, CLOSED_FILE) : 0;
}

/* ---- reading -------------------------------------------------------------------------------- */

static size_t size_ahead(BytesIO *self)
{
    return self->place < self->block.size ? self->block.size - self->place : 0;
}

static Object *take(BytesIO *self, size_t size)
{
    size = size < size_ahead(self) ? size : size_ahead(self);
    Object *bytes = bytes_from(size > 0 ? self->block.data + self->place : NULL, size);
    if (bytes)
        self->place += size;
    return bytes;
}

FUNCTION(bytes_io_read)
{
    (void)kwnames;
    intptr_t size;
    if (check_usable(self) < 0 || io_size_argument(args, positional, &size) < 0)
        return NULL;
    return take((BytesIO *)self, size < 0 ? SIZE_MAX : (size_t)size);
}

static Object *read_line(BytesIO *self, size_t limit)
{
    size_t size = size_ahead(self) < limit ? size_ahead(self) : limit;
    const uint8_t *start = self->block.data + self->place;
    const uint8_t *newline = size > 0 ? memchr(start, '\n', size) : NULL;
    return take(self, newline ? (size_t)(newline - start) + 1 : size);
}

FUNCTION(bytes_io_read_line)
{
    (void)kwnames;
    intptr_t limit;
    if (check_usable(self) < 0 || io_size_argument(args, positional, &limit) < 0)
        return NULL;
    return read_line((BytesIO *)self, limit < 0 ? SIZE_MAX : (size_t)limit);
}

static Object *bytes_io_next(Object *self)
{
    if (check_usable(self) < 0)
        return NULL;
    return size_ahead((BytesIO *)self) > 0 ? read_line((BytesIO *)self, SIZE_MAX) : NULL;
}

/* ---- writing -------------------------------------------------------------------------------- */

FUNCTION(bytes_io_write)
{
    UNUSED_ARGUMENTS;
    BytesIO *file = (BytesIO *)self;
    ByteView view;
    if (check_usable(self) < 0 || check_resizable(file) < 0
        || byte_view_required(args[0], &view) < 0)
        return NULL;
    size_t end = file->place + view.size;
    if (view.size > 0 && end > file->block.size && byte_block_resize(&file->block, end) < 0)
        return NULL;
    if (view.size > 0)
        memcpy(file->block.data + file->place, view.data, view.size);
    file->place += view.size;
    return int_from_unsigned(view.size);
}

FUNCTION(bytes_io_truncate)
{
    (void)kwnames;
    BytesIO *file = (BytesIO *)self;
    intptr_t size;
    if (check_usable(self) < 0 || check_resizable(file) < 0
        || io_size_argument(args, positional, &size) < 0)
        return NULL;
    if (positional && args[0] != NONE && size < 0)
        return raise(&value_error_type, "negative size value %zd", size);
    if (size < 0)
        size = (intptr_t)file->place;
    if ((size_t)size < file->block.size)
        file->block.size = (size_t)size;
    return int_from(size);
}

/* ---- places --------------------------------------------------------------------------------- */

FUNCTION(bytes_io_seek)
{
    (void)kwnames;
    BytesIO *file = (BytesIO *)self;
    int64_t offset, whence = SEEK_SET;
    if (check_usable(self) < 0 || io_offset(args[0], &offset) < 0
        || (positional > 1 && io_offset(args[1], &whence) < 0))
        return NULL;
    if (whence == SEEK_SET && offset < 0)
        return raise(&value_error_type, "negative seek value %zd", (intptr_t)offset);
    if (whence < SEEK_SET || whence > SEEK_END)
        return raise(&value_error_type, "invalid whence (%d, should be 0, 1 or 2)", (int)whence);
    if (whence != SEEK_SET)
        offset += (int64_t)(whence == SEEK_CUR ? file->place : file->block.size);
    if (offset > INTPTR_MAX)
        return raise(&overflow_error_type, "new position too large");
    file->place = offset < 0 ? 0 : (size_t)offset;
    return int_from_unsigned(file->place);
}

FUNCTION(bytes_io_tell)
{
    UNUSED_ARGUMENTS;
    return check_usable(self) < 0 ? NULL : int_from_unsigned(((BytesIO *)self)->place);
}

FUNCTION(bytes_io_getvalue)
{
    UNUSED_ARGUMENTS;
    BytesIO *file = (BytesIO *)self;
    return check_usable(self) < 0 ? NULL : bytes_from(file->block.data, file->block.size);
}

/* What a view of the bytes has as its obj: it keeps the BytesIO alive. */
typedef struct { Object head; Object *file; } BytesIOBuffer;
static Type bytes_io_buffer_type;

static void bytes_io_buffer_destroy(Object *self)
{
    gc_untrack(self);
    decref(((BytesIOBuffer *)self)->file);
    object_free(self, 0);
}

static int bytes_io_buffer_traverse(Object *self, Visitor visit, void *context)
{
    return visit(((BytesIOBuffer *)self)->file, context);
}

static Type bytes_io_buffer_type = {
    .head = { 1, &type_type }, .name = "_io._BytesIOBuffer", .basic_size = sizeof(BytesIOBuffer),
    .flags = TYPE_GC, .destroy = bytes_io_buffer_destroy, .traverse = bytes_io_buffer_traverse,
};

FUNCTION(bytes_io_getbuffer)
{
    UNUSED_ARGUMENTS;
    BytesIO *file = (BytesIO *)self;
    if (check_usable(self) < 0 || type_ready(&bytes_io_buffer_type) < 0)
        return NULL;
    BytesIOBuffer *buffer = object_new(&bytes_io_buffer_type, 0);
    if (!buffer)
        return NULL;
    buffer->file = incref(self);
    gc_track(buffer);
    Object *view = memoryview_of_block(&buffer->head, &file->block, &file->exports);
    decref(buffer);
    return view;
}

FUNCTION(bytes_io_true)
{
    UNUSED_ARGUMENTS;
    return check_usable(self) < 0 ? NULL : bool_from(true);
}

FUNCTION(bytes_io_close)
{
    UNUSED_ARGUMENTS;
    if (check_resizable((BytesIO *)self) < 0)
        return NULL;
    ((Stream *)self)->closed = true;
    byte_block_free(&((BytesIO *)self)->block);
    return incref(NONE);
}

/* ---- the type ------------------------------------------------------------------------------- */

static void bytes_io_destroy(Object *self)
{
    gc_untrack(self);
    stream_clear(self);
    byte_block_free(&((BytesIO *)self)->block);
    object_free(self, 0);
}

static size_t bytes_io_extra_size(Object *self) { return ((BytesIO *)self)->block.capacity; }

static const MethodDef bytes_io_methods[] = {
    { "read", bytes_io_read, 0, 1, 0, "read(size=-1) -> that many bytes, or all" },
    { "read1", bytes_io_read, 0, 1, 0, "read1(size=-1): the same as read" },
    { "readline", bytes_io_read_line, 0, 1, 0, "readline(size=-1) -> a line with its end" },
    { "write", bytes_io_write, 1, 1, 0, "write(bytes) -> how many were written" },
    { "seek", bytes_io_seek, 1, 2, 0, "seek(offset, whence=0) -> the new position" },
    { "tell", bytes_io_tell, 0, 0, 0, "tell() -> the position" },
    { "truncate", bytes_io_truncate, 0, 1, 0, "truncate(size=None) -> the new size" },
    { "getvalue", bytes_io_getvalue, 0, 0, 0, "getvalue() -> all the bytes" },
    { "getbuffer", bytes_io_getbuffer, 0, 0, 0, "getbuffer() -> a memoryview of the bytes" },
    { "seekable", bytes_io_true, 0, 0, 0, "seekable() -> True" },
    { "readable", bytes_io_true, 0, 0, 0, "readable() -> True" },
    { "writable", bytes_io_true, 0, 0, 0, "writable() -> True" },
    { "close", bytes_io_close, 0, 0, 0, "close() gives the bytes up" },
    { 0 },
};

Type bytes_io_type = {
    .head = { 1, &type_type }, .name = "_io.BytesIO", .base = &buffered_io_base_type,
    .basic_size = sizeof(BytesIO), .flags = TYPE_GC | TYPE_BASE, STREAM_SLOTS,
    .destroy = bytes_io_destroy, .traverse = stream_traverse, .clear = stream_clear,
    .construct = bytes_io_construct, .initialise = bytes_io_initialise, .next = bytes_io_next,
    .extra_size = bytes_io_extra_size, .methods = bytes_io_methods,
    .doc = "BytesIO(initial_bytes=b''): a binary file in memory.",
};
