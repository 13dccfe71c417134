/*
 * base.c: what all streams share: IOBase and its three kinds. A class in Python may be derived from
 * them; what they cannot do themselves they do by the methods of the object that they are part of,
 * as CPython's Modules/_io/iobase.c.
 */
#include "io/io.h"

#include <string.h>

#include "modules/module.h"
#include "objects/arguments.h"
#include "objects/byte_methods.h"
#include "objects/class.h"
#include "objects/memoryview.h"
#include "objects/start.h"
#include "vm/errors.h"
#include "vm/exceptions.h"
#include "vm/interpreter.h"
#include "vm/machine.h"

/* ---- calling a stream's methods ------------------------------------------------------------- */

Object *io_call(Object *o, const char *name, Object *argument)
{
    Object *method = object_lookup_attribute(o, name);
    if (!method)
        return error_occurred() ? NULL
            : raise(&attribute_error_type, "'%T' object has no attribute '%s'", o, name);
    Object *result = object_call(method, &argument, argument != NULL, NULL);
    decref(method);
    return result;
}

int io_call_flag(Object *o, const char *name)
{
    Object *result = io_call(o, name, NULL);
    int truth = result ? object_truth(result) : -1;
    xdecref(result);
    return truth;
}

int io_call_quietly(Object *o, const char *name)
{
    Object *result = io_call(o, name, NULL);
    xdecref(result);
    return result ? 0 : -1;
}

/* ---- open or closed ------------------------------------------------------------------------- */

int io_is_closed(Object *o)
{
    if (IS_EXACT(o, raw_file_type))
        return ((RawFile *)o)->fd < 0;
    if (IS_EXACT(o, string_io_type) || IS_EXACT(o, bytes_io_type))
        return ((Stream *)o)->closed;
    Object *closed = object_lookup_attribute(o, "closed");
    if (!closed)
        return error_occurred() ? -1 : 0;
    int truth = object_truth(closed);
    decref(closed);
    return truth;
}

int io_check_open(Object *o, const char *message)
{
    int closed = io_is_closed(o);
    return closed > 0 ? raise_int(&value_error_type, "%s", message) : closed;
}

int io_flush_and_close(Object *flushed, Object *closed)
{
    int result = io_call_quietly(flushed, "flush");
    Object *first = error_fetch();
    if (io_call_quietly(closed, "close") < 0)
        result = -1;
    if (first && error_occurred()) { /* the second error stands, the first is its context */
        Exception *second = (Exception *)interpreter.exception;
        if (!second->context && &second->head != first)
            second->context = incref(first);
        decref(first);
    } else if (first) {
        error_restore(first);
    }
    return result;
}

/* A class of module io, which a program need not have imported. */
void *io_unsupported(const char *what)
{
    Object *name = str_from("io"), *level = int_from(0);
    Object *module = name && level ? import_name(name, NONE, level) : NULL;
    Object *type = module ? object_lookup_attribute(module, "UnsupportedOperation") : NULL;
    Object *text = type ? str_from(what) : NULL;
    Object *exception = text ? object_call_one(type, text) : NULL;
    if (exception)
        raise_object(exception);
    xdecref(exception);
    xdecref(text);
    xdecref(type);
    xdecref(module);
    xdecref(level);
    xdecref(name);
    return NULL;
}

/* ---- arguments ------------------------------------------------------------------------------ */

int io_size_argument(Object **args, int positional, intptr_t *size)
{
    *size = -1;
    if (positional == 0 || args[0] == NONE)
        return 0;
    if (!is_index(args[0]))
        return raise_int(&type_error_type, "argument should be integer or None, not '%T'",
                         args[0]);
    *size = object_as_size(args[0], &overflow_error_type);
    return *size == -1 && error_occurred() ? -1 : 0;
}

int io_offset(Object *o, int64_t *offset)
{
    if (!IS_INT(o))
        return raise_int(&type_error_type, "'%T' object cannot be interpreted as an integer", o);
    bool overflow = false;
    *offset = int_as_int64(o, &overflow);
    return overflow ? raise_int(&overflow_error_type, "Python int too large to convert to C long")
                    : 0;
}

/* ---- the life of a stream ------------------------------------------------------------------- */

/* The last owner is gone, and with it what was not written yet if nobody closes the file. */
void io_finalize(Object *self)
{
    Object *pending = error_fetch();
    if (io_is_closed(self) == 0)
        io_call_quietly(self, "close");
    error_clear(); /* CPython says nothing either */
    error_restore(pending);
}

