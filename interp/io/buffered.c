/*
 * buffered.c: BufferedReader, BufferedWriter and BufferedRandom: bytes in blocks over a raw stream.
 * Either something was read ahead or something waits to be written, never both; where the program
 * stands in the file follows from where the raw stream stands and from what is here.
 */
#include "io/io.h"

#include <string.h>

#include "kernel/abi.h"
#include "modules/module.h"
#include "modules/output.h"
#include "objects/arguments.h"
#include "objects/byte_methods.h"
#include "objects/class.h"
#include "objects/memoryview.h"
#include "objects/start.h"
#include "vm/errors.h"

/* ---- making one ----------------------------------------------------------------------------- */

static Object *buffered_construct(Type *type, Object **args, int positional, Object *kwnames)
{
    (void)args, (void)positional, (void)kwnames;
    Buffered *self = object_new(type, 0);
    if (!self)
        return NULL;
    self->readable = !type_is_subtype(type, &buffered_writer_type);
    self->writable = !type_is_subtype(type, &buffered_reader_type);
    gc_track(self);
    return &self->base.head;
}

static int buffered_start(Buffered *self, Object *raw, size_t block_size)
{
    int readable = self->readable ? io_call_flag(raw, "readable") : 1;
    int writable = readable > 0 && self->writable ? io_call_flag(raw, "writable") : 1;
    if (readable == 0)
        raise(&os_error_type, "File or stream is not readable.");
    else if (writable == 0)
        raise(&os_error_type, "File or stream is not writable.");
    if (readable <= 0 || writable <= 0)
        return -1;
    self->block_size = block_size;
    clear_reference(self->ahead);
    replace_reference(self->raw, incref(raw));
    return 0;
}

Object *buffered_new(Type *type, Object *raw, size_t block_size)
{
    Object *self = buffered_construct(type, NULL, 0, NULL);
    if (self && buffered_start((Buffered *)self, raw, block_size) < 0)
        clear_reference(self);
    return self;
}

/* "BufferedReader": without the module, as CPython's complaints name it. */
static const char *built_in_name(Object *self)
{
    Type *types[] = { &buffered_reader_type, &buffered_writer_type };
    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++)
        if (type_is_subtype(self->type, types[i]))
            return types[i]->name + sizeof "_io." - 1;
    return "BufferedRandom";
}

static int buffered_initialise(Object *self, Object **args, int positional, Object *kwnames)
{
    static const char *const names[] = { "raw", "buffer_size", NULL };
    Object *values[2];
    const char *type = built_in_name(self);
    if (parse_required_arguments(type, args, positional, kwnames, names, 1, values) < 0)
        return -1;
    intptr_t size = values[1] ? object_as_size(values[1], &overflow_error_type) : IO_BLOCK_SIZE;
    if (size == -1 && error_occurred())
        return -1;
    if (size <= 0)
        return raise_int(&value_error_type, "buffer size must be strictly positive");
    return buffered_start((Buffered *)self, values[0], (size_t)size);
}

/* ---- what is here --------------------------------------------------------------------------- */

static int check_attached(Buffered *self)
{
    return self->raw ? 0 : raise_int(&value_error_type, "raw stream has been detached");
}

static int check_usable(Buffered *self, const char *message)
{
    return check_attached(self) < 0 ? -1 : io_check_open(self->raw, message);
}

static size_t size_ahead(Buffered *self)
{
    return self->ahead ? (size_t)((Bytes *)self->ahead)->size - self->start : 0;
}

static const uint8_t *bytes_ahead(Buffered *self)
{
    return ((Bytes *)self->ahead)->data + self->start;
}

/* Gives the first `size` bytes that are ahead up. */
static void take_ahead(Buffered *self, size_t size)
{
    self->start += size;
    if (size_ahead(self) == 0)
        clear_reference(self->ahead);
}

/* What raw.write is given: as in CPython a view, but a file's write looks at bytes no longer. New. */
static Object *part_to_write(Object *raw, const uint8_t *data, size_t size)
{
    Object *part = bytes_from(data, size);
    if (!part || IS_EXACT(raw, raw_file_type))
        return part;
    Object *view = memoryview_from(part);
    decref(part);
    return view;
}

