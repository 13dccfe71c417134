/*
 * debugger.h: stepping by Python lines. A debugger (interp/gdb/) runs no code in the program that
 * it looks at, so the machine itself must say "a new line begins". It does so only when asked, and
 * the asking is a write of data:
 *
 * The loop in eval.c finds the code of each instruction through a table. To trace a program the
 * debugger fills that table, `dispatch`, with its last entry, the address of the label `traced`;
 * to end that, with the contents of `targets`. While the table is as it was built, tracing costs no
 * instruction at all. Each traced instruction calls debugger_instruction, which looks at `debugger`
 * and calls debugger_stop when the debugger wants to hear of it. There stands its breakpoint.
 */
#ifndef DEBUGGER_H
#define DEBUGGER_H

#include "vm/frame.h"

/* What to stop at, besides breakpoints. */
typedef enum {
    STOP_AT_BREAKPOINTS,
    STOP_AT_LINE,          /* the next line, wherever it is */
    STOP_AT_LINE_OF_FRAME, /* the next line in debugger.frame, or wherever that was left to */
    STOP_AT_RETURN         /* debugger.frame's RETURN_VALUE, and the first instruction outside it */
} StopAt;

typedef enum { STOPPED_NOT, STOPPED_AT_LINE, STOPPED_AT_RETURN, STOPPED_OUTSIDE } Stopped;

enum { LINE_BREAKPOINTS = 30, LINE_BREAKPOINT_NAME = 56, DEBUGGER_ALIGNMENT = 2048 };

/* name is the end of the file's name, in Latin-1. Where it is longer, or the file's name has other
 * characters, the machine stops once too often: the debugger must look at the whole name. */
typedef struct {
    uint32_t line;         /* 0: this entry is free */
    uint32_t name_length;
    char name[LINE_BREAKPOINT_NAME];
} LineBreakpoint;

typedef struct Debugger {
    /* written by the debugger */
    StopAt stop_at;
    const Frame *frame;
    LineBreakpoint breakpoints[LINE_BREAKPOINTS];
    /* written by the machine: the instruction traced last, and why it stopped there */
    const Frame *last_frame;
    const Instruction *last;
    uint32_t last_line;
    Stopped stopped;       /* what of stop_at came true here */
    bool at_breakpoint;    /* one of the breakpoints is here */
} Debugger;

_Static_assert(sizeof(Debugger) <= DEBUGGER_ALIGNMENT, "it must not reach into a second page");

extern Debugger debugger;

/* The interpreter starts: from now on `debugger` can be written from outside. */
void debugger_start(void);
/* Before the instruction runs. */
void debugger_instruction(const Frame *frame, const Instruction *instruction);
void debugger_stop(void);

#endif
