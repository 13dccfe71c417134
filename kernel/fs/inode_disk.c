/*
 * inode_disk.c: from an inode on the disk to one in memory, and back. Each field is checked when it
 * comes in; what is not known here stays on the disk as it is.
 */
#include "kernel/fs/ext2.h"
#include "kernel/debug/log.h"

int inode_find(uint32_t number, struct buffer **buffer, struct ext2_inode **disk)
{
    const struct ext2_volume *volume = &ext2_volume;
    uint32_t group = (number - 1) / volume->inodes_per_group;
    uint32_t index = (number - 1) % volume->inodes_per_group;
    uint32_t per_block = volume->block_size / volume->inode_size;
    struct ext2_group_descriptor *descriptor;
    struct buffer *descriptors;

    int error = group_get(group, &descriptors, &descriptor);
    if (error != 0)
        return error;
    uint32_t table = descriptor->bg_inode_table;
    buffer_put(descriptors);
    error = buffer_get(table + index / per_block, buffer);
    if (error == 0)
        *disk = (void *)((uint8_t *)(*buffer)->data + index % per_block * volume->inode_size);
    return error;
}

static int bad_inode(uint32_t number, const char *field, uint32_t value)
{
    log_print("ext2: inode %u: bad %s 0x%x\n", number, field, value);
    return -EIO;
}

/* Sizes: a directory is whole blocks, no more than the file system has, so that a walk through it
 * ends; a symlink's text is shorter than a block. */
static int check_size(uint32_t number, const struct ext2_inode *disk)
{
    const struct ext2_volume *volume = &ext2_volume;
    uint32_t size = disk->i_size;

    switch (disk->i_mode & MODE_TYPE_MASK) {
    case MODE_DIRECTORY:
        if (size == 0 || size % volume->block_size != 0 ||
            size / volume->block_size > volume->blocks)
            return bad_inode(number, "i_size", size);
        return 0;
    case MODE_SYMLINK:
        if (size == 0 || size >= volume->block_size)
            return bad_inode(number, "i_size", size);
        return 0;
    case MODE_REGULAR:
        if (disk->i_size_high != 0 || size > FILE_SIZE_MOST) {
            log_print("ext2: inode %u: larger than 2 GiB\n", number);
            return -EFBIG;
        }
        return 0;
    default:
        return 0;
    }
}

static int check_inode(uint32_t number, const struct ext2_inode *disk)
{
    if (disk->i_links_count == 0)
        return bad_inode(number, "i_links_count", disk->i_links_count);
    if ((disk->i_flags & EXT2_FLAGS_UNSUPPORTED) != 0)
        return bad_inode(number, "i_flags", disk->i_flags);
    switch (disk->i_mode & MODE_TYPE_MASK) {
    case MODE_REGULAR: case MODE_DIRECTORY: case MODE_SYMLINK:
    case MODE_FIFO: case MODE_SOCKET: case MODE_CHARACTER_DEVICE: case MODE_BLOCK_DEVICE:
        return check_size(number, disk);
    default:
        return bad_inode(number, "i_mode", disk->i_mode);
    }
}

/* Devices, FIFOs and sockets are only names on the disk: nothing can be read from them. */
static uint32_t contents_size(const struct ext2_inode *disk)
{
    uint32_t type = disk->i_mode & MODE_TYPE_MASK;

    return type == MODE_REGULAR || type == MODE_DIRECTORY || type == MODE_SYMLINK ? disk->i_size
                                                                                 : 0;
}

/* i_blocks counts the block of extended attributes, blocks_512 does not. */
static uint32_t attribute_blocks_512(const struct ext2_inode *disk)
{
    return disk->i_file_acl != 0 ? ext2_volume.sectors_per_block : 0;
}

int inode_load(struct inode *inode, uint32_t number)
{
    struct ext2_inode *disk;
    struct buffer *buffer;

    int error = inode_find(number, &buffer, &disk);
    if (error != 0)
        return error;
    error = check_inode(number, disk);
    if (error == 0) {
        uint32_t attributes = attribute_blocks_512(disk);
        *inode = (struct inode){
            .number = number,
            .mode = disk->i_mode,
            .size = contents_size(disk),
            .links = disk->i_links_count,
            .accessed = disk->i_atime,
            .changed = disk->i_ctime,
            .modified = disk->i_mtime,
            .user = disk->i_uid,
            .group = disk->i_gid,
            .blocks_512 = disk->i_blocks > attributes ? disk->i_blocks - attributes : 0,
        };
        for (unsigned i = 0; i < EXT2_BLOCK_POINTERS; i++)
            inode->block[i] = disk->i_block[i];
    }
    buffer_put(buffer);
    return error;
}

void inode_store_in(struct inode *inode, struct buffer *buffer, struct ext2_inode *disk)
{
    disk->i_mode = (uint16_t)inode->mode;
    disk->i_links_count = (uint16_t)inode->links;
    disk->i_uid = inode->user;
    disk->i_gid = inode->group;
    disk->i_size = inode->size;
    disk->i_atime = inode->accessed;
    disk->i_ctime = inode->changed;
    disk->i_mtime = inode->modified;
    disk->i_dtime = inode->deleted;
    disk->i_blocks = inode->blocks_512 + attribute_blocks_512(disk);
    for (unsigned i = 0; i < EXT2_BLOCK_POINTERS; i++)
        disk->i_block[i] = inode->block[i];
    if (inode_is_type(inode, MODE_DIRECTORY)) /* entries are added wherever there is room */
        disk->i_flags &= ~EXT2_FLAG_INDEX;
    buffer_changed(buffer);
}

int inode_store(struct inode *inode)
{
    struct ext2_inode *disk;
    struct buffer *buffer;

    int error = inode_find(inode->number, &buffer, &disk);
    if (error != 0)
        return error;
    inode_store_in(inode, buffer, disk);
    buffer_put(buffer);
    return 0;
}
