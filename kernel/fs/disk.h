/*
 * disk.h: writing to the disk below the file system, and making sure that it is there: a disk keeps
 * what was written in a memory of its own, and may bring it to its surface in any order, until it
 * is told to flush.
 */
#ifndef DISK_H
#define DISK_H

#include "kernel/dev/block.h"

/* As block_device.write and write_scattered. */
int disk_write(struct block_device *device, uint32_t sector, uint32_t count, const void *buffer);
int disk_write_scattered(struct block_device *device, uint32_t sector,
                         const struct block_buffer *buffers, unsigned count);
/* What was written before is safe when this returns 0; -EIO. Costs nothing when nothing was. */
int disk_barrier(struct block_device *device);

#endif
