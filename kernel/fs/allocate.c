/*
 * allocate.c: which blocks and inodes are free: a bit for each in its group's bitmaps, and counts
 * in the group descriptor and the superblock.
 *
 * A bit is set on the disk before anything refers to what it stands for, and cleared after nothing
 * does any more. So after a power cut the bitmaps may call used what is free, never the opposite,
 * and what a file had cannot turn up in another one. For the second, a bitmap is settled before a
 * bit of it is taken: only then is what was freed lately no longer referred to by the disk.
 */
#include "kernel/fs/ext2.h"
#include "kernel/debug/log.h"

#define NO_BIT UINT32_MAX

static bool bit_is_set(const uint8_t *bitmap, uint32_t bit)
{
    return (bitmap[bit / 8] >> bit % 8 & 1) != 0;
}

/* The first clear bit of [start, end). */
static uint32_t find_clear(const uint8_t *bitmap, uint32_t start, uint32_t end)
{
    for (uint32_t bit = start; bit < end; bit++) {
        if (bit % 8 == 0 && bitmap[bit / 8] == 0xFF)
            bit += 7;
        else if (!bit_is_set(bitmap, bit))
            return bit;
    }
    return NO_BIT;
}

/* Takes a clear bit of a bitmap, looking from start on and then from the beginning. *bit: NO_BIT
 * when there is none. The bitmap's buffer is held, for buffer_order. */
static int take_bit(uint32_t block, uint32_t start, uint32_t end, uint32_t *bit,
                    struct buffer **bitmap)
{
    int error = buffer_get(block, bitmap);

    if (error == 0 && (error = buffer_settle(*bitmap)) != 0)
        buffer_put(*bitmap);
    if (error != 0)
        return error;
    uint8_t *bits = (*bitmap)->data;
    *bit = find_clear(bits, start, end);
    if (*bit == NO_BIT)
        *bit = find_clear(bits, 0, start < end ? start : end);
    if (*bit != NO_BIT) {
        bits[*bit / 8] |= (uint8_t)(1u << *bit % 8);
        buffer_changed(*bitmap);
    }
    return 0;
}

/* Clears a bit, after holder on the disk. -EIO when it is clear already. */
static int clear_bit(uint32_t block, uint32_t bit, struct buffer *holder)
{
    struct buffer *bitmap;

    int error = buffer_get(block, &bitmap);
    if (error != 0)
        return error;
    uint8_t *bits = bitmap->data;
    if (!bit_is_set(bits, bit)) {
        log_print("ext2: bitmap in block %u: bit %u is clear, but in use\n", block, bit);
        error = volume_is_damaged();
    } else {
        error = buffer_order(holder, bitmap);
    }
    if (error == 0) {
        bits[bit / 8] &= (uint8_t)~(1u << bit % 8);
        buffer_changed(bitmap);
    }
    buffer_put(bitmap);
    return error;
}

/* ---- Blocks ---- */

static uint32_t blocks_in_group(uint32_t group)
{
    uint32_t before = group * ext2_volume.blocks_per_group;
    uint32_t rest = ext2_volume.blocks - ext2_volume.first_data_block - before;

    return rest < ext2_volume.blocks_per_group ? rest : ext2_volume.blocks_per_group;
}

static uint32_t group_of_block(uint32_t block)
{
    return (block - ext2_volume.first_data_block) / ext2_volume.blocks_per_group;
}

/* A block of that group, from `start` of it on. *block stays 0 when it has none. */
static int allocate_in_group(uint32_t group, uint32_t start, struct buffer *holder,
                             uint32_t *block)
{
    struct ext2_group_descriptor *descriptor;
    struct buffer *buffer, *bitmap;
    uint32_t bit = NO_BIT;
    bool owned = false;

    int error = group_get_for_change(group, &buffer, &descriptor);
    if (error != 0)
        return error;
    if (descriptor->bg_free_blocks_count != 0 &&
        (error = take_bit(descriptor->bg_block_bitmap, start, blocks_in_group(group), &bit,
                          &bitmap)) == 0) {
        if (bit != NO_BIT) {
            *block = ext2_volume.first_data_block + group * ext2_volume.blocks_per_group + bit;
            descriptor->bg_free_blocks_count--;
            buffer_changed(buffer);
            error = superblock_count(-1, 0);
            if (error == 0)
                error = group_owns_block(group, *block, &owned);
            if (error == 0)
                error = buffer_order(bitmap, holder);
        }
        buffer_put(bitmap);
    }
    buffer_put(buffer);
    if (owned) {
        log_print("ext2: group %u: block %u is not free, whatever the bitmap says\n", group,
                  *block);
        error = volume_is_damaged();
    }
    return error;
}

