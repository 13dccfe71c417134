/*
 * file.c: reading from a file, what stat says of it, and where its blocks are.
 */
#include "kernel/fs/ext2.h"
#include "kernel/fs/page_cache.h"
#include "kernel/string.h"

int inode_read(struct inode *inode, uint32_t offset, void *buffer, uint32_t size)
{
    uint32_t done = 0;

    if (inode_is_type(inode, MODE_DIRECTORY))
        return -EISDIR;
    if (!inode_is_type(inode, MODE_REGULAR))
        return -EINVAL;
    if (offset >= inode->size)
        return 0;
    if (size > inode->size - offset)
        size = inode->size - offset;
    while (done < size) {
        uint32_t in_page = (offset + done) % PAGE_SIZE, piece = PAGE_SIZE - in_page;
        frame_number frame;
        if (piece > size - done)
            piece = size - done;
        int error = page_cache_get(inode, (offset + done) / PAGE_SIZE, &frame);
        if (error != 0) /* what was read before the bad page is good */
            return done != 0 ? (int)done : error;
        memcpy((uint8_t *)buffer + done, (uint8_t *)frame_pointer(frame) + in_page, piece);
        frame_release(frame);
        done += piece;
    }
    return (int)done;
}

void inode_status(struct inode *inode, struct file_status64 *status)
{
    *status = (struct file_status64){
        .inode_low = inode->number,
        .mode = inode->mode,
        .links = inode->links,
        .user = inode->user,
        .group = inode->group,
        .size = { inode->size },
        .block_size = ext2_volume.block_size,
        .sectors = { inode->blocks_512 },
        .accessed = { (int32_t)inode->accessed, 0 },
        .modified = { (int32_t)inode->modified, 0 },
        .changed = { (int32_t)inode->changed, 0 },
        .inode = { inode->number },
    };
}

int inode_blocks(struct inode *inode, struct file_blocks *blocks)
{
    const struct ext2_volume *volume = &ext2_volume;

    *blocks = (struct file_blocks){
        .inode = inode->number,
        .size = inode->size,
        .mode = inode->mode,
        .block_size = volume->block_size,
        .sectors_per_block = volume->sectors_per_block,
        .device_sector = 0,    /* the file system fills its disk: there is no partition table */
    };
    if (!inode_is_type(inode, MODE_REGULAR) && !inode_is_type(inode, MODE_DIRECTORY))
        return 0;
    blocks->blocks = divide_up(inode->size, volume->block_size);
    while (blocks->listed < blocks->blocks && blocks->listed < FILE_BLOCKS_MOST) {
        struct block_run run;
        int error = block_map(inode, blocks->listed, FILE_BLOCKS_MOST - blocks->listed, &run);
        if (error != 0)
            return error;
        for (uint32_t i = 0; i < run.count && blocks->listed < blocks->blocks; i++)
            blocks->block[blocks->listed++] = run.block == 0 ? 0 : run.block + i;
    }
    return 0;
}
