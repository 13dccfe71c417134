/*
 * truncate.c: frees a file's blocks from its end: the opposite of block_grow.c. On the disk a
 * pointer is gone before the block that it led to is free.
 */
#include "kernel/fs/ext2.h"
#include "kernel/debug/log.h"

static uint32_t per_block(void)
{
    return ext2_volume.block_size / (uint32_t)sizeof(uint32_t);
}

static int check_block(const struct inode *inode, uint32_t block)
{
    if (ext2_block_is_valid(block))
        return 0;
    log_print("ext2: inode %u: block %u is outside the file system\n", inode->number, block);
    return volume_is_damaged();
}

/* Frees a block that holder no longer points to, and all that hangs under it: depth 0 for a block
 * of contents, 1 for an indirect block, and so on. */
static int free_tree(struct inode *inode, uint32_t block, unsigned depth, struct buffer *holder)
{
    int error = check_block(inode, block);

    if (error == 0 && depth > 0) {
        struct buffer *buffer;
        error = buffer_get(block, &buffer);
        if (error != 0)
            return error;
        const uint32_t *pointers = buffer->data;
        for (uint32_t i = 0; error == 0 && i < per_block(); i++) {
            if (pointers[i] != 0)
                error = free_tree(inode, pointers[i], depth - 1, holder);
        }
        buffer_put(buffer);
    }
    if (error == 0)
        error = buffer_forget(block); /* an indirect block, or a directory's */
    if (error == 0)
        error = block_free(block, holder);
    if (error == 0)
        inode->blocks_512 -= ext2_volume.sectors_per_block;
    return error;
}

/* Frees what hangs under an indirect block, from number `keep` of it on; keep is more than 0. span:
 * how many file blocks hang under it. */
static int trim_table(struct inode *inode, uint32_t table, unsigned depth, uint32_t span,
                      uint32_t keep)
{
    struct buffer *buffer;
    uint32_t below = span / per_block(), index = keep / below;
    int error = check_block(inode, table);

    if (error == 0)
        error = buffer_get(table, &buffer);
    if (error != 0)
        return error;
    uint32_t *pointers = buffer->data;
    if (keep % below != 0) {
        if (pointers[index] != 0)
            error = trim_table(inode, pointers[index], depth - 1, below, keep % below);
        index++;
    }
    for (; error == 0 && index < per_block(); index++) {
        uint32_t block = pointers[index];
        if (block == 0)
            continue;
        pointers[index] = 0;
        buffer_changed(buffer);
        error = free_tree(inode, block, depth - 1, buffer);
    }
    buffer_put(buffer);
    return error;
}

/* The trees that go as a whole lose their pointers first, in one change of the inode. */
static int free_whole_trees(struct inode *inode, const uint32_t *blocks)
{
    struct ext2_inode *disk;
    struct buffer *buffer;

    int error = inode_find(inode->number, &buffer, &disk);
    if (error != 0)
        return error;
    inode_store_in(inode, buffer, disk);
    for (unsigned slot = 0; error == 0 && slot < EXT2_BLOCK_POINTERS; slot++) {
        unsigned depth = slot < EXT2_DIRECT_BLOCKS ? 0 : slot - EXT2_DIRECT_BLOCKS + 1;
        if (blocks[slot] != 0)
            error = free_tree(inode, blocks[slot], depth, buffer);
    }
    inode_store_in(inode, buffer, disk); /* i_blocks is another now */
    buffer_put(buffer);
    return error;
}

int block_map_trim(struct inode *inode, uint32_t keep)
{
    uint32_t going[EXT2_BLOCK_POINTERS] = {0}, start = 0, span = 1;
    bool is_symlink = inode_is_type(inode, MODE_SYMLINK);
    int error = 0;

    if (is_symlink && inode->blocks_512 == 0)
        return 0; /* in place of pointers there is the link's text */
    for (unsigned slot = 0; slot < EXT2_BLOCK_POINTERS; slot++) {
        unsigned depth = 0;
        if (slot >= EXT2_DIRECT_BLOCKS) {
            depth = slot - EXT2_DIRECT_BLOCKS + 1;
            span *= per_block();
        }
        if (keep <= start) {
            going[slot] = inode->block[slot];
            inode->block[slot] = 0;
        } else if (error == 0 && keep - start < span && inode->block[slot] != 0) {
            error = trim_table(inode, inode->block[slot], depth, span, keep - start);
        }
        start += span;
    }
    int freed = free_whole_trees(inode, going);
    return error != 0 ? error : freed;
}
