/*
 * resume.h: how the machine goes on after a stop: all of it, one thread of it, or one thread by one
 * instruction, or by as many as a source line has (vCont's c, s and r).
 */
#ifndef GDB_RESUME_H
#define GDB_RESUME_H

#include <stdbool.h>
#include <stdint.h>

#include "kernel/cpu/trap.h"

struct resumption {
    int step;                        /* the thread that is to step; 0: none */
    uint32_t range_start, range_end; /* it goes on while eip is in here; equal: one instruction */
    int only;                        /* all other threads are held; 0: none is */
};

/* The machine is about to leave the debugger by the stopped frame. */
void resume_machine(const struct resumption *resumption);
/* It has stopped for GDB: no thread steps any more. */
void resume_end(void);
/* The thread that GDB is told of: the one it resumed alone, or the one that is stopped. */
int resume_reported_thread(void);
bool resume_has_resumed(int thread);
bool resume_has_resumed_only(int thread); /* all others are held */

/* What a trap means to a thread that steps. */
enum step_outcome {
    STEP_NONE,    /* nothing: no step of ours */
    STEP_GOES_ON, /* the machine may go on at once */
    STEP_DONE,    /* GDB is to hear of it */
};
/* Before anything else, and with the breakpoints in memory: a step within a range goes on. */
bool resume_goes_on_in_range(struct trap_frame *frame);
enum step_outcome resume_after_step(struct trap_frame *frame);
enum step_outcome resume_at_own_breakpoint(struct trap_frame *frame);
/* The process is about to go on in ring 3. */
enum step_outcome resume_at_return(struct trap_frame *frame);
/* Executes the instruction under a breakpoint that is not for this thread. */
void resume_step_off(struct trap_frame *frame);

#endif
