/*
 * monitor.h: GDB's `monitor` commands: views of the machine that work when the kernel is stuck.
 */
#ifndef GDB_MONITOR_H
#define GDB_MONITOR_H

#include "kernel/debug/gdb/commands.h"

/* The rest of a command is the line, two hexadecimal digits for each character. */
enum command_outcome monitor_command(struct cursor *rest);

#endif
