/*
 * test_ext2_write.c: what is written to ext2 is there afterwards, whatever its size and shape; a
 * full disk, a lack of memory and files in use are errors that leave the file system sound.
 */
// links: tests/unit/file_system_support.c tests/unit/writable_image.c kernel/fs mm/frame.c
// defines: -DTERRARIUM_HOST_TEST
#define _GNU_SOURCE
#include "file_system_support.h"
#include "kernel/dev/timer.h"
#include "kernel/fs/ext2_format.h"
#include "mm/frame.h"
#include "writable_image.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#define KIB 1024u
#define MIB (KIB * KIB)

/* ---- Sizes ---- */

/* One block at each border of the block map, then cut at each of them: nothing leaks. */
static void test_files_grow_and_shrink_through_all_indirections(void **state)
{
    (void)state;
    image_mount("-b 1024 -I 128 -O none,filetype", 8 * KIB);
    const uint32_t pointers = 256, borders[] = {
        0, 11, 12, 13, 12 + pointers - 1, 12 + pointers, 12 + 2 * pointers,
        12 + pointers + pointers * pointers - 1, 12 + pointers + pointers * pointers,
        12 + pointers + 2 * pointers * pointers + 5, INT32_MAX / 1024,
    };
    const unsigned border_count = sizeof borders / sizeof *borders;
    uint32_t free_before = image_free_blocks();
    struct inode *inode = image_create("/file");
    uint8_t data[1024], found[1024];

    for (unsigned i = 0; i < border_count; i++) {
        uint32_t size = i == border_count - 1 ? 1023 : 1024;
        fill_random(data, sizeof data, i);
        assert_int_equal(inode_write(inode, borders[i] * 1024, data, size), size);
    }
    assert_int_equal(inode_size(inode), INT32_MAX);
    assert_int_equal(inode_write(inode, INT32_MAX, data, 1), -EFBIG);
    inode_release(inode);
    image_remount();
    assert_int_equal(inode_open("/file", &inode), 0);
    for (unsigned i = border_count; i-- > 0;) {
        uint32_t size = i == border_count - 1 ? 1023 : 1024;
        fill_random(data, sizeof data, i);
        assert_int_equal(inode_read(inode, borders[i] * 1024, found, 1024), size);
        assert_memory_equal(found, data, size);
        assert_int_equal(inode_truncate(inode, borders[i] * 1024), 0);
        assert_int_equal(inode_sync(inode), 0);
        image_check();
    }
    assert_int_equal(image_free_blocks(), free_before);
    inode_release(inode);
    image_unmount_sound();
}

static void test_what_a_file_loses_does_not_come_back(void **state)
{
    uint8_t data[9000], found[12000], zeros[12000] = {0};

    (void)state;
    image_mount("-b 1024 -I 128 -O none,filetype", KIB);
    struct inode *inode = image_create("/file");
    fill_random(data, sizeof data, 1);
    for (int again = 0; again < 2; again++) { /* in memory, then from the disk */
        assert_int_equal(inode_truncate(inode, 0), 0);
        assert_int_equal(inode_write(inode, 0, data, sizeof data), sizeof data);
        assert_int_equal(inode_truncate(inode, 4500), 0);
        if (again)
            assert_int_equal(inode_sync(inode), 0);
        assert_int_equal(inode_truncate(inode, 7000), 0);
        assert_int_equal(inode_write(inode, 11000, "x", 1), 1);
        if (again) {
            inode_release(inode);
            image_remount();
            assert_int_equal(inode_open("/file", &inode), 0);
        }
        assert_int_equal(inode_read(inode, 0, found, sizeof found), 11001);
        assert_memory_equal(found, data, 4500);
        assert_memory_equal(found + 4500, zeros, 6500);
        assert_int_equal(found[11000], 'x');
    }
    inode_release(inode);
    image_unmount_sound();
}

