/*
 * targets.c: what the machine consists of, as XML: registers, threads, processes. What to know
 * first: GDB reads a document in parts, and nothing is stored between them: each time all of it is
 * written, into a window that lets only the wanted part through.
 */
#include "kernel/debug/gdb/targets.h"

#include <stddef.h>

#include "kernel/abi.h"
#include "kernel/debug/format.h"
#include "kernel/debug/gdb/machine.h"
#include "kernel/debug/gdb/memory.h"
#include "kernel/debug/log.h"
#include "kernel/proc/process.h"
#include "kernel/proc/system_call.h"

/* ---- The window ---- */

struct window { uint32_t position, start, end; };

static void put(void *context, char character)
{
    struct window *window = context;

    if (window->position >= window->start && window->position < window->end)
        reply_escaped(character);
    window->position++;
}

__attribute__((format(printf, 2, 3)))
static void print(struct window *window, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    format_va(put, window, format, arguments);
    va_end(arguments);
}

/* Puts the part of a document that is asked for into the reply: 'm' when there is more. */
static enum command_outcome send_part(struct cursor *rest, void (*write)(struct window *))
{
    struct window window = { 0 };
    uint32_t length;

    if (!cursor_hex(rest, &window.start) || !cursor_skip(rest, ",") ||
        !cursor_hex(rest, &length)) {
        reply_error(EINVAL);
        return COMMAND_ANSWERED;
    }
    /* What the first character is to be shows only at the end. */
    struct window nothing = { .start = UINT32_MAX };
    write(&nothing);
    uint32_t most = (reply_room() - 1) / ESCAPED_MOST;
    length = length < most ? length : most;
    window.end = window.start + length < window.start ? UINT32_MAX : window.start + length;
    reply_may_end_early(REPLY_IS_PART_OF_DOCUMENT);
    reply_character(window.end < nothing.position ? 'm' : 'l');
    write(&window);
    return COMMAND_ANSWERED;
}

/* ---- Registers ---- */

static void write_general(struct window *window)
{
    static const char *const names[] = { "eax", "ecx", "edx", "ebx", "esp", "ebp", "esi", "edi",
                                         "eip", "eflags", "cs", "ss", "ds", "es", "fs", "gs" };
    static const char *const x87_names[] = { "fctrl", "fstat", "ftag", "fiseg", "fioff", "foseg",
                                             "fooff", "fop" };

    print(window, "<feature name=\"org.gnu.gdb.i386.core\">"
          "<flags id=\"eflags\" size=\"4\"><field name=\"CF\" start=\"0\" end=\"0\"/>"
          "<field name=\"\" start=\"1\" end=\"1\"/><field name=\"PF\" start=\"2\" end=\"2\"/>"
          "<field name=\"AF\" start=\"4\" end=\"4\"/><field name=\"ZF\" start=\"6\" end=\"6\"/>"
          "<field name=\"SF\" start=\"7\" end=\"7\"/><field name=\"TF\" start=\"8\" end=\"8\"/>"
          "<field name=\"IF\" start=\"9\" end=\"9\"/><field name=\"DF\" start=\"10\" end=\"10\"/>"
          "<field name=\"OF\" start=\"11\" end=\"11\"/><field name=\"RF\" start=\"16\" end=\"16\"/>"
          "<field name=\"AC\" start=\"18\" end=\"18\"/></flags>");
    for (unsigned i = 0; i < REGISTERS_GENERAL; i++) {
        const char *type = i == REGISTER_EIP ? "code_ptr"
                           : i == REGISTER_ESP || i == REGISTER_EBP ? "data_ptr"
                           : i == REGISTER_EFLAGS ? "eflags" : "int32";
        print(window, "<reg name=\"%s\" bitsize=\"32\" type=\"%s\"/>", names[i], type);
    }
    for (unsigned i = 0; i < 8; i++)
        print(window, "<reg name=\"st%u\" bitsize=\"80\" type=\"i387_ext\"/>", i);
    for (unsigned i = 0; i < 8; i++)
        print(window, "<reg name=\"%s\" bitsize=\"32\" type=\"int\" group=\"float\"/>",
              x87_names[i]);
    print(window, "</feature>");
}

static void write_sse(struct window *window)
{
    print(window, "<feature name=\"org.gnu.gdb.i386.sse\">"
          "<vector id=\"v4f\" type=\"ieee_single\" count=\"4\"/>"
          "<vector id=\"v2d\" type=\"ieee_double\" count=\"2\"/>"
          "<vector id=\"v16i8\" type=\"int8\" count=\"16\"/>"
          "<vector id=\"v8i16\" type=\"int16\" count=\"8\"/>"
          "<vector id=\"v4i32\" type=\"int32\" count=\"4\"/>"
          "<vector id=\"v2i64\" type=\"int64\" count=\"2\"/>"
          "<union id=\"vec128\"><field name=\"v4_float\" type=\"v4f\"/>"
          "<field name=\"v2_double\" type=\"v2d\"/><field name=\"v16_int8\" type=\"v16i8\"/>"
          "<field name=\"v8_int16\" type=\"v8i16\"/><field name=\"v4_int32\" type=\"v4i32\"/>"
          "<field name=\"v2_int64\" type=\"v2i64\"/><field name=\"uint128\" type=\"uint128\"/>"
          "</union>");
    for (unsigned i = 0; i < 8; i++)
        print(window, "<reg name=\"xmm%u\" bitsize=\"128\" type=\"vec128\" regnum=\"%u\"/>", i,
              REGISTER_XMM0 + i);
    print(window, "<reg name=\"mxcsr\" bitsize=\"32\" type=\"int\" group=\"vector\"/></feature>");
}

