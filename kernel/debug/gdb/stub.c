/*
 * stub.c: from a trap to a conversation with GDB and back. What to know first: a trap is only a
 * stop if GDB has asked for it; everything else goes on as if nothing had been, or to the kernel's
 * own handlers.
 */
#include "kernel/debug/gdb/stub.h"

#include <stddef.h>

#include "kernel/debug/gdb/attention.h"
#include "kernel/debug/gdb/breakpoints.h"
#include "kernel/debug/gdb/commands.h"
#include "kernel/debug/gdb/debug_registers.h"
#include "kernel/debug/gdb/line.h"
#include "kernel/debug/gdb/machine.h"
#include "kernel/debug/gdb/memory.h"
#include "kernel/debug/gdb/resume.h"
#include "kernel/debug/gdb/wire.h"
#include "kernel/debug/log.h"
#include "kernel/dev/serial.h"
#include "kernel/options.h"
#include "kernel/proc/process.h"
#include "kernel/string.h"

#define PORT 2u
/* GDB asks something as soon as it hears of a stop. When it does not for so long (ten seconds, in
 * hundredths), it has been killed. */
#define SILENCE_MOST 1000u

/* What gdb_trap says to entry.asm. */
enum { TRAP_IS_DONE = 0, TRAP_IS_THE_KERNELS = 1 };

bool gdb_is_attached, gdb_watches;
static bool is_ready, is_waiting;
static bool panicked;
static struct stop break_here = { .signal = STOP_TRAP }; /* what gdb_break_here says to GDB */

/* ---- Beginning and end of a stop ---- */

static void enter(struct trap_frame *frame)
{
    gdb_is_active = 1;
    machine_stopped_at(frame);
    debug_registers_off();
    breakpoints_lift();
    memory_refresh();
}

static void leave(void)
{
    breakpoints_plant();
    gdb_watches = debug_registers_any();
    debug_registers_note();
    debug_registers_load(current_process ? current_process->pid : 0);
}

static void let_go(void)
{
    resume_end();
    commands_forget_client();
    breakpoints_clear_all();
    debug_registers_clear_all();
    gdb_is_attached = false;
    resume_machine(&(struct resumption){ 0 });
}

/* Answers GDB until it lets the machine go on. stop: what to tell it first; NULL: it asks. */
static enum command_outcome answer_gdb(const struct stop *stop)
{
    enum command_outcome outcome = COMMAND_ANSWERED;
    uint32_t patience = 0;

    resume_end();
    commands_stopped(stop);
    if (stop && gdb_is_attached) {
        commands_report_stop();
        patience = SILENCE_MOST;
    }
    while (outcome == COMMAND_ANSWERED) {
        struct cursor command;
        if (!wire_receive(&command, patience))
            return COMMAND_DETACHES;
        patience = 0;
        gdb_is_attached = true;
        outcome = commands_execute(&command);
    }
    return outcome;
}

static void answer_until_it_goes_on(const struct stop *stop)
{
    static const struct stop interrupted = { .signal = STOP_INTERRUPT };
    enum command_outcome outcome = answer_gdb(stop);

    while (outcome == COMMAND_RESUMES) {
        resume_machine(commands_resumption());
        if (!wire_take_early_interrupt())
            return;
        outcome = answer_gdb(wire_packet_has_begun() ? NULL : &interrupted);
    }
    let_go();
}

static void converse(const struct stop *stop)
{
    machine_holds_time();
    answer_until_it_goes_on(stop);
    machine_leaves_out_time();
}

/* ---- Traps ---- */

static uint32_t on_debug(struct trap_frame *frame)
{
    struct stop stop = { .signal = STOP_TRAP };

    if (resume_goes_on_in_range(frame))
        return TRAP_IS_DONE;
    uint32_t status = debug_registers_take_status();
    enter(frame);
    int thread = machine_current_thread();
    bool watched = debug_registers_hit(status, thread, &stop.watch, &stop.address);
    enum step_outcome outcome = status & DEBUG_STATUS_STEP ? resume_after_step(frame) : STEP_NONE;
    if (watched && resume_has_resumed(thread)) {
        stop.reason = stop.watch == WATCH_EXECUTE ? STOP_HARDWARE_BREAKPOINT : STOP_WATCHPOINT;
        converse(&stop);
        outcome = STEP_DONE;
    } else if (outcome == STEP_DONE) {
        stop.reason = STOP_STEP;
        converse(&stop);
    }
    frame->eflags |= status & DEBUG_STATUS_PLACES ? EFLAGS_RESUME : 0;
    leave();
    bool others = outcome == STEP_NONE && !(status & DEBUG_STATUS_PLACES);
    return others && trap_from_user(frame) ? TRAP_IS_THE_KERNELS : TRAP_IS_DONE;
}

