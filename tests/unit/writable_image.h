/*
 * writable_image.h: what the tests that write to ext2 share.
 */
#ifndef WRITABLE_IMAGE_H
#define WRITABLE_IMAGE_H

#include "file_system_support.h"

extern struct memory_disk image_disk;
extern char image_source[128];     /* an empty directory of the host */

/* Makes an empty file system and mounts it. options: mke2fs's. */
void image_mount(const char *options, unsigned kib);
void image_remount(void);
void image_check(void);            /* e2fsck finds nothing on the disk */
/* Unmounts: nothing is left in memory, and e2fsck finds nothing. */
void image_unmount_sound(void);
/* The file of that name, made if need be; a reference for the caller. */
struct inode *image_create(const char *path);
uint32_t image_free_blocks(void);
uint32_t image_entries(const char *path); /* names in a directory, both dots among them */

#endif
