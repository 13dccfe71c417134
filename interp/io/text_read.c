/*
 * text_read.c: how a TextFile reads. It takes a chunk of bytes from its buffer, checks it once, and
 * cuts characters and lines out of it. A chunk is always UTF-8: other encodings and malformed bytes
 * are rewritten when it comes in. Since nothing but where the program stands in the chunk is to be
 * remembered, tell() is a subtraction.
 */
#include "io/io.h"

#include <string.h>

#include "memory/memory.h"
#include "objects/codecs.h"
#include "objects/utf8.h"
#include "vm/errors.h"

void text_forget_chunk(TextFile *self)
{
    self->chunk.size = self->taken = self->ready = 0;
    self->at_end = false;
    self->exact = true;
}

/* ---- a chunk comes in ----------------------------------------------------------------------- */

/* Bytes at the end that must wait for the next chunk: half a character, or a CR
 * whose LF may come. */
static size_t waiting_at_end(TextFile *self)
{
    const uint8_t *p = self->chunk.data;
    Codec codec = (Codec)self->decoding, order = codec_marked(codec, p, self->chunk.size);
    if (self->at_end || self->chunk.size == 0)
        return 0;
    size_t unit = codec_unit(codec), waiting = codec_incomplete(codec, p, self->chunk.size);
    size_t size = self->chunk.size - waiting;
    bool pairs = self->newline != NEWLINE_LF && self->newline != NEWLINE_CR;
    bool is_cr = pairs && size >= unit
              && codec_read_unit(codec_after_mark(order), p + size - unit) == '\r';
    return is_cr ? waiting + unit : waiting;
}

/* The file's beginning has been seen: the rest of it is in this order of bytes. 0 or -1. */
static int pass_mark(TextFile *self, size_t ready)
{
    Codec codec = (Codec)self->decoding, order = codec_marked(codec, self->chunk.data, ready);
    if (order == codec && ready >= codec_unit(codec)
        && (codec == CODEC_UTF_16 || codec == CODEC_UTF_32))
        return raise_int(&unicode_error_type, "%s stream does not start with BOM",
                         codec == CODEC_UTF_16 ? "UTF-16" : "UTF-32");
    self->decoding = codec_after_mark(order);
    return 0;
}

/* Rewrites the chunk's ready bytes as UTF-8; what waits behind them stays. */
static int recode_chunk(TextFile *self, size_t ready)
{
    Codec codec = (Codec)self->decoding;
    Object *text = codec_decode(self->chunk.data, ready, codec, self->errors);
    size_t size;
    if (text && pass_mark(self, ready) < 0)
        clear_reference(text);
    char *utf8 = text ? str_to_utf8(text, &size) : NULL;
    xdecref(text);
    if (!utf8) {
        text_forget_chunk(self);
        return -1;
    }
    bool same = size == ready && memcmp(utf8, self->chunk.data, size) == 0;
    size_t waiting = self->chunk.size - ready;
    int result = same ? 0 : byte_block_reserve(&self->chunk, size + waiting);
    if (result == 0 && !same) {
        memmove(self->chunk.data + size, self->chunk.data + ready, waiting);
        memcpy(self->chunk.data, utf8, size);
        self->chunk.size = size + waiting;
        self->exact = false;
        self->rewritten = true;
    }
    if (!str_equal_text(self->errors, "strict")) /* surrogates may have passed as they are */
        self->rewritten = true;
    self->ready = result == 0 ? size : 0;
    mem_free(utf8, size + 1);
    return result;
}

static void note_newlines(TextFile *self)
{
    const uint8_t *p = self->chunk.data, *end = p + self->ready;
    if (self->newline > NEWLINE_ANY)
        return;
    if (!memchr(p, '\r', self->ready)) {
        if (memchr(p, '\n', self->ready))
            self->newlines_seen |= SEEN_LF;
        return;
    }
    for (; p < end; p++) {
        if (*p == '\r' && p + 1 < end && p[1] == '\n') {
            self->newlines_seen |= SEEN_CRLF;
            p++;
        } else if (*p == '\r' || *p == '\n') {
            self->newlines_seen |= *p == '\r' ? SEEN_CR : SEEN_LF;
        }
    }
}

