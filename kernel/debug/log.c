/*
 * log.c: the kernel's log. Every character goes into a ring buffer in memory, from the first line
 * on; once the ports are known (log_start), what is in the ring by then and all that follows goes
 * out too. GDB finds the last lines in log_ring.
 */
#include "kernel/debug/log.h"

#include <stdbool.h>
#include <stdint.h>

#include "kernel/dev/console.h"
#include "kernel/dev/screen.h"
#include "kernel/dev/serial.h"
#include "kernel/dev/timer.h"
#include "kernel/debug/format.h"
#include "kernel/options.h"

#define RING_SIZE 16384u /* a power of two */
#define CONSOLE_PORT 1u

static char log_ring[RING_SIZE];
static uint32_t ring_written;      /* characters ever written */
static bool line_begun;
static bool started;
static bool to_console = true;     /* where nothing else is said */
static unsigned log_port;          /* 0: none */

/* A run of characters for the ports, to spare a call for each. */
static char pending[128];
static size_t pending_length;

static void send(const char *text, size_t length)
{
    if (to_console) {
        console_write(text, length);
        return;
    }
    serial_write(log_port, text, length);
    screen_write(text, length);
}

static void flush(void)
{
    if (started)
        send(pending, pending_length);
    pending_length = 0;
}

static void put_character(void *context, char character)
{
    (void)context;
    log_ring[ring_written++ % RING_SIZE] = character;
    pending[pending_length++] = character;
    if (pending_length == sizeof pending)
        flush();
}

static void put_time(void)
{
    char stamp[32];
    uint64_t microseconds = time_nanoseconds() / 1000;
    int length = format_text(stamp, sizeof stamp, "[%5u.%06u] ",
                             (unsigned)(microseconds / 1000000),
                             (unsigned)(microseconds % 1000000));

    for (int i = 0; i < length; i++)
        put_character(NULL, stamp[i]);
}

/* Begins each line with the time. */
static void put_in_log(void *context, char character)
{
    if (!line_begun)
        put_time();
    line_begun = character != '\n';
    put_character(context, character);
}

void log_print_va(const char *format, va_list arguments)
{
    format_va(put_in_log, NULL, format, arguments);
    flush();
}

void log_print(const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    log_print_va(format, arguments);
    va_end(arguments);
}

void log_end_line(void)
{
    if (line_begun)
        log_print("\n");
}

void log_recall(format_sink sink, void *context)
{
    uint32_t at = ring_written > RING_SIZE ? ring_written - RING_SIZE : 0;

    while (at > 0 && at < ring_written && log_ring[(at - 1) % RING_SIZE] != '\n')
        at++; /* the rest of a line whose beginning has been overwritten */
    for (; at < ring_written; at++)
        sink(context, log_ring[at % RING_SIZE]);
}

void log_start(void)
{
    const char *option = option_get("log");

    to_console = option == NULL;
    log_port = to_console ? 0 : option_get_port("log", CONSOLE_PORT);
    started = true;

    uint32_t first = ring_written > RING_SIZE ? ring_written - RING_SIZE : 0;
    for (uint32_t i = first; i < ring_written; i++)
        send(&log_ring[i % RING_SIZE], 1);
}
