/*
 * file_write.c: changing what is in a file. Bytes go to the page cache; their disk blocks are found
 * at once, so that a full disk is told to who writes, and not discovered later.
 *
 * Access times are not kept (as on a file system mounted with noatime): reading writes nothing.
 */
#include "kernel/fs/ext2.h"
#include "kernel/fs/page_cache.h"
#include "kernel/string.h"

static uint32_t smaller(uint32_t a, uint32_t b)
{
    return a < b ? a : b;
}

static int check_is_file(const struct inode *inode)
{
    if (inode_is_type(inode, MODE_DIRECTORY))
        return -EISDIR;
    return inode_is_type(inode, MODE_REGULAR) ? 0 : -EINVAL;
}

/* ---- Writing ---- */

/* Gives blocks to as many of the bytes as possible, from the front: how many, or -ENOSPC. */
static int give_blocks(struct inode *inode, uint32_t offset, uint32_t size)
{
    uint32_t block_size = ext2_volume.block_size;
    uint32_t last = (offset + size - 1) / block_size;

    for (uint32_t block = offset / block_size; block <= last;) {
        struct block_run run;
        int error = block_map(inode, block, last - block + 1, &run);
        if (error == 0 && run.block != 0) {
            block += run.count;
            continue;
        }
        if (error == 0)
            error = block_map_grow(inode, block, NULL);
        if (error != 0)
            return block * block_size > offset ? (int)(block * block_size - offset) : error;
        block++;
    }
    return (int)size;
}

/* The page in which the file ends is zero behind the end, in memory; who moves the end further
 * makes the disk the same. */
static int save_tail(struct inode *inode)
{
    uint32_t page = inode->size / PAGE_SIZE;
    frame_number frame;

    if (inode->size % PAGE_SIZE == 0)
        return 0;
    int error = page_cache_get(inode, page, &frame);
    if (error != 0)
        return error;
    page_cache_set_dirty(inode, page);
    frame_release(frame);
    return 0;
}

static int prepare(struct inode *inode, uint32_t offset, uint32_t *size, frame_number *frame)
{
    uint32_t page = offset / PAGE_SIZE;
    bool is_new = page >= divide_up(inode->size, PAGE_SIZE);

    int error = offset > inode->size ? save_tail(inode) : 0;
    if (error == 0)
        error = page_cache_get_to_write(inode, page, frame);
    if (error != 0)
        return error;
    int given = give_blocks(inode, offset, *size);
    if (given < 0) {
        frame_release(*frame);
        if (is_new) /* no page stands behind the end of a file */
            page_cache_drop(inode, page);
        return given;
    }
    *size = (uint32_t)given;
    return 0;
}

static int begin_and_prepare(struct inode *inode, uint32_t offset, uint32_t *size,
                             frame_number *frame)
{
    int error = volume_begin_change();

    if (error != 0)
        return error;
    error = prepare(inode, offset, size, frame);
    if (error != 0)
        volume_end_change();
    return error;
}

int inode_write_prepare(struct inode *inode, uint32_t offset, uint32_t *size, frame_number *frame)
{
    if (offset >= FILE_SIZE_MOST)
        return -EFBIG;
    *size = smaller(*size, smaller(FILE_SIZE_MOST - offset, PAGE_SIZE - offset % PAGE_SIZE));
    int error = begin_and_prepare(inode, offset, size, frame);
    /* In the middle of a change no page can be written to make room for another; now it can. */
    if (error == -ENOMEM && page_cache_dirty_pages() > 0 && file_system_sync() == 0)
        error = begin_and_prepare(inode, offset, size, frame);
    return error;
}

int inode_write_finish(struct inode *inode, uint32_t offset, uint32_t size, frame_number frame)
{
    if (offset + size > inode->size)
        inode->size = offset + size;
    inode->modified = inode->changed = file_system_now();
    page_cache_set_dirty(inode, offset / PAGE_SIZE);
    frame_release(frame);
    int error = inode_store(inode);
    volume_end_change();
    return error;
}

