/*
 * disk.c: writes that remember whether the disk must be told to flush.
 */
#include <stdbool.h>
#include "kernel/fs/disk.h"

static bool unflushed;

int disk_write(struct block_device *device, uint32_t sector, uint32_t count, const void *buffer)
{
    unflushed = true;
    return device->write(device, sector, count, buffer);
}

int disk_write_scattered(struct block_device *device, uint32_t sector,
                         const struct block_buffer *buffers, unsigned count)
{
    unflushed = true;
    return device->write_scattered(device, sector, buffers, count);
}

int disk_barrier(struct block_device *device)
{
    if (!unflushed)
        return 0;
    int error = device->flush(device);
    unflushed = error != 0;
    return error;
}
