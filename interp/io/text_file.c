/*
 * text_file.c: TextIOWrapper: characters and lines over a buffered stream. This part makes one,
 * moves about, and has the methods; text_read.c reads, text_write.c writes. The standard streams
 * are text files too; until a program asks for their buffer, what they write goes to
 * modules/output.c, which knows the descriptors.
 */
#include "io/io.h"

#include "kernel/abi.h"
#include "modules/module.h"
#include "modules/output.h"
#include "objects/arguments.h"
#include "objects/class.h"
#include "objects/codecs.h"
#include "objects/str.h"
#include "platform/platform.h"
#include "vm/errors.h"
#include "vm/interpreter.h"

/* ---- making one ----------------------------------------------------------------------------- */

static Object *text_file_construct(Type *type, Object **args, int positional, Object *kwnames)
{
    (void)args, (void)positional, (void)kwnames;
    TextFile *self = object_new(type, 0);
    if (self) {
        self->standard = -1;
        self->telling = self->exact = true;
        gc_track(self);
    }
    return (Object *)self;
}

int newline_argument(Object *newline, const char *function, const char *shown, Newline *kind)
{
    static const char *const texts[] = {
        [NEWLINE_ANY] = "", [NEWLINE_LF] = "\n", [NEWLINE_CR] = "\r", [NEWLINE_CRLF] = "\r\n" };
    *kind = NEWLINE_UNIVERSAL;
    if (!newline || newline == NONE)
        return 0;
    if (!IS_STR(newline))
        return raise_int(&type_error_type, "%s argument 'newline' must be str or None, not %T",
                         function, newline);
    for (int i = NEWLINE_ANY; i <= NEWLINE_CRLF; i++)
        if (str_equal_text(newline, texts[i])) {
            *kind = (Newline)i;
            return 0;
        }
    const char *message = shown[1] == 'R' ? "illegal newline value: %R"
                                          : "illegal newline value: %S";
    return raise_int(&value_error_type, message, newline);
}

/* encoding and errors: NULL or None for the usual ones. 0 or -1. */
static int set_codec(TextFile *self, Object *encoding, Object *errors)
{
    Codec codec;
    encoding = encoding && encoding != NONE && !(IS_STR(encoding)
               && str_equal_text(encoding, "locale")) ? incref(encoding) : str_from("UTF-8");
    errors = errors && errors != NONE ? incref(errors) : str_from("strict");
    int result = !encoding || !errors ? -1
        : check_optional_str("TextIOWrapper", "encoding", encoding) < 0
          || check_optional_str("TextIOWrapper", "errors", errors) < 0 ? -1
        : codec_find(encoding, &codec);
    if (result == 0) {
        self->codec = self->decoding = codec;
        self->begun = false;
        replace_reference(self->encoding, encoding);
        replace_reference(self->errors, errors);
    } else {
        xdecref(encoding);
        xdecref(errors);
    }
    return result;
}

/* Nothing of a mark in what is written on, not from the beginning, nor (except UTF-8's) in what has
 * no beginning, such as a pipe. 0 or -1. */
static int note_beginning(TextFile *self)
{
    Codec codec = (Codec)self->codec;
    Object *buffer = codec != codec_after_mark(codec) ? text_buffer(self) : NULL;
    int writable = buffer ? io_call_flag(buffer, "writable") : 0;
    int seekable = writable > 0 ? io_call_flag(buffer, "seekable") : 0;
    if (writable <= 0 || seekable < 0)
        return error_occurred() ? -1 : 0;
    self->begun = codec != CODEC_UTF_8_SIG;
    if (seekable == 0)
        return 0;
    int64_t offset = 0;
    Object *place = io_call(buffer, "tell", NULL);
    int result = place ? io_offset(place, &offset) : -1;
    xdecref(place);
    self->begun = offset != 0;
    return result;
}

