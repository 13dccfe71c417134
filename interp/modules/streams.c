/*
 * streams.c: the objects behind sys.stdin, sys.stdout and sys.stderr, and the reading of lines.
 */
#include "modules/streams.h"

#include <string.h>

#include "memory/memory.h"
#include "modules/output.h"
#include "platform/platform.h"
#include "vm/errors.h"
#include "vm/interpreter.h"
#include "vm/interrupt.h"

typedef struct {
    Object head;
    int fd;
} Stream;

enum { INPUT = 0, INPUT_BLOCK = 8192,
       WRITE_DEPTH = 2 }; /* levels of recursion that CPython's write takes, and print with it */

static struct { /* what was read from standard input and not asked for yet */
    char *block;
    size_t start, end;
} input;

void streams_stop(void)
{
    mem_free(input.block, INPUT_BLOCK);
    memset(&input, 0, sizeof input);
}

/* ---- reading --------------------------------------------------------------------------------- */

/* Refills the block: how many bytes there are now, -1 with OSError. */
static intptr_t input_fill(void)
{
    if (!input.block && !(input.block = mem_alloc(INPUT_BLOCK))) {
        raise_no_memory();
        return -1;
    }
    if (output_flush(OUTPUT) < 0)
        return -1;
    intptr_t count;
    do
        count = platform_read(INPUT, input.block, INPUT_BLOCK);
    while (interrupt_again(count));
    if (count < 0) {
        if (!error_occurred())
            raise_os_error((int)count, NULL);
        return -1;
    }
    input.start = 0;
    input.end = (size_t)count;
    return count;
}

/* Bytes collected until the line, or everything, is there. */
typedef struct { char *bytes; size_t size, capacity; } Collected;

static int collect(Collected *c, const char *bytes, size_t size)
{
    if (c->size + size > c->capacity) {
        size_t larger = 2 * (c->size + size);
        char *block = mem_resize(c->bytes, c->capacity, larger);
        if (!block) {
            raise_no_memory();
            return -1;
        }
        c->bytes = block;
        c->capacity = larger;
    }
    memcpy(c->bytes + c->size, bytes, size);
    c->size += size;
    return 0;
}

/* Reads to the end of the line, or of the input. */
static int collect_input(Collected *c, bool line)
{
    for (;;) {
        if (input.start == input.end) {
            intptr_t count = input_fill();
            if (count <= 0)
                return (int)count;
        }
        char *from = input.block + input.start;
        size_t size = input.end - input.start;
        char *newline = line ? memchr(from, '\n', size) : NULL;
        if (newline)
            size = (size_t)(newline - from) + 1;
        input.start += size;
        if (collect(c, from, size) < 0)
            return -1;
        if (newline)
            return 0;
    }
}

static Object *read_input(bool line)
{
    Collected c = {NULL, 0, 0};
    Object *text = NULL;
    if (collect_input(&c, line) == 0)
        text = str_from_utf8(c.bytes ? c.bytes : "", c.size);
    mem_free(c.bytes, c.capacity);
    return text;
}

Object *input_read_line(void) { return read_input(true); }

/* ---- the objects ----------------------------------------------------------------------------- */

Object *stream_new(int fd)
{
    Stream *stream = object_new(&stream_type, 0);
    if (stream)
        stream->fd = fd;
    return (Object *)stream;
}

static int raise_unsupported(const char *what)
{
    return raise_int(&os_error_type, "not %s", what); /* io.UnsupportedOperation, an OSError */
}

int stream_write(Object *object, Object *text)
{
    if (IS_EXACT(object, stream_type)) {
        int fd = ((Stream *)object)->fd;
        if (interpreter.depth + WRITE_DEPTH > interpreter.recursion_limit)
            return raise_int(&recursion_error_type,
                             "maximum recursion depth exceeded while calling a Python object");
        return fd == INPUT ? raise_unsupported("writable")
                           : output_write_str((OutputStream)fd, text);
    }
    Object *write = object_lookup_attribute(object, "write");
    if (!write)
        return error_occurred() ? -1 : raise_int(&attribute_error_type,
                                    "'%T' object has no attribute 'write'", object);
    Object *result = object_call_one(write, text);
    decref(write);
    xdecref(result);
    return result ? 0 : -1;
}

