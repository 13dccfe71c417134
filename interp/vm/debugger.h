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
 *
 * The debugger marks each such stop as heard. One that nobody heard means that it is gone (it was
 * killed, or let go of a child after fork): the machine then ends the tracing itself.
 */
#ifndef DEBUGGER_H
#define DEBUGGER_H

#include "vm/frame.h"

/* What to stop at, besides breakpoints. */
typedef enum {
    STOP_AT_BREAKPOINTS,
    STOP_AT_LINE,          /* the next line, wherever it is */
    STOP_AT_LINE_OF_FRAME, /* the next line in debugger.frame, or wherever that was left to */
    STOP_AT_RETURN         /* debugger.frame's RETURN_VALUE or YIELD_VALUE, and the first instruction
                            * outside it */
} StopAt;

typedef enum { STOPPED_NOT, STOPPED_AT_LINE, STOPPED_AT_RETURN, STOPPED_OUTSIDE } Stopped;

enum { LINE_BREAKPOINTS = 22, LINE_BREAKPOINT_FILE = 40, CONDITION_NAME = 24, CONDITION_TEXT = 12,
       DEBUGGER_ALIGNMENT = 2048 };

/* Which orders of the variable and the value make the condition true: "<=" is LESS | EQUAL. */
enum { CONDITION_LESS = 1, CONDITION_EQUAL = 2, CONDITION_GREATER = 4 };

/* What a condition's value is. The debugger knows more kinds than the machine. */
typedef enum { CONDITION_OF_DEBUGGER, CONDITION_NONE, CONDITION_INT, CONDITION_STR } ConditionKind;

/* Where to stop, and for which value of a variable: the machine passes by 10,000 lines in the time
 * in which a debugger looks at one. It errs on one side only: what it cannot decide (a longer name,
 * another type) it stops for, and the debugger looks at the whole of it. Texts are in Latin-1. */
typedef struct {
    uint32_t line;           /* 0: this entry is free */
    uint8_t file_length, name_length;
    uint8_t kind;            /* ConditionKind */
    uint8_t orders;          /* CONDITION_LESS ... */
    char file[LINE_BREAKPOINT_FILE]; /* the end of the file's name */
    char name[CONDITION_NAME];       /* the variable */
    union {
        int64_t number;
        struct { uint32_t length; char start[CONDITION_TEXT]; } text;
    } value;
} LineBreakpoint;

typedef struct Debugger {
    /* written by the machine: the instruction traced last, and why it stopped there */
    const Frame *last_frame;
    const Instruction *last;
    uint32_t last_line;
    Stopped stopped;       /* what of stop_at came true here */
    bool at_breakpoint;    /* one of the breakpoints is here */
    /* written by the debugger */
    bool heard;            /* this stop has reached it */
    StopAt stop_at;
    const Frame *frame;
    LineBreakpoint breakpoints[LINE_BREAKPOINTS];
} Debugger;

_Static_assert(sizeof(Debugger) <= DEBUGGER_ALIGNMENT, "it must not reach into a second page");

extern Debugger debugger;

/* The interpreter starts: from now on `debugger` can be written from outside. */
void debugger_start(void);
/* Before the instruction runs. False: nobody listens any more, tracing shall end. */
bool debugger_instruction(const Frame *frame, const Instruction *instruction);
void debugger_stop(void);
/* Is the condition false, for certain? (debugger_condition.c) */
bool debugger_condition_fails(const LineBreakpoint *breakpoint, const Frame *frame);

#endif
