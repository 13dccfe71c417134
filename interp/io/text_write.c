/*
 * text_write.c: how a TextFile writes: newlines as the file has them, characters as its encoding
 * has them, and the bytes wait until there are enough of them or a line is to be seen.
 */
#include "io/io.h"

#include <string.h>

#include "modules/output.h"
#include "objects/codecs.h"
#include "objects/str.h"
#include "objects/utf8.h"
#include "vm/errors.h"
#include "vm/interpreter.h"

enum { WRITE_DEPTH = 2 }; /* levels of recursion that CPython's write takes, and print with it */

/* Writes to descriptor 1 or 2 go through the output module. */
static bool writes_directly(const TextFile *self)
{
    return self->standard > 0 && (!self->buffer || self->standard == OUTPUT);
}

int text_write_pending(TextFile *self)
{
    if (self->pending.size == 0)
        return 0;
    Object *buffer = text_buffer(self);
    Object *bytes = buffer ? bytes_from(self->pending.data, self->pending.size) : NULL;
    if (!bytes)
        return -1;
    self->pending.size = 0;
    Object *written = io_call(buffer, "write", bytes);
    decref(bytes);
    xdecref(written);
    return written ? 0 : -1;
}

/* The text with its newlines as the file has them; new. */
static Object *translate_newlines(TextFile *self, Object *text)
{
    if (self->newline != NEWLINE_CR && self->newline != NEWLINE_CRLF)
        return incref(text);
    StrBuilder b;
    str_builder_begin(&b);
    int status = 0;
    for (size_t i = 0; i < str_length(text) && status == 0; i++) {
        uint32_t c = str_char(text, i);
        status = c != '\n' ? str_builder_char(&b, c)
               : str_builder_text(&b, self->newline == NEWLINE_CR ? "\r" : "\r\n");
    }
    if (status == 0)
        return str_builder_finish(&b);
    str_builder_abandon(&b);
    return NULL;
}

bool text_writes_ascii(const TextFile *self)
{
    return self->codec <= CODEC_LATIN_1 && self->newline != NEWLINE_CR
        && self->newline != NEWLINE_CRLF;
}

static bool is_plain(const Str *s)
{
    return s->kind == STR_1 && utf8_is_ascii(s->data, s->length);
}

static int add_pending(TextFile *self, const uint8_t *bytes, size_t size)
{
    if (writes_directly(self))
        return self->standard == ERRORS ? output_write_error_lines((const char *)bytes, size)
                                        : output_write(OUTPUT, (const char *)bytes, size);
    bool ends_line = memchr(bytes, '\n', size) || memchr(bytes, '\r', size);
    bool flush = self->line_buffering && ends_line;
    if (self->pending.size + size > IO_BLOCK_SIZE && text_write_pending(self) < 0)
        return -1;
    if (byte_block_append(&self->pending, bytes, size) < 0)
        return -1;
    text_forget_chunk(self);
    if ((self->pending.size >= IO_BLOCK_SIZE || flush || self->write_through)
        && text_write_pending(self) < 0)
        return -1;
    return flush ? io_call_quietly(self->buffer, "flush") : 0;
}

int text_file_write(Object *object, Object *text)
{
    TextFile *self = (TextFile *)object;
    if (interpreter.depth + WRITE_DEPTH > interpreter.recursion_limit)
        return raise_int(&recursion_error_type,
                         "maximum recursion depth exceeded while calling a Python object");
    if (text_check_open(self) < 0)
        return -1;
    if (!self->writable) {
        io_unsupported("not writable");
        return -1;
    }
    if (is_plain((Str *)text) && text_writes_ascii(self))
        return add_pending(self, ((Str *)text)->data, str_length(text));
    Object *translated = text_complete_standard(self) < 0 ? NULL : translate_newlines(self, text);
    Codec codec = self->begun ? codec_after_mark((Codec)self->codec) : (Codec)self->codec;
    Object *bytes = translated ? codec_encode(translated, codec, self->errors) : NULL;
    self->begun = self->begun || bytes != NULL;
    int result = bytes ? add_pending(self, ((Bytes *)bytes)->data, (size_t)((Bytes *)bytes)->size)
                       : -1;
    xdecref(bytes);
    xdecref(translated);
    return result;
}

int text_file_flush(Object *object)
{
    TextFile *self = (TextFile *)object;
    if (text_check_open(self) < 0)
        return -1;
    if (writes_directly(self))
        return output_flush((OutputStream)self->standard);
    if (!self->buffer)
        return 0;
    self->telling = self->seekable;
    return text_write_pending(self) < 0 ? -1 : io_call_quietly(self->buffer, "flush");
}