/* raw.write until all is written. What could not be is kept. */
static int write_waiting(Buffered *self)
{
    size_t written = 0;
    int result = 0;
    while (result == 0 && written < self->waiting.size) {
        Object *part = part_to_write(self->raw, self->waiting.data + written,
                                     self->waiting.size - written);
        Object *count = part ? io_call(self->raw, "write", part) : NULL;
        int64_t number = 0;
        if (count == NONE)
            raise(&os_error_type, "write could not complete without blocking");
        result = !count || count == NONE ? -1 : io_offset(count, &number);
        if (result == 0 && (number < 0 || (size_t)number > self->waiting.size - written))
            result = raise_int(&os_error_type, "raw write() returned invalid length %zd (should "
                               "have been between 0 and %zd)", (intptr_t)number,
                               (intptr_t)(self->waiting.size - written));
        if (result == 0)
            written += (size_t)number;
        xdecref(part);
        xdecref(count);
    }
    self->waiting.size -= written;
    if (self->waiting.size > 0)
        memmove(self->waiting.data, self->waiting.data + written, self->waiting.size);
    return result;
}

/* raw.seek(offset, whence): the new position, or -1. */
static int64_t seek_raw(Buffered *self, int64_t offset, int whence)
{
    Object *args[] = { int_from(offset), int_from(whence) };
    Object *seek = args[0] && args[1] ? object_lookup_attribute(self->raw, "seek") : NULL;
    Object *place = seek ? object_call(seek, args, 2, NULL) : NULL;
    int64_t result = -1;
    if (place && io_offset(place, &result) == 0 && result < 0)
        raise(&os_error_type, "Raw stream returned invalid position %zd", (intptr_t)result);
    xdecref(place);
    xdecref(seek);
    xdecref(args[0]);
    xdecref(args[1]);
    return error_occurred() ? -1 : result;
}

/* The raw stream stands again where the program does. */
static int forget_ahead(Buffered *self)
{
    int64_t ahead = (int64_t)size_ahead(self);
    clear_reference(self->ahead);
    return ahead > 0 && seek_raw(self, -ahead, SEEK_CUR) < 0 ? -1 : 0;
}

int buffered_flush(Buffered *self)
{
    if (write_waiting(self) < 0)
        return -1;
    return self->readable && self->writable ? forget_ahead(self) : 0;
}

/* ---- reading -------------------------------------------------------------------------------- */

/* How many bytes raw.readinto(view) has put there: 0 also where nothing comes at the moment; -1. */
static intptr_t read_raw(Object *raw, Object *view, size_t size)
{
    Object *count = io_call(raw, "readinto", view);
    if (!count)
        return -1;
    intptr_t number = count == NONE ? 0 : object_as_size(count, &value_error_type);
    decref(count);
    if (number == -1 && error_occurred())
        return raise_int_from(&os_error_type, "raw readinto() failed");
    return number >= 0 && (size_t)number <= size ? number
         : raise_int(&os_error_type, "raw readinto() returned invalid length %zd (should have been "
                     "between 0 and %zd)", number, (intptr_t)size);
}

/* Up to so many bytes of any raw stream, which need only have readinto(): new. */
static Object *read_by_readinto(Object *raw, size_t size)
{
    Object *block = bytearray_from(NULL, size), *view = block ? memoryview_from(block) : NULL;
    intptr_t count = view ? read_raw(raw, view, size) : -1;
    Object *bytes = count < 0 ? NULL : bytes_from(own_bytes(block).data, (size_t)count);
    xdecref(view);
    xdecref(block);
    return bytes;
}

/* The same of a file, which gives them without a copy. */
static Object *read_file(Object *raw, size_t size)
{
    Object *number = int_from_unsigned(size);
    Object *bytes = number ? io_call(raw, "read", number) : NULL;
    xdecref(number);
    return bytes;
}