static void test_a_directory_grows_as_names_are_added(void **state)
{
    char path[64];

    (void)state;
    image_mount("-b 1024 -I 128 -N 2000 -O none,filetype", 4 * KIB);
    uint32_t free_before = image_free_blocks();
    assert_int_equal(directory_create(NULL, "/d", 0755), 0);
    for (unsigned i = 0; i < 1200; i++) {
        snprintf(path, sizeof path, "/d/a-name-of-some-length-%u", i);
        inode_release(image_create(path));
    }
    image_remount();
    assert_int_equal(image_entries("/d"), 1202);
    for (unsigned i = 0; i < 1200; i++) {
        snprintf(path, sizeof path, "/d/a-name-of-some-length-%u", i * 7 % 1200);
        assert_int_equal(file_unlink(NULL, path), 0);
    }
    assert_int_equal(directory_unlink(NULL, "/d"), 0);
    assert_int_equal(image_free_blocks(), free_before);
    image_unmount_sound();
}

static void test_symlinks_are_made_in_both_forms(void **state)
{
    static const unsigned lengths[] = {1, 59, 60, 61, 1000, 1023};
    char text[1025], found[1025], path[16];

    (void)state;
    image_mount("-b 1024 -I 128 -O none,filetype", KIB);
    uint32_t free_before = image_free_blocks();
    for (unsigned i = 0; i < sizeof lengths / sizeof *lengths; i++) {
        struct inode *inode;
        memset(text, 'x', lengths[i]);
        text[lengths[i]] = '\0';
        snprintf(path, sizeof path, "/link-%u", i);
        assert_int_equal(symlink_create(NULL, text, path), 0);
        image_remount();
        assert_int_equal(inode_open_at(NULL, path, false, &inode), 0);
        assert_int_equal(inode_read_link(inode, found, sizeof found), lengths[i]);
        assert_memory_equal(found, text, lengths[i]);
        inode_release(inode);
    }
    memset(text, 'x', 1024);
    text[1024] = '\0';
    assert_int_equal(symlink_create(NULL, text, "/long"), -ENAMETOOLONG);
    assert_int_equal(symlink_create(NULL, "", "/empty"), -ENOENT);
    assert_int_equal(symlink_create(NULL, "x", "/link-0"), -EEXIST);
    /* A file is made where a symlink says, and only there. */
    assert_int_equal(symlink_create(NULL, "new", "/to-new"), 0);
    inode_release(image_create("/to-new"));
    struct inode *inode;
    assert_int_equal(inode_open("/new", &inode), 0);
    inode_release(inode);
    for (unsigned i = 0; i < sizeof lengths / sizeof *lengths; i++) {
        snprintf(path, sizeof path, "/link-%u", i);
        assert_int_equal(file_unlink(NULL, path), 0);
    }
    assert_int_equal(image_free_blocks(), free_before);
    image_unmount_sound();
}

static struct file_status64 status_of(const char *path)
{
    struct file_status64 status;
    struct inode *inode;

    assert_int_equal(inode_open(path, &inode), 0);
    inode_status(inode, &status);
    inode_release(inode);
    return status;
}

static void test_times_change_as_posix_says_but_for_access(void **state)
{
    const int32_t start = (int32_t)(time_now / NANOSECONDS_PER_SECOND);
    const uint32_t other = 1000;
    char byte;

    (void)state;
    image_mount("-b 1024 -I 128 -O none,filetype", KIB);
    struct inode *inode = image_create("/file");
    time_now += 10ull * NANOSECONDS_PER_SECOND;
    assert_int_equal(inode_write(inode, 0, "text", 4), 4);
    assert_int_equal(status_of("/file").modified.seconds, start + 10);
    assert_int_equal(status_of("/file").changed.seconds, start + 10);
    time_now += 10ull * NANOSECONDS_PER_SECOND;
    assert_int_equal(inode_read(inode, 0, &byte, 1), 1);
    assert_int_equal(status_of("/file").accessed.seconds, start);
    assert_int_equal(file_rename(NULL, "/file", "/other"), 0);
    assert_int_equal(status_of("/other").modified.seconds, start + 10);
    assert_int_equal(status_of("/other").changed.seconds, start + 20);
    assert_int_equal(status_of("/").modified.seconds, start + 20);
    time_now += 10ull * NANOSECONDS_PER_SECOND;
    assert_int_equal(inode_set_times(inode, NULL, &other), 0);
    assert_int_equal(inode_set_mode(inode, 0600), 0);
    inode_release(inode);
    image_remount();
    assert_int_equal(status_of("/other").accessed.seconds, start);
    assert_int_equal(status_of("/other").modified.seconds, other);
    assert_int_equal(status_of("/other").changed.seconds, start + 30);
    assert_int_equal(status_of("/other").mode, MODE_REGULAR | 0600);
    image_unmount_sound();
}

