/*
 * ext2.h: what the files of this room share: the mounted file system, inodes in memory, and the
 * ways from an inode to blocks, names and pages. Others use file_system.h.
 *
 * Nothing that the disk says is believed: each field is checked where it is read, and what is
 * wrong is logged with inode, block and field, and ends the one operation with -EIO.
 */
#ifndef EXT2_H
#define EXT2_H

#include <stdbool.h>
#include "kernel/fs/ext2_format.h"
#include "kernel/fs/file_system.h"

/* The mounted file system: the superblock's numbers, checked, in the units that we use. */
struct ext2_volume {
    struct block_device *device;   /* NULL: nothing is mounted */
    uint32_t block_size;           /* bytes: 1024, 2048 or 4096 */
    uint32_t sectors_per_block;
    uint32_t first_data_block, blocks;
    uint32_t inodes, inodes_per_group, inode_size, first_inode;
    bool entries_have_type;        /* the feature filetype */
};
extern struct ext2_volume ext2_volume;

/* A block that a file or directory may use: inside the file system and not the superblock's. */
static inline bool ext2_block_is_valid(uint32_t block)
{
    return block > ext2_volume.first_data_block && block < ext2_volume.blocks;
}

/* An inode in memory. */
struct inode {
    struct backing backing;        /* first: a pointer to one is a pointer to the other */
    uint32_t number;               /* 0: this slot is free */
    uint32_t references;           /* 0: kept only in case it is wanted again */
    uint32_t last_use;             /* by a clock that counts inode_get calls */
    uint32_t mode, size;
    uint32_t blocks_512;           /* i_blocks less those of extended attributes */
    uint32_t links;
    uint32_t accessed, changed, modified; /* seconds since 1970 */
    uint16_t user, group;
    uint32_t block[EXT2_BLOCK_POINTERS];
    char path[64];                 /* by which it was opened first, cut where it is longer */
    const struct inode_operations *operations; /* NULL: it lies on the disk */
    struct inode *mounted;         /* the root that stands in this directory's place, or NULL */
    struct inode *covered;         /* of such a root: the directory in whose place it stands */
};

static inline bool inode_is_type(const struct inode *inode, uint32_t type)
{
    return (inode->mode & MODE_TYPE_MASK) == type;
}

/* inode.c: the inode of that number, read from the disk unless it is in memory. 0 with a
 * reference for the caller; -EIO, -ENFILE, -EFBIG, -ENOMEM. */
int inode_get(uint32_t number, struct inode **inode);
bool inodes_in_use(void);
void inodes_forget(void);          /* frees all slots; none may be in use */

/* block_map.c: file blocks that lie next to each other on the disk. */
struct block_run {
    uint32_t block;                /* of the first; 0: the run is a hole */
    uint32_t count;
};
/* Where file_block is, and how many after it follow on the disk: 1 to most. 0, -EIO, -ENOMEM. */
int block_map(struct inode *inode, uint32_t file_block, uint32_t most, struct block_run *run);
/* Fills pages first, first + 1, ... with the file's contents: zeros in holes and after the end.
 * first lies before the end. 0; -EIO or -ENOMEM, and then the contents mean nothing. */
int file_read_pages(struct inode *inode, uint32_t first, void *const *pages, unsigned count);

/* directory.c: the inode number of a name, or -ENOENT, -EIO, -ENOMEM. */
int directory_find(struct inode *directory, const char *name, uint32_t length, uint32_t *number);

/* Whether the byte is among the first `length` of a text that is not NUL-terminated. */
static inline bool text_contains(const char *text, uint32_t length, char byte)
{
    for (uint32_t i = 0; i < length; i++) {
        if (text[i] == byte)
            return true;
    }
    return false;
}

static inline uint32_t divide_up(uint32_t a, uint32_t b) { return a / b + (a % b != 0); }

#endif
