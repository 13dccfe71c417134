/*
 * power.h: how the machine ends.
 */
#ifndef POWER_H
#define POWER_H

/* Writes "power off: status N" (0 to 255) as the last line of the log and switches the machine
 * off. Under QEMU's isa-debug-exit, QEMU's own exit status is then (N & 0x7f) * 2 + 1, never 0:
 * QEMU ends with 0 on a triple fault. */
_Noreturn void power_off(int status);

/* After a panic: QEMU's exit status is 255; elsewhere the machine stays as it is, halted, for the
 * message to be read. */
_Noreturn void power_off_after_panic(void);

#endif
