/*
 * raw_file.c: FileIO: a file descriptor as an object. Each read and write is one system call.
 * Messages and the order of checks are CPython's (Modules/_io/fileio.c).
 */
#include "io/io.h"

#include <string.h>

#include "kernel/abi.h"
#include "memory/memory.h"
#include "modules/module.h"
#include "modules/module_tools.h"
#include "modules/output.h"
#include "objects/arguments.h"
#include "objects/codecs.h"
#include "objects/start.h"
#include "platform/platform.h"
#include "vm/errors.h"
#include "vm/interrupt.h"

enum { RIGHTS_OF_NEW_FILES = 0666 };
#define CLOSED_RAW_FILE "I/O operation on closed file"

/* ---- opening -------------------------------------------------------------------------------- */

static int parse_mode(RawFile *self, const char *mode, int *flags)
{
    static const char problem[] = "Must have exactly one of create/read/write/append mode and at "
                                  "most one plus";
    int kinds = 0, pluses = 0;
    self->readable = self->writable = self->appending = self->created = false;
    *flags = 0;
    for (const char *m = mode; *m != '\0'; m++) {
        switch (*m) {
        case 'r': kinds++; self->readable = true; break;
        case 'w': kinds++; self->writable = true; *flags |= O_CREAT | O_TRUNC; break;
        case 'a': kinds++; self->writable = self->appending = true;
                  *flags |= O_CREAT | O_APPEND; break;
        case 'x': kinds++; self->writable = self->created = true; *flags |= O_CREAT | O_EXCL; break;
        case '+': pluses++; break;
        case 'b': break;
        default: return raise_int(&value_error_type, "invalid mode: %s", mode);
        }
    }
    if (kinds != 1 || pluses > 1)
        return raise_int(&value_error_type, "%s", problem);
    if (pluses > 0)
        self->readable = self->writable = true;
    *flags |= self->readable && self->writable ? O_RDWR : self->readable ? O_RDONLY : O_WRONLY;
    return 0;
}

Object *path_of(Object *file)
{
    if (IS_STR(file) || HAS_FLAG(file, TYPE_BYTES))
        return incref(file);
    Object *method = object_special_method(file, "__fspath__");
    if (!method)
        return error_occurred() ? NULL : raise(&type_error_type, "expected str, bytes or "
                                               "os.PathLike object, not %T", file);
    Object *path = object_call(method, NULL, 0, NULL);
    decref(method);
    if (path && !IS_STR(path) && !HAS_FLAG(path, TYPE_BYTES)) {
        raise(&type_error_type, "expected %T.__fspath__() to return str or bytes, not %T", file,
              path);
        clear_reference(path);
    }
    return path;
}

char *path_text(Object *path, size_t *size)
{
    Object *errors = str_interned("surrogateescape"); /* as os.fsencode: PEP 383 */
    Object *bytes = !errors ? NULL : IS_STR(path) ? codec_encode(path, CODEC_UTF_8, errors)
                                                  : incref(path);
    xdecref(errors);
    if (!bytes)
        return NULL;
    *size = (size_t)((Bytes *)bytes)->size;
    char *text = mem_alloc(*size + 1);
    if (text) {
        memcpy(text, ((Bytes *)bytes)->data, *size);
        text[*size] = '\0';
    }
    decref(bytes);
    if (!text)
        return raise_no_memory();
    if (strlen(text) != *size) {
        mem_free(text, *size + 1);
        return raise(&value_error_type, "embedded null byte");
    }
    return text;
}

/* A descriptor, or -1 with OSError, which shows the name as the program gave it. */
static int open_path(Object *path, int flags)
{
    size_t size;
    char *text = path_text(path, &size);
    if (!text)
        return -1;
    int fd = platform_open_file(text, flags, RIGHTS_OF_NEW_FILES);
    mem_free(text, size + 1);
    PlatformStatus status; /* Linux opens a directory for reading, too */
    if (fd >= 0 && platform_status_of(fd, &status) == 0 && (status.mode & S_IFMT) == S_IFDIR) {
        platform_close(fd);
        fd = -EISDIR;
    }
    if (fd < 0)
        raise_os_error_about(fd, path);
    return fd < 0 ? -1 : fd;
}

static int call_opener(Object *opener, Object *path, int flags)
{
    Object *number = int_from(flags);
    Object *args[] = { path, number };
    Object *result = number ? object_call(opener, args, 2, NULL) : NULL;
    xdecref(number);
    if (!result)
        return -1;
    bool overflow = false;
    int64_t fd = IS_INT(result) ? int_as_int64(result, &overflow) : -1;
    if (!IS_INT(result))
        raise(&type_error_type, "expected integer from opener");
    else if (fd < 0 || fd > INT32_MAX)
        raise(&value_error_type, "opener returned %zd", (intptr_t)fd);
    decref(result);
    return error_occurred() ? -1 : (int)fd;
}

