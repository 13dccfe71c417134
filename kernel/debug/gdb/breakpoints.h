/*
 * breakpoints.h: breakpoints made of int3. An address in the kernel's text has one for all; an
 * address in the user half has one in every process that shows the same file there.
 */
#ifndef GDB_BREAKPOINTS_H
#define GDB_BREAKPOINTS_H

#include <stdbool.h>
#include <stdint.h>

struct process;

#define INT3 0xCCu

/* Sets one for GDB. -EINVAL: not in the kernel's text, or in the debugger's own; -ENOSPC. process:
 * whose program is meant, where several have something at that address. A page that is not there
 * yet gets its breakpoints when it comes. */
int breakpoints_set(uint32_t address, const struct process *process);
/* Under what condition it counts: as many as GDB says, of which one must hold (condition.h); it
 * always counts when there are none, or more than there is room for. */
void breakpoints_set_conditions(uint32_t address, const uint8_t *conditions, uint32_t size);
bool breakpoints_condition_holds(uint32_t address, int thread);
void breakpoints_clear(uint32_t address);
void breakpoints_clear_all(void);
void breakpoints_forget_unset(void); /* the machine goes on: those that were not set again */

bool breakpoints_is_set(uint32_t address); /* by GDB */

/* The debugger's own code, where no breakpoint of any kind may stand. */
bool breakpoints_is_own_code(uint32_t address);

/* One more, in the kernel's text, for the debugger itself; 0: none. */
void breakpoints_set_own(uint32_t address);
uint32_t breakpoints_own(void);

/* While the debugger has the processor no int3 is in the kernel: it may call what it likes. */
void breakpoints_lift(void);
void breakpoints_plant(void);

/* Whether GDB's int3 at this address is what a process (NULL: the kernel alone) ran into. */
bool breakpoints_hit(uint32_t address, const struct process *process);
/* Takes one out, for an instruction that is to be executed; 0 puts it back. */
void breakpoints_suspend(uint32_t address);
uint32_t breakpoints_suspended(void);

/* Replaces what was read from memory by what is there without int3s; notes what was written. */
void breakpoints_hide(uint32_t tables, uint32_t address, uint8_t *buffer, uint32_t size);
void breakpoints_overwritten(const struct process *process, uint32_t address,
                             const uint8_t *bytes, uint32_t size);

#endif
