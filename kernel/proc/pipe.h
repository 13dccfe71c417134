/*
 * pipe.h: pipe(2): bytes that one process writes and another reads, in a buffer of the kernel.
 */
#ifndef PIPE_H
#define PIPE_H

#include "kernel/proc/open_file.h"

/* As on Linux: so much can be written before the writer has to wait. */
#define PIPE_CAPACITY 65536u

/* A new pipe's two ends, one reference each. 0 or -ENOMEM. */
int pipe_create(struct open_file **reader, struct open_file **writer);

uint32_t pipe_number(const struct pipe *pipe); /* which one it is, for views */

#endif
