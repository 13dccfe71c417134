/*
 * targets.h: the documents that GDB reads in parts (qXfer): the machine's registers, threads,
 * processes.
 */
#ifndef GDB_TARGETS_H
#define GDB_TARGETS_H

#include "kernel/debug/gdb/commands.h"

/* The rest of a command is "offset,length" of the part that is wanted. */
enum command_outcome targets_description(struct cursor *rest);
enum command_outcome targets_threads(struct cursor *rest);
/* After "processes:"; or ":", for what there is to ask. */
enum command_outcome targets_system_data(struct cursor *rest);
enum command_outcome targets_thread_text(struct cursor *rest); /* qThreadExtraInfo */

#endif
