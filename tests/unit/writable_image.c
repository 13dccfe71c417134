/*
 * writable_image.c: an image in memory that a test mounts and changes, and e2fsck then checks.
 */
#include "writable_image.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>
#include "mm/frame.h"

char image_source[128];
struct memory_disk image_disk;
static char image[128];
static size_t free_frames_before;

void image_mount(const char *options, unsigned kib)
{
    snprintf(image_source, sizeof image_source, "%s/source", temporary_directory());
    snprintf(image, sizeof image, "%s/image", temporary_directory());
    run_command("rm -rf '%s' && mkdir -p '%s'", image_source, image_source);
    make_image(image, image_source, options, kib);
    disk_open(&image_disk, image);
    free_frames_before = frame_count_free();
    log_clear();
    assert_int_equal(file_system_mount(&image_disk.device), 0);
}

void image_check(void)
{
    write_file(image, image_disk.image, (size_t)image_disk.device.sectors * SECTOR_SIZE);
    run_command("PATH=\"$PATH:/sbin:/usr/sbin\" e2fsck -fn '%s' > '%s.log' 2>&1 || "
                "{ cat '%s.log'; false; }", image, image, image);
}

void image_unmount_sound(void)
{
    assert_int_equal(file_system_unmount(), 0);
    assert_int_equal(kernel_blocks, 0);
    assert_int_equal(frame_count_free(), free_frames_before);
    image_check();
    disk_close(&image_disk);
}

void image_remount(void)
{
    assert_int_equal(file_system_unmount(), 0);
    assert_int_equal(file_system_mount(&image_disk.device), 0);
}

struct inode *image_create(const char *path)
{
    struct inode *inode;
    bool created;

    assert_int_equal(file_create(NULL, path, 0644, false, &inode, &created), 0);
    return inode;
}

uint32_t image_free_blocks(void)
{
    struct file_system_status64 status;

    assert_int_equal(file_system_statistics(&status), 0);
    return status.blocks_free[0];
}

static uint32_t count;

static int count_entry(const char *name, uint32_t length, uint32_t inode, uint32_t type,
                       void *context)
{
    (void)name, (void)length, (void)inode, (void)type, (void)context;
    count++;
    return 0;
}

uint32_t image_entries(const char *path)
{
    struct inode *inode;

    assert_int_equal(inode_open(path, &inode), 0);
    count = 0;
    assert_int_equal(inode_list(inode, count_entry, NULL), 0);
    inode_release(inode);
    return count;
}
