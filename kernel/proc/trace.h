/*
 * trace.h: ptrace(2), as far as strace needs it: a tracer hears of a process's system calls, before
 * and after each, and of its signals; and looks at its registers and memory while it stands still.
 *
 * A process that is not traced pays nothing: the entry for int 0x80 calls through
 * system_call_entry, which the scheduler sets for whoever gets the processor.
 */
#ifndef TRACE_H
#define TRACE_H

#include "kernel/cpu/trap.h"

struct process;

/* A system call of a process whose tracer wants to hear of it: stops before and after. */
void system_call_traced(struct trap_frame *frame);
/* A signal is about to reach the current process, which is traced: stops. What its tracer makes of
 * it: the same signal, another one, or 0 for none. */
int trace_signal(int signal);
/* The current process ends: those that it traces go on without it. */
void trace_leave(void);

#endif
