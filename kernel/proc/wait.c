/*
 * wait.c: waitpid(2) and wait4(2). What to know first: a child stays to be waited for when its
 * status cannot be stored; so finding it and being done with it are two steps.
 */
#include "kernel/proc/wait.h"
#include "kernel/proc/calls.h"
#include "kernel/proc/process.h"
#include "kernel/proc/usage.h"
#include "kernel/proc/user_copy.h"

static bool is_waited_for(const struct process *process, int pid)
{
    if (process->parent != current_process)
        return false;
    if (pid > 0)
        return process->pid == pid;
    return pid == -1 || process->group == (pid ? -pid : current_process->group);
}

int wait_for_child(int pid, int options, struct process **child)
{
    for (;;) {
        bool any = false;
        for (struct process *process = process_oldest(); process; process = process->next) {
            if (!is_waited_for(process, pid))
                continue;
            any = true;
            if (process->state == PROCESS_ZOMBIE) {
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
    return child->exit_status;
}

void wait_finish(struct process *child)
{
    process_reap(child);
}

/* ---- The calls ---- */

static int wait_and_store(int pid, uint32_t status_address, int options, uint32_t usage_address)
{
    if (options & ~WNOHANG)
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
