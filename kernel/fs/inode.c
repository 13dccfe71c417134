/*
 * inode.c: inodes in memory: a table of fixed size, one slot for each inode that is in use, found
 * by number and counted. An inode that no one uses any more keeps its slot until another needs it,
 * so the next opener finds it without asking the disk.
 */
#include "kernel/fs/ext2.h"
#include "kernel/debug/log.h"
#include "kernel/fs/buffer_cache.h"
#include "kernel/fs/page_cache.h"

#define INODE_SLOTS 128u
#define SIZE_MOST 0x7FFFFFFFu      /* off_t of 32-bit Linux: above, open gives an error */

static struct inode slots[INODE_SLOTS];
static uint32_t clock;

/* Segments hold an inode as their backing. */
struct inode *inode_of_backing(struct backing *backing)
{
    return (struct inode *)backing;
}

static int backing_get(struct backing *backing, uint32_t page, frame_number *frame)
{
    return page_cache_get(inode_of_backing(backing), page, frame);
}

static void backing_retain(struct backing *backing)
{
    inode_retain(inode_of_backing(backing));
}

static void backing_release(struct backing *backing)
{
    inode_release(inode_of_backing(backing));
}

static const char *backing_name(struct backing *backing)
{
    return inode_of_backing(backing)->path;
}

static const struct backing inode_as_backing = {
    .get = backing_get,
    .retain = backing_retain,
    .release = backing_release,
    .name = backing_name,
};
_Static_assert(__builtin_offsetof(struct inode, backing) == 0, "inode_of_backing relies on it");

/* Where in the inode table the inode lies: group descriptors first (they follow the superblock's
 * block), then the group's own piece of the table. */
static int find_on_disk(uint32_t number, uint32_t *block, uint32_t *offset)
{
    const struct ext2_volume *volume = &ext2_volume;
    uint32_t group = (number - 1) / volume->inodes_per_group;
    uint32_t index = (number - 1) % volume->inodes_per_group;
    uint32_t per_block = volume->block_size / (uint32_t)sizeof(struct ext2_group_descriptor);
    struct buffer *buffer;

    int error = buffer_get(volume->first_data_block + 1 + group / per_block, &buffer);
    if (error != 0)
        return error;
    const struct ext2_group_descriptor *descriptors = buffer->data;
    uint32_t table = descriptors[group % per_block].bg_inode_table;
    buffer_put(buffer);

    uint32_t table_blocks = divide_up(volume->inodes_per_group,
                                      volume->block_size / volume->inode_size);
    if (!ext2_block_is_valid(table) || table_blocks > volume->blocks - table) {
        log_print("ext2: group %u: bg_inode_table %u is outside the file system\n", group, table);
        return -EIO;
    }
    *block = table + index / (volume->block_size / volume->inode_size);
    *offset = index % (volume->block_size / volume->inode_size) * volume->inode_size;
    return 0;
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
        if (disk->i_size_high != 0 || size > SIZE_MOST) {
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

static int read_inode(struct inode *inode, uint32_t number)
{
    uint32_t block, offset;
    struct buffer *buffer;

    int error = find_on_disk(number, &block, &offset);
    if (error == 0)
        error = buffer_get(block, &buffer);
    if (error != 0)
        return error;
    const struct ext2_inode *disk = (const void *)((const uint8_t *)buffer->data + offset);
    error = check_inode(number, disk);
    if (error == 0) {
        uint32_t attributes = disk->i_file_acl != 0 ? ext2_volume.sectors_per_block : 0;
        *inode = (struct inode){
            .backing = inode_as_backing,
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

/* The inode's slot, or else the one to read it into: free, or longest unused. NULL: all in use. */
static struct inode *find_slot(uint32_t number)
{
    struct inode *best = NULL;

    for (unsigned i = 0; i < INODE_SLOTS; i++) {
        struct inode *slot = &slots[i];
        if (slot->number == number)
            return slot;
        if (slot->references == 0 &&
            (best == NULL || clock - slot->last_use > clock - best->last_use))
            best = slot;
    }
    return best;
}

int inode_get(uint32_t number, struct inode **inode)
{
    bool reserved = number < ext2_volume.first_inode && number != EXT2_ROOT_INODE;

    if (number == 0 || reserved || number > ext2_volume.inodes) {
        log_print("ext2: inode number %u is not one of a file\n", number);
        return -EIO;
    }
    struct inode *slot = find_slot(number);
    if (slot == NULL) {
        log_print("ext2: all %u inodes in memory are in use\n", INODE_SLOTS);
        return -ENFILE;
    }
    if (slot->number != number) {
        struct inode fresh;
        int error = read_inode(&fresh, number);
        if (error != 0)
            return error;
        *slot = fresh;
    }
    slot->last_use = ++clock;
    slot->references++;
    *inode = slot;
    return 0;
}

void inode_retain(struct inode *inode)
{
    kernel_assert(inode->references > 0);
    inode->references++;
}

void inode_release(struct inode *inode)
{
    kernel_assert(inode->references > 0);
    inode->references--;
    if (inode->references == 0 && inode->operations != NULL)
        inode->operations->free(inode);
}

bool inodes_in_use(void)
{
    for (unsigned i = 0; i < INODE_SLOTS; i++) {
        if (slots[i].references != 0)
            return true;
    }
    return false;
}

void inodes_forget(void)
{
    for (unsigned i = 0; i < INODE_SLOTS; i++)
        slots[i].number = 0;
}

uint32_t inode_size(struct inode *inode)
{
    return inode->size;
}

uint32_t inode_mode(struct inode *inode)
{
    return inode->mode;
}

uint32_t inode_number(struct inode *inode)
{
    return inode->number;
}

const char *inode_path(const struct inode *inode)
{
    return inode->path;
}

const char *inode_known_path(uint32_t number)
{
    for (unsigned i = 0; i < INODE_SLOTS; i++) {
        if (slots[i].number == number)
            return slots[i].path;
    }
    return NULL;
}

const struct inode_operations *inode_operations(const struct inode *inode)
{
    return inode->operations;
}

struct backing *inode_backing(struct inode *inode)
{
    return &inode->backing;
}
