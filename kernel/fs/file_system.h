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

/* Mounts the ext2 file system on device. 0 or -errno with a log line naming the bad field. */
int file_system_mount(struct block_device *device);

/* Finds a path (absolute, or relative to /); symlinks followed, at most 8. Reference for the
 * caller. -ENOENT, -ENOTDIR, -ELOOP, -ENAMETOOLONG, -EIO, -ENOMEM. */
int inode_open(const char *path, struct inode **inode);
void inode_retain(struct inode *inode);
void inode_release(struct inode *inode);
uint32_t inode_size(struct inode *inode);
uint32_t inode_mode(struct inode *inode);   /* st_mode: type and permissions */
uint32_t inode_number(struct inode *inode);
/* Bytes read (short at the end of the file), or -EIO, -EISDIR. buffer is kernel memory. */
int inode_read(struct inode *inode, uint32_t offset, void *buffer, uint32_t size);
int inode_blocks(struct inode *inode, struct file_blocks *blocks);
/* The inode as backing of a segment; the backing has a reference of its own to the inode. */
struct backing *inode_backing(struct inode *inode);
/* Directory entries: calls visit for each name until it returns non-zero. */
typedef int (*directory_visitor)(const char *name, uint32_t length, uint32_t inode,
                                 uint32_t type, void *context);
int inode_list(struct inode *directory, directory_visitor visit, void *context);

/* Frames that the page cache holds and no one else uses: free as soon as they are wanted. */
uint32_t page_cache_idle_frames(void);
uint32_t page_cache_reclaim(uint32_t wanted);

#endif
