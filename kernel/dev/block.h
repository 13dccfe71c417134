/*
 * block.h: a disk as the file system sees it.
 */
#ifndef BLOCK_H
#define BLOCK_H

#include <stdint.h>

#define SECTOR_SIZE 512u

/* A piece of memory that a read fills or a write takes: part of a scatter list. In the kernel's
 * linear map (a controller reads and writes physical memory); at an even address. */
struct block_buffer {
    void *data;
    uint32_t bytes;            /* a multiple of SECTOR_SIZE, never 0 */
};

struct block_device {
    char name[16];             /* "ata0" */
    uint32_t sectors;
    /* Reads count sectors from sector on. 0 or -EIO; the failing sector's number is in the log,
     * and then the buffer's contents mean nothing. */
    int (*read)(struct block_device *device, uint32_t sector, uint32_t count, void *buffer);
    /* The same, into several pieces in turn: neighbouring sectors in as few commands as the disk
     * allows, each page straight to its own frame. */
    int (*read_scattered)(struct block_device *device, uint32_t sector,
                          const struct block_buffer *buffers, unsigned count);
    /* Writes, in the same two ways. After -EIO each of the sectors holds the old or the new
     * contents. What is written may stay in the disk's own memory until flush. */
    int (*write)(struct block_device *device, uint32_t sector, uint32_t count,
                 const void *buffer);
    int (*write_scattered)(struct block_device *device, uint32_t sector,
                           const struct block_buffer *buffers, unsigned count);
    /* Brings all that was written to where a power cut cannot take it. 0 or -EIO. */
    int (*flush)(struct block_device *device);
    void *driver;
};

#endif
