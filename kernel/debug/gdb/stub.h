/*
 * stub.h: the kernel's own GDB stub, on COM2. A student attaches plain gdb to the running machine;
 * where nobody does, or there is no COM2, nothing is different.
 *
 * The files of this folder, in reading order: line.c (bytes), wire.c (packets), commands.c (the
 * table of commands), access.c (those that read and write), targets.c (those that list); machine.c
 * and memory.c (registers and memory of every process), breakpoints.c and debug_registers.c,
 * resume.c (how the machine goes on, step by step if need be), stub.c (from a trap to a
 * conversation and back), monitor.c (what GDB's `monitor` shows), attention.c (Ctrl-C).
 * They allocate nothing, wait for no lock and need no interrupt. They are linked into a part of
 * the kernel's text of their own, where no breakpoint is accepted (linker.ld).
 */
#ifndef GDB_STUB_H
#define GDB_STUB_H

#include <stdbool.h>
#include <stdint.h>

#include "kernel/cpu/trap.h"

struct process;

/* Takes over the debug traps if there is a COM2 that nothing else uses. With gdb=wait on the
 * kernel's command line the machine stops here until GDB lets it go on. */
void gdb_initialise(void);
/* From now on a byte on COM2 stops the machine. The final page tables must be in force. */
void gdb_listen(void);

/* Somebody is there: all that follows has an effect only then. */
extern bool gdb_is_attached;

/* An exception of ring 3 that will be the process's signal: true when GDB was shown it (monitor
 * catch faults) and wants the instruction tried again, without any signal. */
bool gdb_user_fault(struct trap_frame *frame, int signal);
/* The kernel is about to end the machine after a panic. frame: what went wrong, where a trap said
 * so; NULL: here. Comes back when GDB lets the machine go on, or is not there. */
void gdb_panic(struct trap_frame *frame);

/* The current process has ended, and will not have the processor again: if all others are held, GDB
 * hears of it. */
void gdb_process_ended(void);

/* A process that steps, or has memory watched, is about to go on in ring 3 (struct process,
 * stops_at_return). */
void gdb_return_to_user(struct trap_frame *frame);

/* A process has been given the processor: the debug registers become its own. */
extern bool gdb_watches;
void gdb_load_debug_registers(int pid);
static inline void gdb_take_processor(int pid)
{
    if (gdb_watches)
        gdb_load_debug_registers(pid);
}

/* ---- For the files of this folder ---- */

/* Called by entry.asm on a stack of its own; what comes of it: 0, done; 1: the trap is the kernel's
 * own to answer. */
uint32_t gdb_trap(struct trap_frame *frame);
void gdb_take_input(struct trap_frame *frame);
void gdb_entry_debug(void), gdb_entry_nmi(void), gdb_entry_breakpoint(void), gdb_entry_irq(void);
void gdb_halt_for_input(void);
void gdb_break_here(void);
extern uint32_t gdb_is_active;
extern bool gdb_input_missed;

#endif
