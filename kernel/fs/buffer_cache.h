/*
 * buffer_cache.h: a few disk blocks in memory: those that say where things are (group descriptors,
 * inodes, indirect blocks, directories). What is in files goes through the page cache instead.
 *
 * All memory is taken when the cache is set up, so that reading files never changes how much
 * memory the kernel uses.
 */
#ifndef BUFFER_CACHE_H
#define BUFFER_CACHE_H

#include <stdbool.h>
#include "kernel/dev/block.h"

/* One block. Whoever got it may read data until putting it back. */
struct buffer {
    struct buffer *older;      /* the list of all buffers, the latest used first */
    void *data;                /* one block */
    uint32_t block;
    bool valid;                /* data is the contents of block */
    uint32_t users;            /* got and not yet put back: the buffer stays as it is */
};

/* block_size: bytes, a multiple of SECTOR_SIZE. 0 or -ENOMEM. */
int buffer_cache_initialise(struct block_device *device, uint32_t block_size);
void buffer_cache_destroy(void);

/* Finds the block, or reads it in place of the one longest unused. block must lie on the device.
 * 0 with the buffer, to be put back; -EIO; -ENOMEM when all buffers are in use. */
int buffer_get(uint32_t block, struct buffer **buffer);
void buffer_put(struct buffer *buffer);

/* Visits every buffer, the latest used first. */
void buffer_cache_visit(void (*visit)(const struct buffer *buffer, void *context), void *context);

#endif