static void write_system(struct window *window)
{
    static const char *const names[] = { "cr0", "cr2", "cr3", "cr4", "dr6", "dr7" };

    print(window, "<feature name=\"terrarium.system\">");
    for (unsigned i = 0; i < sizeof names / sizeof names[0]; i++)
        print(window, "<reg name=\"%s\" bitsize=\"32\" type=\"uint32\" regnum=\"%u\" "
              "group=\"system\"/>", names[i], REGISTER_CR0 + i);
    print(window, "</feature>");
}

static void write_description(struct window *window)
{
    /* Without an osabi Debian's GDB takes every i386 for GNU/Linux. */
    print(window, "<?xml version=\"1.0\"?><!DOCTYPE target SYSTEM \"gdb-target.dtd\"><target>"
          "<architecture>i386</architecture><osabi>none</osabi>");
    write_general(window);
    write_sse(window);
    write_system(window);
    print(window, "</target>");
}

enum command_outcome targets_description(struct cursor *rest)
{
    return send_part(rest, write_description);
}

/* ---- Threads ---- */

/* What a thread does: "running", "blocked in read". */
static void describe_thread(const struct thread *thread, char *text, uint32_t size)
{
    static const char *const states[] = { [PROCESS_RUNNABLE] = "runnable",
                                          [PROCESS_RUNNING] = "running",
                                          [PROCESS_BLOCKED] = "blocked",
                                          [PROCESS_ZOMBIE] = "ended",
                                          [PROCESS_STOPPED] = "stopped" };

    if (!thread->process) {
        format_text(text, size, "booting");
        return;
    }
    struct process *process = thread->process;
    const struct trap_frame *registers = process_registers(process);
    bool in_call = process->state == PROCESS_BLOCKED && registers->vector == TRAP_SYSTEM_CALL;
    format_text(text, size, "%s%s%s", states[process->state],
                in_call ? " in " : "", in_call ? system_call_name(registers->error_code) : "");
}

enum command_outcome targets_thread_text(struct cursor *rest)
{
    struct thread thread;
    char text[96];
    uint32_t id;

    if (!cursor_hex(rest, &id) || !machine_thread((int)id, &thread)) {
        reply_error(ESRCH);
        return COMMAND_ANSWERED;
    }
    describe_thread(&thread, text, sizeof text);
    for (const char *at = text; *at != '\0'; at++)
        reply_bytes(at, 1);
    return COMMAND_ANSWERED;
}

/* A program's name may hold what means something in XML. */
static void write_text(struct window *window, const char *text)
{
    for (; *text != '\0'; text++) {
        if (*text == '<' || *text == '>' || *text == '&' || *text == '"' || *text < ' ')
            print(window, "&#%u;", *text < ' ' ? '?' : *text);
        else
            put(window, *text);
    }
}

/* What GDB asks at each stop. A byte on the line costs as much as a thousand instructions. */
static void write_thread_numbers(struct window *window)
{
    print(window, "<threads>");
    for (int id = machine_next_thread(0); id != 0; id = machine_next_thread(id))
        print(window, "<thread id=\"%x\"/>", id);
    print(window, "</threads>");
}

static void write_threads(struct window *window)
{
    print(window, "<threads>");
    for (int id = machine_next_thread(0); id != 0; id = machine_next_thread(id)) {
        struct thread thread;
        char text[96];
        if (!machine_thread(id, &thread))
            continue;
        describe_thread(&thread, text, sizeof text);
        print(window, "<thread id=\"%x\" name=\"", id);
        write_text(window, thread.process ? thread.process->name : "kernel");
        print(window, "\">");
        write_text(window, text);
        print(window, "</thread>");
    }
    print(window, "</threads>");
}

enum command_outcome targets_threads(struct cursor *rest)
{
    static void (*write)(struct window *) = write_threads;
    struct cursor offset = *rest;

    if (cursor_skip(&offset, "0,")) /* a new list; other parts go on with the last */
        write = commands_list_is_unseen() ? write_thread_numbers : write_threads;
    return send_part(rest, write);
}

/* ---- Processes ---- */

static void write_types(struct window *window)
{
    print(window, "<osdata type=\"types\"><item><column name=\"Type\">processes</column>"
          "<column name=\"Description\">Listing of all processes</column></item></osdata>");
}

static void write_processes(struct window *window)
{
    print(window, "<osdata type=\"processes\">");
    for (struct process *process = process_oldest(); process; process = process->next) {
        print(window, "<item><column name=\"pid\">%d</column><column name=\"parent\">%d</column>"
              "<column name=\"frames\">%u</column><column name=\"command\">", process->pid,
              process->parent ? process->parent->pid : 0, process->space.resident);
        write_text(window, process->name);
        print(window, "</column></item>");
    }
    print(window, "</osdata>");
}

enum command_outcome targets_system_data(struct cursor *rest)
{
    if (cursor_skip(rest, "processes:"))
        return send_part(rest, write_processes);
    if (cursor_skip(rest, ":"))
        return send_part(rest, write_types);
    reply_error(ENOENT);
    return COMMAND_ANSWERED;
}