/* Reads a block; nothing must be ahead. 1, 0 at the end of the file, -1. */
static int fill(Buffered *self, size_t size)
{
    if (write_waiting(self) < 0)
        return -1;
    Object *bytes = IS_EXACT(self->raw, raw_file_type) ? read_file(self->raw, size)
                                                       : read_by_readinto(self->raw, size);
    if (!bytes)
        return -1;
    if (bytes == NONE || ((Bytes *)bytes)->size == 0) {
        decref(bytes);
        return 0;
    }
    self->ahead = bytes;
    self->start = 0;
    return 1;
}

/* Takes up to `most` bytes of what is ahead into the collected ones, through a newline if `line`:
 * whether that was met; -1. */
static int take(Buffered *self, ByteBlock *collected, size_t most, bool line)
{
    size_t size = size_ahead(self) < most ? size_ahead(self) : most;
    const uint8_t *newline = line ? memchr(bytes_ahead(self), '\n', size) : NULL;
    if (newline)
        size = (size_t)(newline - bytes_ahead(self)) + 1;
    if (byte_block_append(collected, bytes_ahead(self), size) < 0)
        return -1;
    take_ahead(self, size);
    return newline != NULL;
}

/* Bytes up to a limit (-1: none), the end of the file, or the end of the line. */
static Object *collect(Buffered *self, intptr_t limit, bool line)
{
    ByteBlock collected = { 0 };
    int met = 0;
    while (met == 0 && (limit < 0 || collected.size < (size_t)limit)) {
        size_t wanted = limit < 0 ? SIZE_MAX : (size_t)limit - collected.size;
        int more = size_ahead(self) > 0 ? 1
            : fill(self, !line && limit >= 0 && wanted > self->block_size ? wanted
                                                                          : self->block_size);
        if (more <= 0) {
            met = more;
            break;
        }
        met = take(self, &collected, wanted, line);
    }
    Object *bytes = met < 0 ? NULL : bytes_from(collected.data, collected.size);
    byte_block_free(&collected);
    return bytes;
}

/* Everything to the end: what is ahead and what raw still has. */
static Object *read_all(Buffered *self)
{
    if (write_waiting(self) < 0)
        return NULL;
    Object *first = size_ahead(self) > 0 ? bytes_from(bytes_ahead(self), size_ahead(self)) : NULL;
    if (!first && error_occurred())
        return NULL;
    clear_reference(self->ahead);
    Object *rest = io_call(self->raw, "read", NULL);
    if (!rest || !first)
        return rest;
    Object *all = rest == NONE ? incref(first) : object_binary(OP_ADD, first, rest);
    decref(first);
    decref(rest);
    return all;
}

static int check_readable(Buffered *self, const char *name, const char *closed)
{
    if (!self->readable) {
        io_unsupported(name);
        return -1;
    }
    return check_usable(self, closed);
}

FUNCTION(buffered_read)
{
    (void)kwnames;
    Buffered *file = (Buffered *)self;
    intptr_t size;
    if (check_readable(file, "read", "read of closed file") < 0
        || io_size_argument(args, positional, &size) < 0)
        return NULL;
    if (size < -1)
        return raise(&value_error_type, "read length must be non-negative or -1");
    return size < 0 ? read_all(file) : collect(file, size, false);
}

/* What is ahead, or else what one read of the raw stream gives. */
FUNCTION(buffered_read1)
{
    (void)kwnames;
    Buffered *file = (Buffered *)self;
    intptr_t size;
    if (check_readable(file, "read1", "read of closed file") < 0
        || io_size_argument(args, positional, &size) < 0)
        return NULL;
    size_t most = size < 0 ? file->block_size : (size_t)size;
    if (most > 0 && size_ahead(file) == 0 && fill(file, file->block_size) < 0)
        return NULL;
    if (most >= size_ahead(file) && file->start == 0 && file->ahead) { /* the whole block */
        Object *block = file->ahead;
        file->ahead = NULL;
        return block;
    }
    most = most < size_ahead(file) ? most : size_ahead(file);
    Object *bytes = bytes_from(most > 0 ? bytes_ahead(file) : NULL, most);
    if (bytes && most > 0)
        take_ahead(file, most);
    return bytes;
}

