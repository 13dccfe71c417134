/*
 * panic.h: the ends of the kernel that begin with a trap; and backtraces.
 */
#ifndef PANIC_H
#define PANIC_H

#include <stdint.h>

#include "kernel/cpu/segments.h"
#include "kernel/cpu/trap.h"

/* An exception in ring 0. */
_Noreturn void panic_trap(struct trap_frame *frame);
/* A double fault: interrupted says what the processor was doing. */
_Noreturn void panic_double_fault(const struct task_state *interrupted);

/* Logs the calls that led here, by the chain of saved ebp values; stops where it leaves the
 * kernel's memory. */
void backtrace_log(uint32_t ebp);

#endif
