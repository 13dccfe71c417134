/*
 * page_cache.h: pages of files in frames, found by inode number and page number, shared by all
 * that map or read the file.
 *
 * The cache holds one reference to each of its frames. A frame with no other is idle: it stays
 * only until the frame allocator asks for it back.
 */
#ifndef PAGE_CACHE_H
#define PAGE_CACHE_H

#include "kernel/fs/file_system.h"

/* Takes the table that the pages are entered in, in proportion to the machine's memory. -ENOMEM */
int page_cache_initialise(void);
/* Gives up all pages (those still mapped somewhere live on there) and the table. */
void page_cache_destroy(void);

/* The frame with that page of the file, with a reference for the caller. -EIO, also for a page
 * behind the end of the file; -ENOMEM. */
int page_cache_get(struct inode *inode, uint32_t page, frame_number *frame);
/* The same for a page that is about to be changed, which may lie behind the end of the file: it is
 * zero then. */
int page_cache_get_to_write(struct inode *inode, uint32_t page, frame_number *frame);
/* A page in the cache was changed and is to be written. */
void page_cache_set_dirty(struct inode *inode, uint32_t page);
uint32_t page_cache_dirty_pages(void);
uint32_t page_cache_dirty_most(void);      /* above that, who writes must wait */
/* Writes the file's dirty pages. -EIO: those that could not be stay dirty, inode->write_failed. */
int page_cache_write_inode(struct inode *inode);
void page_cache_drop(struct inode *inode, uint32_t page); /* that page, dirty or not */
/* Drops the file's pages from number `first` on, dirty or not. Before the size is changed. */
void page_cache_forget(struct inode *inode, uint32_t first);

#endif
