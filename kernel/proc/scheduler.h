/*
 * scheduler.h: who runs: round robin over the runnable processes, queues to sleep in, and the idle
 * loop.
 *
 * The rules of preemption:
 *  - A program in ring 3 is interrupted at any instruction. At a tick its turn is over, and on the
 *    way back to ring 3 (scheduler_return_to_user) the next runnable process gets the processor.
 *  - The kernel is never preempted: it runs with interrupts off, so each system call and each fault
 *    is one critical section, up to where it gives the processor away itself: in scheduler_block,
 *    scheduler_sleep, scheduler_await_event, scheduler_stop and scheduler_yield, and nowhere else.
 *    Who calls one of these keeps no pointer across it that another process could make stale, and
 *    checks again what it waited for.
 *  - Interrupts are let in at two places only: in the idle loop's halt, and between the parts of a
 *    long output to the console (terminal.c). Their handlers make processes runnable and never
 *    switch.
 */
#ifndef SCHEDULER_H
#define SCHEDULER_H

#include <stdbool.h>
#include <stdint.h>
#include "kernel/cpu/trap.h"

struct process;

/* First come, first served. A process stands in at most one queue: the run queue while it is
 * runnable, the queue of what it waits for while it is blocked. */
struct process_queue { struct process *first, *last; };

void scheduler_make_runnable(struct process *process);
/* Sleeps in a queue until scheduler_wake; the caller checks in a loop what it waits for. */
void scheduler_block(struct process_queue *queue);
void scheduler_wake(struct process_queue *queue);          /* all who sleep there */
void scheduler_wake_process(struct process *process);      /* one, wherever it sleeps */
void scheduler_sleep(uint64_t until);   /* of time_nanoseconds; or until the process is woken */
/* The same, but also until any queue at all is woken: for one who waits for several things at once
 * (poll.c). There are few of those, and each looks again at what it waits for. */
void scheduler_await_event(uint64_t until);
void scheduler_yield(void);                                /* to the end of the run queue */
void scheduler_stop(void);              /* into no queue: until scheduler_make_runnable */
_Noreturn void scheduler_leave(void);   /* the current process is a zombie: never comes back */
_Noreturn void scheduler_start(struct process *first);

/* Called by the timer's interrupt: wakes the sleepers whose time has come, and from now on the
 * current process has had its turn. */
void scheduler_tick(void);

uint64_t scheduler_idle_nanoseconds(void); /* since the start, with nothing to run */
/* The debugger has held the machine so long: nobody has used the processor meanwhile. */
void scheduler_leave_out(uint64_t nanoseconds);
uint32_t scheduler_switches(void);         /* from one process to another */

/* Set when something waits for the current process on its way to ring 3: its turn is over, or a
 * signal ends it. */
extern bool scheduler_attention;
void scheduler_attend(void);

/* When set, no other process gets the processor: the debugger holds the rest. */
extern struct process *scheduler_only;

/* Called by trap_dispatch before every return to ring 3. */
static inline void scheduler_return_to_user(void)
{
    if (scheduler_attention)
        scheduler_attend();
}

#endif