FUNCTION(buffered_peek)
{
    UNUSED_ARGUMENTS;
    Buffered *file = (Buffered *)self;
    if (check_readable(file, "peek", "peek of closed file") < 0
        || (size_ahead(file) == 0 && fill(file, file->block_size) < 0))
        return NULL;
    return bytes_from(file->ahead ? bytes_ahead(file) : NULL, size_ahead(file));
}

FUNCTION(buffered_read_line)
{
    (void)kwnames;
    Buffered *file = (Buffered *)self;
    intptr_t limit;
    if (check_readable(file, "read", "readline of closed file") < 0
        || io_size_argument(args, positional, &limit) < 0)
        return NULL;
    return collect(file, limit, true);
}

static Object *buffered_next(Object *self)
{
    Buffered *file = (Buffered *)self;
    if (check_readable(file, "read", "readline of closed file") < 0)
        return NULL;
    Object *line = collect(file, -1, true);
    if (line && ((Bytes *)line)->size == 0)
        clear_reference(line);
    return line;
}

/* ---- writing -------------------------------------------------------------------------------- */

/* How many: new. raw's methods may be Python code. */
static Object *write_bytes(Buffered *file, Object *bytes)
{
    ByteView view;
    if (byte_view_required(bytes, &view) < 0
        || io_check_open(file->raw, "write to closed file") < 0 || forget_ahead(file) < 0)
        return NULL;
    if (view.size > file->block_size - file->waiting.size && write_waiting(file) < 0)
        return NULL;
    if (byte_block_append(&file->waiting, view.data, view.size) < 0)
        return NULL;
    if (file->waiting.size > file->block_size && write_waiting(file) < 0)
        return NULL;
    return int_from_unsigned(view.size);
}

FUNCTION(buffered_write)
{
    UNUSED_ARGUMENTS;
    Buffered *file = (Buffered *)self;
    if (!file->writable)
        return io_unsupported("write");
    if (check_attached(file) < 0)
        return NULL;
    if (HAS_FLAG(args[0], TYPE_BYTES) || !is_bytes_like(args[0]))
        return write_bytes(file, args[0]);
    Object *view = memoryview_from(args[0]); /* meanwhile its size does not change */
    Object *written = view ? write_bytes(file, view) : NULL;
    xdecref(view);
    return written;
}

FUNCTION(buffered_flush_method)
{
    UNUSED_ARGUMENTS;
    Buffered *file = (Buffered *)self;
    const char *closed = file->writable ? "flush of closed file" : CLOSED_FILE;
    return check_usable(file, closed) < 0 || buffered_flush(file) < 0 ? NULL : incref(NONE);
}

FUNCTION(buffered_close)
{
    UNUSED_ARGUMENTS;
    Buffered *file = (Buffered *)self;
    if (check_attached(file) < 0)
        return NULL;
    int closed = io_is_closed(file->raw);
    if (closed != 0)
        return closed < 0 ? NULL : incref(NONE);
    int result = io_flush_and_close(self, file->raw);
    byte_block_free(&file->waiting);
    return result < 0 ? NULL : incref(NONE);
}

FUNCTION(buffered_detach)
{
    UNUSED_ARGUMENTS;
    Buffered *file = (Buffered *)self;
    if (check_attached(file) < 0 || io_call_quietly(self, "flush") < 0)
        return NULL;
    Object *raw = file->raw;
    file->raw = NULL;
    return raw;
}

/* ---- places --------------------------------------------------------------------------------- */

FUNCTION(buffered_tell)
{
    UNUSED_ARGUMENTS;
    Buffered *file = (Buffered *)self;
    int64_t place;
    Object *raw_place = check_attached(file) < 0 ? NULL : io_call(file->raw, "tell", NULL);
    int result = raw_place ? io_offset(raw_place, &place) : -1;
    xdecref(raw_place);
    return result < 0 ? NULL
         : int_from(place - (int64_t)size_ahead(file) + (int64_t)file->waiting.size);
}

