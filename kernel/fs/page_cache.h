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

#endif
