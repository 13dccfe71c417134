/*
 * output.c: buffered standard output and standard error, in UTF-8.
 */
#include "modules/output.h"

#include <string.h>

#include "io/io.h"
#include "memory/memory.h"
#include "platform/platform.h"
#include "vm/errors.h"
#include "vm/interrupt.h"

enum { BLOCK_SIZE = 8192 }; /* what CPython's BufferedWriter holds */

static struct {
    char block[BLOCK_SIZE];
    size_t used;
    bool terminal, unbuffered;
} output;

static struct {
    char block[BLOCK_SIZE];
    size_t used;
} errors; /* the beginning of a line */

void output_start(void)
{
    output.used = 0;
    output.terminal = platform_is_terminal(OUTPUT);
    output.unbuffered = false;
}

void output_unbuffered(void) { output.unbuffered = true; }

static int write_all(OutputStream stream, const char *bytes, size_t size)
{
    while (size > 0) {
        intptr_t written;
        do
            written = platform_write(stream, bytes, size);
        while (interrupt_again(written));
        if (written < 0) {
            if (!error_occurred())
                raise_os_error((int)written, NULL);
            return -1;
        }
        bytes += written;
        size -= (size_t)written;
    }
    return 0;
}

Object *output_binary;

int output_flush(OutputStream stream)
{
    if (stream == ERRORS) {
        size_t used = errors.used;
        errors.used = 0;
        return write_all(ERRORS, errors.block, used);
    }
    if (output_binary && buffered_flush((Buffered *)output_binary) < 0)
        return -1;
    if (output.used == 0)
        return 0;
    size_t used = output.used;
    output.used = 0; /* what cannot be written is lost: no second try can do better */
    return write_all(OUTPUT, output.block, used);
}

int output_write(OutputStream stream, const char *bytes, size_t size)
{
    if (stream == ERRORS)
        return errors.used && output_flush(ERRORS) < 0 ? -1 : write_all(ERRORS, bytes, size);
    if (size > BLOCK_SIZE - output.used && output_flush(OUTPUT) < 0)
        return -1;
    if (size >= BLOCK_SIZE)
        return write_all(OUTPUT, bytes, size);
    memcpy(output.block + output.used, bytes, size);
    output.used += size;
    return output.unbuffered || (output.terminal && memchr(bytes, '\n', size))
         ? output_flush(OUTPUT) : 0;
}

int output_write_error_lines(const char *bytes, size_t size)
{
    bool ends_line = memchr(bytes, '\n', size) || memchr(bytes, '\r', size);
    if (ends_line || size > BLOCK_SIZE - errors.used)
        return output_write(ERRORS, bytes, size);
    memcpy(errors.block + errors.used, bytes, size);
    errors.used += size;
    return 0;
}

int output_write_text(OutputStream stream, const char *text)
{
    return output_write(stream, text, strlen(text));
}

int output_write_str(OutputStream stream, Object *str)
{
    const Str *s = (const Str *)str;
    bool ascii = s->kind == STR_1;
    for (size_t i = 0; ascii && i < s->length; i++)
        ascii = s->data[i] < 0x80;
    if (ascii)
        return output_write(stream, (const char *)s->data, s->length);
    size_t size;
    char *text = str_to_utf8(str, &size);
    if (!text)
        return -1;
    int result = output_write(stream, text, size);
    mem_free(text, size + 1);
    return result;
}