/* The next chunk, or all there is, when all that is ready is taken. 1, 0 at the end, -1. */
static int fill(TextFile *self, bool all)
{
    if (self->at_end) { /* a terminal may go on after its end; what is read then is new */
        self->at_end = false;
        if (self->ready == self->chunk.size)
            self->chunk.size = self->taken = self->ready = 0;
    }
    size_t waiting = self->chunk.size - self->ready;
    if (waiting > 0)
        memmove(self->chunk.data, self->chunk.data + self->ready, waiting);
    self->chunk.size = waiting;
    self->taken = self->ready = 0;
    self->exact = true;
    Object *size = all ? NULL : int_from(IO_BLOCK_SIZE);
    Object *bytes = all ? io_call(self->buffer, "read", NULL)
                  : size ? io_call(self->buffer, "read1", size) : NULL;
    ByteView view;
    xdecref(size);
    if (bytes && !byte_view(bytes, &view)) {
        raise(&type_error_type, "underlying read1() should have returned a bytes-like object, "
              "not '%T'", bytes);
        clear_reference(bytes);
    }
    if (!bytes || byte_block_append(&self->chunk, view.data, view.size) < 0) {
        xdecref(bytes);
        return -1;
    }
    self->at_end = all || view.size == 0;
    decref(bytes);
    size_t ready = self->chunk.size - waiting_at_end(self);
    if (ready == 0)
        return self->at_end ? 0 : fill(self, false);
    self->ready = ready;
    bool plain = self->decoding <= CODEC_LATIN_1 && utf8_is_ascii(self->chunk.data, ready);
    if (!plain && recode_chunk(self, ready) < 0)
        return -1;
    note_newlines(self);
    return 1;
}

/* ---- cutting -------------------------------------------------------------------------------- */

/* Where `count` characters from p on end, at most at `end`; *count becomes what was missing. */
static const uint8_t *skip_characters(const uint8_t *p, const uint8_t *end, size_t *count)
{
    while (p < end && *count > 0) {
        p++;
        while (p < end && (*p & 0xC0) == 0x80)
            p++;
        (*count)--;
    }
    return p;
}

/* Behind the first end of a line in [p, end), *line_end at its first byte; NULL: there is none. */
static const uint8_t *find_line_end(Newline newline, const uint8_t *p, const uint8_t *end,
                                    const uint8_t **line_end)
{
    if (newline == NEWLINE_LF || newline == NEWLINE_CR) {
        *line_end = memchr(p, newline == NEWLINE_LF ? '\n' : '\r', (size_t)(end - p));
        return *line_end ? *line_end + 1 : NULL;
    }
    for (; p < end; p++) {
        bool pair = *p == '\r' && p + 1 < end && p[1] == '\n';
        *line_end = p;
        if (pair)
            return p + 2;
        if (newline != NEWLINE_CRLF && (*p == '\n' || *p == '\r'))
            return p + 1;
    }
    return NULL;
}

/* Copies with each CR and CR LF as LF, if that is to be. */
static int append_translated(TextFile *self, ByteBlock *out, const uint8_t *p, const uint8_t *end)
{
    while (self->newline == NEWLINE_UNIVERSAL && p < end) {
        const uint8_t *cr = memchr(p, '\r', (size_t)(end - p));
        if (!cr)
            break;
        if (byte_block_append(out, p, (size_t)(cr - p)) < 0 || byte_block_append(out, "\n", 1) < 0)
            return -1;
        p = cr + (cr + 1 < end && cr[1] == '\n' ? 2 : 1);
    }
    return byte_block_append(out, p, (size_t)(end - p));
}

/* A chunk that was rewritten may hold the surrogates that stand for malformed bytes. */
static Object *text_of(TextFile *self, const uint8_t *p, size_t size)
{
    Object *errors = self->rewritten ? str_interned("surrogatepass") : NULL;
    Object *text = !self->rewritten || errors ? codec_decode(p, size, CODEC_UTF_8, errors) : NULL;
    xdecref(errors);
    return text;
}

static bool is_translated(TextFile *self, const uint8_t *line_end)
{
    return self->newline == NEWLINE_UNIVERSAL && *line_end == '\r';
}