/* ---- A full disk ---- */

static void test_a_full_disk_is_an_error_and_nothing_is_lost(void **state)
{
    static uint8_t data[64 * KIB], found[sizeof data];
    uint32_t size = 0;
    int result;

    (void)state;
    image_mount("-b 1024 -I 128 -N 64 -O none,filetype", KIB);
    uint32_t free_before = image_free_blocks();
    fill_random(data, sizeof data, 1);
    struct inode *inode = image_create("/file");
    while ((result = inode_write(inode, size, data, sizeof data)) > 0)
        size += (uint32_t)result;
    assert_int_equal(result, -ENOSPC);
    assert_int_equal(image_free_blocks(), 0);
    assert_int_equal(inode_size(inode), size);
    assert_true(size > 700 * KIB);
    assert_int_equal(directory_create(NULL, "/d", 0755), -ENOSPC);
    assert_int_equal(symlink_create(NULL, (char[100]){[0 ... 98] = 'x'}, "/l"), -ENOSPC);
    assert_int_equal(file_system_sync(), 0);
    image_check();
    inode_release(inode);
    image_remount();
    assert_int_equal(inode_open("/file", &inode), 0);
    for (uint32_t at = 0; at < size; at += sizeof data) {
        uint32_t piece = size - at < sizeof data ? size - at : sizeof data;
        assert_int_equal(inode_read(inode, at, found, sizeof found), piece);
        assert_memory_equal(found, data, piece);
    }
    assert_int_equal(inode_truncate(inode, 0), 0);
    assert_int_equal(image_free_blocks(), free_before);
    assert_int_equal(inode_write(inode, 0, data, sizeof data), sizeof data);
    inode_release(inode);
    image_unmount_sound();
}

static void test_no_free_inode_is_an_error(void **state)
{
    char path[32];
    struct inode *inode;
    bool created;
    int error;
    unsigned files = 0;

    (void)state;
    image_mount("-b 1024 -I 128 -N 64 -O none,filetype", KIB);
    do {
        snprintf(path, sizeof path, "/%u", files);
        error = file_create(NULL, path, 0644, false, &inode, &created);
        if (error == 0)
            inode_release(inode);
    } while (error == 0 && ++files < 100);
    assert_int_equal(error, -ENOSPC);
    assert_in_range(files, 40, 64);
    assert_int_equal(file_unlink(NULL, "/7"), 0);
    inode_release(image_create("/again"));
    image_unmount_sound();
}

/* ---- Files in use ---- */