static uint32_t on_breakpoint(struct trap_frame *frame)
{
    uint32_t address = frame->eip - 1;
    struct stop stop = { .signal = STOP_TRAP, .reason = STOP_BREAKPOINT };
    bool own = breakpoints_own() == address;
    bool planted = breakpoints_hit(address, current_process);

    if (!own && !planted && (trap_from_user(frame) || !(gdb_is_attached || is_waiting)))
        return TRAP_IS_THE_KERNELS;
    enter(frame);
    if (!own && !planted) { /* compiled in: gdb_break_here */
        stop = break_here;
        converse(is_waiting ? NULL : &stop);
        is_waiting = false;
        leave();
        return TRAP_IS_DONE;
    }
    frame->eip = address;
    enum step_outcome outcome = own ? resume_at_own_breakpoint(frame) : STEP_NONE;
    if (outcome == STEP_DONE)
        stop.reason = STOP_STEP;
    int thread = machine_current_thread();
    if (planted && outcome == STEP_NONE && resume_has_resumed(thread) &&
        breakpoints_condition_holds(address, thread))
        outcome = STEP_DONE;
    if (outcome == STEP_DONE)
        converse(&stop);
    else if (outcome == STEP_NONE)
        resume_step_off(frame);
    leave();
    return TRAP_IS_DONE;
}

/* Bytes on COM2. One that means nothing (an acknowledgement that comes late) stops nothing. */
void gdb_take_input(struct trap_frame *frame)
{
    while (line_has_input()) {
        if (!wire_input_stops())
            continue;
        enter(frame);
        const struct stop stop = { .signal = STOP_INTERRUPT };
        converse(wire_packet_has_begun() ? NULL : &stop);
        leave();
        return;
    }
}

uint32_t gdb_trap(struct trap_frame *frame)
{
    switch (frame->vector) {
    case TRAP_DEBUG:
        return on_debug(frame);
    case TRAP_BREAKPOINT:
        return on_breakpoint(frame);
    case TRAP_NMI: /* COM2's line may ask more than once for the same bytes */
        gdb_take_input(frame);
        return TRAP_IS_DONE;
    default: /* the device interrupt: the kernel acknowledges it */
        gdb_take_input(frame);
        return TRAP_IS_THE_KERNELS;
    }
}

/* ---- Stops that the kernel calls for ---- */

static void stop_for(struct trap_frame *frame, const struct stop *stop)
{
    enter(frame);
    converse(stop);
    leave();
    gdb_is_active = 0;
    while (gdb_input_missed) {
        gdb_input_missed = false;
        gdb_take_input(frame);
        gdb_is_active = 0;
    }
}

bool gdb_user_fault(struct trap_frame *frame, int signal)
{
    if (!gdb_is_attached || !commands_catch_faults())
        return false;
    /* GDB numbers signals in its own way (include/gdb/signals.def); these are not Linux's. */
    const struct stop stop = { .signal = signal == SIGBUS ? STOP_BUS_ERROR : signal };
    stop_for(frame, &stop);
    return gdb_is_attached && !commands_passes_signal();
}

void gdb_panic(struct trap_frame *frame)
{
    if (!gdb_is_attached || panicked || gdb_is_active)
        return;
    panicked = true; /* the next one comes from what this one has left */
    if (frame == NULL) {
        gdb_break_here();
        return;
    }
    const struct stop stop = { .signal = STOP_FAULT };
    stop_for(frame, &stop);
}

void gdb_return_to_user(struct trap_frame *frame)
{
    struct stop step = { .signal = STOP_TRAP, .reason = STOP_STEP };
    struct stop change = { .signal = STOP_TRAP, .reason = STOP_WATCHPOINT };
    int thread = current_process->pid;

    machine_stopped_at(frame);
    if (resume_has_resumed(thread) &&
        debug_registers_changed(thread, &change.watch, &change.address))
        stop_for(frame, &change);
    while (resume_at_return(frame) == STEP_DONE) /* again: a step that was done in its place */
        stop_for(frame, &step);
    if (gdb_watches)
        debug_registers_load(thread);
}

void gdb_process_ended(void)
{
    if (!gdb_is_attached || !resume_has_resumed_only(current_process->pid))
        return;
    /* There is a reply of its own, N, but GDB passes it over while the thread is in the list. */
    break_here.signal = STOP_NO_SIGNAL;
    gdb_break_here();
    break_here.signal = STOP_TRAP;
}

void gdb_load_debug_registers(int pid)
{
    debug_registers_load(pid);
}

/* ---- The machine starts ---- */

/* Whether the console or the log has been given COM2 on the kernel's command line. */
static bool port_is_taken(void)
{
    static const char *const options[] = { "stdin", "stdout", "stderr", "log" };

    for (unsigned i = 0; i < sizeof options / sizeof options[0]; i++)
        if (option_get(options[i]) && option_get_port(options[i], 0) == PORT)
            return true;
    return false;
}

void gdb_initialise(void)
{
    const char *option = option_get("gdb");

    if (!serial_present(PORT) || port_is_taken()) {
        if (option)
            log_print("gdb: COM2 is not there, or used otherwise: no debugger can attach\n");
        return;
    }
    is_ready = true;
    trap_set_entry(TRAP_DEBUG, gdb_entry_debug);
    trap_set_entry(TRAP_BREAKPOINT, gdb_entry_breakpoint);
    if (option && strcmp(option, "wait") == 0) {
        log_print("gdb: waiting on COM2\n");
        is_waiting = true;
        gdb_break_here();
    }
}

void gdb_listen(void)
{
    if (!is_ready)
        return;
    memory_fill_reserve();
    log_print("gdb: listening on COM2, by %s\n", attention_initialise() ? "NMI" : "interrupt");
}
