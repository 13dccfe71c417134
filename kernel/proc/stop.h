/*
 * stop.h: processes that stand still: by SIGSTOP, SIGTSTP (Ctrl-Z), SIGTTIN and SIGTTOU until
 * SIGCONT, and traced ones (trace.h) until their tracer lets them go on. A stopped process is in no
 * queue; SIGKILL ends it all the same.
 */
#ifndef STOP_H
#define STOP_H

struct process;

/* Stops the current process, and tells its tracer or else its parent. status: Linux's wait status.
 * Comes back when it goes on. */
void process_stop(int status);
/* Lets a stopped process go on; does nothing with another one. */
void process_continue(struct process *process);

#endif
