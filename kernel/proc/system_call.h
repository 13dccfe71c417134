/*
 * system_call.h: from int 0x80 to the function that does the work.
 */
#ifndef SYSTEM_CALL_H
#define SYSTEM_CALL_H

#include "kernel/cpu/trap.h"

/* Called by trap_dispatch for vector TRAP_SYSTEM_CALL: the call's number and arguments are in the
 * frame's registers (kernel/abi.h), and its result goes to frame->eax. */
void system_call(struct trap_frame *frame);
/* What the entry for int 0x80 calls: that, or system_call_traced (trace.h). */
extern void (*system_call_entry)(struct trap_frame *frame);

/* The name of a call ("read"), from the function that does it; "?": there is none. */
const char *system_call_name(uint32_t number);

#endif
