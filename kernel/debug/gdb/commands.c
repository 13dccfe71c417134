/*
 * commands.c: what GDB can ask (GDB manual, appendix E, "Packets"): a table from the beginning of a
 * packet to the function that answers it. A function gets the rest of the packet; what it writes
 * is the reply. An empty reply says "I do not know this", and GDB goes another way.
 */
#include "kernel/debug/gdb/commands.h"

#include <stddef.h>

#include "kernel/abi.h"
#include "kernel/debug/gdb/access.h"
#include "kernel/debug/gdb/breakpoints.h"
#include "kernel/debug/gdb/machine.h"
#include "kernel/debug/gdb/memory.h"
#include "kernel/debug/gdb/monitor.h"
#include "kernel/debug/gdb/targets.h"
#include "kernel/proc/process.h"

#define CHUNK 256u

static struct stop last_stop;
static int selected;     /* the thread that registers and memory are asked of */
static int to_resume;    /* the one that c and s are about (Hc); 0: any */
static bool list_asked; /* the list of threads, since the stop */
static bool catch_faults, passes_signal;
static struct resumption resumption;

/* ---- Client and stops ---- */

const struct resumption *commands_resumption(void)
{
    return &resumption;
}

bool commands_passes_signal(void)
{
    return passes_signal;
}

bool commands_catch_faults(void)
{
    return catch_faults;
}

void commands_set_catch_faults(bool on)
{
    catch_faults = on;
}

void commands_stopped(const struct stop *stop)
{
    last_stop = stop ? *stop : (struct stop){ .signal = STOP_TRAP };
    selected = resume_reported_thread();
    to_resume = 0;
    list_asked = false;
}

bool commands_list_is_unseen(void)
{
    bool first = !list_asked;

    list_asked = true;
    /* A step that ends where a breakpoint is: "Thread 1 "name" hit Breakpoint 2". */
    return first && last_stop.reason == STOP_STEP && !breakpoints_is_set(machine_frame()->eip);
}

void commands_forget_client(void)
{
    wire_acknowledge(true);
    catch_faults = false;
}

int commands_selected_thread(void)
{
    return selected;
}

struct process *commands_selected_process(void)
{
    struct thread thread;
    return machine_thread(selected, &thread) ? thread.process : NULL;
}

static void write_registers_of_stop(const struct thread *thread)
{
    static const uint8_t wanted[] = { REGISTER_ESP, REGISTER_EBP, REGISTER_EIP };

    for (unsigned i = 0; i < sizeof wanted; i++) {
        uint8_t bytes[REGISTER_SIZE_MOST];
        if (!machine_register_read(thread, wanted[i], bytes))
            continue;
        reply_bytes(&wanted[i], 1);
        reply_character(':');
        reply_bytes(bytes, sizeof(uint32_t));
        reply_character(';');
    }
}

static void write_stop(void)
{
    struct thread thread;
    const uint8_t signal = (uint8_t)last_stop.signal;

    reply_character('T');
    reply_bytes(&signal, 1);
    if (machine_thread(resume_reported_thread(), &thread))
        write_registers_of_stop(&thread);
    reply_text("thread:");
    reply_hex((uint32_t)thread.id);
    reply_character(';');
    if (last_stop.reason == STOP_BREAKPOINT) {
        reply_text("swbreak:;");
    } else if (last_stop.reason == STOP_HARDWARE_BREAKPOINT) {
        reply_text("hwbreak:;");
    } else if (last_stop.reason == STOP_WATCHPOINT) {
        reply_text(last_stop.watch == WATCH_WRITE ? "watch:" : "awatch:");
        reply_hex(last_stop.address);
        reply_character(';');
    }
}

void commands_report_stop(void)
{
    reply_begin();
    write_stop();
    reply_send();
}

static enum command_outcome why_stopped(struct cursor *rest)
{
    (void)rest;
    write_stop();
    return COMMAND_ANSWERED;
}

/* ---- What both sides can do ---- */

static enum command_outcome supported(struct cursor *rest)
{
    (void)rest;
    /* Who asks this has just come; what the last one left behind is no longer wanted. */
    breakpoints_clear_all();
    debug_registers_clear_all();
    commands_forget_client();
    wire_take_early_interrupt();
    resumption = (struct resumption){ 0 };
    reply_text("PacketSize=");
    reply_hex(WIRE_PACKET_SIZE);
    reply_text(";QStartNoAckMode+;qXfer:features:read+;qXfer:threads:read+;qXfer:osdata:read+;"
               "vContSupported+;swbreak+;hwbreak+;ConditionalBreakpoints+;binary-upload+");
    return COMMAND_ANSWERED;
}

static enum command_outcome stop_acknowledging(struct cursor *rest)
{
    (void)rest;
    reply_text("OK"); /* GDB still acknowledges this one, which does no harm */
    wire_acknowledge(false);
    return COMMAND_ANSWERED;
}

static enum command_outcome attached(struct cursor *rest)
{
    (void)rest;
    reply_character('1'); /* to a machine that was there: GDB's quit detaches */
    return COMMAND_ANSWERED;
}

