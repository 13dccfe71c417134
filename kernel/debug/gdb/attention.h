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
/* Halts until a byte is there, or if so wished until the timer's next tick (a hundredth of a second).
 * False, and at once: the processor could not be woken. */
bool attention_halt(bool until_tick);

#endif
