/*
 * limits.h: what a process may use (setrlimit(2)). Children inherit it, execve keeps it, and a hard
 * limit only ever goes down; so whoever starts a program that is not trusted sets them first.
 */
#ifndef LIMITS_H
#define LIMITS_H

#include <stdint.h>
#include "kernel/proc/process.h"

void limits_initialise(struct process *process);
void limits_inherit(struct process *child, const struct process *parent);

/* The soft limit of an RLIMIT_*; RLIM_INFINITY where there is none. */
static inline uint32_t limit_of(const struct process *process, unsigned resource)
{
    return process->limits[resource].soft;
}

/* Whether a process may have that address space, with so many bytes of heap more. */
bool limits_allow_space(const struct process *process, const struct address_space *space,
                        uint32_t heap_growth);
/* Before the current process writes to a file from offset on: takes off the size what its limit does
 * not allow. 0; -EFBIG (and SIGXFSZ) when nothing is left. */
int limits_check_write(uint32_t offset, uint32_t *size);
/* Sends SIGXCPU or SIGKILL to a process that has used its processor time. */
void limits_check_cpu(struct process *process);

#endif