/* ---- Breakpoints and watchpoints ---- */

struct point { char type; uint32_t address, size; };

static bool read_point(struct cursor *rest, struct point *point)
{
    if (rest->at == rest->end)
        return false;
    point->type = (char)*rest->at++;
    return cursor_skip(rest, ",") && cursor_hex(rest, &point->address) &&
           cursor_skip(rest, ",") && cursor_hex(rest, &point->size);
}

static bool watch_kind_of(char type, enum watch_kind *kind)
{
    switch (type) {
    case '1': *kind = WATCH_EXECUTE; return true;
    case '2': *kind = WATCH_WRITE; return true;
    case '4': *kind = WATCH_ACCESS; return true;
    default: return false; /* 3: reading alone is what x86 cannot watch */
    }
}

static int change_point(const struct point *point, bool set)
{
    enum watch_kind kind;

    if (point->type == '0') {
        if (!set)
            breakpoints_clear(point->address);
        return set ? breakpoints_set(point->address, commands_selected_process()) : 0;
    }
    if (!watch_kind_of(point->type, &kind))
        return -ENODEV;
    return set ? debug_registers_set(kind, point->address, point->size, selected)
               : debug_registers_clear(kind, point->address, point->size);
}

/* ";X4,26000827;X..." after a breakpoint: conditions, as bytecode. The room is for what
 * breakpoints_set_conditions can keep; with more, the breakpoint always counts. */
static void read_conditions(struct cursor *rest, uint32_t address)
{
    uint8_t conditions[CHUNK];
    uint32_t filled = 0, size;

    while (cursor_skip(rest, ";X")) {
        if (!cursor_hex(rest, &size) || !cursor_skip(rest, ",") || size > CHUNK - filled - 2)
            return;
        conditions[filled++] = (uint8_t)(size >> 8);
        conditions[filled++] = (uint8_t)size;
        if (!cursor_bytes(rest, conditions + filled, size))
            return;
        filled += size;
        if (filled > CHUNK - 2)
            return;
    }
    breakpoints_set_conditions(address, conditions, filled);
}

static enum command_outcome answer_point(struct cursor *rest, bool set)
{
    struct point point;

    if (!read_point(rest, &point)) {
        reply_error(EINVAL);
        return COMMAND_ANSWERED;
    }
    int error = change_point(&point, set);
    if (error == 0 && set && point.type == '0')
        read_conditions(rest, point.address);
    if (error == 0)
        reply_text("OK");
    else if (error != -ENODEV) /* that one has no reply: such points do not exist here */
        reply_error(-error);
    return COMMAND_ANSWERED;
}

static enum command_outcome set_point(struct cursor *rest)
{
    return answer_point(rest, true);
}

static enum command_outcome clear_point(struct cursor *rest)
{
    return answer_point(rest, false);
}

/* ---- Threads ---- */

/* -1 stands for all threads, 0 for any. */
static bool read_thread(struct cursor *rest, int *id)
{
    uint32_t number;

    if (cursor_skip(rest, "-1")) {
        *id = -1;
        return true;
    }
    if (!cursor_hex(rest, &number))
        return false;
    *id = (int)number;
    return true;
}

static enum command_outcome select_thread(struct cursor *rest)
{
    bool for_resuming = cursor_skip(rest, "c");
    struct thread thread;
    int id;

    if ((!for_resuming && !cursor_skip(rest, "g")) || !read_thread(rest, &id))
        reply_error(EINVAL);
    else if (id > 0 && !machine_thread(id, &thread))
        reply_error(ESRCH);
    else {
        if (for_resuming)
            to_resume = id > 0 ? id : 0;
        else
            selected = id > 0 ? id : resume_reported_thread();
        reply_text("OK");
    }
    return COMMAND_ANSWERED;
}

static enum command_outcome is_alive(struct cursor *rest)
{
    struct thread thread;
    int id;

    if (read_thread(rest, &id) && machine_thread(id, &thread))
        reply_text("OK");
    else
        reply_error(ESRCH);
    return COMMAND_ANSWERED;
}

static enum command_outcome current_thread(struct cursor *rest)
{
    (void)rest;
    reply_text("QC");
    reply_hex((uint32_t)selected);
    return COMMAND_ANSWERED;
}

static enum command_outcome first_threads(struct cursor *rest)
{
    (void)rest;
    reply_character('m');
    for (int id = machine_next_thread(0), first = id; id != 0; id = machine_next_thread(id)) {
        if (id != first)
            reply_character(',');
        reply_hex((uint32_t)id);
    }
    return COMMAND_ANSWERED;
}

static enum command_outcome more_threads(struct cursor *rest)
{
    (void)rest;
    reply_character('l'); /* all were in the first answer */
    return COMMAND_ANSWERED;
}

/* ---- Going on ---- */

static void resume_default(void)
{
    resumption = (struct resumption){ .only = to_resume };
    passes_signal = false;
}

static enum command_outcome go_on(struct cursor *rest)
{
    uint32_t address;

    if (cursor_hex(rest, &address))
        machine_frame()->eip = address;
    resume_default();
    return COMMAND_RESUMES;
}