static void test_a_removed_file_lives_until_it_is_closed(void **state)
{
    uint8_t data[20000], found[20000];

    (void)state;
    image_mount("-b 1024 -I 128 -O none,filetype", KIB);
    uint32_t free_before = image_free_blocks();
    struct inode *inode = image_create("/file");
    fill_random(data, sizeof data, 1);
    assert_int_equal(inode_write(inode, 0, data, 10000), 10000);
    assert_int_equal(file_unlink(NULL, "/file"), 0);
    assert_int_equal(inode_write(inode, 10000, data + 10000, 10000), 10000);
    assert_int_equal(file_system_sync(), 0);
    assert_int_equal(inode_read(inode, 0, found, sizeof found), sizeof found);
    assert_memory_equal(found, data, sizeof data);
    assert_true(image_free_blocks() < free_before);
    inode_release(inode);
    assert_int_equal(image_free_blocks(), free_before);

    /* What is still open when the machine is switched off is freed as well. */
    inode = image_create("/file");
    assert_int_equal(inode_write(inode, 0, data, 10000), 10000);
    assert_int_equal(file_unlink(NULL, "/file"), 0);
    assert_int_equal(file_system_shut_down(), 0);
    image_check();
    assert_int_equal(directory_create(NULL, "/late", 0755), -EROFS);
}

static void test_a_removed_directory_takes_no_names(void **state)
{
    struct inode *directory, *inode;
    bool created;

    (void)state;
    image_mount("-b 1024 -I 128 -O none,filetype", KIB);
    assert_int_equal(directory_create(NULL, "/d", 0755), 0);
    assert_int_equal(inode_open("/d", &directory), 0);
    assert_int_equal(directory_unlink(NULL, "/d"), 0);
    assert_int_equal(file_create(directory, "x", 0644, false, &inode, &created), -ENOENT);
    assert_int_equal(directory_create(directory, "x", 0755), -ENOENT);
    inode_release(directory);
    image_unmount_sound();
}

static void test_a_running_program_is_not_written(void **state)
{
    (void)state;
    image_mount("-b 1024 -I 128 -O none,filetype", KIB);
    struct inode *inode = image_create("/program");
    struct backing *backing = inode_backing(inode);
    backing->retain(backing); /* what a segment does */
    assert_int_equal(inode_begin_writing(inode), -ETXTBSY);
    assert_int_equal(inode_truncate(inode, 0), -ETXTBSY);
    backing->release(backing);
    assert_int_equal(inode_begin_writing(inode), 0);
    assert_true(inode_is_being_written(inode));
    inode_end_writing(inode);
    inode_release(inode);
    image_unmount_sound();
}

static void test_more_changed_files_than_inodes_in_memory(void **state)
{
    char path[32], text[32];
    struct inode *inode;

    (void)state;
    image_mount("-b 1024 -I 128 -N 1000 -O none,filetype", 4 * KIB);
    for (unsigned i = 0; i < 600; i++) {
        snprintf(path, sizeof path, "/%u", i);
        inode = image_create(path);
        assert_int_equal(inode_write(inode, 0, path, sizeof path), sizeof path);
        inode_release(inode);
    }
    image_remount();
    for (unsigned i = 0; i < 600; i++) {
        snprintf(path, sizeof path, "/%u", i);
        assert_int_equal(inode_open(path, &inode), 0);
        assert_int_equal(inode_read(inode, 0, text, sizeof text), sizeof text);
        assert_string_equal(text, path);
        inode_release(inode);
    }
    image_unmount_sound();
}

static void test_a_file_larger_than_memory_is_written(void **state)
{
    static uint8_t data[MIB], found[sizeof data];
    const unsigned mib = SIMULATED_MEMORY / MIB + 4;

    (void)state;
    image_mount("-b 1024 -I 128 -O none,filetype", (mib + 2) * KIB);
    struct inode *inode = image_create("/file");
    for (unsigned i = 0; i < mib; i++) {
        fill_random(data, sizeof data, i);
        assert_int_equal(inode_write(inode, i * MIB, data, sizeof data), sizeof data);
    }
    for (unsigned i = 0; i < mib; i++) {
        fill_random(data, sizeof data, i);
        assert_int_equal(inode_read(inode, i * MIB, found, sizeof found), sizeof found);
        assert_memory_equal(found, data, sizeof data);
    }
    inode_release(inode);
    image_unmount_sound();
}

