/*
 * block_grow.c: new blocks for a file or a directory, with the indirect blocks that lead to them.
 * On the disk, what a pointer leads to is there before the pointer is.
 */
#include "kernel/fs/ext2.h"
#include "kernel/debug/log.h"
#include "kernel/string.h"

/* Where a pointer to a block lies: in the inode, or in an indirect block. */
struct place {
    struct inode *inode;
    struct buffer *holder;     /* held: the block of the inode table, or the indirect block */
    struct ext2_inode *disk;   /* the inode in it; NULL for an indirect block */
    uint32_t *pointer;
};

static void place_changed(struct place *place)
{
    if (place->disk != NULL)
        inode_store_in(place->inode, place->holder, place->disk);
    else
        buffer_changed(place->holder);
}

/* Where new blocks are looked for first: behind the one before, else in the inode's own group. */
static uint32_t goal_for(const struct inode *inode, const struct place *place, bool has_previous)
{
    uint32_t group = (inode->number - 1) / ext2_volume.inodes_per_group;

    if (has_previous && place->pointer[-1] != 0)
        return place->pointer[-1] + 1;
    return ext2_volume.first_data_block + group * ext2_volume.blocks_per_group + 1;
}

/* A new block's contents (NULL: zeros), on the disk before holder's pointer to it. */
static int fill_block(uint32_t block, const void *fill, struct buffer *holder)
{
    struct buffer *buffer;

    int error = buffer_get_new(block, &buffer);
    if (error != 0)
        return error;
    if (fill != NULL)
        memcpy(buffer->data, fill, ext2_volume.block_size);
    error = buffer_order(buffer, holder);
    buffer_put(buffer);
    return error;
}

/* Lets the place point to a new block: of metadata, with these contents; or of a file, whose
 * contents the page cache has. */
static int give_block(struct place *place, bool metadata, const void *fill, uint32_t goal)
{
    uint32_t block;

    int error = block_allocate(goal, place->holder, &block);
    if (error != 0)
        return error;
    if (metadata && (error = fill_block(block, fill, place->holder)) != 0) {
        block_free(block, place->holder); /* if that fails too, e2fsck finds it */
        return error;
    }
    *place->pointer = block;
    place->inode->blocks_512 += ext2_volume.sectors_per_block;
    place_changed(place);
    return 0;
}

/* Goes from a pointer to an indirect block, made if need be, to a pointer in that. */
static int go_down(struct place *place, uint32_t index)
{
    struct buffer *table;
    int error = 0;

    if (*place->pointer == 0)
        error = give_block(place, true, NULL, goal_for(place->inode, place, false));
    if (error == 0 && !ext2_block_is_valid(*place->pointer)) {
        log_print("ext2: inode %u: block %u is outside the file system\n", place->inode->number,
                  *place->pointer);
        error = volume_is_damaged();
    }
    if (error == 0)
        error = buffer_get(*place->pointer, &table);
    if (error != 0)
        return error;
    buffer_put(place->holder);
    place->holder = table;
    place->disk = NULL;
    place->pointer = (uint32_t *)table->data + index;
    return 0;
}

/* Finds the place of file_block's pointer. *first: no pointer stands before it in its block. */
static int find_place(struct place *place, uint32_t file_block, bool *first)
{
    uint32_t per_block = ext2_volume.block_size / (uint32_t)sizeof(uint32_t);
    uint32_t slot = file_block, offset = 0, span = 1;

    if (file_block >= EXT2_DIRECT_BLOCKS) {
        offset = file_block - EXT2_DIRECT_BLOCKS;
        span = per_block;
        for (slot = EXT2_DIRECT_BLOCKS; offset >= span; slot++) {
            offset -= span;
            span *= per_block;
        }
    }
    if (slot >= EXT2_BLOCK_POINTERS)
        return -EFBIG;
    place->pointer = &place->inode->block[slot];
    *first = slot == 0;
    while (span > 1) {
        span /= per_block;
        int error = go_down(place, offset / span);
        if (error != 0)
            return error;
        *first = offset / span == 0;
        offset %= span;
    }
    return 0;
}

int block_map_grow(struct inode *inode, uint32_t file_block, const void *fill)
{
    struct place place = {.inode = inode};
    bool first;

    int error = inode_find(inode->number, &place.holder, &place.disk);
    if (error != 0)
        return error;
    error = find_place(&place, file_block, &first);
    if (error == 0 && *place.pointer == 0)
        error = give_block(&place, fill != NULL, fill, goal_for(inode, &place, !first));
    buffer_put(place.holder);
    return error;
}
