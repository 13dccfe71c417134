/*
 * block.h: a disk as the file system sees it.
 */
#ifndef BLOCK_H
#define BLOCK_H

#include <stdint.h>

#define SECTOR_SIZE 512u

struct block_device {
    char name[16];             /* "ata0" */
    uint32_t sectors;
    /* Reads count sectors from sector on. 0 or -EIO; the failing sector's number is in the log,
     * and then the buffer's contents mean nothing. */
    int (*read)(struct block_device *device, uint32_t sector, uint32_t count, void *buffer);
    void *driver;
};

#endif
