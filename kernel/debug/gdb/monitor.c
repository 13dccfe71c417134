/*
 * monitor.c: the commands that GDB passes on (`monitor help`). What they show is computed from the
 * kernel's own structures, and goes out in packets of console output.
 */
#include "kernel/debug/gdb/monitor.h"

#include <stddef.h>

#include "kernel/abi.h"
#include "kernel/debug/format.h"
#include "kernel/debug/log.h"
#include "kernel/string.h"

#define LINE_MOST 128u

/* ---- Output ---- */

static void put(void *context, char character)
{
    (void)context;
    reply_bytes(&character, 1);
}

/* One call, one packet: 'O' and the text. */
__attribute__((format(printf, 1, 2)))
static void print(const char *format, ...)
{
    va_list arguments;

    reply_begin();
    reply_character('O');
    va_start(arguments, format);
    format_va(put, NULL, format, arguments);
    va_end(arguments);
    reply_send();
}

/* ---- Commands ---- */

static void help(const char *arguments);

static void catch(const char *arguments)
{
    bool on = strcmp(arguments, "faults") == 0;

    if (!on && strcmp(arguments, "nothing") != 0) {
        print("catch faults, or catch nothing\n");
        return;
    }
    commands_set_catch_faults(on);
    print("A fault in ring 3 %s.\n", on ? "now stops the machine" : "stops nothing");
}

static const struct {
    const char *name, *arguments, *purpose;
    void (*execute)(const char *arguments);
} table[] = {
    { "help", "", "this list", help },
    { "catch", "faults | nothing", "whether a fault in ring 3 stops the machine", catch },
};

static void help(const char *arguments)
{
    (void)arguments;
    for (unsigned i = 0; i < sizeof table / sizeof table[0]; i++)
        print("%-10s%-18s%s\n", table[i].name, table[i].arguments, table[i].purpose);
}

enum command_outcome monitor_command(struct cursor *rest)
{
    char line[LINE_MOST] = "";
    uint32_t length = (uint32_t)(rest->end - rest->at) / 2;

    if (length >= LINE_MOST || !cursor_bytes(rest, (uint8_t *)line, length)) {
        reply_error(EINVAL);
        return COMMAND_ANSWERED;
    }
    for (unsigned i = 0; i < sizeof table / sizeof table[0]; i++) {
        size_t name = strlen(table[i].name);
        if (strncmp(line, table[i].name, name) != 0 || (line[name] != ' ' && line[name] != '\0'))
            continue;
        const char *arguments = line + name;
        while (*arguments == ' ')
            arguments++;
        table[i].execute(arguments);
        reply_begin();
        reply_text("OK");
        return COMMAND_ANSWERED;
    }
    print("\"%s\" is not known here: monitor help\n", line);
    reply_begin();
    reply_text("OK");
    return COMMAND_ANSWERED;
}