FUNCTION(buffered_seek)
{
    (void)kwnames;
    Buffered *file = (Buffered *)self;
    int64_t offset, whence = SEEK_SET;
    if (positional > 1 && io_offset(args[1], &whence) < 0)
        return NULL;
    if (whence < SEEK_SET || whence > SEEK_END)
        return raise(&value_error_type, "whence value %zd unsupported", (intptr_t)whence);
    if (check_usable(file, "seek of closed file") < 0)
        return NULL;
    int seekable = io_call_flag(file->raw, "seekable");
    if (seekable <= 0)
        return seekable < 0 ? NULL
            : io_unsupported("File or stream is not seekable.");
    if (io_offset(args[0], &offset) < 0 || write_waiting(file) < 0)
        return NULL;
    if (whence == SEEK_CUR)
        offset -= (int64_t)size_ahead(file);
    int64_t place = seek_raw(file, offset, (int)whence);
    if (place < 0)
        return NULL;
    clear_reference(file->ahead);
    return int_from(place);
}

FUNCTION(buffered_truncate)
{
    UNUSED_ARGUMENTS;
    Buffered *file = (Buffered *)self;
    if (check_usable(file, "truncate of closed file") < 0)
        return NULL;
    if (!file->writable)
        return io_unsupported("truncate");
    return buffered_flush(file) < 0 || forget_ahead(file) < 0 ? NULL
         : io_call(file->raw, "truncate", positional ? args[0] : NULL);
}

/* ---- what the raw stream says --------------------------------------------------------------- */

