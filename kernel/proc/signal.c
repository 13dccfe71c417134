/*
 * signal.c: sending and delivering signals. What to know first: nothing happens to a process at the
 * moment a signal is sent, except that it wakes; it meets the signal in signal_deliver, on its own
 * kernel stack, with its user registers complete in the trap frame.
 */
#include "kernel/proc/signal.h"
#include "kernel/proc/process.h"
#include "kernel/proc/stop.h"
#include "kernel/proc/trace.h"
#include "kernel/string.h"

#define SYSTEM_CALL_LENGTH 2u /* bytes of int 0x80 */

#define STOP_SIGNALS (SIGNAL_BIT(SIGSTOP) | SIGNAL_BIT(SIGTSTP) | SIGNAL_BIT(SIGTTIN) \
                      | SIGNAL_BIT(SIGTTOU))

static bool ignored_by_default(int signal)
{
    return signal == SIGCHLD || signal == SIGCONT || signal == SIGURG || signal == SIGWINCH;
}

/* What the process makes of a signal that it does not block. The first process gets no signal that
 * it has no handler for: without it there is no system. */
static bool has_no_effect(const struct process *process, int signal)
{
    uint32_t handler = process->signals.handling[signal].handler;
    if (handler == SIG_DFL)
        return ignored_by_default(signal) || process->pid == 1;
    return handler == SIG_IGN;
}

bool signal_is_ignored(const struct process *process, int signal)
{
    return process->signals.handling[signal].handler == SIG_IGN;
}

bool signal_waits(const struct process *process)
{
    return process->signals.pending & ~process->signals.blocked;
}

/* What a signal does at the moment it is sent, even to a process that blocks or ignores it. */
static void stop_or_continue(struct process *process, int signal)
{
    struct signal_state *state = &process->signals;
    if (SIGNAL_BIT(signal) & STOP_SIGNALS)
        state->pending &= ~SIGNAL_BIT(SIGCONT);
    if (signal == SIGKILL)
        process_continue(process); /* to its end */
    if (signal != SIGCONT)
        return;
    state->pending &= ~STOP_SIGNALS;
    if (process->state != PROCESS_STOPPED || process->tracer)
        return; /* a traced process goes on when its tracer says so */
    process_continue(process);
    process->continued = true;
    scheduler_wake(&process->parent->children_ended);
}

void signal_send(struct process *process, int signal)
{
    struct signal_state *state = &process->signals;
    bool blocked = state->blocked & SIGNAL_BIT(signal);
    if (process->state == PROCESS_ZOMBIE)
        return;
    stop_or_continue(process, signal);
    if (!blocked && !process->tracer && has_no_effect(process, signal))
        return;
    state->pending |= SIGNAL_BIT(signal);
    state->senders[signal] = current_process ? current_process->pid : 0;
    if (blocked)
        return;
    if (process == current_process)
        scheduler_attention = true;
    scheduler_wake_process(process);
}

bool signal_of_exception(const struct trap_frame *frame, int signal, uint32_t address)
{
    struct signal_state *state = &current_process->signals;
    state->trap = frame->vector;
    state->error_code = frame->error_code;
    state->fault_address = address;
    uint32_t handler = state->handling[signal].handler;
    if ((state->blocked & SIGNAL_BIT(signal)) || handler == SIG_DFL || handler == SIG_IGN)
        return false; /* it cannot go on, so what it blocks or ignores does not matter */
    signal_send(current_process, signal);
    state->senders[signal] = 0;
    return true;
}

/* A signal that is waiting and will only stop the process; 0: none, or others wait as well. */
static int only_stop_signal(const struct process *process)
{
    const struct signal_state *state = &process->signals;
    uint32_t waiting = state->pending & ~state->blocked;
    int signal = waiting ? __builtin_ctz(waiting) + 1 : 0;
    bool stops = waiting && !(waiting & ~STOP_SIGNALS) && !process->tracer
                 && state->handling[signal].handler == SIG_DFL;
    return stops ? signal : 0;
}

bool signal_interrupts(void)
{
    int signal;
    while ((signal = only_stop_signal(current_process))) {
        current_process->signals.pending &= ~SIGNAL_BIT(signal);
        if (!has_no_effect(current_process, signal))
            process_stop(WAIT_STATUS_STOPPED(signal));
    }
    return signal_waits(current_process);
}

/* ---- Delivery ---- */

/* A call that was interrupted: once more, or -EINTR. The call's number is where an exception's
 * error code would be (trap_entry.asm). */
static void finish_call(struct trap_frame *frame, bool again)
{
    if (frame->vector != TRAP_SYSTEM_CALL || frame->eax != (uint32_t)-ERESTARTSYS)
        return;
    if (again) {
        frame->eax = frame->error_code;
        frame->eip -= SYSTEM_CALL_LENGTH;
    } else {
        frame->eax = (uint32_t)-EINTR;
    }
}

static void run_handler(struct trap_frame *frame, int signal)
{
    struct signal_state *state = &current_process->signals;
    struct signal_handling *handling = &state->handling[signal];
    uint32_t blocked = state->is_suspended ? state->suspended : state->blocked;
    state->is_suspended = false;
    finish_call(frame, handling->flags & SA_RESTART);
    if (signal_frame_push(frame, signal, blocked))
        process_exit(WAIT_STATUS_KILLED(SIGSEGV)); /* no stack to run it on */
    state->blocked |= handling->mask;
    if (!(handling->flags & SA_NODEFER))
        state->blocked |= SIGNAL_BIT(signal);
    state->blocked &= ~SIGNALS_UNBLOCKABLE;
    if (handling->flags & SA_RESETHAND)
        handling->handler = SIG_DFL;
}

void signal_deliver(struct trap_frame *frame)
{
    struct signal_state *state = &current_process->signals;
    uint32_t waiting;
    while ((waiting = state->pending & ~state->blocked)) {
        int signal = __builtin_ctz(waiting) + 1;
        state->pending &= ~SIGNAL_BIT(signal);
        if (current_process->tracer && signal != SIGKILL)
            signal = trace_signal(signal);
        if (signal == 0 || has_no_effect(current_process, signal))
            continue;
        if (state->handling[signal].handler != SIG_DFL)
            run_handler(frame, signal);
        else if (SIGNAL_BIT(signal) & STOP_SIGNALS)
            process_stop(WAIT_STATUS_STOPPED(signal));
        else
            process_exit(WAIT_STATUS_KILLED(signal));
    }
    finish_call(frame, true); /* no handler ran */
    if (state->is_suspended)
        state->blocked = state->suspended;
    state->is_suspended = false;
}

/* ---- Groups, fork and execve ---- */

unsigned signal_send_group(int group, int signal)
{
    unsigned members = 0;
    for (struct process *process = process_oldest(); process; process = process->next) {
        if (process->group != group)
            continue;
        members++;
        if (signal)
            signal_send(process, signal);
    }
    return members;
}

void signal_inherit(struct process *child, const struct process *parent)
{
    child->signals.blocked = parent->signals.blocked;
    memcpy(child->signals.handling, parent->signals.handling, sizeof child->signals.handling);
}

void signal_reset_handlers(struct process *process)
{
    for (int signal = 1; signal <= SIGNALS; signal++) {
        uint32_t handler = process->signals.handling[signal].handler;
        process->signals.handling[signal] = (struct signal_handling){
            .handler = handler == SIG_IGN ? SIG_IGN : SIG_DFL,
        };
    }
}