/* Puts the descriptor into self. 0 or -1. */
static int open_descriptor(RawFile *self, Object *file, int flags, Object *opener)
{
    if (IS_INT(file)) {
        int64_t fd;
        if (io_offset(file, &fd) < 0)
            return -1;
        if (fd < 0)
            return raise_int(&value_error_type, "negative file descriptor");
        self->fd = (int)fd;
        int64_t place = platform_seek(self->fd, 0, SEEK_CUR);
        if (place == -EBADF) {
            self->fd = -1;
            raise_os_error(EBADF, NULL);
            return -1;
        }
        return 0;
    }
    if (!self->closes_fd)
        return raise_int(&value_error_type, "Cannot use closefd=False with file name");
    Object *path = path_of(file);
    if (!path)
        return -1;
    self->fd = opener && opener != NONE ? call_opener(opener, path, flags)
                                        : open_path(path, flags);
    decref(path);
    return self->fd < 0 ? -1 : 0;
}

static int raw_file_close(RawFile *self)
{
    int fd = self->fd;
    self->fd = -1;
    int error = fd >= 0 && self->closes_fd ? platform_close(fd) : 0;
    if (error < 0)
        raise_os_error(error, NULL);
    return error;
}

static int raw_file_start(RawFile *self, Object *file, const char *mode, bool closes_fd,
                          Object *opener)
{
    int flags;
    if (self->fd >= 0 && raw_file_close(self) < 0)
        return -1;
    self->closes_fd = closes_fd;
    if (parse_mode(self, mode, &flags) < 0 || open_descriptor(self, file, flags, opener) < 0)
        return -1;
    replace_reference(self->name, incref(file));
    if (self->appending) /* CPython does so; a pipe cannot, and need not */
        platform_seek(self->fd, 0, SEEK_END);
    return 0;
}

static Object *raw_file_construct(Type *type, Object **args, int positional, Object *kwnames)
{
    (void)args, (void)positional, (void)kwnames;
    RawFile *self = object_new(type, 0);
    if (self) {
        self->fd = -1;
        self->closes_fd = true;
        gc_track(self);
    }
    return (Object *)self;
}

Object *raw_file_open(Object *file, const char *mode, bool closes_fd, Object *opener)
{
    Object *self = raw_file_construct(&raw_file_type, NULL, 0, NULL);
    if (self && raw_file_start((RawFile *)self, file, mode, closes_fd, opener) < 0)
        clear_reference(self);
    return self;
}

Object *raw_file_of_descriptor(int fd, bool readable, Object *name)
{
    RawFile *self = (RawFile *)raw_file_construct(&raw_file_type, NULL, 0, NULL);
    if (!self)
        return NULL;
    self->fd = fd;
    self->closes_fd = false;
    self->readable = readable;
    self->writable = !readable;
    self->name = incref(name);
    return &self->base.head;
}

static int raw_file_initialise(Object *self, Object **args, int positional, Object *kwnames)
{
    static const char *const names[] = { "file", "mode", "closefd", "opener", NULL };
    Object *values[4];
    if (parse_required_arguments("FileIO", args, positional, kwnames, names, 1, values) < 0)
        return -1;
    if (check_optional_str("FileIO", "mode", values[1]) < 0)
        return -1;
    int closes = values[2] ? object_truth(values[2]) : 1;
    size_t size;
    char *mode = closes < 0 ? NULL : values[1] ? str_to_utf8(values[1], &size) : NULL;
    if (closes < 0 || (values[1] && !mode))
        return -1;
    int result = raw_file_start((RawFile *)self, values[0], mode ? mode : "r", closes, values[3]);
    mem_free(mode, mode ? size + 1 : 0);
    return result;
}

/* ---- reading -------------------------------------------------------------------------------- */

static int check_usable(RawFile *self, bool able, const char *action)
{
    if (self->fd < 0)
        return raise_int(&value_error_type, CLOSED_RAW_FILE);
    if (able)
        return 0;
    io_unsupported(action);
    return -1;
}

/* What an interrupt's handler raised, or OSError. -1. */
static intptr_t system_error(intptr_t error)
{
    if (!error_occurred())
        raise_os_error((int)error, NULL);
    return -1;
}

/* One read of at most size bytes: how many came, or -1. What a program printed comes first. */
static intptr_t read_once(RawFile *self, void *bytes, size_t size)
{
    if (self->fd == 0 && output_flush(OUTPUT) < 0)
        return -1;
    intptr_t count;
    do
        count = platform_read(self->fd, bytes, size);
    while (interrupt_again(count));
    return count < 0 ? system_error(count) : count;
}