int stream_flush(Object *object)
{
    if (IS_EXACT(object, stream_type))
        return ((Stream *)object)->fd == OUTPUT ? output_flush(OUTPUT) : 0;
    Object *flush = object_lookup_attribute(object, "flush");
    if (!flush)
        return error_occurred() ? -1 : raise_int(&attribute_error_type,
                                    "'%T' object has no attribute 'flush'", object);
    Object *result = object_call(flush, NULL, 0, NULL);
    decref(flush);
    xdecref(result);
    return result ? 0 : -1;
}

#define METHOD(name) \
    static Object *name(Object *self, Object **args, int positional, Object *kwnames)
#define UNUSED (void)self, (void)args, (void)positional, (void)kwnames

METHOD(method_write)
{
    UNUSED;
    if (!IS_STR(args[0]))
        return raise(&type_error_type, "write() argument must be str, not %T", args[0]);
    return stream_write(self, args[0]) < 0 ? NULL : int_from((int64_t)str_length(args[0]));
}

METHOD(method_flush)
{
    UNUSED;
    return stream_flush(self) < 0 ? NULL : incref(NONE);
}

METHOD(method_fileno)
{
    UNUSED;
    return int_from(((Stream *)self)->fd);
}

METHOD(method_isatty)
{
    UNUSED;
    return bool_from(platform_is_terminal(((Stream *)self)->fd));
}

METHOD(method_readable)
{
    UNUSED;
    return bool_from(((Stream *)self)->fd == INPUT);
}

METHOD(method_writable)
{
    UNUSED;
    return bool_from(((Stream *)self)->fd != INPUT);
}

static Object *read_from(Object *self, bool line)
{
    if (((Stream *)self)->fd != INPUT) {
        raise_unsupported("readable");
        return NULL;
    }
    return read_input(line);
}

METHOD(method_readline)
{
    UNUSED;
    return read_from(self, true);
}

METHOD(method_read)
{
    UNUSED;
    return read_from(self, false);
}

static Object *stream_next(Object *self)
{
    Object *line = read_from(self, true);
    if (line && str_length(line) == 0)
        clear_reference(line);
    return line;
}

static Object *stream_itself(Object *self) { return incref(self); }

static Object *get_name(Object *self)
{
    static const char *const names[] = {"<stdin>", "<stdout>", "<stderr>"};
    return str_from(names[((Stream *)self)->fd]);
}

static Object *get_encoding(Object *self)
{
    (void)self;
    return str_from("utf-8");
}

static Object *stream_repr(Object *self)
{
    Object *name = get_name(self);
    Object *text = name ? str_from_format("<_io.TextIOWrapper name=%R mode='%s' encoding='utf-8'>",
                                          name, ((Stream *)self)->fd == INPUT ? "r" : "w") : NULL;
    xdecref(name);
    return text;
}

static void stream_destroy(Object *self) { object_free(self, 0); }

static const MethodDef stream_methods[] = {
    {"write", method_write, 1, 1, 0, "write(text) -> how many characters were written"},
    {"flush", method_flush, 0, 0, 0, "flush() writes what is buffered"},
    {"fileno", method_fileno, 0, 0, 0, "fileno() -> the file descriptor"},
    {"isatty", method_isatty, 0, 0, 0, "isatty() -> whether it is a terminal"},
    {"readable", method_readable, 0, 0, 0, NULL},
    {"writable", method_writable, 0, 0, 0, NULL},
    {"readline", method_readline, 0, 0, 0, "readline() -> a line with its end, '' at the end"},
    {"read", method_read, 0, 0, 0, "read() -> everything up to the end"},
    {NULL, NULL, 0, 0, 0, NULL}};

static const GetSetDef stream_getsets[] = {
    {"name", get_name, NULL}, {"encoding", get_encoding, NULL}, {NULL, NULL, NULL}};

Type stream_type = {
    .head = {1, &type_type}, .name = "TextIOWrapper", .basic_size = sizeof(Stream),
    .destroy = stream_destroy, .repr = stream_repr, .iterate = stream_itself, .next = stream_next,
    .methods = stream_methods, .getsets = stream_getsets,
};
