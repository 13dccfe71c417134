/*
 * condition.h: conditions of breakpoints, evaluated here: GDB compiles them to a bytecode (GDB
 * manual, appendix F, "The GDB Agent Expression Mechanism"), so that a miss costs no conversation.
 */
#ifndef GDB_CONDITION_H
#define GDB_CONDITION_H

#include <stdbool.h>
#include <stdint.h>

#include "kernel/debug/gdb/machine.h"

/* Whether the expression is true for a thread. One that cannot be evaluated (memory that is not
 * there, an instruction that is not known) counts as true: then GDB finds out itself. */
bool condition_holds(const struct thread *thread, const uint8_t *code, uint32_t size);

#endif
