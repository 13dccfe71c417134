/*
 * group.c: block groups: where each has its bitmaps and its piece of the inode table. The
 * descriptors follow the superblock's block.
 */
#include "kernel/fs/ext2.h"
#include "kernel/debug/log.h"

static uint32_t inode_table_blocks(void)
{
    return divide_up(ext2_volume.inodes_per_group,
                     ext2_volume.block_size / ext2_volume.inode_size);
}

static uint32_t descriptor_blocks(void)
{
    return divide_up(ext2_volume.groups,
                     ext2_volume.block_size / (uint32_t)sizeof(struct ext2_group_descriptor));
}

static int bad_descriptor(uint32_t group, const char *field, uint32_t value)
{
    log_print("ext2: group %u: %s %u is outside the file system\n", group, field, value);
    return -EIO;
}

int group_get(uint32_t group, struct buffer **buffer, struct ext2_group_descriptor **descriptor)
{
    uint32_t per_block = ext2_volume.block_size / (uint32_t)sizeof **descriptor;

    int error = buffer_get(ext2_volume.first_data_block + 1 + group / per_block, buffer);
    if (error != 0)
        return error;
    struct ext2_group_descriptor *found =
        (struct ext2_group_descriptor *)(*buffer)->data + group % per_block;
    uint32_t table = found->bg_inode_table;
    if (!ext2_block_is_valid(table) || inode_table_blocks() > ext2_volume.blocks - table) {
        buffer_put(*buffer);
        return bad_descriptor(group, "bg_inode_table", table);
    }
    *descriptor = found;
    return 0;
}

int group_get_for_change(uint32_t group, struct buffer **buffer,
                         struct ext2_group_descriptor **descriptor)
{
    int error = group_get(group, buffer, descriptor);

    if (error != 0)
        return error;
    if (!ext2_block_is_valid((*descriptor)->bg_block_bitmap))
        error = bad_descriptor(group, "bg_block_bitmap", (*descriptor)->bg_block_bitmap);
    else if (!ext2_block_is_valid((*descriptor)->bg_inode_bitmap))
        error = bad_descriptor(group, "bg_inode_bitmap", (*descriptor)->bg_inode_bitmap);
    if (error != 0)
        buffer_put(*buffer);
    return error;
}

int group_owns_block(uint32_t group, uint32_t block, bool *owns)
{
    struct ext2_group_descriptor *descriptor;
    struct buffer *buffer;

    int error = group_get(group, &buffer, &descriptor);
    if (error != 0)
        return error;
    *owns = block <= ext2_volume.first_data_block + descriptor_blocks() ||
            block == descriptor->bg_block_bitmap || block == descriptor->bg_inode_bitmap ||
            block - descriptor->bg_inode_table < inode_table_blocks();
    buffer_put(buffer);
    return 0;
}