static int text_file_start(TextFile *self, Object *buffer, Object *encoding, Object *errors,
                           Object *newline)
{
    if (newline_argument(newline, "TextIOWrapper()", "%S", &self->newline) < 0
        || set_codec(self, encoding, errors) < 0)
        return -1;
    int readable = io_call_flag(buffer, "readable");
    int writable = readable < 0 ? -1 : io_call_flag(buffer, "writable");
    int seekable = writable < 0 ? -1 : io_call_flag(buffer, "seekable");
    if (seekable < 0)
        return -1;
    self->readable = readable;
    self->writable = writable;
    self->seekable = self->telling = seekable;
    text_forget_chunk(self);
    replace_reference(self->buffer, incref(buffer));
    return note_beginning(self);
}

Object *text_file_new(Object *buffer, Object *encoding, Object *errors, Object *newline,
                      bool line_buffering)
{
    TextFile *self = (TextFile *)text_file_construct(&text_file_type, NULL, 0, NULL);
    if (self && text_file_start(self, buffer, encoding, errors, newline) < 0)
        clear_reference(self);
    if (self)
        self->line_buffering = line_buffering;
    return (Object *)self;
}

static int text_file_initialise(Object *object, Object **args, int positional, Object *kwnames)
{
    static const char *const names[] = { "buffer", "encoding", "errors", "newline",
                                         "line_buffering", "write_through", NULL };
    Object *values[6];
    if (parse_required_arguments("TextIOWrapper", args, positional, kwnames, names, 1, values) < 0)
        return -1;
    TextFile *self = (TextFile *)object;
    int lines = values[4] ? object_truth(values[4]) : 0;
    int through = lines >= 0 && values[5] ? object_truth(values[5]) : 0;
    if (lines < 0 || through < 0
        || text_file_start(self, values[0], values[1], values[2], values[3]) < 0)
        return -1;
    self->line_buffering = lines;
    self->write_through = through;
    return 0;
}

/* ---- the standard streams ------------------------------------------------------------------- */

static Object *standard_name(int fd)
{
    static const char *const names[] = { "<stdin>", "<stdout>", "<stderr>" };
    return str_from(names[fd]);
}

/* Their encodings are made when they are asked for: most programs only print. */
Object *text_file_standard(int fd)
{
    TextFile *self = (TextFile *)text_file_construct(&text_file_type, NULL, 0, NULL);
    if (!self)
        return NULL;
    self->standard = fd;
    self->readable = fd == 0;
    self->writable = fd != 0;
    self->line_buffering = fd == ERRORS;
    return &self->base.head;
}

int text_complete_standard(TextFile *self)
{
    if (self->encoding)
        return 0;
    Object *encoding = str_from("utf-8");
    Object *errors = str_from(self->standard == ERRORS ? "backslashreplace" : "strict");
    int result = encoding && errors ? set_codec(self, encoding, errors) : -1;
    xdecref(encoding);
    xdecref(errors);
    return result;
}

static Object *standard_buffer(TextFile *self)
{
    int fd = self->standard;
    Object *name = standard_name(fd);
    Object *raw = name && io_types_ready() == 0 ? raw_file_of_descriptor(fd, fd == 0, name) : NULL;
    Object *buffer = raw ? buffered_new(fd == 0 ? &buffered_reader_type : &buffered_writer_type,
                                        raw, IO_BLOCK_SIZE) : NULL;
    int64_t place = buffer && fd == 0 ? platform_seek(fd, 0, SEEK_CUR) : -1;
    xdecref(raw);
    xdecref(name);
    if (!buffer || text_complete_standard(self) < 0) {
        xdecref(buffer);
        return NULL;
    }
    self->seekable = self->telling = place >= 0;
    self->buffer = buffer;
    if (fd == OUTPUT)
        output_binary = buffer;
    return buffer;
}

Object *text_buffer(TextFile *self)
{
    if (self->buffer)
        return self->buffer;
    if (self->standard >= 0 && !self->base.closed)
        return standard_buffer(self);
    return raise(&value_error_type, self->base.closed ? CLOSED_FILE
                                                      : "underlying buffer has been detached");
}

