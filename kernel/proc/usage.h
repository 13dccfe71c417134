/*
 * usage.h: what a process has used, as getrusage(2) and wait4(2) say it.
 */
#ifndef USAGE_H
#define USAGE_H

#include "kernel/abi.h"

struct process;

void usage_of(const struct process *process, struct resource_usage *usage);

#endif
