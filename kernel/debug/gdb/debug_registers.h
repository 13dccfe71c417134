/*
 * debug_registers.h: the processor's four breakpoints and watchpoints (Intel SDM 3, 17.2).
 */
#ifndef GDB_DEBUG_REGISTERS_H
#define GDB_DEBUG_REGISTERS_H

#include <stdbool.h>
#include <stdint.h>

struct process;

enum watch_kind { WATCH_EXECUTE = 0, WATCH_WRITE = 1, WATCH_ACCESS = 3 }; /* as in DR7's R/W */

/* Watches size bytes: the kernel's, or those of one process (pid); what is executed, for all. What
 * was watched before and is set again stays with its process. -EINVAL; -ENOSPC: four aligned places
 * are all there is; -ENODEV: the processor has no debug registers. */
int debug_registers_set(enum watch_kind kind, uint32_t address, uint32_t size, int pid);
int debug_registers_clear(enum watch_kind kind, uint32_t address, uint32_t size);
void debug_registers_clear_all(void);
/* The machine goes on: what is not set now is forgotten. */
void debug_registers_forget_unset(void);

bool debug_registers_any(void); /* whether anything is set */

/* Off while the debugger has the processor; on for the process that gets it, or whose pages have
 * come or changed. */
void debug_registers_off(void);
void debug_registers_load(int pid);
/* What a debug trap says: reads DR6 and clears it. */
uint32_t debug_registers_take_status(void);
uint32_t debug_registers_peek_status(void); /* does not clear it */
#define DEBUG_STATUS_STEP (1u << 14)
#define DEBUG_STATUS_PLACES 0xFu
/* Whether one of ours was hit by this process, and which. */
bool debug_registers_hit(uint32_t status, int pid, enum watch_kind *kind, uint32_t *address);

/* What the kernel writes for a process, in a system call, goes by an address of its own (the linear
 * map, kernel/proc/user_copy.h). So what a process has watched is noted when the machine goes on,
 * and compared when the process comes back from the kernel: whether anything has changed, and
 * where. What the kernel only reads is seen where one of the four registers is left to watch that
 * other address. */
void debug_registers_note(void);
bool debug_registers_changed(int pid, enum watch_kind *kind, uint32_t *address);
/* The processes that have something watched: the next after pid (0: the first); 0: no more. */
int debug_registers_next_owner(int pid);

uint32_t debug_registers_status(void), debug_registers_control(void); /* as at the stop */

#endif
