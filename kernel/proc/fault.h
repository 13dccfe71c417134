/*
 * fault.h: exceptions that happen in ring 3.
 */
#ifndef FAULT_H
#define FAULT_H

#include "kernel/cpu/trap.h"

/* Called by trap_dispatch for every exception from ring 3. A page fault that the address space can
 * answer returns; anything else ends the process with a report in the log. cr2 is read first
 * thing, with interrupts still off. */
void process_fault(struct trap_frame *frame);
uint32_t page_fault_count(void); /* since the start */

#endif
