/*
 * interrupt.h: signals, Ctrl-C's among them. The platform notes one at any moment; the machine
 * looks at jumps backward and at calls, which no program that goes on for long is without, and runs
 * Python's handler there, as CPython does between two instructions.
 */
#ifndef INTERRUPT_H
#define INTERRUPT_H

#include "object.h"

enum { INTERRUPT_SIGNALS = 31 }; /* numbers 1 to this */

extern volatile bool interrupt_waits; /* some signal was noted */

/* What is so from the start, as in CPython: SIGINT raises KeyboardInterrupt, and a write to a pipe
 * that no one reads is an error instead of the program's end. */
void interrupt_start(void);
void interrupt_stop(void);   /* gives the handlers back */
/* A set of the signals that are noted now. A new child forgets those that were noted before it was
 * made, as they are its parent's, and no others: one may have come already. */
uint32_t interrupt_noted(void);
void interrupt_forget(uint32_t signals);
/* Runs the handlers of the signals that were noted, lowest number first: 0, or -1 with an
 * exception; what comes after it waits. */
int interrupt_handle(void);
/* After a call of the platform: whether it is to be made again, since a signal interrupted it and
 * the handlers raised nothing (PEP 475). false with an exception: they did. */
bool interrupt_again(intptr_t result);

/* Handlers as module signal sees them: an int that is 0 (SIG_DFL) or 1 (SIG_IGN), or what to call.
 * Borrowed. */
Object *interrupt_handler(int signal);
/* 0, or a negative errno. The handler is borrowed; the two ints are the preallocated ones. */
int interrupt_set_handler(int signal, Object *handler);
/* signal.default_int_handler: borrowed; NULL: no memory. */
Object *interrupt_default_handler(void);

#endif
