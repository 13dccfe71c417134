/*
 * buffer_order.h: what buffer_cache.c and buffer_order.c know of each other. Others use
 * buffer_cache.h.
 */
#ifndef BUFFER_ORDER_H
#define BUFFER_ORDER_H

#include "kernel/fs/buffer_cache.h"

/* A walk through nested symlinks holds one buffer each, freeing a file's blocks one for each
 * level; the rest is cache. A multiple of 32. */
#define BUFFER_COUNT 128u

void buffer_order_initialise(struct block_device *device, uint32_t block_size,
                             struct buffer *buffers, void (*before_write)(void));
/* The changes in a buffer are given up; if others must be written after them, they are written
 * first. 0 or -EIO. */
int buffer_order_forget(struct buffer *buffer);

#endif
