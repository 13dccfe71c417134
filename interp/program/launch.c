/*
 * launch.c: reads a program, makes code of it, runs it: what /bin/python does with the image that
 * exec has mapped, and the parts of which program/command_line.c makes `python FILE` and the rest.
 */
#include <string.h>
#include "compiler/compile.h"
#include "kernel/abi.h"
#include "memory/collector.h"
#include "memory/memory.h"
#include "platform/platform.h"
#include "program/elf32.h"
#include "program/image.h"
#include "program/launch.h"
#include "program/program_file.h"
#include "vm/errors.h"
#include "vm/interpreter.h"
#include "vm/interrupt.h"

enum { READ_AT_LEAST = 4096, DIRECTORY_MOST = 1024, STATUS_FAILED = 1, STDERR = 2,
       STATUS_INTERRUPTED = 128 + SIGINT };

/* ---- reading -------------------------------------------------------------------------------- */

/* Reads on until the end of the file: 0, or a negative errno. The buffer doubles as it fills. */
static int read_all(int fd, uint8_t **bytes, size_t *size, size_t *capacity)
{
    for (;;) {
        if (*capacity - *size < READ_AT_LEAST) {
            size_t larger = 2 * *capacity + READ_AT_LEAST;
            uint8_t *block = mem_resize(*bytes, *capacity, larger);
            if (!block)
                return raise_no_memory(), -1;
            *bytes = block;
            *capacity = larger;
        }
        intptr_t count = platform_read(fd, *bytes + *size, *capacity - *size);
        if (count <= 0)
            return count;
        *size += count;
    }
}

uint8_t *launch_read_descriptor(int fd, const char *path, size_t *size)
{
    uint8_t *bytes = NULL;
    size_t capacity = 0;
    *size = 0;
    int error = read_all(fd, &bytes, size, &capacity);
    uint8_t *exact = NULL;
    if (error < 0 && !error_occurred())
        raise_os_error(error, path);
    else if (error == 0 && !(exact = mem_alloc(*size)))
        raise_no_memory();
    if (exact)
        memcpy(exact, bytes, *size);
    mem_free(bytes, capacity);
    return exact;
}

uint8_t *launch_read_file(const char *path, size_t *size)
{
    int fd = platform_open(path);
    if (fd < 0)
        return raise_os_error(fd, path);
    uint8_t *bytes = launch_read_descriptor(fd, path, size);
    platform_close(fd);
    return bytes;
}

/* ---- making code ---------------------------------------------------------------------------- */

/* Whether CPython knows no column of this SyntaxError in a file: the tokenizer was at the beginning
 * of its buffer (Parser/pegen_errors.c: tok->cur == tok->buf), since the line that was to go on had
 * nothing else on it, or since there is none. */
static bool has_no_column(Object *message, Object *text, Object *end_offset)
{
    if (!message || !IS_STR(message) || !text || !IS_STR(text))
        return false;
    if (str_equal_text(message, "unexpected EOF while parsing"))
        return str_equal_text(text, "\\\n") || str_equal_text(text, "\\");
    const Str *m = (const Str *)message;
    static const char expected[] = "expected ";
    bool misses = m->length >= sizeof expected - 1
               && memcmp(m->data, expected, sizeof expected - 1) == 0;
    return (misses || str_equal_text(message, "invalid syntax")) && end_offset
        && IS_INT(end_offset) && object_as_index(end_offset) == -1;
}

void launch_forget_column_at_end(void)
{
    if (!error_matches(&syntax_error_type))
        return;
    Object *exception = error_fetch(), *zero = int_from(0), *name = str_interned("offset");
    Object *end_offset = object_lookup_attribute(exception, "end_offset");
    Object *message = object_lookup_attribute(exception, "msg");
    Object *text = object_lookup_attribute(exception, "text");
    if (zero && name && has_no_column(message, text, end_offset))
        object_set_attribute(exception, name, zero);
    error_clear();
    xdecref(text);
    xdecref(message);
    xdecref(end_offset);
    xdecref(name);
    xdecref(zero);
    error_restore(exception);
}

uint8_t *launch_compile(const uint8_t *source, size_t source_size, const char *name, size_t *size)
{
    CodeDraft *draft = compile_source((const char *)source, source_size, name, COMPILE_FILE);
    if (!draft)
        return launch_forget_column_at_end(), NULL;
    uint8_t *image = image_write(draft, name, (const char *)source, source_size, size);
    draft_free(draft);
    return image;
}

/* Makes code of an image inside a block, which is stolen. */
static Code *load_from_block(uint8_t *block, size_t block_size, const uint8_t *image, size_t size)
{
    Object *owner = image_owner_new(block, block_size);
    if (!owner)
        return NULL;
    Code *code = image_load(image, size, owner);
    decref(owner);
    return code;
}

