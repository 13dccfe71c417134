/*
 * native.h: what the native test programs share: system calls, output, numbers in text, and checks.
 */
#ifndef NATIVE_H
#define NATIVE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "kernel/abi.h"
#include "user/runtime/runtime.h"
#include "user/runtime/syscall.h"

#define ADDRESS(pointer) ((uint32_t)(pointer))

static inline _Noreturn void exit_process(int status)
{
    syscall1(SYS_exit, (uint32_t)status);
    __builtin_unreachable();
}
static inline int fork_process(void) { return syscall0(SYS_fork); }
static inline int wait_process(int pid, int *status)
{
    return syscall3(SYS_waitpid, (uint32_t)pid, ADDRESS(status), 0);
}
static inline int execute(const char *path, char *const argv[], char *const envp[])
{
    return syscall3(SYS_execve, ADDRESS(path), ADDRESS(argv), ADDRESS(envp));
}
static inline uint32_t move_break(uint32_t end) { return (uint32_t)syscall1(SYS_brk, end); }

static inline size_t text_length(const char *text)
{
    size_t length = 0;
    while (text[length])
        length++;
    return length;
}

static inline bool text_equal(const char *a, const char *b)
{
    while (*a && *a == *b)
        a++, b++;
    return *a == *b;
}

/* ---- Lines, put together and then written at once ---- */

struct line { char text[256]; size_t length; };

static inline void line_text(struct line *line, const char *text)
{
    for (; *text && line->length < sizeof line->text; text++)
        line->text[line->length++] = *text;
}

static inline void line_number(struct line *line, uint32_t number, uint32_t base)
{
    char digits[33];
    size_t at = sizeof digits;
    digits[--at] = '\0';
    do
        digits[--at] = "0123456789abcdef"[number % base];
    while (number /= base);
    line_text(line, &digits[at]);
}

static inline void line_signed(struct line *line, int number)
{
    if (number < 0)
        line_text(line, "-");
    line_number(line, number < 0 ? 0u - (uint32_t)number : (uint32_t)number, 10);
}

static inline void line_write(struct line *line, int descriptor)
{
    line_text(line, "\n");
    syscall3(SYS_write, (uint32_t)descriptor, ADDRESS(line->text), line->length);
    line->length = 0;
}

static inline void print(const char *text)
{
    struct line line = { .length = 0 };
    line_text(&line, text);
    line_write(&line, 1);
}

static inline void print_number(const char *text, uint32_t number)
{
    struct line line = { .length = 0 };
    line_text(&line, text);
    line_number(&line, number, 10);
    line_write(&line, 1);
}

/* A test's check: says on descriptor 2 what was not so, and counts. */
static int failures;
static inline void check_at(bool good, const char *what, int source_line)
{
    if (good)
        return;
    struct line line = { .length = 0 };
    line_text(&line, "failed, line ");
    line_signed(&line, source_line);
    line_text(&line, ": ");
    line_text(&line, what);
    line_write(&line, 2);
    failures++;
}
#define check(condition) check_at(condition, #condition, __LINE__)

#endif
