/*
 * frame.h: one call of one Python function, as it lies on the stack segment (a generator's lies in
 * the generator).
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
    const Instruction *next;      /* where this frame goes on: its return address, while it calls */
    Function *function;           /* owned; gives code and closure. NULL: module or class code */
    Code *code;                   /* the function keeps it; owned where there is no function */
    Object *globals;              /* the function keeps them; owned where there is no function */
    Object *namespace;            /* owned; dict of a module or class body, else NULL (always NULL
                                   * in a frame of kind FRAME_CALL or FRAME_INITIALISER) */
    Object *frame_object;         /* owned; the Python-visible frame, NULL until asked for */
    int16_t result;               /* the slot in the caller that gets the returned value */
    uint8_t kind;                 /* FRAME_* */
    Object *slots[];              /* code->locals, then code->temporaries */
};

enum { FRAME_CALL = 0,      /* called by Python code: RETURN_VALUE goes on in the caller's frame */
       FRAME_ENTRY = 1,     /* called by C code: RETURN_VALUE leaves the machine's loop */
       FRAME_GENERATOR = 2, /* of a generator (vm/generator.h), resumed by a FOR_ITER or SEND of the
                             * caller's frame, which goes on when the generator stops */
       FRAME_GENERATOR_ENTRY = 3, /* resumed by C code: when it stops, the machine's loop is left */
       FRAME_INITIALISER = 4 /* an __init__ that the call of a class runs: what the CALL gives is not
                              * its value but the new object, first in the CALL's block */
};

static inline uint32_t frame_size(const Code *code) /* bytes */
{
    return (uint32_t)(sizeof(Frame) + (code->locals + code->temporaries) * sizeof(Object *));
}

/* Takes a frame for code just below the running one and makes it the running one: all slots NULL,
 * kind FRAME_CALL, and the first instruction next. function is stolen (NULL for module and class
 * code), also on error; globals are borrowed. NULL with RecursionError when the limit is reached
 * or the stack segment is at its end. */
Frame *frame_push(Code *code, Function *function, Object *globals);
/* Gives the running frame back with all it owns; its caller is the running one. */
void frame_pop(void);
/* The frame, which has a frame_object, goes: its object takes over the slots if somebody else
 * still holds it. */
void frame_object_detach(Frame *frame);

/* What Python code sees as a frame (sys._getframe, traceback.tb_frame). While the call lives it
 * looks into the Frame; when the Frame goes, its slots move here. */
typedef struct FrameObject {
    Object head;
    Frame *frame;              /* borrowed; NULL: the call has ended */
    Code *code;                /* owned, like all below */
    Function *function;        /* these three are the Frame's while the call lives; or NULL */
    Object *globals;           /* the function's, or owned where there is none */
    Object *namespace;         /* or NULL */
    Object *locals;            /* the dict that locals() gave, or NULL */
    struct FrameObject *back;  /* the caller, once the call has ended; or NULL */
    uint32_t instruction;      /* where it was when it ended, or last went to a handler */
    size_t slot_count;
    Object **slots;            /* the values it left, NULL while the call lives */
} FrameObject;

Object *frame_get_object(Frame *frame);          /* new; NULL: no memory */
uint32_t frame_instruction(const Frame *frame);  /* number of the instruction that is running */
uint32_t frame_object_line(FrameObject *self);
/* The frame's variables as a dict, as locals() gives them: the namespace itself of a module or
 * class body, otherwise a dict of the frame's own, which is brought up to date each time that
 * somebody asks. A new reference. */
Object *frame_locals(Frame *frame);
Object *frame_object_locals(FrameObject *self);

#endif
