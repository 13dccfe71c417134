/*
 * snapshot.h: a text that grows while it is written, and is read at leisure: what a file of /proc
 * said at the moment it was opened.
 */
#ifndef SNAPSHOT_H
#define SNAPSHOT_H

#include <stddef.h>
#include <stdint.h>
#include "kernel/debug/format.h"

struct snapshot;

/* Empty; NULL: no memory. */
struct snapshot *snapshot_create(void);
/* One that keeps nothing: each character goes to sink at once. For the debugger, who must not
 * allocate; there is only one of these. */
struct snapshot *snapshot_to_sink(format_sink sink, void *context);
void snapshot_free(struct snapshot *snapshot);

/* Adds to the text (conversions: kernel/debug/format.h). When memory runs out the text is of no
 * use any more, which snapshot_error says. */
void snapshot_print(struct snapshot *snapshot, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void snapshot_add(struct snapshot *snapshot, const void *bytes, size_t size);
void snapshot_fail(struct snapshot *snapshot); /* its writer had no memory */
int snapshot_error(const struct snapshot *snapshot); /* 0 or -ENOMEM */

/* Copies what stands at offset to the current process: how many bytes, 0 at the end, -EFAULT. */
int snapshot_read(struct snapshot *snapshot, uint32_t offset, uint32_t buffer, uint32_t size);

#endif
