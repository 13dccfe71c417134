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
/* Halts until a byte is there; or until the timer's next tick, a hundredth of a second; or until
 * the port's FIFO is nearly full or the line has paused: the port passes bytes on much faster when
 * it may keep some. False, and at once: the processor could not be woken. */
enum wake { WAKE_AT_BYTE, WAKE_AT_TICK, WAKE_AT_MANY_BYTES };
bool attention_halt(enum wake wake);

#endif