int text_check_open(TextFile *self)
{
    if (self->standard >= 0 && !self->buffer)
        return self->base.closed ? raise_int(&value_error_type, CLOSED_FILE) : 0;
    Object *buffer = text_buffer(self);
    return buffer ? io_check_open(buffer, CLOSED_FILE) : -1;
}

/* ---- writing -------------------------------------------------------------------------------- */

FUNCTION(text_write_method)
{
    UNUSED_ARGUMENTS;
    if (!IS_STR(args[0]))
        return raise(&type_error_type, "write() argument must be str, not %T", args[0]);
    return text_file_write(self, args[0]) < 0 ? NULL : int_from_unsigned(str_length(args[0]));
}

FUNCTION(text_flush_method)
{
    UNUSED_ARGUMENTS;
    return text_file_flush(self) < 0 ? NULL : incref(NONE);
}

FUNCTION(text_close)
{
    UNUSED_ARGUMENTS;
    TextFile *file = (TextFile *)self;
    if (file->base.closed)
        return incref(NONE);
    if (file->standard >= 0 && !file->buffer) {
        int result = text_file_flush(self);
        file->base.closed = true;
        return result < 0 ? NULL : incref(NONE);
    }
    Object *buffer = text_buffer(file);
    int closed = buffer ? io_is_closed(buffer) : -1;
    if (closed != 0)
        return closed < 0 ? NULL : incref(NONE);
    int result = io_flush_and_close(self, buffer);
    byte_block_free(&file->pending);
    text_forget_chunk(file);
    return result < 0 ? NULL : incref(NONE);
}

FUNCTION(text_detach)
{
    UNUSED_ARGUMENTS;
    TextFile *file = (TextFile *)self;
    Object *buffer = text_buffer(file);
    if (!buffer || io_call_quietly(self, "flush") < 0)
        return NULL;
    file->buffer = NULL;
    file->standard = -1;
    return buffer;
}

/* reconfigure(*, encoding, errors, newline, line_buffering, write_through) */
FUNCTION(text_reconfigure)
{
    static const char *const names[] = { "encoding", "errors", "newline", "line_buffering",
                                         "write_through", NULL };
    Object *values[5];
    TextFile *file = (TextFile *)self;
    if (parse_arguments("reconfigure", args, positional, kwnames, names, values) < 0
        || text_file_flush(self) < 0 || text_complete_standard(file) < 0)
        return NULL;
    bool recode = (values[0] && values[0] != NONE) || (values[1] && values[1] != NONE);
    if (recode && set_codec(file, values[0] && values[0] != NONE ? values[0] : file->encoding,
                            values[1]) < 0)
        return NULL;
    if (recode && note_beginning(file) < 0)
        return NULL;
    if (values[2] && newline_argument(values[2], "reconfigure()", "%R", &file->newline) < 0)
        return NULL;
    int lines = values[3] && values[3] != NONE ? object_truth(values[3]) : file->line_buffering;
    int through = values[4] && values[4] != NONE ? object_truth(values[4]) : file->write_through;
    if (lines < 0 || through < 0)
        return NULL;
    file->line_buffering = lines;
    file->write_through = through;
    return incref(NONE);
}

/* ---- places --------------------------------------------------------------------------------- */

/* Where the program stands: what the buffer says, without what was read ahead. */
static Object *text_place(TextFile *self)
{
    if (!text_buffer(self) || text_check_open(self) < 0)
        return NULL;
    if (!self->seekable)
        return io_unsupported("underlying stream is not seekable");
    if (!self->telling)
        return raise(&os_error_type, "telling position disabled by next() call");
    if (text_write_pending(self) < 0 || io_call_quietly(self->buffer, "flush") < 0)
        return NULL;
    size_t ahead = self->chunk.size - self->taken;
    Object *place = io_call(self->buffer, "tell", NULL);
    int64_t offset;
    if (!place || ahead == 0)
        return place;
    int result = self->exact ? io_offset(place, &offset)
        : raise_int(&os_error_type, "can't reconstruct logical file position");
    decref(place);
    return result < 0 ? NULL : int_from(offset - (int64_t)ahead);
}

