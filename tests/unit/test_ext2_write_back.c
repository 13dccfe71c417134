/*
 * test_ext2_write_back.c: when changes reach the disk, what is not changed at all because the disk
 * is damaged, and what happens when it cannot be written.
 */
// links: tests/unit/file_system_support.c tests/unit/writable_image.c kernel/fs mm/frame.c
// defines: -DTERRARIUM_HOST_TEST
#include "file_system_support.h"
#include "kernel/fs/ext2_format.h"
#include "mm/frame.h"
#include "writable_image.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#define KIB 1024u

/* ---- When it reaches the disk ---- */

static void test_changes_are_written_after_some_seconds(void **state)
{
    (void)state;
    image_mount("-b 1024 -I 128 -O none,filetype", KIB);
    file_system_write_back_if_due();
    assert_int_equal(image_disk.sectors_written, 0); /* who only reads writes nothing */
    struct inode *inode = image_create("/file");
    assert_int_equal(inode_write(inode, 0, "text", 4), 4);
    inode_release(inode);
    uint32_t written = image_disk.sectors_written;
    file_system_write_back_if_due();
    assert_int_equal(image_disk.sectors_written, written);
    time_now += 6000000000;
    file_system_write_back_if_due();
    assert_true(image_disk.sectors_written > written + 8);
    image_check();
    image_unmount_sound();
}

static void test_a_disk_in_use_is_marked_and_unmounting_cleans_it(void **state)
{
    const struct ext2_superblock *super;

    (void)state;
    image_mount("-b 1024 -I 128 -O none,filetype", KIB);
    super = (const void *)(image_disk.image + EXT2_SUPERBLOCK_OFFSET);
    assert_int_equal(super->s_state, EXT2_STATE_CLEAN);
    inode_release(image_create("/file"));
    assert_int_equal(super->s_state, 0);
    assert_int_equal(file_system_sync(), 0);
    assert_int_equal(super->s_state, 0);
    image_remount();
    assert_int_equal(super->s_state, EXT2_STATE_CLEAN);
    image_unmount_sound();
}

static void mounts_read_only(const char *why)
{
    log_clear();
    assert_int_equal(file_system_mount(&image_disk.device), 0);
    assert_non_null(strstr(log_text, why));
    assert_non_null(strstr(log_text, ", read-only\n"));
    struct inode *inode;
    bool created;
    assert_int_equal(file_create(NULL, "/x", 0644, false, &inode, &created), -EROFS);
    assert_int_equal(directory_create(NULL, "/x", 0755), -EROFS);
    assert_int_equal(directory_unlink(NULL, "/lost+found"), -EROFS);
    assert_int_equal(file_rename(NULL, "/lost+found", "/y"), -EROFS);
    assert_int_equal(file_system_unmount(), 0);
    assert_int_equal(image_disk.sectors_written, 0);
}

static void test_what_is_not_known_or_damaged_is_not_written(void **state)
{
    (void)state;
    image_mount("-b 1024 -I 128 -O none,filetype", KIB);
    assert_int_equal(file_system_unmount(), 0);
    struct ext2_superblock *super = (void *)(image_disk.image + EXT2_SUPERBLOCK_OFFSET);
    super->s_feature_ro_compat = 0x8;
    mounts_read_only("s_feature_ro_compat 0x8");
    super->s_feature_ro_compat = 0;
    super->s_state = EXT2_STATE_CLEAN | EXT2_STATE_ERRORS;
    mounts_read_only("known errors");
    super->s_state = EXT2_STATE_CLEAN;
    struct ext2_group_descriptor *group = (void *)(image_disk.image + 2048);
    group->bg_block_bitmap = 0;
    mounts_read_only("bg_block_bitmap 0 is outside");
    disk_close(&image_disk);
}