static bool is_program_file(const uint8_t *bytes, size_t size)
{
    return size >= sizeof(ELF_MAGIC) - 1 && memcmp(bytes, ELF_MAGIC, sizeof(ELF_MAGIC) - 1) == 0;
}

int launch_absolute_path(const char *path, char **name, size_t *size)
{
    char directory[DIRECTORY_MOST];
    *name = (char *)path;
    *size = 0;
    if (path[0] == '/' || platform_current_directory(directory, sizeof directory) < 0)
        return 0;
    size_t length = strlen(directory);
    bool slash = directory[length - 1] != '/';
    *size = length + slash + strlen(path) + 1;
    *name = mem_alloc(*size);
    if (!*name)
        return raise_no_memory(), -1;
    memcpy(*name, directory, length);
    (*name)[length] = '/';
    memcpy(*name + length + slash, path, strlen(path) + 1);
    return 0;
}

/* Code of a program file's bytes, which are stolen. */
static Code *load_program_file(uint8_t *bytes, size_t size)
{
    const uint8_t *image;
    size_t image_size;
    if (program_file_find_image(bytes, size, &image, &image_size) == 0)
        return load_from_block(bytes, size, image, image_size);
    mem_free(bytes, size);
    return NULL;
}

/* Whether code was made of this very text, in the file of that name. */
static bool is_made_of(const Code *code, const char *path, const uint8_t *source, size_t size)
{
    return str_equal_text(code->filename, path) && code->source_size == size
        && memcmp(code->source, source, size) == 0;
}

/* NAME.pyc beside NAME.py: a program file that pyc has made of it. It counts as long as the text in
 * it is the file's: comparing them costs less than compiling by far, and needs no honest clock.
 * NULL without an exception: there is none that counts. */
static Code *load_compiled(const char *path, const uint8_t *source, size_t source_size)
{
    size_t length = strlen(path), size;
    char *compiled = mem_alloc(length + 2);
    if (!compiled)
        return raise_no_memory();
    memcpy(compiled, path, length);
    memcpy(compiled + length, "c", 2);
    uint8_t *bytes = launch_read_file(compiled, &size);
    mem_free(compiled, length + 2);
    Code *code = bytes ? load_program_file(bytes, size) : NULL;
    if (code && !is_made_of(code, path, source, source_size))
        clear_reference(code);
    if (!error_matches(&memory_error_type))
        error_clear();
    return code;
}

Code *launch_load_module(const char *path)
{
    size_t size;
    uint8_t *source = launch_read_file(path, &size);
    if (!source)
        return NULL;
    Code *code = load_compiled(path, source, size);
    mem_free(source, size);
    return code || error_occurred() ? code : launch_load(path);
}

Code *launch_load(const char *path)
{
    size_t size, image_size;
    uint8_t *bytes = launch_read_file(path, &size);
    if (!bytes)
        return NULL;
    if (is_program_file(bytes, size))
        return load_program_file(bytes, size);
    char *name;
    size_t name_size;
    uint8_t *image = NULL;
    if (launch_absolute_path(path, &name, &name_size) == 0) {
        image = launch_compile(bytes, size, name, &image_size);
        mem_free(name_size ? name : NULL, name_size);
    }
    mem_free(bytes, size);
    return image ? load_from_block(image, image_size, image, image_size) : NULL;
}

Code *launch_load_text(const char *text, size_t text_size, const char *name, CompileMode mode)
{
    size_t size;
    CodeDraft *draft = compile_source(text, text_size, name, mode);
    uint8_t *image = draft ? image_write(draft, name, "", 0, &size) : NULL;
    if (draft)
        draft_free(draft);
    return image ? load_from_block(image, size, image, size) : NULL;
}

/* ---- running -------------------------------------------------------------------------------- */

/* Whoever waits for this process is to see that nobody caught the KeyboardInterrupt. */
int launch_end(int status)
{
    if (!interpreter.interrupted)
        return status;
    platform_signal(SIGINT, PLATFORM_SIGNAL_DEFAULT);
    platform_kill(platform_getpid(), SIGINT);
    return STATUS_INTERRUPTED; /* where the signal is ignored: what a shell makes of it */
}

int launch_begin(int argc, char **argv)
{
    static const char no_memory[] = "python: not enough memory to start\n";
    if (interpreter_start(argc, argv) < 0) {
        platform_write(STDERR, no_memory, sizeof no_memory - 1);
        return -1;
    }
    interrupt_start();
    collector_keep_own();
    return 0;
}

int launch_image(const uint8_t *image, size_t size, int argc, char **argv)
{
    if (launch_begin(argc, argv) < 0)
        return STATUS_FAILED;
    Code *code = image_load(image, size, NULL);
    if (!code)
        return interpreter_report_exception();
    int status = interpreter_run_main(code);
    decref(code);
    return launch_end(status);
}
