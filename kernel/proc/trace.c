/*
 * trace.c: ptrace(2). What to know first: a tracer is told of a stop through waitpid, and may then
 * ask and command until it lets the process go on; at any other time every request is refused.
 */
#include "kernel/proc/trace.h"
#include "kernel/proc/calls.h"
#include "kernel/proc/process.h"
#include "kernel/proc/stop.h"
#include "kernel/proc/system_call.h"
#include "kernel/proc/user_copy.h"

#define SYSTEM_CALL_MARK 0x80 /* added to SIGTRAP with PTRACE_O_TRACESYSGOOD */

/* ---- Stops ---- */

static bool is_to_be_killed(void)
{
    return current_process->signals.pending & SIGNAL_BIT(SIGKILL);
}

/* shown: what waitpid says; signal: what the process stops for, 0 for a system call. */
static int stop_for_tracer(int shown, int signal)
{
    current_process->trace_signal = 0;
    current_process->trace_stop_signal = signal;
    process_stop(WAIT_STATUS_STOPPED(shown));
    return is_to_be_killed() ? 0 : current_process->trace_signal;
}

int trace_signal(int signal)
{
    return stop_for_tracer(signal, signal);
}

/* A signal that the tracer gives at a stop for a call comes as if it had been sent. */
static void stop_for_call(void)
{
    int mark = current_process->trace_marks_calls ? SYSTEM_CALL_MARK : 0;
    int signal = stop_for_tracer(SIGTRAP | mark, 0);
    if (signal)
        signal_send(current_process, signal);
}

/* While it stops before the call, eax is -ENOSYS, as on Linux; the call's number is where an
 * exception's error code would be (trap_entry.asm). */
void system_call_traced(struct trap_frame *frame)
{
    frame->eax = (uint32_t)-ENOSYS;
    if (current_process->trace_calls)
        stop_for_call();
    if (is_to_be_killed())
        return;
    frame->eax = frame->error_code;
    system_call(frame);
    if (current_process->trace_calls)
        stop_for_call();
}

/* ---- The tracer ---- */

static void let_go_on(struct process *process, bool calls, int signal)
{
    process->trace_calls = calls;
    process->trace_signal = signal;
    process_continue(process);
}

static void release(struct process *process, int signal)
{
    process->tracer = NULL;
    process->trace_marks_calls = false;
    let_go_on(process, false, signal);
    if (process->state == PROCESS_ZOMBIE)
        scheduler_wake(&process->parent->children_ended); /* now it may hear of it */
}

void trace_leave(void)
{
    for (struct process *process = process_oldest(); process; process = process->next) {
        if (process->tracer != current_process)
            continue;
        bool stopped = process->state == PROCESS_STOPPED;
        release(process, stopped ? process->trace_stop_signal : process->trace_signal);
    }
}

static int trace_me(void)
{
    if (current_process->tracer || !current_process->parent)
        return -EPERM;
    current_process->tracer = current_process->parent;
    return 0;
}

/* The first process cannot be traced: what it waits for would never come. */
static int attach(struct process *process)
{
    if (!process || process->state == PROCESS_ZOMBIE)
        return -ESRCH;
    if (process == current_process || process->pid == 1 || process->tracer)
        return -EPERM;
    process->tracer = current_process;
    if (process->state == PROCESS_STOPPED) {
        process->trace_stop_signal = SIGSTOP;
        process->stop_status = WAIT_STATUS_STOPPED(SIGSTOP);
    } else {
        signal_send(process, SIGSTOP);
    }
    return 0;
}

/* ---- Looking at a stopped process ---- */

static int peek(struct process *process, uint32_t address, uint32_t to)
{
    uint32_t word;
    if (copy_from_space(&process->space, &word, address, sizeof word))
        return -EIO;
    return copy_to_user(to, &word, sizeof word);
}

static int get_registers(struct process *process, uint32_t to)
{
    const struct trap_frame *frame = process_registers(process);
    bool in_call = frame->vector == TRAP_SYSTEM_CALL;
    struct traced_registers registers = {
        .ebx = frame->ebx, .ecx = frame->ecx, .edx = frame->edx, .esi = frame->esi,
        .edi = frame->edi, .ebp = frame->ebp, .eax = frame->eax, .ds = frame->ds, .es = frame->es,
        .fs = frame->fs, .gs = frame->gs, .call = in_call ? frame->error_code : UINT32_MAX,
        .eip = frame->eip, .cs = frame->cs, .eflags = frame->eflags, .esp = frame->user_esp,
        .ss = frame->user_ss,
    };
    return copy_to_user(to, &registers, sizeof registers);
}

static int get_signal_information(struct process *process, uint32_t to)
{
    int signal = process->trace_stop_signal ? process->trace_stop_signal : SIGTRAP;
    int sender = process->signals.senders[signal];
    struct signal_information information = {
        .signal = signal, .code = sender ? SI_USER : SI_KERNEL,
        .sender_or_address = (uint32_t)sender,
    };
    return copy_to_user(to, &information, sizeof information);
}

static int set_options(struct process *process, uint32_t options)
{
    if (options & ~(uint32_t)PTRACE_O_TRACESYSGOOD)
        return -EINVAL;
    process->trace_marks_calls = options & PTRACE_O_TRACESYSGOOD;
    return 0;
}

/* ---- The call ---- */

static int request_of_stopped(struct process *process, uint32_t request, uint32_t address,
                              uint32_t data)
{
    bool goes_on = request == PTRACE_CONT || request == PTRACE_SYSCALL || request == PTRACE_DETACH;
    if (goes_on && data > SIGNALS)
        return -EIO; /* no signal's number */
    switch (request) {
    case PTRACE_PEEKTEXT:
    case PTRACE_PEEKDATA: return peek(process, address, data);
    case PTRACE_GETREGS: return get_registers(process, data);
    case PTRACE_GETSIGINFO: return get_signal_information(process, data);
    case PTRACE_SETOPTIONS: return set_options(process, data);
    case PTRACE_CONT: let_go_on(process, false, (int)data); return 0;
    case PTRACE_SYSCALL: let_go_on(process, true, (int)data); return 0;
    case PTRACE_DETACH: release(process, (int)data); return 0;
    default: return -EIO;
    }
}

/* ptrace(request, pid, address, data). What PEEKTEXT and PEEKDATA find goes to *data. */
int32_t call_ptrace(struct trap_frame *frame)
{
    uint32_t request = frame->ebx;
    if (request == PTRACE_TRACEME)
        return trace_me();
    struct process *process = (int)frame->ecx > 0 ? process_find((int)frame->ecx) : NULL;
    if (request == PTRACE_ATTACH)
        return attach(process);
    if (!process || process->tracer != current_process)
        return -ESRCH;
    if (request == PTRACE_KILL) {
        signal_send(process, SIGKILL);
        return 0;
    }
    if (process->state != PROCESS_STOPPED)
        return -ESRCH;
    return request_of_stopped(process, request, frame->edx, frame->esi);
}
