/*
 * inode_life.c: how an inode begins and ends. It is on the disk before a directory names it, and
 * freed after none does. One without a name that is still open (an orphan) lives until it is
 * closed; after a power cut e2fsck frees it.
 */
#include "kernel/fs/ext2.h"
#include "kernel/debug/log.h"
#include "kernel/fs/page_cache.h"
#include "kernel/string.h"

int inode_create(struct inode *directory, uint32_t mode, struct inode **inode)
{
    bool is_directory = (mode & MODE_TYPE_MASK) == MODE_DIRECTORY;
    struct ext2_inode *disk;
    struct buffer *buffer;
    uint32_t number;

    int error = inode_number_allocate(directory->number, is_directory, &number);
    if (error == 0)
        error = inode_find(number, &buffer, &disk);
    if (error != 0)
        return error;
    error = inode_get_new(number, inode);
    if (error != 0) {
        inode_number_free(number, is_directory, buffer); /* if that fails, e2fsck finds it */
    } else {
        struct inode *fresh = *inode;
        fresh->mode = mode;
        fresh->links = 1;
        fresh->accessed = fresh->changed = fresh->modified = file_system_now();
        memset(disk, 0, ext2_volume.inode_size);
        inode_store_in(fresh, buffer, disk);
    }
    buffer_put(buffer);
    return error;
}

int inode_unlink(struct inode *inode, struct buffer *holder)
{
    struct ext2_inode *disk;
    struct buffer *buffer;

    int error = inode_find(inode->number, &buffer, &disk);
    if (error != 0)
        return error;
    error = buffer_order(holder, buffer);
    if (error == 0) {
        /* A directory's second link is its own ".", which goes with the first. */
        inode->links -= inode_is_type(inode, MODE_DIRECTORY) ? inode->links : inode->links != 0;
        inode->changed = file_system_now();
        inode_store_in(inode, buffer, disk);
    }
    buffer_put(buffer);
    return error; /* the last inode_release destroys it */
}

/* Extended attributes lie in a block of their own, which files with the same ones share. */
static int release_attributes(struct ext2_inode *disk, struct buffer *holder)
{
    uint32_t block = disk->i_file_acl;
    struct buffer *buffer;

    if (block == 0)
        return 0;
    disk->i_file_acl = 0;
    buffer_changed(holder);
    if (!ext2_block_is_valid(block)) {
        log_print("ext2: i_file_acl %u is outside the file system\n", block);
        return volume_is_damaged();
    }
    int error = buffer_get(block, &buffer);
    if (error != 0)
        return error;
    struct ext2_attribute_header *header = buffer->data;
    bool shared = header->h_magic == EXT2_ATTRIBUTE_MAGIC && header->h_refcount > 1;
    if (shared && (error = buffer_order(holder, buffer)) == 0) {
        header->h_refcount--;
        buffer_changed(buffer);
    }
    buffer_put(buffer);
    if (!shared && (error = buffer_forget(block)) == 0)
        error = block_free(block, holder);
    return error;
}

static int free_on_disk(struct inode *inode)
{
    bool is_directory = inode_is_type(inode, MODE_DIRECTORY);
    struct ext2_inode *disk;
    struct buffer *buffer;

    inode->deleted = file_system_now();
    inode->size = 0;
    int error = block_map_trim(inode, 0);
    if (error == 0)
        error = inode_find(inode->number, &buffer, &disk);
    if (error != 0)
        return error;
    inode_store_in(inode, buffer, disk);
    error = release_attributes(disk, buffer);
    if (error == 0)
        error = inode_number_free(inode->number, is_directory, buffer);
    buffer_put(buffer);
    return error;
}

int inode_destroy(struct inode *inode)
{
    page_cache_forget(inode, 0);
    int error = volume_begin_change();
    if (error == 0) {
        error = free_on_disk(inode);
        volume_end_change();
    }
    if (error != 0)
        log_print("ext2: inode %u, which has no name any more, could not be freed: error %d\n",
                  inode->number, -error);
    inode->number = 0;
    return error;
}
