/*
 * string_io.c: StringIO: a text file that lies in memory: a row of code points, four bytes each, as
 * in CPython's Modules/_io/stringio.c, since one may be written anywhere.
 */
#include "io/io.h"

#include <string.h>

#include "kernel/abi.h"
#include "modules/module.h"
#include "objects/arguments.h"
#include "objects/str.h"
#include "vm/errors.h"

typedef struct {
    Stream base;
    ByteBlock row;   /* of uint32_t */
    size_t place;    /* in characters; may lie behind the end */
    Newline newline;
    uint8_t newlines_seen;
    bool after_cr;   /* the last one written was a CR that became a newline */
} StringIO;

static size_t length_of(StringIO *self) { return self->row.size / sizeof(uint32_t); }
static uint32_t *characters(StringIO *self) { return (uint32_t *)(void *)self->row.data; }

static int check_usable(Object *self)
{
    return ((Stream *)self)->closed
        ? raise_int(&value_error_type, "I/O operation on closed file") : 0;
}

/* ---- writing -------------------------------------------------------------------------------- */

static int put_character(StringIO *self, uint32_t c)
{
    size_t end = (self->place + 1) * sizeof(uint32_t);
    if (end > self->row.size && byte_block_resize(&self->row, end) < 0)
        return -1;
    characters(self)[self->place++] = c;
    return 0;
}

/* newline=None: CR LF and CR become LF on the way in. */
static int put_universal(StringIO *self, uint32_t c)
{
    bool pair = self->after_cr && c == '\n';
    self->after_cr = c == '\r';
    return pair ? 0 : put_character(self, c == '\r' ? '\n' : c);
}

static int put(StringIO *self, uint32_t c)
{
    if (self->newline == NEWLINE_UNIVERSAL)
        return put_universal(self, c);
    if (c != '\n' || self->newline < NEWLINE_CR)
        return put_character(self, c);
    if (put_character(self, '\r') < 0)
        return -1;
    return self->newline == NEWLINE_CRLF ? put_character(self, '\n') : 0;
}

static int write_text(StringIO *self, Object *text)
{
    size_t length = str_length(text);
    if (length > SIZE_MAX / sizeof(uint32_t) / 2 - self->place) {
        raise_no_memory();
        return -1;
    }
    self->after_cr = false;
    for (size_t i = 0; i < length; i++) {
        uint32_t c = str_char(text, i), next = i + 1 < length ? str_char(text, i + 1) : 0;
        if (self->newline <= NEWLINE_ANY && (c == '\n' || c == '\r')
            && !(c == '\n' && i > 0 && str_char(text, i - 1) == '\r'))
            self->newlines_seen |= c == '\n' ? SEEN_LF : next == '\n' ? SEEN_CRLF : SEEN_CR;
        if (put(self, c) < 0)
            return -1;
    }
    return 0;
}

FUNCTION(string_io_write)
{
    UNUSED_ARGUMENTS;
    if (!IS_STR(args[0]))
        return raise(&type_error_type, "string argument expected, got '%T'", args[0]);
    return check_usable(self) < 0 || write_text((StringIO *)self, args[0]) < 0 ? NULL
         : int_from_unsigned(str_length(args[0]));
}

/* ---- making one ----------------------------------------------------------------------------- */

static Object *string_io_construct(Type *type, Object **args, int positional, Object *kwnames)
{
    (void)args, (void)positional, (void)kwnames;
    StringIO *self = object_new(type, 0);
    if (self) {
        self->newline = NEWLINE_LF;
        gc_track(self);
    }
    return (Object *)self;
}

static int string_io_initialise(Object *object, Object **args, int positional, Object *kwnames)
{
    static const char *const names[] = { "initial_value", "newline", NULL };
    Object *values[2];
    StringIO *self = (StringIO *)object;
    if (parse_arguments("StringIO", args, positional, kwnames, names, values) < 0)
        return -1;
    self->newline = NEWLINE_LF;
    if (values[1] && newline_argument(values[1], "StringIO()", "%R", &self->newline) < 0)
        return -1;
    if (values[0] && values[0] != NONE && !IS_STR(values[0]))
        return raise_int(&type_error_type, "initial_value must be str or None, not %T", values[0]);
    self->row.size = self->place = 0;
    self->newlines_seen = 0;
    self->base.closed = false;
    int result = values[0] && values[0] != NONE ? write_text(self, values[0]) : 0;
    self->place = 0;
    return result;
}

/* ---- reading -------------------------------------------------------------------------------- */

static Object *take(StringIO *self, size_t count)
{
    size_t ahead = self->place < length_of(self) ? length_of(self) - self->place : 0;
    count = count < ahead ? count : ahead;
    Object *text = count > 0 ? str_from_row(characters(self) + self->place, count, STR_4)
                             : str_from("");
    if (text)
        self->place += count;
    return text;
}

FUNCTION(string_io_read)
{
    (void)kwnames;
    intptr_t size;
    if (check_usable(self) < 0 || io_size_argument(args, positional, &size) < 0)
        return NULL;
    return take((StringIO *)self, size < 0 ? SIZE_MAX : (size_t)size);
}

/* How many characters the line from here on has, its end included. */
static size_t line_length(StringIO *self)
{
    size_t length = length_of(self);
    for (size_t i = self->place; i < length; i++) {
        uint32_t c = characters(self)[i];
        bool pair = c == '\r' && i + 1 < length && characters(self)[i + 1] == '\n';
        bool universal = self->newline == NEWLINE_ANY;
        if (pair && (universal || self->newline == NEWLINE_CRLF))
            return i + 2 - self->place;
        if ((c == '\n' && self->newline != NEWLINE_CR && self->newline != NEWLINE_CRLF)
            || (c == '\r' && (universal || self->newline == NEWLINE_CR)))
            return i + 1 - self->place;
    }
    return SIZE_MAX;
}