static void test_a_file_that_cannot_be_held_in_memory_is_not_made(void **state)
{
    struct inode *held[200], *inode;
    char path[32];
    bool created;
    int error = 0;
    unsigned files = 0;

    (void)state;
    image_mount("-b 1024 -I 128 -N 1000 -O none,filetype", 4 * KIB);
    while (error == 0 && files < 200) {
        snprintf(path, sizeof path, "/%u", files);
        error = file_create(NULL, path, 0644, false, &inode, &created);
        if (error == 0)
            held[files++] = inode;
    }
    assert_int_equal(error, -ENFILE);
    while (files > 0)
        inode_release(held[--files]);
    image_unmount_sound();
}

/* The first frame cannot be had: an error, and no trace. Any other: what is written by then goes to
 * the disk, and makes room. */
static void test_without_memory_writing_fails_cleanly_or_makes_room(void **state)
{
    static uint8_t data[40000];
    struct inode *inode;

    (void)state;
    image_mount("-b 1024 -I 128 -O none,filetype", KIB);
    uint32_t free_before = image_free_blocks();
    for (size_t n = 1; n <= 12; n++) {
        inode = image_create("/file");
        page_cache_reclaim(UINT32_MAX);
        frame_fail_at = n;
        int result = inode_write(inode, 1000, data, sizeof data);
        frame_fail_at = 0;
        assert_int_equal(result, n == 1 ? -ENOMEM : (int)sizeof data);
        assert_int_equal(inode_size(inode), result < 0 ? 0 : 1000 + result);
        inode_release(inode);
        assert_int_equal(file_unlink(NULL, "/file"), 0);
        assert_int_equal(image_free_blocks(), free_before);
    }
    image_unmount_sound();
}

static void test_a_file_is_written_with_hardly_any_memory(void **state)
{
    static frame_number taken[SIMULATED_MEMORY / PAGE_SIZE];
    static uint8_t data[600 * KIB], found[sizeof data];
    size_t count = 0;

    (void)state;
    image_mount("-b 1024 -I 128 -O none,filetype", KIB);
    while ((taken[count] = frame_allocate(FRAME_USER)) != NO_FRAME)
        count++;
    for (int spare = 0; spare < 5; spare++)
        frame_release(taken[--count]);
    struct inode *inode = image_create("/file");
    fill_random(data, sizeof data, 1);
    assert_int_equal(inode_write(inode, 0, data, sizeof data), sizeof data);
    assert_int_equal(inode_read(inode, 0, found, sizeof found), sizeof found);
    assert_memory_equal(found, data, sizeof data);
    inode_release(inode);
    while (count > 0)
        frame_release(taken[--count]);
    image_unmount_sound();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_files_grow_and_shrink_through_all_indirections),
        cmocka_unit_test(test_what_a_file_loses_does_not_come_back),
        cmocka_unit_test(test_a_directory_grows_as_names_are_added),
        cmocka_unit_test(test_symlinks_are_made_in_both_forms),
        cmocka_unit_test(test_times_change_as_posix_says_but_for_access),
        cmocka_unit_test(test_a_full_disk_is_an_error_and_nothing_is_lost),
        cmocka_unit_test(test_no_free_inode_is_an_error),
        cmocka_unit_test(test_a_removed_directory_takes_no_names),
        cmocka_unit_test(test_a_running_program_is_not_written),
        cmocka_unit_test(test_more_changed_files_than_inodes_in_memory),
        cmocka_unit_test(test_a_file_larger_than_memory_is_written),
        cmocka_unit_test(test_a_file_that_cannot_be_held_in_memory_is_not_made),
        cmocka_unit_test(test_without_memory_writing_fails_cleanly_or_makes_room),
        cmocka_unit_test(test_a_file_is_written_with_hardly_any_memory),
        /* The last: it switches the file system off. */
        cmocka_unit_test(test_a_removed_file_lives_until_it_is_closed),
    };
    return cmocka_run_group_tests(tests, file_system_initialise, file_system_clean_up);
}
