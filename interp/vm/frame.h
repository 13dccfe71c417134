/*
 * frame.h: one call of one Python function, as it lies on the stack segment.
 *
 * Frames grow down, like those of C: a call takes the callee's frame just below the caller's, a
 * return gives it back. A frame holds where to return to and the slots; a slot is a reference,
 * nothing else. What it refers to lives on the heap.
 */
#ifndef FRAME_H
#define FRAME_H

#include "object.h"
#include "vm/code.h"

struct Frame {
    Frame *caller;                /* NULL for the first frame of the program */
    const Instruction *next;      /* where this frame goes on (its return address, while it calls) */
    Function *function;           /* owned; gives code and closure. NULL for module and class code */
    Code *code;                   /* owned */
    Object *globals, *builtins;   /* borrowed: function or module keep them */
    Object *namespace;            /* owned; dict of a module or class body, else NULL */
    Object *frame_object;         /* owned; the Python-visible frame, NULL until asked for */
    int16_t result;               /* the slot in the caller that gets the returned value */
    uint8_t kind;                 /* FRAME_* */
    Object *slots[];              /* code->locals, then code->temporaries */
};

enum { FRAME_CALL = 0,      /* called by Python code: RETURN_VALUE goes on in the caller's frame */
       FRAME_ENTRY = 1,     /* called by C code: RETURN_VALUE leaves the machine's loop */
       FRAME_GENERATOR = 2 };

static inline size_t frame_size(const Code *code) /* bytes */
{
    return sizeof(Frame) + (code->locals + code->temporaries) * sizeof(Object *);
}

#endif