FUNCTION(string_io_read_line)
{
    (void)kwnames;
    intptr_t limit;
    if (check_usable(self) < 0 || io_size_argument(args, positional, &limit) < 0)
        return NULL;
    size_t length = line_length((StringIO *)self);
    return take((StringIO *)self, limit >= 0 && (size_t)limit < length ? (size_t)limit : length);
}

static Object *string_io_next(Object *self)
{
    if (check_usable(self) < 0)
        return NULL;
    Object *line = take((StringIO *)self, line_length((StringIO *)self));
    if (line && str_length(line) == 0)
        clear_reference(line);
    return line;
}

FUNCTION(string_io_getvalue)
{
    UNUSED_ARGUMENTS;
    if (check_usable(self) < 0)
        return NULL;
    StringIO *file = (StringIO *)self;
    return length_of(file) > 0 ? str_from_row(file->row.data, length_of(file), STR_4)
                               : str_from("");
}

/* ---- places --------------------------------------------------------------------------------- */

FUNCTION(string_io_seek)
{
    (void)kwnames;
    StringIO *file = (StringIO *)self;
    int64_t offset, whence = SEEK_SET;
    if (check_usable(self) < 0 || io_offset(args[0], &offset) < 0
        || (positional > 1 && io_offset(args[1], &whence) < 0))
        return NULL;
    if (whence < SEEK_SET || whence > SEEK_END)
        return raise(&value_error_type, "Invalid whence (%d, should be 0, 1 or 2)", (int)whence);
    if (whence == SEEK_SET && offset < 0)
        return raise(&value_error_type, "Negative seek position %zd", (intptr_t)offset);
    if (whence != SEEK_SET && offset != 0)
        return raise(&os_error_type, "Can't do nonzero cur-relative seeks");
    if (offset > INTPTR_MAX / (int)sizeof(uint32_t))
        return raise(&overflow_error_type, "new position too large");
    file->place = whence == SEEK_SET ? (size_t)offset
                : whence == SEEK_END ? length_of(file) : file->place;
    return int_from_unsigned(file->place);
}

FUNCTION(string_io_tell)
{
    UNUSED_ARGUMENTS;
    return check_usable(self) < 0 ? NULL : int_from_unsigned(((StringIO *)self)->place);
}

FUNCTION(string_io_truncate)
{
    (void)kwnames;
    StringIO *file = (StringIO *)self;
    intptr_t size;
    if (check_usable(self) < 0 || io_size_argument(args, positional, &size) < 0)
        return NULL;
    if (positional && args[0] != NONE && size < 0)
        return raise(&value_error_type, "Negative size value %zd", size);
    if (size < 0)
        size = (intptr_t)file->place;
    if ((size_t)size < length_of(file))
        file->row.size = (size_t)size * sizeof(uint32_t);
    return int_from(size);
}

FUNCTION(string_io_true)
{
    UNUSED_ARGUMENTS;
    return check_usable(self) < 0 ? NULL : bool_from(true);
}

FUNCTION(string_io_close)
{
    UNUSED_ARGUMENTS;
    ((Stream *)self)->closed = true;
    byte_block_free(&((StringIO *)self)->row);
    return incref(NONE);
}

/* ---- the type ------------------------------------------------------------------------------- */

static Object *string_io_get_newlines(Object *self)
{
    return newlines_seen(((StringIO *)self)->newlines_seen);
}

static Object *string_io_get_line_buffering(Object *self)
{
    return check_usable(self) < 0 ? NULL : bool_from(false);
}

static void string_io_destroy(Object *self)
{
    gc_untrack(self);
    stream_clear(self);
    byte_block_free(&((StringIO *)self)->row);
    object_free(self, 0);
}

static size_t string_io_extra_size(Object *self) { return ((StringIO *)self)->row.capacity; }

static const MethodDef string_io_methods[] = {
    { "read", string_io_read, 0, 1, 0, "read(size=-1) -> that many characters, or all" },
    { "readline", string_io_read_line, 0, 1, 0, "readline(size=-1) -> a line with its end" },
    { "write", string_io_write, 1, 1, 0, "write(text) -> how many characters were written" },
    { "seek", string_io_seek, 1, 2, 0, "seek(place, whence=0) -> the new place" },
    { "tell", string_io_tell, 0, 0, 0, "tell() -> the place" },
    { "truncate", string_io_truncate, 0, 1, 0, "truncate(size=None) -> the new size" },
    { "getvalue", string_io_getvalue, 0, 0, 0, "getvalue() -> all the text" },
    { "seekable", string_io_true, 0, 0, 0, "seekable() -> True" },
    { "readable", string_io_true, 0, 0, 0, "readable() -> True" },
    { "writable", string_io_true, 0, 0, 0, "writable() -> True" },
    { "close", string_io_close, 0, 0, 0, "close() gives the text up" },
    { 0 },
};

static const GetSetDef string_io_getsets[] = {
    { "newlines", string_io_get_newlines, NULL },
    { "line_buffering", string_io_get_line_buffering, NULL }, { 0 } };

Type string_io_type = {
    .head = { 1, &type_type }, .name = "_io.StringIO", .base = &text_io_base_type,
    .basic_size = sizeof(StringIO), .flags = TYPE_GC | TYPE_BASE, STREAM_SLOTS,
    .destroy = string_io_destroy, .traverse = stream_traverse, .clear = stream_clear,
    .construct = string_io_construct, .initialise = string_io_initialise,
    .next = string_io_next, .extra_size = string_io_extra_size, .methods = string_io_methods,
    .getsets = string_io_getsets,
    .doc = "StringIO(initial_value='', newline='\\n'): a text file in memory.",
};
