/*
 * block_map.c: from a file's block to the disk's. An inode points to its first 12 blocks itself;
 * for the rest it points to trees of blocks full of pointers, one, two and three levels deep.
 *
 * Files mostly lie in one piece, so the map answers in runs: a page or twenty come in one command.
 */
#include "kernel/fs/ext2.h"
#include "kernel/debug/log.h"
#include "kernel/fs/disk.h"
#include "kernel/string.h"

static int bad_block(const struct inode *inode, uint32_t file_block, uint32_t block)
{
    log_print("ext2: inode %u: file block %u: block %u is outside the file system\n",
              inode->number, file_block, block);
    return -EIO;
}

/* The run at the front of an array of pointers, of which `available` are to be looked at. */
static int run_of(const struct inode *inode, uint32_t file_block, const uint32_t *pointers,
                  uint32_t available, struct block_run *run)
{
    uint32_t first = pointers[0], count = 1;

    if (first != 0 && !ext2_block_is_valid(first))
        return bad_block(inode, file_block, first);
    while (count < available) {
        uint32_t next = first == 0 ? 0 : first + count;
        if (pointers[count] != next || (next != 0 && !ext2_block_is_valid(next)))
            break;
        count++;
    }
    *run = (struct block_run){.block = first, .count = count};
    return 0;
}

static uint32_t smaller(uint32_t a, uint32_t b)
{
    return a < b ? a : b;
}

/* Goes down the tree at i_block[slot]. offset: the block's place in the tree; span: how many file
 * blocks hang under one pointer at the level reached, so 1 at the last. */
static int map_in_tree(struct inode *inode, uint32_t file_block, unsigned slot, uint32_t offset,
                       uint32_t span, uint32_t most, struct block_run *run)
{
    uint32_t per_block = ext2_volume.block_size / (uint32_t)sizeof(uint32_t);
    uint32_t table = inode->block[slot];

    for (;;) {
        struct buffer *buffer;
        if (table == 0) { /* a hole as large as what is left of the tree under it */
            *run = (struct block_run){.block = 0, .count = smaller(most, span - offset)};
            return 0;
        }
        if (!ext2_block_is_valid(table))
            return bad_block(inode, file_block, table);
        int error = buffer_get(table, &buffer);
        if (error != 0)
            return error;
        const uint32_t *pointers = buffer->data;
        span /= per_block;
        uint32_t index = offset / span;
        offset %= span;
        if (span == 1) {
            error = run_of(inode, file_block, pointers + index, smaller(most, per_block - index),
                           run);
            buffer_put(buffer);
            return error;
        }
        table = pointers[index];
        buffer_put(buffer);
    }
}

int block_map(struct inode *inode, uint32_t file_block, uint32_t most, struct block_run *run)
{
    uint32_t per_block = ext2_volume.block_size / (uint32_t)sizeof(uint32_t);

    if (file_block < EXT2_DIRECT_BLOCKS)
        return run_of(inode, file_block, inode->block + file_block,
                      smaller(most, EXT2_DIRECT_BLOCKS - file_block), run);

    /* Triple indirect, in 4 KiB blocks: 1024 cubed, 2^30 blocks. All fits in 32 bits. */
    uint32_t offset = file_block - EXT2_DIRECT_BLOCKS, span = per_block;
    for (unsigned slot = EXT2_DIRECT_BLOCKS; slot < EXT2_BLOCK_POINTERS; slot++) {
        if (offset < span)
            return map_in_tree(inode, file_block, slot, offset, span, most, run);
        offset -= span;
        span *= per_block;
    }
    log_print("ext2: inode %u: file block %u is beyond triple indirection\n", inode->number,
              file_block);
    return -EIO;
}

/* The piece of the pages that begins at byte `position` of them: up to the end of its page, or of
 * what is wanted. */
static struct block_buffer piece_at(void *const *pages, uint32_t position, uint32_t end)
{
    uint32_t in_page = position % PAGE_SIZE;

    return (struct block_buffer){
        .data = (uint8_t *)pages[position / PAGE_SIZE] + in_page,
        .bytes = smaller(PAGE_SIZE - in_page, end - position),
    };
}

static void zero_range(void *const *pages, uint32_t position, uint32_t end)
{
    while (position < end) {
        struct block_buffer piece = piece_at(pages, position, end);
        memset(piece.data, 0, piece.bytes);
        position += piece.bytes;
    }
}

#define PIECES_PER_COMMAND 32u

/* Reads blocks that lie in a row into bytes position to end of the pages, or writes them. */
static int transfer_range(uint32_t block, void *const *pages, uint32_t position, uint32_t end,
                          bool writes)
{
    struct block_device *device = ext2_volume.device;
    uint32_t sector = block * ext2_volume.sectors_per_block;

    while (position < end) {
        struct block_buffer pieces[PIECES_PER_COMMAND];
        unsigned count = 0;
        uint32_t start = position;
        while (position < end && count < PIECES_PER_COMMAND) {
            pieces[count] = piece_at(pages, position, end);
            position += pieces[count++].bytes;
        }
        int error = writes ? disk_write_scattered(device, sector, pieces, count)
                           : device->read_scattered(device, sector, pieces, count);
        if (error != 0)
            return error;
        sector += (position - start) / SECTOR_SIZE;
    }
    return 0;
}

/* Block by block of the pages, up to the file's end. */
static int transfer_pages(struct inode *inode, uint32_t first, void *const *pages, unsigned count,
                          bool writes)
{
    uint32_t block_size = ext2_volume.block_size;
    uint32_t per_page = PAGE_SIZE / block_size;
    uint32_t start = first * per_page, blocks = divide_up(inode->size, block_size);
    uint32_t end = smaller(start + count * per_page, blocks);

    for (uint32_t block = start; block < end;) {
        struct block_run run;
        int error = block_map(inode, block, end - block, &run);
        if (error != 0)
            return error;
        uint32_t from = (block - start) * block_size, to = from + run.count * block_size;
        if (run.block != 0)
            error = transfer_range(run.block, pages, from, to, writes);
        else if (!writes)
            zero_range(pages, from, to);
        if (error != 0)
            return error;
        block += run.count;
    }
    return 0;
}

int file_write_pages(struct inode *inode, uint32_t first, void *const *pages, unsigned count)
{
    return transfer_pages(inode, first, pages, count, true);
}

int file_read_pages(struct inode *inode, uint32_t first, void *const *pages, unsigned count)
{
    int error = transfer_pages(inode, first, pages, count, false);

    if (error != 0)
        return error;
    /* What follows the end of the file in its last block is whatever the disk held there. */
    uint32_t length = smaller(count * PAGE_SIZE, inode->size - first * PAGE_SIZE);
    zero_range(pages, length, count * PAGE_SIZE);
    return 0;
}