#define ASK_RAW(name) \
    FUNCTION(buffered_##name) \
    { \
        UNUSED_ARGUMENTS; \
        Buffered *file = (Buffered *)self; \
        return check_attached(file) < 0 ? NULL : io_call(file->raw, #name, NULL); \
    }
ASK_RAW(fileno) ASK_RAW(isatty) ASK_RAW(seekable)

static Object *ask_raw_if(Object *self, bool able, const char *name)
{
    Buffered *file = (Buffered *)self;
    if (check_attached(file) < 0)
        return NULL;
    return able ? io_call(file->raw, name, NULL) : bool_from(false);
}

FUNCTION(buffered_readable)
{
    UNUSED_ARGUMENTS;
    return ask_raw_if(self, ((Buffered *)self)->readable, "readable");
}

FUNCTION(buffered_writable)
{
    UNUSED_ARGUMENTS;
    return ask_raw_if(self, ((Buffered *)self)->writable, "writable");
}

static Object *raw_attribute(Object *self, const char *name)
{
    Buffered *file = (Buffered *)self;
    Object *value = check_attached(file) < 0 ? NULL : object_lookup_attribute(file->raw, name);
    if (!value && !error_occurred())
        raise(&attribute_error_type, "'%T' object has no attribute '%s'", file->raw, name);
    return value;
}

static Object *buffered_get_name(Object *self) { return raw_attribute(self, "name"); }
static Object *buffered_get_mode(Object *self) { return raw_attribute(self, "mode"); }
static Object *buffered_get_closed(Object *self) { return raw_attribute(self, "closed"); }

static Object *buffered_get_raw(Object *self)
{
    Object *raw = ((Buffered *)self)->raw;
    return incref(raw ? raw : NONE);
}

static Object *buffered_repr(Object *self)
{
    Buffered *file = (Buffered *)self;
    Object *name = file->raw ? object_lookup_attribute(file->raw, "name") : NULL;
    if (!name && error_occurred())
        return NULL;
    Object *text = name ? str_from_format("<%T name=%R>", self, name)
                        : str_from_format("<%T>", self);
    xdecref(name);
    return text;
}

/* ---- the types ------------------------------------------------------------------------------ */

static int buffered_traverse(Object *self, Visitor visit, void *context)
{
    int result = stream_traverse(self, visit, context);
    Object *raw = ((Buffered *)self)->raw;
    return result || !raw ? result : visit(raw, context);
}

static void buffered_clear(Object *self)
{
    stream_clear(self);
    clear_reference(((Buffered *)self)->ahead);
    clear_reference(((Buffered *)self)->raw);
}

static void buffered_destroy(Object *self)
{
    gc_untrack(self);
    if (output_binary == self)
        output_binary = NULL;
    buffered_clear(self);
    byte_block_free(&((Buffered *)self)->waiting);
    object_free(self, 0);
}

static size_t buffered_extra_size(Object *self) { return ((Buffered *)self)->waiting.capacity; }

#define READ_METHODS \
    { "read", buffered_read, 0, 1, 0, "read(size=-1) -> that many bytes, fewer at the end" }, \
    { "read1", buffered_read1, 0, 1, 0, "read1(size=-1) -> what is here, or one look below" }, \
    { "readline", buffered_read_line, 0, 1, 0, "readline(size=-1) -> a line with its end" }, \
    { "peek", buffered_peek, 0, 1, 0, "peek(size=0) -> what comes next, which stays" },
#define WRITE_METHODS \
    { "write", buffered_write, 1, 1, 0, "write(bytes) -> how many were written" },
#define COMMON_METHODS \
    { "seek", buffered_seek, 1, 2, 0, "seek(offset, whence=0) -> the new position" }, \
    { "tell", buffered_tell, 0, 0, 0, "tell() -> the position" }, \
    { "truncate", buffered_truncate, 0, 1, 0, "truncate(size=None) -> the new size" }, \
    { "flush", buffered_flush_method, 0, 0, 0, "flush() writes what waits" }, \
    { "close", buffered_close, 0, 0, 0, "close() writes what waits, and closes the file" }, \
    { "detach", buffered_detach, 0, 0, 0, "detach() -> the raw stream, its own again" }, \
    { "seekable", buffered_seekable, 0, 0, 0, "seekable() -> whether seek and tell work" }, \
    { "readable", buffered_readable, 0, 0, 0, "readable() -> whether it can be read" }, \
    { "writable", buffered_writable, 0, 0, 0, "writable() -> whether it can be written" }, \
    { "fileno", buffered_fileno, 0, 0, 0, "fileno() -> the file descriptor" }, \
    { "isatty", buffered_isatty, 0, 0, 0, "isatty() -> whether it is a terminal" }, \
    { 0 }
static const MethodDef reader_methods[] = { READ_METHODS COMMON_METHODS };
static const MethodDef writer_methods[] = { WRITE_METHODS COMMON_METHODS };
static const MethodDef random_methods[] = { READ_METHODS WRITE_METHODS COMMON_METHODS };

static const GetSetDef buffered_getsets[] = {
    { "closed", buffered_get_closed, NULL }, { "mode", buffered_get_mode, NULL },
    { "name", buffered_get_name, NULL }, { "raw", buffered_get_raw, NULL }, { 0 } };

#define BUFFERED(c_name, python_name, method_table, ...) \
    Type c_name = { \
        .head = { 1, &type_type }, .name = python_name, .base = &buffered_io_base_type, \
        .basic_size = sizeof(Buffered), .flags = TYPE_GC | TYPE_BASE, STREAM_SLOTS, \
        .destroy = buffered_destroy, .traverse = buffered_traverse, .clear = buffered_clear, \
        .repr = buffered_repr, .construct = buffered_construct, \
        .initialise = buffered_initialise, .extra_size = buffered_extra_size, \
        .methods = method_table, .getsets = buffered_getsets, __VA_ARGS__ }
BUFFERED(buffered_reader_type, "_io.BufferedReader", reader_methods, .next = buffered_next,
         .doc = "BufferedReader(raw, buffer_size=8192): reads a raw stream by blocks.");
BUFFERED(buffered_writer_type, "_io.BufferedWriter", writer_methods,
         .doc = "BufferedWriter(raw, buffer_size=8192): writes a raw stream by blocks.");
BUFFERED(buffered_random_type, "_io.BufferedRandom", random_methods, .next = buffered_next,
         .doc = "BufferedRandom(raw, buffer_size=8192): reads and writes a raw stream by blocks.");