int stream_traverse(Object *self, Visitor visit, void *context)
{
    Object *dict = ((Stream *)self)->dict;
    return dict ? visit(dict, context) : 0;
}

void stream_clear(Object *self) { clear_reference(((Stream *)self)->dict); }

static void stream_destroy(Object *self)
{
    gc_untrack(self);
    stream_clear(self);
    object_free(self, 0);
}

static Object *stream_construct(Type *type, Object **args, int positional, Object *kwnames)
{
    (void)args, (void)positional, (void)kwnames;
    Object *self = object_new(type, 0);
    if (self)
        gc_track(self);
    return self;
}

/* ---- methods of every stream ---------------------------------------------------------------- */

FUNCTION(base_close)
{
    UNUSED_ARGUMENTS;
    Stream *stream = (Stream *)self;
    if (stream->closed)
        return incref(NONE);
    int result = io_call_quietly(self, "flush");
    stream->closed = true;
    return result < 0 ? NULL : incref(NONE);
}

FUNCTION(base_flush)
{
    UNUSED_ARGUMENTS;
    return io_check_open(self, CLOSED_FILE) < 0 ? NULL : incref(NONE);
}

FUNCTION(base_false)
{
    UNUSED_ARGUMENTS;
    return io_check_open(self, CLOSED_FILE) < 0 ? NULL : bool_from(false);
}

