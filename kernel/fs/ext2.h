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
#include "kernel/fs/buffer_cache.h"
#include "kernel/fs/ext2_format.h"
#include "kernel/fs/file_system.h"

/* The mounted file system: the superblock's numbers, checked, in the units that we use. */
struct ext2_volume {
    struct block_device *device;   /* NULL: nothing is mounted */
    uint32_t block_size;           /* bytes: 1024, 2048 or 4096 */
    uint32_t sectors_per_block;
    uint32_t first_data_block, blocks, blocks_per_group, groups;
    uint32_t inodes, inodes_per_group, inode_size, first_inode;
    bool entries_have_type;        /* the feature filetype */
    bool read_only;                /* nothing may be changed; the log says why */
    bool damaged;                  /* something on the disk cannot be right */
    bool was_clean;                /* what the superblock said when it was mounted */
    bool marked_in_use;            /* the superblock on the disk says that we are changing it */
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
    uint32_t deleted;              /* when it was freed */
    uint16_t user, group;
    uint32_t block[EXT2_BLOCK_POINTERS];
    uint32_t segments, writers;    /* address spaces that show it; open files that may write */
    struct page *dirty_first, *dirty_last; /* page_cache.c: to be written, in order */
    bool write_failed;             /* and nobody has been told yet */
    char path[64];                 /* by which it was opened first, cut where it is longer */
    const struct inode_operations *operations; /* NULL: it lies on the disk */
    struct inode *mounted;         /* the root that stands in this directory's place, or NULL */
    struct inode *covered;         /* of such a root: the directory in whose place it stands */
};

static inline bool inode_is_type(const struct inode *inode, uint32_t type)
{
    return (inode->mode & MODE_TYPE_MASK) == type;
}

/* write_back.c: what is on the disk cannot be right: from now on the file system is read-only, as
 * Linux does by errors=remount-ro. Returns -EIO. The caller logs what was wrong. */
int volume_is_damaged(void);
/* Begins a change; when it returns 0, volume_end_change must follow. -EROFS; -EIO when what was
 * changed before had to be written to make room, and could not. Changes may be nested. */
int volume_begin_change(void);
void volume_end_change(void);
/* Writes what is new in files to their blocks, unless the disk's metadata are just being changed:
 * whether it did. */
bool volume_write_contents(void);
/* Seconds since 1970, for the times of inodes. */
uint32_t file_system_now(void);
/* superblock.c: the superblock's free counts, moved by that much. */
int superblock_count(int32_t free_blocks, int32_t free_inodes);
/* Says on the disk that changes have begun; that all have been written. 0, -EIO, -ENOMEM. */
int superblock_mark_in_use(void);
int superblock_mark_unused(void);

/* group.c: a group's descriptor, checked; the buffer that it lies in is to be put back. The bitmaps
 * are checked only for who wants to change something. */
int group_get(uint32_t group, struct buffer **buffer, struct ext2_group_descriptor **descriptor);
int group_get_for_change(uint32_t group, struct buffer **buffer,
                         struct ext2_group_descriptor **descriptor);
/* Whether a block holds a bitmap, inodes, or the descriptors themselves: never a file's. */
int group_owns_block(uint32_t group, uint32_t block, bool *owns);

/* allocate.c: takes a free block near goal for what `holder` points to; holder is not written
 * before the bitmap. -ENOSPC. */
int block_allocate(uint32_t goal, struct buffer *holder, uint32_t *block);
/* Frees a block that `holder` no longer points to; the bitmap is not written before holder. */
int block_free(uint32_t block, struct buffer *holder);
/* A free inode number, in the parent's group if there is one. -ENOSPC. */
int inode_number_allocate(uint32_t parent, bool is_directory, uint32_t *number);
int inode_number_free(uint32_t number, bool is_directory, struct buffer *holder);

/* inode.c: the inode of that number, read from the disk unless it is in memory. 0 with a
 * reference for the caller; -EIO, -ENFILE, -EFBIG, -ENOMEM. */
