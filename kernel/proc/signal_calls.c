/*
 * signal_calls.c: the system calls about signals and process groups.
 */
#include "kernel/proc/calls.h"
#include "kernel/proc/process.h"
#include "kernel/proc/signal.h"
#include "kernel/proc/user_copy.h"

#define SET_SIZE 8u /* bytes of a signal set at the border: 64 signals, of which 31 exist */

/* ---- kill ---- */

static int send_to_all(int signal)
{
    int sent = 0;
    for (struct process *process = process_oldest(); process; process = process->next) {
        if (process->pid == 1 || process == current_process)
            continue;
        if (signal)
            signal_send(process, signal);
        sent++;
    }
    return sent ? 0 : -ESRCH;
}

/* kill(pid, signal). Whom it is for is looked at first, as on Linux. */
int32_t call_kill(struct trap_frame *frame)
{
    int pid = (int)frame->ebx, signal = (int)frame->ecx;
    bool valid = signal >= 0 && signal <= SIGNALS;
    if (pid == -1)
        return valid ? send_to_all(signal) : -EINVAL;
    if (pid <= 0) {
        int group = pid ? (int)-frame->ebx : current_process->group;
        if (signal_send_group(group, 0) == 0)
            return -ESRCH;
        if (valid)
            signal_send_group(group, signal);
        return valid ? 0 : -EINVAL;
    }
    struct process *process = process_find(pid);
    if (!process)
        return -ESRCH;
    if (valid && signal)
        signal_send(process, signal);
    return valid ? 0 : -EINVAL;
}

/* ---- What to do with them ---- */

static int set_handling(int signal, const struct signal_action *action)
{
    bool handler = action->handler != SIG_DFL && action->handler != SIG_IGN;
    /* The stack is not executable, so the way back from a handler must be in the program. */
    if (handler && !(action->flags & SA_RESTORER))
        return -EINVAL;
    current_process->signals.handling[signal] = (struct signal_handling){
        .handler = action->handler, .flags = action->flags, .restorer = action->restorer,
        .mask = action->mask[0],
    };
    return 0;
}

/* rt_sigaction(signal, const struct signal_action *, struct signal_action *old, size of a set) */
int32_t call_rt_sigaction(struct trap_frame *frame)
{
    int signal = (int)frame->ebx;
    if (frame->esi != SET_SIZE || signal < 1 || signal > SIGNALS)
        return -EINVAL;
    if (frame->ecx && (SIGNAL_BIT(signal) & SIGNALS_UNBLOCKABLE))
        return -EINVAL;
    struct signal_handling old = current_process->signals.handling[signal];
    struct signal_action action;
    int error = frame->ecx ? copy_from_user(&action, frame->ecx, sizeof action) : 0;
    if (!error && frame->ecx)
        error = set_handling(signal, &action);
    if (error || !frame->edx)
        return error;
    action = (struct signal_action){
        .handler = old.handler, .flags = old.flags, .restorer = old.restorer, .mask = { old.mask },
    };
    return copy_to_user(frame->edx, &action, sizeof action);
}

static void set_blocked(uint32_t blocked)
{
    current_process->signals.blocked = blocked & ~SIGNALS_UNBLOCKABLE;
    if (signal_waits(current_process))
        scheduler_attention = true;
}

/* rt_sigprocmask(how, const uint32_t set[2], uint32_t old[2], size of a set) */
int32_t call_rt_sigprocmask(struct trap_frame *frame)
{
    uint32_t blocked = current_process->signals.blocked, set[2];
    uint32_t old[2] = { blocked, 0 };
    if (frame->esi != SET_SIZE)
        return -EINVAL;
    if (frame->ecx) {
        int error = copy_from_user(set, frame->ecx, sizeof set);
        if (error)
            return error;
        switch (frame->ebx) {
        case SIG_BLOCK: blocked |= set[0]; break;
        case SIG_UNBLOCK: blocked &= ~set[0]; break;
        case SIG_SETMASK: blocked = set[0]; break;
        default: return -EINVAL;
        }
        set_blocked(blocked & (SIGNAL_BIT(SIGNALS) | (SIGNAL_BIT(SIGNALS) - 1)));
    }
    return frame->edx ? copy_to_user(frame->edx, old, sizeof old) : 0;
}

/* rt_sigpending(uint32_t set[2], size of a set) */
int32_t call_rt_sigpending(struct trap_frame *frame)
{
    uint32_t set[2] = { current_process->signals.pending & current_process->signals.blocked, 0 };
    if (frame->ecx > SET_SIZE)
        return -EINVAL;
    return copy_to_user(frame->ebx, set, frame->ecx);
}

static int32_t wait_for_signal(void)
{
    static struct process_queue waiting;
    while (!signal_interrupts())
        scheduler_block(&waiting);
    return -EINTR;
}

int32_t call_pause(struct trap_frame *frame)
{
    (void)frame;
    return wait_for_signal();
}

/* rt_sigsuspend(const uint32_t set[2], size of a set): waits with other signals blocked. */
int32_t call_rt_sigsuspend(struct trap_frame *frame)
{
    uint32_t set[2];
    if (frame->ecx != SET_SIZE)
        return -EINVAL;
    int error = copy_from_user(set, frame->ebx, sizeof set);
    if (error)
        return error;
    struct signal_state *state = &current_process->signals;
    state->suspended = state->blocked;
    state->is_suspended = true;
    set_blocked(set[0]);
    return wait_for_signal();
}

/* ---- Process groups ---- */

/* setpgid(pid, group): of the caller or a child of it; 0 means the caller, and its own number. */
int32_t call_setpgid(struct trap_frame *frame)
{
    struct process *process = process_find((int)frame->ebx);
    if (!process || (process != current_process && process->parent != current_process))
        return -ESRCH;
    int group = frame->ecx ? (int)frame->ecx : process->pid;
    if (group < 0)
        return -EINVAL;
    if (process->session != current_process->session || process->session == process->pid)
        return -EPERM;
    if (group != process->pid && signal_send_group(group, 0) == 0)
        return -EPERM;
    process->group = group;
    return 0;
}

int32_t call_getpgid(struct trap_frame *frame)
{
    struct process *process = process_find((int)frame->ebx);
    return process ? process->group : -ESRCH;
}

int32_t call_getpgrp(struct trap_frame *frame)
{
    (void)frame;
    return current_process->group;
}

int32_t call_setsid(struct trap_frame *frame)
{
    (void)frame;
    if (current_process->group == current_process->pid)
        return -EPERM;
    current_process->session = current_process->group = current_process->pid;
    return current_process->pid;
}

int32_t call_getsid(struct trap_frame *frame)
{
    struct process *process = process_find((int)frame->ebx);
    return process ? process->session : -ESRCH;
}
