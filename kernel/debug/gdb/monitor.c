/*
 * monitor.c: the commands that GDB passes on (`monitor help`). What they show is computed from the
 * kernel's own structures by the functions behind /proc, so it is the same as there; but it goes
 * out at once, in packets of console output, and needs no memory and no kernel that still runs.
 */
#include "kernel/debug/gdb/monitor.h"

#include <stddef.h>

#include "kernel/abi.h"
#include "kernel/debug/format.h"
#include "kernel/debug/gdb/machine.h"
#include "kernel/debug/gdb/memory.h"
#include "kernel/debug/gdb/monitor_memory.h"
#include "kernel/debug/log.h"
#include "kernel/debug/page_entry.h"
#include "kernel/proc/process.h"
#include "kernel/procfs/files.h"
#include "kernel/string.h"

#define LINE_MOST 128u
#define CHARACTER_ROOM 2u /* what one takes in a packet; without it this one is sent */

/* ---- Output ---- */

static void begin_output(void)
{
    reply_begin();
    reply_character('O');
}

void monitor_put(void *context, char character)
{
    (void)context;
    reply_bytes(&character, 1);
    if (reply_room() < CHARACTER_ROOM) {
        reply_send();
        begin_output();
    }
}

void monitor_print(const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    format_va(monitor_put, NULL, format, arguments);
    va_end(arguments);
}

/* ---- Arguments ---- */

/* A number, decimal or with 0x; moves on to what follows. False: there is none. */
static bool read_number(const char **text, uint32_t *number)
{
    const char *at = *text;
    bool hexadecimal = at[0] == '0' && at[1] == 'x';
    uint32_t base = hexadecimal ? 16 : 10;

    at += hexadecimal ? 2 : 0;
    const char *start = at;
    for (*number = 0;; at++) {
        uint32_t digit = *at >= '0' && *at <= '9' ? (uint32_t)(*at - '0')
                         : *at >= 'a' && *at <= 'f' ? (uint32_t)(*at - 'a') + 10 : base;
        if (digit >= base)
            break;
        *number = *number * base + digit;
    }
    for (*text = at; **text == ' '; (*text)++) { }
    return at > start;
}

/* The process whose number stands first; NULL, and said so, when there is no such. */
static struct process *read_process(const char **arguments)
{
    uint32_t pid;
    struct process *process = read_number(arguments, &pid) && pid != 0 ? process_find((int)pid)
                                                                       : NULL;
    if (!process)
        monitor_print("Which process? \"monitor ps\" lists them.\n");
    else if (!process->space.tree.pdpt)
        monitor_print("Process %d has ended.\n", process->pid);
    return process && process->space.tree.pdpt ? process : NULL;
}

/* ---- Processes ---- */

static void ps(const char *arguments)
{
    static const char *const states[] = {
        [PROCESS_RUNNABLE] = "runnable", [PROCESS_RUNNING] = "running",
        [PROCESS_BLOCKED] = "blocked", [PROCESS_ZOMBIE] = "ended", [PROCESS_STOPPED] = "stopped",
    };

    (void)arguments;
    machine_leaves_out_time();
    monitor_print("  PID PARENT STATE     FRAMES TABLES CPU ms  PROGRAM\n");
    for (struct process *process = process_oldest(); process; process = process->next)
        monitor_print("%5d %6d %-9s %6u %6u %6u  %s\n", process->pid,
              process->parent ? process->parent->pid : 0, states[process->state],
              process->space.resident, process->space.tree.tables,
              (unsigned)(process_cpu_nanoseconds(process) / 1000000), process->name);
}

static void vmmap(const char *arguments)
{
    struct process *process = read_process(&arguments);

    if (process)
        write_maps(snapshot_to_sink(monitor_put, NULL), process);
}

