/*
 * stop.c: stopping, and going on.
 */
#include "kernel/proc/stop.h"
#include "kernel/proc/process.h"

void process_stop(int status)
{
    struct process *process = current_process;
    struct process *listener = process->tracer ? process->tracer : process->parent;
    process->stop_status = status;
    process->continued = false;
    if (!(listener->signals.handling[SIGCHLD].flags & SA_NOCLDSTOP))
        signal_send(listener, SIGCHLD);
    scheduler_wake(&listener->children_ended);
    scheduler_stop();
}

void process_continue(struct process *process)
{
    if (process->state != PROCESS_STOPPED)
        return;
    process->stop_status = 0;
    scheduler_make_runnable(process);
}