FUNCTION(text_tell)
{
    UNUSED_ARGUMENTS;
    return text_place((TextFile *)self);
}

/* buffer.seek(place, whence), after everything here is given up. */
static Object *seek_buffer(TextFile *self, Object *place, int whence)
{
    if (text_file_flush(&self->base.head) < 0)
        return NULL;
    Object *seek = object_lookup_attribute(self->buffer, "seek"), *number = int_from(whence);
    Object *args[] = { place, number };
    Object *result = seek && number ? object_call(seek, args, 2, NULL) : NULL;
    int64_t offset = 0;
    if (result && io_offset(result, &offset) < 0)
        clear_reference(result);
    if (result) {
        text_forget_chunk(self);
        self->begun = offset != 0;
        if (offset == 0)
            self->decoding = self->codec;
    }
    xdecref(seek);
    xdecref(number);
    return result;
}

FUNCTION(text_seek)
{
    (void)kwnames;
    TextFile *file = (TextFile *)self;
    int64_t whence = SEEK_SET, cookie;
    if (!text_buffer(file) || text_check_open(file) < 0
        || (positional > 1 && io_offset(args[1], &whence) < 0) || io_offset(args[0], &cookie) < 0)
        return NULL;
    if (!file->seekable)
        return io_unsupported("underlying stream is not seekable");
    if (whence == SEEK_CUR && cookie != 0)
        return io_unsupported("can't do nonzero cur-relative seeks");
    if (whence == SEEK_END && cookie != 0)
        return io_unsupported("can't do nonzero end-relative seeks");
    if (whence < SEEK_SET || whence > SEEK_END)
        return raise(&value_error_type, "invalid whence (%d, should be 0, 1 or 2)", (int)whence);
    if (whence == SEEK_SET && cookie < 0)
        return raise(&value_error_type, "negative seek position %R", args[0]);
    Object *place = whence == SEEK_CUR ? text_place(file) : incref(args[0]);
    Object *result = place ? seek_buffer(file, place, whence == SEEK_END ? SEEK_END : SEEK_SET)
                           : NULL;
    xdecref(place);
    return result;
}

FUNCTION(text_truncate)
{
    UNUSED_ARGUMENTS;
    TextFile *file = (TextFile *)self;
    return !text_buffer(file) || text_file_flush(self) < 0 ? NULL
         : io_call(file->buffer, "truncate", positional ? args[0] : NULL);
}

/* ---- reading: text_read.c does it ----------------------------------------------------------- */

static int check_readable(TextFile *self)
{
    if (text_check_open(self) < 0)
        return -1;
    if (!self->readable) {
        io_unsupported("not readable");
        return -1;
    }
    return text_buffer(self) && text_write_pending(self) == 0 ? 0 : -1;
}

FUNCTION(text_read_method)
{
    (void)kwnames;
    intptr_t size;
    if (check_readable((TextFile *)self) < 0 || io_size_argument(args, positional, &size) < 0)
        return NULL;
    return text_read((TextFile *)self, size);
}

FUNCTION(text_read_line_method)
{
    (void)kwnames;
    intptr_t limit;
    if (check_readable((TextFile *)self) < 0 || io_size_argument(args, positional, &limit) < 0)
        return NULL;
    return text_read_line((TextFile *)self, limit);
}

static Object *text_next(Object *self)
{
    TextFile *file = (TextFile *)self;
    if (check_readable(file) < 0)
        return NULL;
    file->telling = false;
    Object *line = text_read_line(file, -1);
    if (line && str_length(line) == 0) {
        file->telling = file->seekable;
        clear_reference(line);
    }
    return line;
}

/* ---- what it says of itself ----------------------------------------------------------------- */