int inode_write(struct inode *inode, uint32_t offset, const void *buffer, uint32_t size)
{
    uint32_t done = 0;
    int error = check_is_file(inode);

    while (error == 0 && done < size) {
        uint32_t piece = size - done;
        frame_number frame;
        error = inode_write_prepare(inode, offset + done, &piece, &frame);
        if (error != 0)
            break;
        memcpy((uint8_t *)frame_pointer(frame) + (offset + done) % PAGE_SIZE,
               (const uint8_t *)buffer + done, piece);
        error = inode_write_finish(inode, offset + done, piece, frame);
        done += piece;
    }
    return done > 0 ? (int)done : error;
}

/* ---- Another size ---- */

/* Zeros what lies behind the new end in its page, so that it is not there when the file grows. */
static int clear_tail(struct inode *inode, uint32_t size)
{
    uint32_t page = size / PAGE_SIZE, in_page = size % PAGE_SIZE;
    frame_number frame;

    if (in_page == 0)
        return 0;
    int error = page_cache_get(inode, page, &frame);
    if (error != 0)
        return error;
    memset((uint8_t *)frame_pointer(frame) + in_page, 0, PAGE_SIZE - in_page);
    page_cache_set_dirty(inode, page);
    frame_release(frame);
    return 0;
}

static int change_size(struct inode *inode, uint32_t size)
{
    int error = size < inode->size ? clear_tail(inode, size) : save_tail(inode);

    if (error != 0)
        return error;
    bool shrinks = size < inode->size;
    if (shrinks)
        page_cache_forget(inode, divide_up(size, PAGE_SIZE));
    inode->size = size;
    inode->modified = inode->changed = file_system_now();
    return shrinks ? block_map_trim(inode, divide_up(size, ext2_volume.block_size))
                   : inode_store(inode);
}

int inode_truncate(struct inode *inode, uint32_t size)
{
    int error = check_is_file(inode);

    if (error == 0 && inode->operations != NULL)
        error = -EACCES;
    if (error == 0 && size > FILE_SIZE_MOST)
        error = -EFBIG;
    if (error == 0 && inode->segments > 0)
        error = -ETXTBSY;
    if (error == 0)
        error = volume_begin_change();
    if (error != 0)
        return error;
    error = change_size(inode, size);
    volume_end_change();
    return error;
}

/* ---- Attributes ---- */

static int check_can_change(const struct inode *inode)
{
    if (inode->operations != NULL)
        return -EPERM;
    return ext2_volume.read_only ? -EROFS : 0;
}

static int store_attributes(struct inode *inode)
{
    int error = volume_begin_change();

    if (error != 0)
        return error;
    inode->changed = file_system_now();
    error = inode_store(inode);
    volume_end_change();
    return error;
}

int inode_set_times(struct inode *inode, const uint32_t *accessed, const uint32_t *modified)
{
    int error = check_can_change(inode);

    if (error != 0)
        return error;
    if (accessed != NULL)
        inode->accessed = *accessed;
    if (modified != NULL)
        inode->modified = *modified;
    return store_attributes(inode);
}

int inode_set_mode(struct inode *inode, uint32_t permissions)
{
    int error = check_can_change(inode);

    if (error != 0)
        return error;
    inode->mode = (inode->mode & MODE_TYPE_MASK) | (permissions & MODE_PERMISSIONS);
    return store_attributes(inode);
}

/* ---- Who may write ---- */

int inode_begin_writing(struct inode *inode)
{
    if (inode->operations != NULL)
        return -EACCES;
    if (ext2_volume.read_only)
        return -EROFS;
    if (inode->segments > 0)
        return -ETXTBSY;
    inode->writers++;
    return 0;
}

void inode_end_writing(struct inode *inode)
{
    inode->writers--;
}

bool inode_is_being_written(struct inode *inode)
{
    return inode->writers > 0;
}