int inode_get(uint32_t number, struct inode **inode);
bool inodes_in_use(void);
void inodes_forget(void);          /* frees all slots; none may be in use */
/* Calls that for each inode in memory. */
void inodes_visit(void (*visit)(struct inode *inode));
/* A slot for an inode that is not on the disk yet, all zero but its number and one reference. */
int inode_get_new(uint32_t number, struct inode **inode);

/* inode_disk.c: where an inode lies: its block, held, and its place there. */
int inode_find(uint32_t number, struct buffer **buffer, struct ext2_inode **disk);
int inode_load(struct inode *inode, uint32_t number);
int inode_store(struct inode *inode); /* copies what has changed to its block */
/* The same with the block's buffer at hand, which is got and put back by the caller. */
void inode_store_in(struct inode *inode, struct buffer *buffer, struct ext2_inode *disk);

/* inode_life.c: a new inode in the directory's group, on the disk before any entry that names it.
 * A reference for the caller. */
int inode_create(struct inode *directory, uint32_t mode, struct inode **inode);
/* Takes one link off; the last one frees the inode once no one uses it. holder: the directory's
 * block that no longer names it. */
int inode_unlink(struct inode *inode, struct buffer *holder);
/* Frees an inode without links: its blocks and its number. */
int inode_destroy(struct inode *inode);

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

/* Writes the same way; holes stay holes. 0 or -EIO. */
int file_write_pages(struct inode *inode, uint32_t first, void *const *pages, unsigned count);
/* block_grow.c: makes sure that a block is there for file_block. fill: for directories, the new
 * block's contents, to be on the disk first; NULL for files. -ENOSPC, -EIO, -ENOMEM. */
int block_map_grow(struct inode *inode, uint32_t file_block, const void *fill);
/* truncate.c: frees all blocks from number `keep` on. */
int block_map_trim(struct inode *inode, uint32_t keep);

/* directory.c: the inode number of a name, or -ENOENT, -EIO, -ENOMEM. */
int directory_find(struct inode *directory, const char *name, uint32_t length, uint32_t *number);
/* Block number `index` of a directory, held. */
int directory_block(struct inode *directory, uint32_t index, struct buffer **buffer);
/* Checks the entry at that byte of the block: after this, its name lies inside it, and the next
 * entry begins behind it and inside the block, or is the block's end. */
int directory_check_entry(const struct inode *directory, uint32_t block, const void *data,
                          uint32_t offset);
uint32_t directory_name_length(const struct ext2_directory_entry *entry);

/* A name in a directory: part of a path, not NUL-terminated. */
struct entry_name {
    const char *text;
    uint32_t length;
    bool ends_in_slash;            /* in the path, slashes followed */
};
/* directory_edit.c: adds a name for the inode; makes a name stand for another inode; takes a name
 * out. An inode is on the disk before its name, and so is `first` (NULL: nothing) before the name
 * is gone. When they return 0, *changed is the directory's block, held. -ENOSPC, -ENOENT. */
int directory_add(struct inode *directory, const struct entry_name *name, struct inode *inode,
                  struct buffer **changed);
int directory_replace(struct inode *directory, const struct entry_name *name, struct inode *inode,
                      struct buffer **changed);
int directory_remove(struct inode *directory, const struct entry_name *name, struct buffer *first,
                     struct buffer **changed);
int directory_is_empty(struct inode *directory); /* 0; -ENOTEMPTY */

/* path.c: the inode of one name in a directory, whatever the file system. A reference for the
 * caller; -ENOENT, -EIO, -ENFILE, -ENOMEM. */
int inode_lookup(struct inode *directory, const char *name, uint32_t length,
                 struct inode **found);
/* Notes the path by which an inode was opened first. */
void inode_note_path(struct inode *inode, struct inode *from, const char *path);
/* The directory that a path's last name is in (a reference for the caller), and that name,
 * which lies in the path; its length is 0 for the root. */
int inode_open_parent(struct inode *from, const char *path, struct inode **directory,
                      struct entry_name *name);

/* Above this a file cannot grow: off_t of 32-bit Linux. Larger ones are not opened. */
#define FILE_SIZE_MOST 0x7FFFFFFFu

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
