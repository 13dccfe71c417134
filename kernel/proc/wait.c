/*
 * wait.c: waitpid(2) and wait4(2). What to know first: a child stays to be waited for when its
 * status cannot be stored; so finding it and being done with it are two steps.
 */
#include "kernel/proc/wait.h"
#include "kernel/proc/calls.h"
#include "kernel/proc/process.h"
#include "kernel/proc/usage.h"
#include "kernel/proc/user_copy.h"

/* Its tracer hears of a child before its parent does. */
static struct process *first_listener(const struct process *child)
{
    return child->tracer ? child->tracer : child->parent;
}

static bool is_waited_for(const struct process *process, int pid)
{
    if (process->parent != current_process && process->tracer != current_process)
        return false;
    if (pid > 0)
        return process->pid == pid;
    return pid == -1 || process->group == (pid ? -pid : current_process->group);
}

/* Whether there is something to tell the current process about a child. */
static bool has_news(const struct process *child, int options)
{
    if (first_listener(child) != current_process)
        return false;
    if (child->state == PROCESS_ZOMBIE)
        return true;
    if (child->stop_status)
        return child->tracer || (options & WUNTRACED);
    return child->continued && (options & WCONTINUED);
}

int wait_for_child(int pid, int options, struct process **child)
{
    for (;;) {
        bool any = false;
        for (struct process *process = process_oldest(); process; process = process->next) {
            if (!is_waited_for(process, pid))
                continue;
            any = true;
            if (has_news(process, options)) {
                *child = process;
                return 0;
            }
        }
        if (!any)
            return -ECHILD;
        if (options & WNOHANG) {
            *child = NULL;
            return 0;
        }
        if (signal_waits(current_process))
            return -ERESTARTSYS;
        scheduler_block(&current_process->children_ended);
    }
}

int wait_status(const struct process *child)
{
    if (child->state == PROCESS_ZOMBIE)
        return child->exit_status;
    return child->stop_status ? child->stop_status : WAIT_STATUS_CONTINUED;
}

void wait_finish(struct process *child)
{
    if (child->state != PROCESS_ZOMBIE) {
        child->stop_status = 0;
        child->continued = false;
    } else if (child->tracer && child->tracer != child->parent) {
        child->tracer = NULL;
        scheduler_wake(&child->parent->children_ended); /* its turn */
    } else {
        process_reap(child);
    }
}

/* ---- The calls ---- */

static int wait_and_store(int pid, uint32_t status_address, int options, uint32_t usage_address)
{
    if (options & ~(WNOHANG | WUNTRACED | WCONTINUED | WALL))
        return -EINVAL;
    if (pid == INT32_MIN)
        return -ESRCH; /* no group's number, as on Linux */
    struct process *child;
    int error = wait_for_child(pid, options, &child);
    if (error || !child)
        return error;
    int status = wait_status(child), child_pid = child->pid;
    if (status_address)
        error = copy_to_user(status_address, &status, sizeof status);
    if (!error && usage_address) {
        struct resource_usage usage;
        usage_of(child, &usage);
        error = copy_to_user(usage_address, &usage, sizeof usage);
    }
    if (error)
        return error;
    wait_finish(child);
    return child_pid;
}

/* waitpid(pid, int *status, options) */
int32_t call_waitpid(struct trap_frame *frame)
{
    return wait_and_store((int)frame->ebx, frame->ecx, (int)frame->edx, 0);
}

/* wait4(pid, int *status, options, struct resource_usage *) */
int32_t call_wait4(struct trap_frame *frame)
{
    return wait_and_store((int)frame->ebx, frame->ecx, (int)frame->edx, frame->esi);
}