static Object *read_all(RawFile *self)
{
    ByteBlock all = { 0 };
    intptr_t count = 1;
    while (count > 0) {
        count = byte_block_reserve(&all, all.size + IO_BLOCK_SIZE) < 0 ? -1
              : read_once(self, all.data + all.size, all.capacity - all.size);
        if (count > 0)
            all.size += (size_t)count;
    }
    Object *bytes = count < 0 ? NULL : bytes_from(all.data, all.size);
    byte_block_free(&all);
    return bytes;
}

FUNCTION(raw_file_read)
{
    (void)kwnames;
    RawFile *file = (RawFile *)self;
    intptr_t size;
    if (check_usable(file, file->readable, "File not open for reading") < 0
        || io_size_argument(args, positional, &size) < 0)
        return NULL;
    if (size < 0)
        return read_all(file);
    ByteBlock block = { 0 };
    if (byte_block_reserve(&block, (size_t)size) < 0)
        return NULL;
    intptr_t count = read_once(file, block.data, (size_t)size);
    Object *bytes = count < 0 ? NULL : bytes_from(block.data, (size_t)count);
    byte_block_free(&block);
    return bytes;
}

FUNCTION(raw_file_read_all)
{
    UNUSED_ARGUMENTS;
    RawFile *file = (RawFile *)self;
    return check_usable(file, file->readable, "File not open for reading") < 0 ? NULL
         : read_all(file);
}

/* ---- writing -------------------------------------------------------------------------------- */

FUNCTION(raw_file_write)
{
    UNUSED_ARGUMENTS;
    RawFile *file = (RawFile *)self;
    ByteView view;
    if (check_usable(file, file->writable, "File not open for writing") < 0
        || byte_view_required(args[0], &view) < 0)
        return NULL;
    intptr_t count = 0;
    do { /* a signal's handler may change the bytes */
        if (byte_view_required(args[0], &view) == 0)
            count = platform_write(file->fd, view.data, view.size);
    } while (!error_occurred() && interrupt_again(count));
    if (error_occurred())
        return NULL;
    return count < 0 && system_error(count) < 0 ? NULL : int_from(count);
}

FUNCTION(raw_file_truncate)
{
    UNUSED_ARGUMENTS;
    RawFile *file = (RawFile *)self;
    int64_t size;
    if (check_usable(file, file->writable, "File not open for writing") < 0)
        return NULL;
    if (positional && args[0] != NONE) {
        if (io_offset(args[0], &size) < 0)
            return NULL;
    } else if ((size = platform_seek(file->fd, 0, SEEK_CUR)) < 0) {
        return raise_os_error((int)size, NULL);
    }
    int error = platform_truncate(file->fd, size);
    return error < 0 ? raise_os_error(error, NULL) : int_from(size);
}

/* ---- places, questions ---------------------------------------------------------------------- */

FUNCTION(raw_file_seek)
{
    (void)kwnames;
    RawFile *file = (RawFile *)self;
    int64_t offset, whence = SEEK_SET;
    if (check_usable(file, true, NULL) < 0 || io_offset(args[0], &offset) < 0
        || (positional > 1 && io_offset(args[1], &whence) < 0))
        return NULL;
    int64_t place = platform_seek(file->fd, offset, (int)whence);
    return place < 0 ? raise_os_error((int)place, NULL) : int_from(place);
}

FUNCTION(raw_file_tell)
{
    UNUSED_ARGUMENTS;
    RawFile *file = (RawFile *)self;
    if (check_usable(file, true, NULL) < 0)
        return NULL;
    int64_t place = platform_seek(file->fd, 0, SEEK_CUR);
    return place < 0 ? raise_os_error((int)place, NULL) : int_from(place);
}

FUNCTION(raw_file_seekable)
{
    UNUSED_ARGUMENTS;
    RawFile *file = (RawFile *)self;
    return check_usable(file, true, NULL) < 0 ? NULL
         : bool_from(platform_seek(file->fd, 0, SEEK_CUR) >= 0);
}

FUNCTION(raw_file_readable)
{
    UNUSED_ARGUMENTS;
    RawFile *file = (RawFile *)self;
    return check_usable(file, true, NULL) < 0 ? NULL : bool_from(file->readable);
}

FUNCTION(raw_file_writable)
{
    UNUSED_ARGUMENTS;
    RawFile *file = (RawFile *)self;
    return check_usable(file, true, NULL) < 0 ? NULL : bool_from(file->writable);
}