static void test_a_bitmap_that_lies_stops_writing(void **state)
{
    (void)state;
    image_mount("-b 1024 -I 128 -O none,filetype", KIB);
    assert_int_equal(file_system_unmount(), 0);
    struct ext2_group_descriptor *group = (void *)(image_disk.image + 2048);
    memset(image_disk.image + group->bg_block_bitmap * 1024, 0, 16); /* the inode table is free */
    assert_int_equal(file_system_mount(&image_disk.device), 0);
    log_clear();
    assert_int_equal(directory_create(NULL, "/d", 0755), -EIO);
    assert_non_null(strstr(log_text, "is not free, whatever the bitmap says"));
    assert_int_equal(directory_create(NULL, "/d", 0755), -EROFS);
    file_system_unmount();
    const struct ext2_superblock *super = (void *)(image_disk.image + EXT2_SUPERBLOCK_OFFSET);
    assert_true(super->s_state & EXT2_STATE_ERRORS);
    disk_close(&image_disk);
}

/* ---- A disk that fails ---- */

static void test_a_file_that_cannot_be_written_is_an_error_once_and_is_kept(void **state)
{
    uint8_t data[20000], found[20000];
    struct file_blocks blocks;

    (void)state;
    image_mount("-b 1024 -I 128 -O none,filetype", KIB);
    struct inode *inode = image_create("/file"), *other = image_create("/other");
    fill_random(data, sizeof data, 1);
    assert_int_equal(inode_write(inode, 0, data, sizeof data), sizeof data);
    assert_int_equal(inode_write(other, 0, "text", 4), 4);
    assert_int_equal(inode_blocks(inode, &blocks), 0);
    image_disk.bad_write_sector = blocks.block[9] * 2 + 1;
    assert_int_equal(inode_sync(inode), -EIO);
    assert_non_null(strstr(log_text, "write error at sector"));
    assert_non_null(strstr(log_text, "/file: page 2 could not be written"));
    assert_int_equal(inode_take_write_error(inode), 0); /* it has been told */
    assert_int_equal(inode_sync(other), 0);
    assert_int_equal(file_system_sync(), -EIO);
    assert_int_equal(inode_take_write_error(inode), -EIO); /* to who closes it */
    assert_int_equal(inode_read(inode, 0, found, sizeof found), sizeof found);
    assert_memory_equal(found, data, sizeof data);
    image_disk.bad_write_sector = NO_SECTOR;
    assert_int_equal(inode_sync(inode), 0); /* nothing was given up */
    inode_release(inode);
    inode_release(other);
    image_remount();
    assert_int_equal(inode_open("/file", &inode), 0);
    assert_int_equal(inode_read(inode, 0, found, sizeof found), sizeof found);
    assert_memory_equal(found, data, sizeof data);
    inode_release(inode);
    image_unmount_sound();
}

static void test_metadata_that_cannot_be_written_is_an_error_and_is_kept(void **state)
{
    (void)state;
    image_mount("-b 1024 -I 128 -O none,filetype", KIB);
    const struct ext2_group_descriptor *group = (void *)(image_disk.image + 2048);
    inode_release(image_create("/a"));
    image_disk.bad_write_sector = group->bg_inode_bitmap * 2;
    assert_int_equal(file_system_sync(), -EIO);
    assert_int_equal(file_system_sync(), -EIO);
    inode_release(image_create("/b"));
    image_disk.bad_write_sector = NO_SECTOR;
    assert_int_equal(file_system_sync(), 0);
    image_check();
    image_unmount_sound();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_changes_are_written_after_some_seconds),
        cmocka_unit_test(test_a_disk_in_use_is_marked_and_unmounting_cleans_it),
        cmocka_unit_test(test_what_is_not_known_or_damaged_is_not_written),
        cmocka_unit_test(test_a_bitmap_that_lies_stops_writing),
        cmocka_unit_test(test_a_file_that_cannot_be_written_is_an_error_once_and_is_kept),
        cmocka_unit_test(test_metadata_that_cannot_be_written_is_an_error_and_is_kept),
    };
    return cmocka_run_group_tests(tests, file_system_initialise, file_system_clean_up);
}
