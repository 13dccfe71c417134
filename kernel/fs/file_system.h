/*
 * file_system.h: files by path, as exec and the system calls see them: ext2 behind a cache of
 * file pages.
 */
#ifndef FILE_SYSTEM_H
#define FILE_SYSTEM_H

#include <stdbool.h>
#include "kernel/abi.h"
#include "kernel/dev/block.h"
#include "mm/address_space.h"

/* A file in use: one struct for all that have the same inode open. Counted. */
struct inode;

/* Mounts the ext2 file system on device. 0 or -errno with a log line naming the bad field:
 * -EINVAL when it is not an ext2 file system that we can read, -EIO, -ENOMEM. One at a time. */
int file_system_mount(struct block_device *device);
/* Writes all that was changed, then gives back all that mount took and the page cache holds.
 * -EINVAL when none is mounted or an inode is still in use; -EIO when something could not be
 * written, and is lost. */
int file_system_unmount(void);
const char *file_system_device_name(void); /* of the disk that is mounted */
/* Writes all that was changed. -EIO when something could not be: it stays to be written. */
int file_system_sync(void);
/* The same, for who waits for one file: -EIO only when that file may not be safe. */
int inode_sync(struct inode *inode);
/* Whether the file's contents could not be written, and no one has been told yet: -EIO, once. */
int inode_take_write_error(struct inode *inode);
/* To be called often: writes what was changed when that is some seconds ago. */
void file_system_write_back_if_due(void);
/* Before the machine is switched off: frees files that are only open, writes all, and marks the
 * file system clean; from then on it cannot be changed. -EIO as above, with a log line. */
int file_system_shut_down(void);
int file_system_statistics(struct file_system_status64 *status); /* -ENODEV, -EIO */
bool file_system_is_read_only(void);

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
/* The two halves of a write. First the frame that holds byte `offset` of a file, with a reference
 * for the caller, and disk blocks for at most *size bytes from there (within the page; it may
 * become less, never 0). Then, when the bytes are in the frame, inode_write_finish must be called.
 * -ENOSPC, -EFBIG, -EROFS, -EIO, -ENOMEM. */
int inode_write_prepare(struct inode *inode, uint32_t offset, uint32_t *size,
                        frame_number *frame);
int inode_write_finish(struct inode *inode, uint32_t offset, uint32_t size, frame_number frame);
/* Both, from kernel memory: bytes written (short when something fails later), or an error. */
int inode_write(struct inode *inode, uint32_t offset, const void *buffer, uint32_t size);
/* Cuts a regular file, or lets zeros follow it. -EISDIR, -EINVAL, and as above. */
int inode_truncate(struct inode *inode, uint32_t size);
/* Seconds since 1970; NULL: as it is. */
int inode_set_times(struct inode *inode, const uint32_t *accessed, const uint32_t *modified);
int inode_set_mode(struct inode *inode, uint32_t permissions);
/* An open file that may write begins and ends. -ETXTBSY while a program runs from it. */
int inode_begin_writing(struct inode *inode);
void inode_end_writing(struct inode *inode);
bool inode_is_being_written(struct inode *inode);

/* Names, from a directory (borrowed; NULL: the root), as POSIX has the calls. All may return what
 * inode_open does, -EROFS, -ENOSPC and -ENOMEM. */
/* open with O_CREAT: the file of that name, or a new one. *created says which; exclusive: -EEXIST.
 * mode: permissions. A reference for the caller. */
int file_create(struct inode *from, const char *path, uint32_t mode, bool exclusive,
                struct inode **inode, bool *created);
int file_unlink(struct inode *from, const char *path);      /* -EISDIR */
int file_link(struct inode *from, const char *old_path, const char *new_path);
int symlink_create(struct inode *from, const char *text, const char *path);
int directory_create(struct inode *from, const char *path, uint32_t mode);
int directory_unlink(struct inode *from, const char *path); /* -ENOTEMPTY */
int file_rename(struct inode *from, const char *old_path, const char *new_path);

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

/* Frames that the page cache holds and no one else uses: free as soon as they are wanted, some
 * after being written.
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