FUNCTION(raw_file_fileno)
{
    UNUSED_ARGUMENTS;
    RawFile *file = (RawFile *)self;
    return check_usable(file, true, NULL) < 0 ? NULL : int_from(file->fd);
}

FUNCTION(raw_file_isatty)
{
    UNUSED_ARGUMENTS;
    RawFile *file = (RawFile *)self;
    return check_usable(file, true, NULL) < 0 ? NULL : bool_from(platform_is_terminal(file->fd));
}

FUNCTION(raw_file_close_method)
{
    UNUSED_ARGUMENTS;
    return raw_file_close((RawFile *)self) < 0 ? NULL : incref(NONE);
}

/* ---- the type ------------------------------------------------------------------------------- */

static Object *raw_file_get_closed(Object *self) { return bool_from(((RawFile *)self)->fd < 0); }

static Object *raw_file_get_closes_fd(Object *self)
{
    return bool_from(((RawFile *)self)->closes_fd);
}

static Object *raw_file_get_name(Object *object)
{
    RawFile *self = (RawFile *)object;
    return self->name ? incref(self->name)
         : raise(&attribute_error_type, "'%T' object has no attribute 'name'", object);
}

static const char *mode_text(RawFile *self)
{
    if (self->created)
        return self->readable ? "xb+" : "xb";
    if (self->appending)
        return self->readable ? "ab+" : "ab";
    return self->readable ? self->writable ? "rb+" : "rb" : "wb";
}

static Object *raw_file_get_mode(Object *self) { return str_from(mode_text((RawFile *)self)); }

static Object *raw_file_repr(Object *object)
{
    RawFile *self = (RawFile *)object;
    if (self->fd < 0)
        return str_from("<_io.FileIO [closed]>");
    return str_from_format("<_io.FileIO name=%R mode='%s' closefd=%s>", self->name,
                           mode_text(self), self->closes_fd ? "True" : "False");
}

static int raw_file_traverse(Object *self, Visitor visit, void *context)
{
    int result = stream_traverse(self, visit, context);
    Object *name = ((RawFile *)self)->name;
    return result || !name ? result : visit(name, context);
}

static void raw_file_clear(Object *self)
{
    stream_clear(self);
    clear_reference(((RawFile *)self)->name);
}

static void raw_file_destroy(Object *self)
{
    gc_untrack(self);
    raw_file_clear(self);
    object_free(self, 0);
}

static const MethodDef raw_file_methods[] = {
    { "read", raw_file_read, 0, 1, 0, "read(size=-1) -> bytes; one read of the descriptor" },
    { "readinto", io_read_into, 1, 1, 0, "readinto(buffer) -> how many bytes were read into it" },
    { "readall", raw_file_read_all, 0, 0, 0, "readall() -> all bytes to the end" },
    { "write", raw_file_write, 1, 1, 0, "write(bytes) -> how many were written" },
    { "seek", raw_file_seek, 1, 2, 0, "seek(offset, whence=0) -> the new position" },
    { "tell", raw_file_tell, 0, 0, 0, "tell() -> the position" },
    { "truncate", raw_file_truncate, 0, 1, 0, "truncate(size=None) -> the new size" },
    { "close", raw_file_close_method, 0, 0, 0, "close() gives the descriptor back" },
    { "seekable", raw_file_seekable, 0, 0, 0, "seekable() -> whether seek and tell work" },
    { "readable", raw_file_readable, 0, 0, 0, "readable() -> whether it can be read" },
    { "writable", raw_file_writable, 0, 0, 0, "writable() -> whether it can be written" },
    { "fileno", raw_file_fileno, 0, 0, 0, "fileno() -> the file descriptor" },
    { "isatty", raw_file_isatty, 0, 0, 0, "isatty() -> whether it is a terminal" },
    { 0 },
};

static const GetSetDef raw_file_getsets[] = {
    { "closed", raw_file_get_closed, NULL }, { "closefd", raw_file_get_closes_fd, NULL },
    { "mode", raw_file_get_mode, NULL }, { "name", raw_file_get_name, NULL }, { 0 } };

Type raw_file_type = {
    .head = { 1, &type_type }, .name = "_io.FileIO", .base = &raw_io_base_type,
    .basic_size = sizeof(RawFile), .flags = TYPE_GC | TYPE_BASE, STREAM_SLOTS,
    .destroy = raw_file_destroy, .traverse = raw_file_traverse, .clear = raw_file_clear,
    .repr = raw_file_repr, .construct = raw_file_construct, .initialise = raw_file_initialise,
    .methods = raw_file_methods, .getsets = raw_file_getsets,
    .doc = "FileIO(file, mode='r', closefd=True, opener=None): a file, without a buffer.",
};
