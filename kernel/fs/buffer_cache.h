/*
 * buffer_cache.h: a few disk blocks in memory: those that say where things are (the superblock,
 * group descriptors, bitmaps, inodes, indirect blocks, directories). What is in files goes through
 * the page cache instead.
 *
 * A block that was changed is written back later. A power cut may come between any two writes, so
 * who changes a block says which others must be on the disk before it (buffer_order).
 *
 * All memory is taken when the cache is set up, so that using files never changes how much memory
 * the kernel uses.
 */
#ifndef BUFFER_CACHE_H
#define BUFFER_CACHE_H

#include <stdbool.h>
#include "kernel/dev/block.h"

/* One block. Whoever got it may read data until putting it back, and change it if buffer_changed
 * is called after. */
struct buffer {
    struct buffer *older;      /* the list of all buffers, the latest used first */
    void *data;                /* one block */
    uint32_t block;
    bool valid;                /* data is the contents of block */
    bool dirty;                /* and newer than what the disk has */
    uint32_t users;            /* got and not yet put back: the buffer stays as it is */
};

/* block_size: bytes, a multiple of SECTOR_SIZE. before_write: called before changed blocks are
 * written, so that the contents of files can go first. 0 or -ENOMEM. */
int buffer_cache_initialise(struct block_device *device, uint32_t block_size,
                            void (*before_write)(void));
void buffer_cache_destroy(void);

/* Finds the block, or reads it in place of the one longest unused. block must lie on the device.
 * 0 with the buffer, to be put back; -EIO; -ENOMEM when all buffers are in use. */
int buffer_get(uint32_t block, struct buffer **buffer);
/* The same for a block whose contents on the disk mean nothing: zeros, and changed. */
int buffer_get_new(uint32_t block, struct buffer **buffer);
void buffer_put(struct buffer *buffer);

/* Visits every buffer, the latest used first. */
void buffer_cache_visit(void (*visit)(const struct buffer *buffer, void *context), void *context);
void buffer_changed(struct buffer *buffer);
/* To be called when `first` has been changed and `then` is about to be, in a way that makes no
 * sense on the disk before first's change is there. From now on `then` is not written before first.
 * Where the opposite was asked for earlier, `then` is written now, as it is. 0 or -EIO. */
int buffer_order(struct buffer *first, struct buffer *then);
/* Writes all that must be on the disk before this buffer. 0 or -EIO. */
int buffer_settle(struct buffer *buffer);
int buffer_write(struct buffer *buffer);   /* that, and the buffer itself */
/* The block is about to be freed: what was changed in it need not be written, unless others wait
 * for it. 0 or -EIO. */
int buffer_forget(uint32_t block);

uint32_t buffers_changed(void);            /* how many are to be written */
uint32_t buffers_total(void);
/* Writes all of them, in order. 0 or -EIO: what could not be written stays changed. */
int buffers_write_all(void);

#endif
