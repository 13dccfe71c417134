/*
 * attention.h: how a byte on COM2 gets the processor's attention, whatever it is doing.
 */
#ifndef GDB_ATTENTION_H
#define GDB_ATTENTION_H

#include <stdbool.h>

/* From now on a byte on COM2 comes to gdb_trap: as a non-maskable interrupt (true) where the
 * machine has what that takes, as a device interrupt otherwise. The kernel's final page tables
 * must be in force. */
bool attention_initialise(void);
/* Whether a halted processor would be woken. */
bool attention_can_halt(void);
/* Halts until COM2 interrupts, not at all when a byte is there; with_ticks: or until the timer's
 * next tick, a hundredth of a second. */
void attention_halt(bool with_ticks);

#endif