/* The usual case: the whole line lies in the chunk. NULL without an exception: it does not. */
static Object *line_in_chunk(TextFile *self)
{
    const uint8_t *start = self->chunk.data + self->taken, *line_end;
    const uint8_t *end = find_line_end(self->newline, start, self->chunk.data + self->ready,
                                       &line_end);
    if (!end || is_translated(self, line_end))
        return NULL;
    self->taken = (size_t)(end - self->chunk.data);
    return text_of(self, start, (size_t)(end - start));
}

Object *text_read_line(TextFile *self, intptr_t limit)
{
    Object *whole = limit < 0 && self->taken < self->ready ? line_in_chunk(self) : NULL;
    if (whole || error_occurred())
        return whole;
    ByteBlock line = { 0 };
    size_t left = limit < 0 ? SIZE_MAX : (size_t)limit;
    int more = 1;
    while (left > 0 && more > 0) {
        if (self->taken == self->ready && (more = fill(self, false)) <= 0)
            break;
        const uint8_t *start = self->chunk.data + self->taken, *line_end;
        const uint8_t *stop = self->chunk.data + self->ready;
        const uint8_t *end = find_line_end(self->newline, start, stop, &line_end);
        const uint8_t *text_end = end ? line_end : stop;
        if (limit >= 0)
            text_end = skip_characters(start, text_end, &left);
        bool complete = end && text_end == line_end && left > 0;
        if (complete && !is_translated(self, line_end) && (size_t)(end - line_end) > left)
            end = line_end + left; /* CR LF, of which only the CR is wanted */
        if (append_translated(self, &line, start, complete ? end : text_end) < 0)
            more = -1;
        self->taken = (size_t)((complete ? end : text_end) - self->chunk.data);
        if (complete)
            break;
    }
    Object *text = more < 0 ? NULL : text_of(self, line.data, line.size);
    byte_block_free(&line);
    return text;
}

/* Where `count` characters of the ready ones end; CR LF is one of them if it is translated. */
static const uint8_t *characters_end(TextFile *self, size_t *count)
{
    const uint8_t *p = self->chunk.data + self->taken, *end = self->chunk.data + self->ready;
    if (self->newline != NEWLINE_UNIVERSAL)
        return skip_characters(p, end, count);
    while (p < end && *count > 0) {
        const uint8_t *cr = memchr(p, '\r', (size_t)(end - p));
        p = skip_characters(p, cr ? cr : end, count);
        if (!cr || p != cr || *count == 0)
            continue;
        p += cr + 1 < end && cr[1] == '\n' ? 2 : 1;
        (*count)--;
    }
    return p;
}

Object *text_read(TextFile *self, intptr_t characters)
{
    ByteBlock out = { 0 };
    size_t left = characters < 0 ? SIZE_MAX : (size_t)characters;
    int more = 1;
    while (left > 0 && more > 0) {
        if (self->taken == self->ready && (more = fill(self, characters < 0)) <= 0)
            break;
        const uint8_t *start = self->chunk.data + self->taken;
        const uint8_t *end = characters < 0 ? self->chunk.data + self->ready
                                            : characters_end(self, &left);
        if (append_translated(self, &out, start, end) < 0)
            more = -1;
        self->taken = (size_t)(end - self->chunk.data);
        if (characters < 0 && self->at_end) /* a terminal would be asked once more */
            break;
    }
    Object *text = more < 0 ? NULL : text_of(self, out.data, out.size);
    byte_block_free(&out);
    return text;
}

Object *newlines_seen(uint8_t seen)
{
    static const struct { uint8_t seen; const char *text; } kinds[] = {
        { SEEN_CR, "\r" }, { SEEN_LF, "\n" }, { SEEN_CRLF, "\r\n" } };
    Object *list = list_new(0), *result = NULL;
    for (size_t i = 0; list && i < sizeof kinds / sizeof kinds[0]; i++) {
        Object *text = seen & kinds[i].seen ? str_from(kinds[i].text) : NULL;
        if (text && list_append(list, text) < 0)
            clear_reference(list);
        xdecref(text);
    }
    if (!list || error_occurred())
        clear_reference(list);
    else if (((List *)list)->size == 0)
        result = incref(NONE);
    else if (((List *)list)->size == 1)
        result = incref(((List *)list)->items[0]);
    else
        result = list_to_tuple(list);
    xdecref(list);
    return result;
}