#define UNSUPPORTED(name) \
    FUNCTION(base_##name) { UNUSED_ARGUMENTS; return io_unsupported(#name); }
UNSUPPORTED(fileno) UNSUPPORTED(seek) UNSUPPORTED(truncate) UNSUPPORTED(read)
UNSUPPORTED(read1) UNSUPPORTED(write) UNSUPPORTED(detach) UNSUPPORTED(readline)

FUNCTION(base_tell)
{
    UNUSED_ARGUMENTS;
    Object *seek = object_lookup_attribute(self, "seek"), *zero = int_from(0), *one = int_from(1);
    Object *pair[] = { zero, one };
    Object *position = seek && zero && one ? object_call(seek, pair, 2, NULL) : NULL;
    xdecref(seek);
    xdecref(zero);
    xdecref(one);
    return position;
}

FUNCTION(base_enter)
{
    UNUSED_ARGUMENTS;
    return io_check_open(self, CLOSED_FILE) < 0 ? NULL : incref(self);
}

FUNCTION(base_exit)
{
    UNUSED_ARGUMENTS;
    return io_call(self, "close", NULL);
}

/* One byte after the other, for a class in Python that only has read. */
FUNCTION(base_read_line)
{
    UNUSED_ARGUMENTS;
    intptr_t limit;
    if (io_size_argument(args, positional, &limit) < 0)
        return NULL;
    ByteBlock line = { 0 };
    Object *one = int_from(1), *result = NULL;
    bool more = one;
    while (more && (limit < 0 || line.size < (size_t)limit)) {
        Object *part = io_call(self, "read", one);
        ByteView view = { 0 };
        more = part && byte_view_required(part, &view) == 0
            && byte_block_append(&line, view.data, view.size) == 0 && view.size > 0
            && view.data[view.size - 1] != '\n';
        xdecref(part);
    }
    if (one && !error_occurred())
        result = bytes_from(line.data, line.size);
    byte_block_free(&line);
    xdecref(one);
    return result;
}

static Object *base_iterate(Object *self)
{
    return io_check_open(self, CLOSED_FILE) < 0 ? NULL : incref(self);
}

static Object *base_next(Object *self)
{
    Object *line = io_call(self, "readline", NULL);
    int more = line ? object_truth(line) : -1;
    if (line && more <= 0)
        clear_reference(line);
    return line;
}

/* readlines(hint): lines until they hold `hint` bytes or characters. */
FUNCTION(base_read_lines)
{
    intptr_t hint, total = 0;
    (void)kwnames;
    if (io_size_argument(args, positional, &hint) < 0)
        return NULL;
    Object *iterator = object_iterate(self), *lines = iterator ? list_new(0) : NULL, *line;
    while (lines && (hint <= 0 || total < hint) && (line = object_next(iterator))) {
        intptr_t length = object_length(line);
        total += length;
        if (length < 0 || list_append(lines, line) < 0)
            clear_reference(lines);
        decref(line);
    }
    if (error_occurred())
        clear_reference(lines);
    xdecref(iterator);
    return lines;
}

FUNCTION(base_write_lines)
{
    UNUSED_ARGUMENTS;
    Object *iterator = io_check_open(self, CLOSED_FILE) < 0 ? NULL : object_iterate(args[0]);
    Object *line;
    while (iterator && (line = object_next(iterator))) {
        Object *written = io_call(self, "write", line);
        decref(line);
        if (!written)
            break;
        decref(written);
    }
    xdecref(iterator);
    return error_occurred() ? NULL : incref(NONE);
}

static Object *base_get_dict(Object *self) { return xincref(instance_dict(self)); }

static Object *base_get_closed(Object *self) { return bool_from(((Stream *)self)->closed); }

static const MethodDef base_methods[] = {
    { "close", base_close, 0, 0, 0, "close() writes what waits, and gives the file back" },
    { "flush", base_flush, 0, 0, 0, "flush() writes what waits" },
    { "seekable", base_false, 0, 0, 0, "seekable() -> whether seek and tell work" },
    { "readable", base_false, 0, 0, 0, "readable() -> whether it can be read" },
    { "writable", base_false, 0, 0, 0, "writable() -> whether it can be written" },
    { "isatty", base_false, 0, 0, 0, "isatty() -> whether it is a terminal" },
    { "fileno", base_fileno, 0, 0, 0, "fileno() -> the file descriptor" },
    { "seek", base_seek, 1, 2, 0, "seek(offset, whence=0) -> the new position" },
    { "tell", base_tell, 0, 0, 0, "tell() -> the position" },
    { "truncate", base_truncate, 0, 1, 0, "truncate(size=None) -> the new size" },
    { "readline", base_read_line, 0, 1, 0, "readline(size=-1) -> a line with its end" },
    { "readlines", base_read_lines, 0, 1, 0, "readlines(hint=-1) -> a list of lines" },
    { "writelines", base_write_lines, 1, 1, 0, "writelines(lines) writes each of them" },
    { "__enter__", base_enter, 0, 0, 0, NULL },
    { "__exit__", base_exit, 0, -1, 0, NULL },
    { 0 },
};

static const GetSetDef base_getsets[] = {
    { "closed", base_get_closed, NULL }, { "__dict__", base_get_dict, NULL }, { 0 } };

Type io_base_type = {
    .head = { 1, &type_type }, .name = "io.IOBase", .basic_size = sizeof(Stream),
    .flags = TYPE_GC | TYPE_BASE, STREAM_SLOTS, .destroy = stream_destroy,
    .traverse = stream_traverse, .clear = stream_clear, .construct = stream_construct,
    .iterate = base_iterate, .next = base_next, .methods = base_methods, .getsets = base_getsets,
    .doc = "The abstract base class for all I/O classes.",
};

/* ---- the three kinds ------------------------------------------------------------------------ */

/* Copies what the method `read` gave: how many bytes, or None if `read` has said so, a raw stream
 * from which nothing comes at the moment. New. */
static Object *copy_read(Object *bytes, ByteTarget target)
{
    if (bytes == NONE)
        return incref(NONE);
    if (!HAS_FLAG(bytes, TYPE_BYTES))
        return raise(&type_error_type, "read() should return bytes");
    size_t size = (size_t)((Bytes *)bytes)->size;
    if (size > target.size)
        return raise(&value_error_type, "read() returned too much data: %zd bytes requested, %zd "
                     "returned", (intptr_t)target.size, (intptr_t)size);
    if (size > 0)
        memcpy(target.data, ((Bytes *)bytes)->data, size);
    return int_from_unsigned(size);
}

/* The target's bytes stay where they are while `read` runs: a view sees to that. */
static Object *read_into(Object *self, Object *object, const char *read, const char *where)
{
    ByteTarget target;
    if (byte_target(object, where, &target) < 0)
        return NULL;
    Object *view = memoryview_from(object), *size = view ? int_from_unsigned(target.size) : NULL;
    Object *bytes = size ? io_call(self, read, size) : NULL;
    Object *count = bytes ? copy_read(bytes, target) : NULL;
    xdecref(bytes);
    xdecref(size);
    xdecref(view);
    return count;
}

Object *io_read_into(Object *self, Object **args, int positional, Object *kwnames)
{
    UNUSED_ARGUMENTS;
    return read_into(self, args[0], "read", "readinto() argument");
}

FUNCTION(buffered_base_read_into1)
{
    UNUSED_ARGUMENTS;
    return read_into(self, args[0], "read1", "readinto1() argument");
}

/* A class in Python need only define readinto(). */
FUNCTION(raw_base_read)
{
    intptr_t size;
    (void)kwnames;
    if (io_size_argument(args, positional, &size) < 0)
        return NULL;
    if (size < 0)
        return io_call(self, "readall", NULL);
    Object *block = bytearray_from(NULL, (size_t)size), *bytes = NULL;
    Object *count = block ? io_call(self, "readinto", block) : NULL;
    ByteView view;
    if (count == NONE) {
        bytes = incref(NONE);
    } else if (count && byte_view_required(block, &view) == 0) {
        intptr_t number = object_as_index(count);
        if (!error_occurred())
            bytes = number < 0 || (size_t)number > view.size
                ? raise(&value_error_type, "readinto returned %zd outside buffer size %zd", number,
                        (intptr_t)view.size)
                : bytes_from(view.data, (size_t)number);
    }
    xdecref(count);
    xdecref(block);
    return bytes;
}

FUNCTION(raw_base_read_all)
{
    UNUSED_ARGUMENTS;
    ByteBlock all = { 0 };
    Object *size = int_from(IO_BLOCK_SIZE), *part = NULL;
    ByteView view = { 0 };
    do {
        xdecref(part);
        part = size ? io_call(self, "read", size) : NULL;
    } while (part && part != NONE && byte_view_required(part, &view) == 0 && view.size > 0
             && byte_block_append(&all, view.data, view.size) == 0);
    xdecref(part);
    xdecref(size);
    Object *bytes = error_occurred() ? NULL : bytes_from(all.data, all.size);
    byte_block_free(&all);
    return bytes;
}

static const MethodDef raw_base_methods[] = {
    { "read", raw_base_read, 0, 1, 0, "read(size=-1) -> bytes, by readinto()" },
    { "readall", raw_base_read_all, 0, 0, 0, "readall() -> all bytes to the end" },
    { 0 },
};

static const MethodDef buffered_base_methods[] = {
    { "read", base_read, 0, 1, 0, "read(size=-1) -> that many bytes, fewer at the end" },
    { "read1", base_read1, 0, 1, 0, "read1(size=-1) -> what one look below gives" },
    { "readinto", io_read_into, 1, 1, 0, "readinto(buffer) -> how many bytes were read into it" },
    { "readinto1", buffered_base_read_into1, 1, 1, 0,
      "readinto1(buffer) -> how many bytes one look below gave" },
    { "write", base_write, 1, 1, 0, "write(bytes) -> how many were written" },
    { "detach", base_detach, 0, 0, 0, "detach() -> the stream below, which is its own again" },
    { 0 },
};

static Object *text_base_none(Object *self)
{
    (void)self;
    return incref(NONE);
}

static const MethodDef text_base_methods[] = {
    { "read", base_read, 0, 1, 0, "read(size=-1) -> that many characters, fewer at the end" },
    { "readline", base_readline, 0, 1, 0, "readline(size=-1) -> a line with its end" },
    { "write", base_write, 1, 1, 0, "write(text) -> how many characters were written" },
    { "detach", base_detach, 0, 0, 0, "detach() -> the buffer below, which is its own again" },
    { 0 },
};

static const GetSetDef text_base_getsets[] = {
    { "encoding", text_base_none, NULL }, { "newlines", text_base_none, NULL },
    { "errors", text_base_none, NULL }, { 0 } };

#define KIND(c_name, python_name, ...) \
    Type c_name = { .head = { 1, &type_type }, .name = python_name, .base = &io_base_type, \
                    .flags = TYPE_GC | TYPE_BASE, .finalize = io_finalize, __VA_ARGS__ }
KIND(raw_io_base_type, "io.RawIOBase", .methods = raw_base_methods,
     .doc = "The base of files without a buffer.");
KIND(buffered_io_base_type, "io.BufferedIOBase", .methods = buffered_base_methods,
     .doc = "The base of files of bytes with a buffer.");
KIND(text_io_base_type, "io.TextIOBase", .doc = "The base of text files.",
     .methods = text_base_methods,
     .getsets = text_base_getsets);
