/*
 * launch.c: reads a program, makes code of it and runs it: what `python FILE` does on the host and
 * on the machine, and what /bin/python does with the image that exec has mapped.
 */
#include <string.h>
#include "compiler/compile.h"
#include "memory/memory.h"
#include "platform/platform.h"
#include "program/elf32.h"
#include "program/image.h"
#include "program/launch.h"
#include "program/program_file.h"
#include "vm/errors.h"
#include "vm/interpreter.h"

enum { READ_AT_LEAST = 4096, DIRECTORY_MOST = 1024, STATUS_FAILED = 1, STATUS_USAGE = 2,
       STDERR = 2 };

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

uint8_t *launch_read_file(const char *path, size_t *size)
{
    uint8_t *bytes = NULL;
    size_t capacity = 0;
    *size = 0;
    int fd = platform_open(path);
    if (fd < 0)
        return raise_os_error(fd, path);
    int error = read_all(fd, &bytes, size, &capacity);
    platform_close(fd);
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

/* ---- making code ---------------------------------------------------------------------------- */

uint8_t *launch_compile(const uint8_t *source, size_t source_size, const char *name, size_t *size)
{
    CodeDraft *draft = compile_source((const char *)source, source_size, name, COMPILE_FILE);
    if (!draft)
        return NULL;
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

/* What tracebacks call the program: its absolute path, as CPython since 3.9. *name is path itself
 * or a block of *size bytes. -1: MemoryError. */
static int absolute_path(const char *path, char **name, size_t *size)
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

Code *launch_load(const char *path)
{
    size_t size, image_size;
    uint8_t *bytes = launch_read_file(path, &size);
    if (!bytes)
        return NULL;
    if (is_program_file(bytes, size)) {
        const uint8_t *image;
        if (program_file_find_image(bytes, size, &image, &image_size) == 0)
            return load_from_block(bytes, size, image, image_size);
        mem_free(bytes, size);
        return NULL;
    }
    char *name;
    size_t name_size;
    uint8_t *image = NULL;
    if (absolute_path(path, &name, &name_size) == 0) {
        image = launch_compile(bytes, size, name, &image_size);
        mem_free(name_size ? name : NULL, name_size);
    }
    mem_free(bytes, size);
    return image ? load_from_block(image, image_size, image, image_size) : NULL;
}

/* ---- running -------------------------------------------------------------------------------- */

/* Runs the module's code (stolen; NULL: there is an exception to report instead): the status. */
static int run(Code *code)
{
    int status = STATUS_FAILED;
    if (code) {
        status = interpreter_run_main(code);
        decref(code);
    } else {
        Object *exception = error_fetch();
        traceback_print(exception);
        decref(exception);
    }
    return status;
}

static void say(const char *text)
{
    platform_write(STDERR, text, strlen(text));
}

int launch_image(const uint8_t *image, size_t size, int argc, char **argv)
{
    if (interpreter_start(argc, argv) < 0) {
        say("python: not enough memory to start\n");
        return STATUS_FAILED;
    }
    return run(image_load(image, size, NULL));
}

/* "python: can't open file: [Errno 2] No such file or directory: 'x.py'" */
static void report_unreadable(void)
{
    Object *exception = error_fetch();
    Object *text = object_str(exception);
    size_t size;
    char *utf8 = text ? str_to_utf8(text, &size) : NULL;
    say("python: can't open file: ");
    say(utf8 ? utf8 : "not enough memory");
    say("\n");
    if (utf8)
        mem_free(utf8, size + 1);
    error_clear();
    xdecref(text);
    decref(exception);
}

int launch_main(int argc, char **argv)
{
    if (argc < 2 || argv[1][0] == '-') {
        say("usage: python FILE [ARGUMENT ...]\n"
            "FILE is Python source or a program file made by pyc.\n");
        return STATUS_USAGE;
    }
    if (interpreter_start(argc - 1, argv + 1) < 0) {
        say("python: not enough memory to start\n");
        return STATUS_FAILED;
    }
    Code *code = launch_load(argv[1]);
    if (!code && error_matches(&os_error_type)) {
        report_unreadable();
        interpreter_stop();
        return STATUS_USAGE;
    }
    int status = run(code);
    interpreter_stop();
    return status;
}
