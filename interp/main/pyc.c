/*
 * pyc.c: the compiler on the host: makes program files, and shows what is in them.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "memory/memory.h"
#include "program/disassemble.h"
#include "program/launch.h"
#include "program/program_file.h"
#include "vm/errors.h"
#include "vm/interpreter.h"

enum { STATUS_FAILED = 1, STATUS_USAGE = 2 };

static const char usage[] =
    "usage: pyc FILE.py -o PROGRAM [--stack BYTES] [--name NAME]\n"
    "       pyc -d FILE\n"
    "  -o PROGRAM     the program file to write\n"
    "  --stack BYTES  the size of its stack segment (K and M may follow; 8M)\n"
    "  --name NAME    the file name that tracebacks show (FILE.py)\n"
    "  -d FILE        show the bytecode of a source or program file\n";

typedef struct {
    const char *source, *output, *name, *listed;
    uint32_t stack_size;
} Options;

enum { STACK_LEAST = 128 << 10, STACK_MOST = 256 << 20, PAGE = 4096 };

/* A number of bytes: "65536", "64K", "8M". */
static bool parse_size(const char *text, uint32_t *size)
{
    char *end;
    errno = 0;
    unsigned long long value = strtoull(text, &end, 0);
    if (*end == 'K' || *end == 'k')
        value <<= 10, end++;
    else if (*end == 'M' || *end == 'm')
        value <<= 20, end++;
    if (errno || end == text || *end || value < STACK_LEAST || value > STACK_MOST) {
        fprintf(stderr, "pyc: a stack has %d KiB to %d MiB, not '%s'\n", STACK_LEAST >> 10,
                STACK_MOST >> 20, text);
        return false;
    }
    *size = (value + PAGE - 1) / PAGE * PAGE;
    return true;
}

static bool parse_options(int argc, char **argv, Options *o)
{
    bool valid = true;
    for (int n = 1; n < argc && valid; n++) {
        bool more = n + 1 < argc;
        if (strcmp(argv[n], "-o") == 0 && more)
            o->output = argv[++n];
        else if (strcmp(argv[n], "-d") == 0 && more)
            o->listed = argv[++n];
        else if (strcmp(argv[n], "--name") == 0 && more)
            o->name = argv[++n];
        else if (strcmp(argv[n], "--stack") == 0 && more)
            valid = parse_size(argv[++n], &o->stack_size);
        else if (argv[n][0] != '-' && !o->source)
            o->source = argv[n];
        else
            return false;
    }
    return valid && (o->listed ? !o->source && !o->output : o->source && o->output);
}

/* ---- writing --------------------------------------------------------------------------------- */

enum { PROGRAM_MODE = 0666, MAY_READ = 0444 };

/* Whoever may read a program may execute it. What is no regular file (/dev/null) stays as it is. */
static void make_executable(int fd)
{
    struct stat status;
    if (fstat(fd, &status) == 0 && S_ISREG(status.st_mode))
        fchmod(fd, status.st_mode | (status.st_mode & MAY_READ) >> 2);
}

static bool write_file(const char *path, const uint8_t *bytes, size_t size)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, PROGRAM_MODE);
    FILE *file = fd < 0 ? NULL : fdopen(fd, "wb");
    bool written = file && fwrite(bytes, 1, size, file) == size;
    if (written)
        make_executable(fd);
    if (file && fclose(file) != 0)
        written = false;
    if (!written)
        fprintf(stderr, "pyc: can't write '%s': %s\n", path, strerror(errno));
    return written;
}

/* 0 when the program file stands there; the exit status otherwise, an exception perhaps set. */
static int compile(const Options *o)
{
    size_t source_size, image_size, file_size;
    uint8_t *source = launch_read_file(o->source, &source_size);
    if (!source)
        return STATUS_USAGE;
    uint8_t *image = launch_compile(source, source_size, o->name ? o->name : o->source,
                                    &image_size);
    mem_free(source, source_size);
    if (!image)
        return STATUS_FAILED;
    uint8_t *file = program_file_write(image, image_size, o->stack_size, &file_size);
    mem_free(image, image_size);
    if (!file)
        return STATUS_FAILED;
    bool written = write_file(o->output, file, file_size);
    mem_free(file, file_size);
    return written ? 0 : STATUS_FAILED;
}

static int list(const char *path)
{
    Code *code = launch_load(path);
    if (!code)
        return error_matches(&os_error_type) ? STATUS_USAGE : STATUS_FAILED;
    Object *text = disassemble(code);
    size_t size = 0;
    char *utf8 = text ? str_to_utf8(text, &size) : NULL;
    if (utf8) {
        fwrite(utf8, 1, size, stdout);
        mem_free(utf8, size + 1);
    }
    xdecref(text);
    decref(code);
    return utf8 ? 0 : STATUS_FAILED;
}

/* ---- errors ---------------------------------------------------------------------------------- */

/* A missing file in one line; what is wrong with a program as the interpreter would say it. */
static void report(void)
{
    Object *exception = error_fetch();
    if (!type_is_subtype(exception->type, &os_error_type)) {
        traceback_print(exception);
        decref(exception);
        return;
    }
    size_t size;
    Object *text = object_str(exception);
    char *utf8 = text ? str_to_utf8(text, &size) : NULL;
    fprintf(stderr, "pyc: can't open file: %s\n", utf8 ? utf8 : "not enough memory");
    if (utf8)
        mem_free(utf8, size + 1);
    xdecref(text);
    decref(exception);
}

int main(int argc, char **argv)
{
    Options options = { .stack_size = PROGRAM_STACK_SIZE };
    if (!parse_options(argc, argv, &options)) {
        fputs(usage, stderr);
        return STATUS_USAGE;
    }
    if (interpreter_start(1, argv) < 0) {
        fputs("pyc: not enough memory to start\n", stderr);
        return STATUS_FAILED;
    }
    int status = options.listed ? list(options.listed) : compile(&options);
    if (error_occurred())
        report();
    interpreter_stop();
    return status;
}
