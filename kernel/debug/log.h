/*
 * log.h: the kernel's log: every line goes to the log port (COM1 by default; the command line's
 * log=com3 and the like move it) and to a ring buffer in memory.
 */
#ifndef LOG_H
#define LOG_H

#include <stdarg.h>
#include <stddef.h>

/* %s %c %d %u %x %p %llx %llu %zu, widths and zero padding. One call is one line or a part of
 * one; lines begin with the time since boot: "[    0.123456] ". */
void log_print(const char *format, ...) __attribute__((format(printf, 1, 2)));
void log_print_va(const char *format, va_list arguments);
void log_end_line(void); /* if one is begun */
/* Chooses the port by the option log=, and sends it what was logged so far. */
void log_start(void);
int format_text(char *buffer, size_t size, const char *format, ...)
    __attribute__((format(printf, 3, 4))); /* like snprintf */
int format_text_va(char *buffer, size_t size, const char *format, va_list arguments);

/* Passes on what the ring buffer still holds, from the beginning of a line. */
void log_recall(void (*sink)(void *context, char character), void *context);

/* A kernel bug: the message, a symbolised backtrace, then the machine ends with a non-zero exit
 * status of QEMU. */
_Noreturn void panic(const char *format, ...) __attribute__((format(printf, 1, 2)));
#define kernel_assert(condition) \
    ((condition) ? (void)0 : panic("assertion failed: %s, %s:%d", #condition, __FILE__, __LINE__))

/* Function name and offset of a kernel text address ("frame_release+0x12"), from the symbol table
 * linked into the kernel; "?" where there is none. */
const char *symbol_name(unsigned address, unsigned *offset);

#endif
