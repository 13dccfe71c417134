/*
 * superblock.c: what is changed in the superblock: how much is free, and whether the file system
 * was left in order. As Linux does, it is marked unclean before the first change and clean again
 * when the machine is switched off, so that e2fsck looks after a power cut.
 */
#include "kernel/fs/ext2.h"

/* The superblock where it lies in its block, which is to be put back. */
static int superblock_get(struct buffer **buffer, struct ext2_superblock **super)
{
    int error = buffer_get(ext2_volume.first_data_block, buffer);

    if (error == 0)
        *super = (void *)((uint8_t *)(*buffer)->data +
                          EXT2_SUPERBLOCK_OFFSET % ext2_volume.block_size);
    return error;
}

int superblock_count(int32_t free_blocks, int32_t free_inodes)
{
    struct ext2_superblock *super;
    struct buffer *buffer;

    int error = superblock_get(&buffer, &super);
    if (error != 0)
        return error;
    super->s_free_blocks_count += (uint32_t)free_blocks;
    super->s_free_inodes_count += (uint32_t)free_inodes;
    buffer_changed(buffer);
    buffer_put(buffer);
    return 0;
}

/* Sets s_state and has it on the disk. */
static int write_state(uint16_t set, uint16_t clear)
{
    struct ext2_superblock *super;
    struct buffer *buffer;

    int error = superblock_get(&buffer, &super);
    if (error != 0)
        return error;
    super->s_state = (uint16_t)((super->s_state & ~clear) | set);
    super->s_wtime = file_system_now();
    buffer_changed(buffer);
    error = buffer_write(buffer);
    buffer_put(buffer);
    return error;
}

int superblock_mark_in_use(void)
{
    if (ext2_volume.marked_in_use)
        return 0;
    int error = write_state(0, EXT2_STATE_CLEAN);
    ext2_volume.marked_in_use = error == 0;
    return error;
}

int superblock_mark_unused(void)
{
    const struct ext2_volume *volume = &ext2_volume;

    if (!volume->marked_in_use)
        return 0;
    int error = write_state(volume->damaged ? EXT2_STATE_ERRORS
                            : volume->was_clean ? EXT2_STATE_CLEAN : 0, 0);
    ext2_volume.marked_in_use = error != 0;
    return error;
}

int file_system_statistics(struct file_system_status64 *status)
{
    const struct ext2_volume *volume = &ext2_volume;
    struct ext2_superblock *super;
    struct buffer *buffer;

    if (volume->device == NULL)
        return -ENODEV;
    int error = superblock_get(&buffer, &super);
    if (error != 0)
        return error;
    *status = (struct file_system_status64){
        .type = EXT2_MAGIC,
        .block_size = volume->block_size,
        .fragment_size = volume->block_size,
        .blocks = { volume->blocks - volume->first_data_block },
        .blocks_free = { super->s_free_blocks_count },
        .blocks_available = { super->s_free_blocks_count }, /* there is no one but root */
        .inodes = { volume->inodes },
        .inodes_free = { super->s_free_inodes_count },
        .name_most = EXT2_NAME_MOST,
        .flags = volume->read_only ? STATFS_READ_ONLY : 0,
    };
    buffer_put(buffer);
    return 0;
}