int block_allocate(uint32_t goal, struct buffer *holder, uint32_t *block)
{
    const struct ext2_volume *volume = &ext2_volume;

    if (!ext2_block_is_valid(goal))
        goal = volume->first_data_block;
    uint32_t first = group_of_block(goal);
    uint32_t start = (goal - volume->first_data_block) % volume->blocks_per_group;
    *block = 0;
    for (uint32_t i = 0; i < volume->groups; i++) {
        int error = allocate_in_group((first + i) % volume->groups, i == 0 ? start : 0, holder,
                                      block);
        if (error != 0 || *block != 0)
            return error;
    }
    return -ENOSPC;
}

int block_free(uint32_t block, struct buffer *holder)
{
    struct ext2_group_descriptor *descriptor;
    struct buffer *buffer;
    uint32_t group = group_of_block(block);
    bool owned;

    int error = group_owns_block(group, block, &owned);
    if (error != 0)
        return error;
    if (owned) {
        log_print("ext2: block %u of a file belongs to the file system itself\n", block);
        return volume_is_damaged();
    }
    error = group_get_for_change(group, &buffer, &descriptor);
    if (error != 0)
        return error;
    uint32_t bit = (block - ext2_volume.first_data_block) % ext2_volume.blocks_per_group;
    error = clear_bit(descriptor->bg_block_bitmap, bit, holder);
    if (error == 0) {
        descriptor->bg_free_blocks_count++;
        buffer_changed(buffer);
        error = superblock_count(1, 0);
    }
    buffer_put(buffer);
    return error;
}

/* ---- Inodes ---- */

/* *number stays 0 when the group has no free inode. */
static int allocate_inode_in_group(uint32_t group, bool is_directory, uint32_t *number)
{
    struct ext2_group_descriptor *descriptor;
    struct buffer *buffer, *bitmap, *table;
    struct ext2_inode *disk;
    uint32_t bit = NO_BIT;
    /* Behind the reserved ones, whatever the bitmap says of them. */
    uint32_t start = group == 0 ? ext2_volume.first_inode - 1 : 0;

    int error = group_get_for_change(group, &buffer, &descriptor);
    if (error != 0)
        return error;
    if (descriptor->bg_free_inodes_count != 0 && start < ext2_volume.inodes_per_group &&
        (error = take_bit(descriptor->bg_inode_bitmap, start, ext2_volume.inodes_per_group, &bit,
                          &bitmap)) == 0) {
        if (bit != NO_BIT && bit >= start) {
            *number = group * ext2_volume.inodes_per_group + bit + 1;
            descriptor->bg_free_inodes_count--;
            descriptor->bg_used_dirs_count += is_directory;
            buffer_changed(buffer);
            error = superblock_count(0, -1);
            if (error == 0 && (error = inode_find(*number, &table, &disk)) == 0) {
                error = buffer_order(bitmap, table);
                buffer_put(table);
            }
        }
        buffer_put(bitmap);
    }
    buffer_put(buffer);
    return error;
}

int inode_number_allocate(uint32_t parent, bool is_directory, uint32_t *number)
{
    uint32_t first = (parent - 1) / ext2_volume.inodes_per_group;

    *number = 0;
    for (uint32_t i = 0; i < ext2_volume.groups; i++) {
        int error = allocate_inode_in_group((first + i) % ext2_volume.groups, is_directory,
                                            number);
        if (error != 0 || *number != 0)
            return error;
    }
    return -ENOSPC;
}

int inode_number_free(uint32_t number, bool is_directory, struct buffer *holder)
{
    struct ext2_group_descriptor *descriptor;
    struct buffer *buffer;

    uint32_t group = (number - 1) / ext2_volume.inodes_per_group;

    int error = group_get_for_change(group, &buffer, &descriptor);
    if (error != 0)
        return error;
    error = clear_bit(descriptor->bg_inode_bitmap, (number - 1) % ext2_volume.inodes_per_group,
                      holder);
    if (error == 0) {
        descriptor->bg_free_inodes_count++;
        descriptor->bg_used_dirs_count -= is_directory;
        buffer_changed(buffer);
        error = superblock_count(0, 1);
    }
    buffer_put(buffer);
    return error;
}