/* One address: the way that the processor takes; none: the whole tree. */
static void pagetable(const char *arguments)
{
    struct process *process = read_process(&arguments);
    uint32_t address;
    struct page_walk walk;

    if (!process)
        return;
    if (!read_number(&arguments, &address)) {
        write_page_table(snapshot_to_sink(monitor_put, NULL), process);
        return;
    }
    page_table_walk(&process->space.tree, address, &walk);
    monitor_print("cr3 %08x\n", process->space.tree.cr3);
    for (uint32_t level = 0; level < walk.levels; level++) {
        char flags[PAGE_ENTRY_TEXT];
        page_entry_describe(level, walk.level[level].entry, flags, sizeof flags);
        monitor_print("%s[%u] = %016llx: %s\n", page_table_level_name(level), walk.level[level].index,
              (unsigned long long)walk.level[level].entry, flags);
    }
    if (walk.present)
        monitor_print("physical address %08llx, frame %u\n", (unsigned long long)walk.physical,
              (unsigned)(walk.physical / PAGE_SIZE));
    else
        monitor_print("no page is there\n");
}

static void heap(const char *arguments)
{
    struct process *process = read_process(&arguments);

    if (process)
        monitor_heap(process);
}

/* ---- The machine ---- */

static void frames(const char *arguments)
{
    if (*arguments == '\0') {
        monitor_frame_map();
    } else if (strcmp(arguments, "all") == 0) {
        monitor_frame_runs(0);
    } else {
        struct process *process = read_process(&arguments);
        if (process)
            monitor_frame_runs(process->pid);
    }
}

static void meminfo(const char *arguments)
{
    (void)arguments;
    write_memory(snapshot_to_sink(monitor_put, NULL));
}

static void recall_log(const char *arguments)
{
    (void)arguments;
    log_recall(monitor_put, NULL);
}

/* ---- Commands ---- */

static void help(const char *arguments);

static void catch(const char *arguments)
{
    bool on = strcmp(arguments, "faults") == 0;

    if (!on && strcmp(arguments, "nothing") != 0) {
        monitor_print("catch faults, or catch nothing\n");
        return;
    }
    commands_set_catch_faults(on);
    monitor_print("A fault in ring 3 %s.\n", on ? "now stops the machine" : "stops nothing");
}

static const struct {
    const char *name, *arguments, *purpose;
    void (*execute)(const char *arguments);
} table[] = {
    { "help", "", "this list", help },
    { "ps", "", "the processes", ps },
    { "vmmap", "PID", "a process's segments, as /proc/PID/maps", vmmap },
    { "pagetable", "PID [ADDRESS]", "how an address is found; or the whole tree", pagetable },
    { "frames", "[PID | all]", "a map of physical memory; or frame by frame, with owners", frames },
    { "meminfo", "", "physical memory in figures, as /proc/meminfo", meminfo },
    { "heap", "PID", "a heap: its pages; the interpreter's arenas and size classes", heap },
    { "log", "", "the kernel's last messages", recall_log },
    { "catch", "faults | nothing", "whether a fault in ring 3 stops the machine", catch },
};

static void help(const char *arguments)
{
    (void)arguments;
    for (unsigned i = 0; i < sizeof table / sizeof table[0]; i++)
        monitor_print("%-10s%-18s%s\n", table[i].name, table[i].arguments, table[i].purpose);
}

/* Whether the line begins with a command's name; its arguments then. */
static const char *arguments_of(const char *line, const char *name)
{
    size_t length = strlen(name);

    if (strncmp(line, name, length) != 0 || (line[length] != ' ' && line[length] != '\0'))
        return NULL;
    for (line += length; *line == ' '; line++) { }
    return line;
}

static void execute(const char *line)
{
    for (unsigned i = 0; i < sizeof table / sizeof table[0]; i++) {
        const char *arguments = arguments_of(line, table[i].name);
        if (arguments) {
            table[i].execute(arguments);
            return;
        }
    }
    monitor_print("\"%s\" is not known here: monitor help\n", line);
}

enum command_outcome monitor_command(struct cursor *rest)
{
    char line[LINE_MOST] = "";
    uint32_t length = (uint32_t)(rest->end - rest->at) / 2;

    if (length >= LINE_MOST || !cursor_bytes(rest, (uint8_t *)line, length)) {
        reply_error(EINVAL);
        return COMMAND_ANSWERED;
    }
    begin_output();
    execute(line);
    reply_send();
    reply_begin();
    reply_text("OK");
    return COMMAND_ANSWERED;
}