static enum command_outcome go_on_with_signal(struct cursor *rest)
{
    uint32_t signal;

    cursor_hex(rest, &signal);
    resume_default();
    passes_signal = true;
    return COMMAND_RESUMES;
}

static enum command_outcome step_once(struct cursor *rest)
{
    go_on(rest);
    resumption.step = to_resume != 0 ? to_resume : machine_current_thread();
    return COMMAND_RESUMES;
}

static enum command_outcome step_with_signal(struct cursor *rest)
{
    go_on_with_signal(rest);
    resumption.step = to_resume != 0 ? to_resume : machine_current_thread();
    return COMMAND_RESUMES;
}

static enum command_outcome ways_to_go_on(struct cursor *rest)
{
    (void)rest;
    reply_text("vCont;c;C;s;S;r");
    return COMMAND_ANSWERED;
}

struct action { char letter; uint32_t range_start, range_end; int thread; /* -1: all others */ };

/* ";c", ";C05", ";s:2", ";r1000,1010:2" */
static bool read_action(struct cursor *rest, struct action *action)
{
    uint32_t signal;

    if (!cursor_skip(rest, ";") || rest->at == rest->end)
        return false;
    *action = (struct action){ .letter = (char)*rest->at++, .thread = -1 };
    if (action->letter == 'C' || action->letter == 'S') {
        if (!cursor_hex(rest, &signal))
            return false;
        passes_signal = true;
    } else if (action->letter == 'r') {
        if (!cursor_hex(rest, &action->range_start) || !cursor_skip(rest, ",") ||
            !cursor_hex(rest, &action->range_end))
            return false;
    } else if (action->letter != 'c' && action->letter != 's') {
        return false;
    }
    return !cursor_skip(rest, ":") || read_thread(rest, &action->thread);
}

/* What becomes of each thread is said by the first action that names it, or names none. */
static enum command_outcome go_on_by_thread(struct cursor *rest)
{
    struct action action;
    int named = 0, first_named = 0;
    bool others_go_on = false;

    resumption = (struct resumption){ 0 };
    passes_signal = false;
    while (rest->at < rest->end) {
        if (!read_action(rest, &action)) {
            reply_error(EINVAL);
            return COMMAND_ANSWERED;
        }
        int thread = action.thread != 0 ? action.thread : machine_current_thread();
        if (thread > 0 && named++ == 0)
            first_named = thread;
        others_go_on = others_go_on || thread < 0;
        if (action.letter == 'c' || action.letter == 'C' || resumption.step != 0)
            continue;
        resumption.step = thread > 0 ? thread : machine_current_thread();
        resumption.range_start = action.range_start;
        resumption.range_end = action.range_end;
    }
    if (!others_go_on && named == 1)
        resumption.only = first_named;
    return COMMAND_RESUMES;
}

static enum command_outcome detach(struct cursor *rest)
{
    (void)rest;
    reply_text("OK");
    reply_send();
    return COMMAND_DETACHES;
}

static enum command_outcome kill(struct cursor *rest)
{
    (void)rest; /* the machine runs on: there is more in it than what GDB looked at */
    return COMMAND_DETACHES;
}

/* ---- The table ---- */

static const struct {
    const char *beginning;
    enum command_outcome (*execute)(struct cursor *rest);
} commands[] = {
    /* Longer ones first, where one begins like another. */
    { "?", why_stopped },
    { "qSupported", supported },
    { "QStartNoAckMode", stop_acknowledging },
    { "qAttached", attached },
    { "qXfer:features:read:target.xml:", targets_description },
    { "qXfer:threads:read::", targets_threads },
    { "qXfer:osdata:read:", targets_system_data },
    { "qRcmd,", monitor_command },
    { "qThreadExtraInfo,", targets_thread_text },
    { "qfThreadInfo", first_threads },
    { "qsThreadInfo", more_threads },
    { "qCRC:", access_check_memory },
    { "qSearch:memory:", access_search_memory },
    { "qC", current_thread },
    { "vCont?", ways_to_go_on },
    { "vCont", go_on_by_thread },
    { "vKill", detach },
    { "g", access_read_registers },
    { "G", access_write_registers },
    { "p", access_read_register },
    { "P", access_write_register },
    { "m", access_read_memory },
    { "M", access_write_memory },
    { "X", access_write_binary },
    { "x", access_read_binary },
    { "Z", set_point },
    { "z", clear_point },
    { "H", select_thread },
    { "T", is_alive },
    { "c", go_on },
    { "C", go_on_with_signal },
    { "s", step_once },
    { "S", step_with_signal },
    { "D", detach },
    { "k", kill },
};

enum command_outcome commands_execute(struct cursor *command)
{
    enum command_outcome outcome = COMMAND_ANSWERED;

    reply_begin();
    for (unsigned i = 0; i < sizeof commands / sizeof commands[0]; i++) {
        if (cursor_skip(command, commands[i].beginning)) {
            outcome = commands[i].execute(command);
            break;
        }
    }
    if (outcome == COMMAND_ANSWERED)
        reply_send();
    return outcome;
}
