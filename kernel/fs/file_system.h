/*
 * file_system.h: files by path, as exec and the system calls see them: ext2 behind a cache of
 * file pages.
 */
#ifndef FILE_SYSTEM_H
#define FILE_SYSTEM_H

#include "kernel/abi.h"
#include "kernel/dev/block.h"
#include "mm/address_space.h"

/* A file in use: one struct for all that have the same inode open. Counted. */
struct inode;

/* Mounts the ext2 file system on device. 0 or -errno with a log line naming the bad field:
 * -EINVAL when it is not an ext2 file system that we can read, -EIO, -ENOMEM. One at a time. */
int file_system_mount(struct block_device *device);
/* Gives back all that mount took and the page cache holds. -EINVAL when none is mounted or an
 * inode is still in use. */
int file_system_unmount(void);
const char *file_system_device_name(void); /* of the disk that is mounted */

/* Finds a path (absolute, or relative to /); symlinks followed, at most 8. Reference for the
 * caller. -ENOENT, -ENOTDIR, -ELOOP, -ENAMETOOLONG, -EIO, -ENFILE (too many inodes in use),
 * -EFBIG (2 GiB and more), -ENODEV (nothing is mounted). */
int inode_open(const char *path, struct inode **inode);
/* The same from a directory (borrowed; NULL: the root). follow says whether a symlink that the path
 * ends in is followed too. */
int inode_open_at(struct inode *from, const char *path, bool follow, struct inode **inode);
void inode_retain(struct inode *inode);
void inode_release(struct inode *inode);
uint32_t inode_size(struct inode *inode);
uint32_t inode_mode(struct inode *inode);   /* st_mode: type and permissions */
uint32_t inode_number(struct inode *inode);
const char *inode_path(const struct inode *inode); /* by which it was opened first; borrowed */
/* The same by number, of an inode on the disk that is in memory; NULL: it is not. */
const char *inode_known_path(uint32_t number);
/* Bytes read (short at the end of the file), or -EIO, -EISDIR, -EINVAL (neither file nor
 * directory), -ENOMEM. buffer is kernel memory. */
int inode_read(struct inode *inode, uint32_t offset, void *buffer, uint32_t size);
/* A symlink's text, without a NUL: its bytes, at most size; -EINVAL (no symlink), -EIO, -ENOMEM. */
int inode_read_link(struct inode *inode, char *text, uint32_t size);
/* A directory's absolute path, found by going up: bytes with the NUL, or -ERANGE when they are more
 * than size; -ENOENT, -EIO, -ENFILE, -ENOMEM. */
int inode_directory_path(struct inode *directory, char *path, uint32_t size);
/* What stat says of an inode: all fields of status but the device. */
void inode_status(struct inode *inode, struct file_status64 *status);
int inode_blocks(struct inode *inode, struct file_blocks *blocks);
/* The inode as backing of a segment. Borrowed: this takes no reference. The backing's retain and
 * release (which address_space_add and the segment's end call) are those of the inode, so the
 * opener still releases its own reference after adding its segments. */
struct backing *inode_backing(struct inode *inode);
struct inode *inode_of_backing(struct backing *backing); /* whose backing it is; borrowed */
/* Directory entries: calls visit for each name (not NUL-terminated) until it returns non-zero,
 * and returns that; 0 at the end, -ENOTDIR, -EIO. type is the entry's EXT2_FT_* byte (1 file,
 * 2 directory, 7 symlink; 0 where the file system does not record it). visit must not wait. */
typedef int (*directory_visitor)(const char *name, uint32_t length, uint32_t inode,
                                 uint32_t type, void *context);
int inode_list(struct inode *directory, directory_visitor visit, void *context);

/* ---- Other file systems ---- */

struct open_file;

/* What another file system than ext2 does for its inodes. Each call borrows the inodes given. */
struct inode_operations {
    /* The inode of a name in a directory, ".." included, with a reference for the caller; -ENOENT,
     * -ENOMEM. */
    int (*find)(struct inode *directory, const char *name, uint32_t length, struct inode **found);
    int (*list)(struct inode *directory, directory_visitor visit, void *context); /* inode_list */
    /* A file opened for reading, with one reference; the caller adds the inode. -ENOMEM. */
    int (*open)(struct inode *inode, struct open_file **file); /* NULL: nothing of its own */
    void (*free)(struct inode *inode); /* the last reference is gone */
};

/* NULL: the disk's. */
const struct inode_operations *inode_operations(const struct inode *inode);
/* Lets root, whose reference this takes over for good, stand in place of the directory at path.
 * -ENOENT and the like when there is no such directory. */
int file_system_mount_at(const char *path, struct inode *root);

/* Frames that the page cache holds and no one else uses: free as soon as they are wanted.
 * Counted when asked. */
uint32_t page_cache_idle_frames(void);
/* How often pages had to be read from the disk. */
uint32_t page_cache_disk_reads(void);
/* Visits every page of the cache. */
typedef void (*page_cache_visitor)(uint32_t inode, frame_number frame, void *context);
void page_cache_visit(page_cache_visitor visit, void *context);
/* Frees up to that many of them, those longest unused first: how many it was. The frame allocator
 * calls this when frames run out. */
uint32_t page_cache_reclaim(uint32_t wanted);

#endif