#define ASK_BUFFER(name) \
    FUNCTION(text_##name) \
    { \
        UNUSED_ARGUMENTS; \
        Object *buffer = text_buffer((TextFile *)self); \
        return buffer ? io_call(buffer, #name, NULL) : NULL; \
    }
ASK_BUFFER(seekable) ASK_BUFFER(readable) ASK_BUFFER(writable)

/* These two need no buffer for a standard stream. */
FUNCTION(text_fileno)
{
    UNUSED_ARGUMENTS;
    TextFile *file = (TextFile *)self;
    if (file->standard >= 0 && text_check_open(file) == 0)
        return int_from(file->standard);
    return error_occurred() || !text_buffer(file) ? NULL : io_call(file->buffer, "fileno", NULL);
}

FUNCTION(text_isatty)
{
    UNUSED_ARGUMENTS;
    TextFile *file = (TextFile *)self;
    if (file->standard >= 0 && text_check_open(file) == 0)
        return bool_from(platform_is_terminal(file->standard));
    return error_occurred() || !text_buffer(file) ? NULL : io_call(file->buffer, "isatty", NULL);
}

static Object *text_get_buffer(Object *self) { return xincref(text_buffer((TextFile *)self)); }

static Object *text_get_closed(Object *object)
{
    TextFile *self = (TextFile *)object;
    if (self->standard >= 0 && !self->buffer)
        return bool_from(self->base.closed);
    int closed = text_buffer(self) ? io_is_closed(self->buffer) : -1;
    return closed < 0 ? NULL : bool_from(closed);
}

static Object *text_get_name(Object *object)
{
    TextFile *self = (TextFile *)object;
    if (self->standard >= 0)
        return standard_name(self->standard);
    Object *name = text_buffer(self) ? object_lookup_attribute(self->buffer, "name") : NULL;
    if (!name && !error_occurred())
        raise(&attribute_error_type, "'%T' object has no attribute 'name'", self->buffer);
    return name;
}

static Object *text_get_encoding(Object *self)
{
    return text_complete_standard((TextFile *)self) < 0 ? NULL
         : xincref(((TextFile *)self)->encoding);
}

static Object *text_get_errors(Object *self)
{
    return text_complete_standard((TextFile *)self) < 0 ? NULL
         : xincref(((TextFile *)self)->errors);
}

static Object *text_get_newlines(Object *self)
{
    return newlines_seen(((TextFile *)self)->newlines_seen);
}

static Object *text_get_line_buffering(Object *self)
{
    return bool_from(((TextFile *)self)->line_buffering);
}

static Object *text_get_write_through(Object *self)
{
    return bool_from(((TextFile *)self)->write_through);
}

/* mode is an attribute that open() sets; a standard stream has it from the start. */
static Object *text_get_mode(Object *object)
{
    TextFile *self = (TextFile *)object;
    Object *mode = self->base.dict ? dict_get_text(self->base.dict, "mode") : NULL;
    if (mode || error_occurred())
        return xincref(mode);
    return self->standard >= 0 ? str_from(self->standard == 0 ? "r" : "w")
         : raise(&attribute_error_type, "'%T' object has no attribute 'mode'", object);
}

static int text_set_mode(Object *self, Object *value)
{
    Object *dict = instance_dict(self);
    return dict && value ? dict_set_text(dict, "mode", value) : -1;
}

static Object *text_repr(Object *self)
{
    Object *name = object_lookup_attribute(self, "name");
    if (error_matches(&value_error_type)) /* a detached one still has a repr */
        error_clear();
    Object *mode = error_occurred() ? NULL : object_lookup_attribute(self, "mode");
    Object *result = NULL, *start = NULL;
    if (!error_occurred() && text_complete_standard((TextFile *)self) == 0)
        start = name ? str_from_format("<%T name=%R", self, name) : str_from_format("<%T", self);
    if (start)
        result = mode ? str_from_format("%S mode=%R encoding=%R>", start, mode,
                                        ((TextFile *)self)->encoding)
                      : str_from_format("%S encoding=%R>", start, ((TextFile *)self)->encoding);
    xdecref(start);
    xdecref(name);
    xdecref(mode);
    return result;
}

/* ---- the type ------------------------------------------------------------------------------- */

static int text_traverse(Object *object, Visitor visit, void *context)
{
    TextFile *self = (TextFile *)object;
    int result = stream_traverse(object, visit, context);
    return result || !self->buffer ? result : visit(self->buffer, context);
}

static void text_clear(Object *object)
{
    TextFile *self = (TextFile *)object;
    stream_clear(object);
    clear_reference(self->buffer);
}

/* A standard stream that nobody closed is not closed: descriptors 0 to 2 outlive their objects. */
static void text_finalize(Object *self)
{
    if (((TextFile *)self)->standard < 0)
        io_finalize(self);
}

static void text_destroy(Object *object)
{
    TextFile *self = (TextFile *)object;
    gc_untrack(self);
    text_clear(object);
    xdecref(self->encoding);
    xdecref(self->errors);
    byte_block_free(&self->pending);
    byte_block_free(&self->chunk);
    object_free(object, 0);
}

static size_t text_extra_size(Object *object)
{
    TextFile *self = (TextFile *)object;
    return self->pending.capacity + self->chunk.capacity;
}

static const MethodDef text_methods[] = {
    { "read", text_read_method, 0, 1, 0, "read(size=-1) -> that many characters, or all" },
    { "readline", text_read_line_method, 0, 1, 0, "readline(size=-1) -> a line with its end" },
    { "write", text_write_method, 1, 1, 0, "write(text) -> how many characters were written" },
    { "flush", text_flush_method, 0, 0, 0, "flush() writes what waits" },
    { "close", text_close, 0, 0, 0, "close() writes what waits, and closes the file" },
    { "seek", text_seek, 1, 2, 0, "seek(place, whence=0): a place that tell() gave" },
    { "tell", text_tell, 0, 0, 0, "tell() -> the place, for seek" },
    { "truncate", text_truncate, 0, 1, 0, "truncate(size=None) -> the new size, in bytes" },
    { "detach", text_detach, 0, 0, 0, "detach() -> the buffer, its own again" },
    { "reconfigure", text_reconfigure, 0, 0, METHOD_KEYWORDS,
      "reconfigure(*, encoding, errors, newline, line_buffering, write_through)" },
    { "seekable", text_seekable, 0, 0, 0, "seekable() -> whether seek and tell work" },
    { "readable", text_readable, 0, 0, 0, "readable() -> whether it can be read" },
    { "writable", text_writable, 0, 0, 0, "writable() -> whether it can be written" },
    { "fileno", text_fileno, 0, 0, 0, "fileno() -> the file descriptor" },
    { "isatty", text_isatty, 0, 0, 0, "isatty() -> whether it is a terminal" },
    { 0 },
};

static const GetSetDef text_getsets[] = {
    { "buffer", text_get_buffer, NULL }, { "closed", text_get_closed, NULL },
    { "encoding", text_get_encoding, NULL }, { "errors", text_get_errors, NULL },
    { "line_buffering", text_get_line_buffering, NULL }, { "mode", text_get_mode, text_set_mode },
    { "name", text_get_name, NULL }, { "newlines", text_get_newlines, NULL },
    { "write_through", text_get_write_through, NULL }, { 0 } };

Type text_file_type = {
    .head = { 1, &type_type }, .name = "_io.TextIOWrapper", .base = &text_io_base_type,
    .basic_size = sizeof(TextFile), .flags = TYPE_GC | TYPE_BASE, .finalize = text_finalize,
    .dict_offset = offsetof(Stream, dict), .weak_offset = offsetof(Stream, weak_references),
    .destroy = text_destroy, .traverse = text_traverse, .clear = text_clear, .repr = text_repr,
    .construct = text_file_construct, .initialise = text_file_initialise, .next = text_next,
    .extra_size = text_extra_size, .methods = text_methods, .getsets = text_getsets,
    .doc = "TextIOWrapper(buffer, encoding=None, errors=None, newline=None, "
           "line_buffering=False, write_through=False): text over a buffered stream.",
};
