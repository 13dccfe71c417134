/*
 * test_ext2_write.c: what is written to ext2 is there afterwards, and every call answers as Linux
 * does: random calls are made on an image and, side by side, on a directory of the host; then
 * results, trees and contents must be the same, and e2fsck must find nothing wrong.
 */
// links: tests/unit/file_system_support.c kernel/fs mm/frame.c
// defines: -DTERRARIUM_HOST_TEST
#define _GNU_SOURCE
#include "file_system_support.h"
#include "kernel/fs/ext2_format.h"
#include "mm/frame.h"
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

#define KIB 1024u
#define MIB (KIB * KIB)

static char source[128], image[128];
static struct memory_disk disk;
static size_t free_frames_before;

/* ---- Images ---- */

static void mount_image(const char *options, unsigned kib)
{
    snprintf(source, sizeof source, "%s/source", temporary_directory());
    snprintf(image, sizeof image, "%s/image", temporary_directory());
    run_command("rm -rf '%s' && mkdir -p '%s'", source, source);
    make_image(image, source, options, kib);
    disk_open(&disk, image);
    free_frames_before = frame_count_free();
    log_clear();
    assert_int_equal(file_system_mount(&disk.device), 0);
}

static void check_image(void)
{
    write_file(image, disk.image, (size_t)disk.device.sectors * SECTOR_SIZE);
    run_command("PATH=\"$PATH:/sbin:/usr/sbin\" e2fsck -fn '%s' > '%s.log' 2>&1 || "
                "{ cat '%s.log'; false; }", image, image, image);
}

/* Unmounts: nothing is left in memory, and e2fsck finds nothing on the disk. */
static void unmount_sound(void)
{
    assert_int_equal(file_system_unmount(), 0);
    assert_int_equal(kernel_blocks, 0);
    assert_int_equal(frame_count_free(), free_frames_before);
    check_image();
    disk_close(&disk);
}

static void remount(void)
{
    assert_int_equal(file_system_unmount(), 0);
    assert_int_equal(file_system_mount(&disk.device), 0);
}

static struct inode *create(const char *path)
{
    struct inode *inode;
    bool created;

    assert_int_equal(file_create(NULL, path, 0644, false, &inode, &created), 0);
    return inode;
}

static uint32_t free_blocks(void)
{
    struct file_system_status64 status;

    assert_int_equal(file_system_statistics(&status), 0);
    return status.blocks_free[0];
}

/* ---- Random calls, side by side with the host ---- */

#define SIZE_MOST (300 * KIB)

/* Few names, so that calls meet each other's files. */
static const char *random_path(uint32_t *random)
{
    static char paths[4][64];
    static unsigned next;
    static const char *const names[] = {
        "a", "b", "c", "a/x", "a/y", "a/x/1", "a/x/2", "b/x", "b/y", "b/x/y", "c/..", "a/.",
        "b/y/", "a/", "missing/x", "a-name-of-forty-characters-for-the-room-it-takes", "a/x/../y",
    };
    char *path = paths[next++ % 4];

    if (next_random(random) % 3 == 0)
        snprintf(path, sizeof paths[0], "%s/n%u", next_random(random) % 2 ? "a" : "b",
                 next_random(random) % 60);
    else
        strcpy(path, names[next_random(random) % (sizeof names / sizeof *names)]);
    return path;
}

static int host(const char *path, char *buffer)
{
    return snprintf(buffer, 512, "%s/%s", source, path) < 512;
}

static int answer(int result)
{
    return result < 0 ? -errno : result;
}

static int write_both(const char *path, uint32_t *random, int *expected)
{
    static uint8_t data[20000], found[sizeof data];
    char host_path[512];
    struct inode *inode;
    bool created;
    bool exclusive = next_random(random) % 8 == 0;
    uint32_t offset = next_random(random) % 4 ? next_random(random) % 5000
                                              : next_random(random) % SIZE_MOST;
    uint32_t size = next_random(random) % 3 ? next_random(random) % 3000
                                            : next_random(random) % sizeof data;

    host(path, host_path);
    fill_random(data, size, *random);
    int file = open(host_path, O_RDWR | O_CREAT | (exclusive ? O_EXCL : 0), 0644);
    *expected = file < 0 ? -errno : 0;
    int error = file_create(NULL, path, 0644, exclusive, &inode, &created);
    if (error == 0 && (inode_mode(inode) & MODE_TYPE_MASK) == MODE_DIRECTORY) {
        inode_release(inode); /* which the system call refuses */
        error = -EISDIR;
    }
    if (error != 0 || file < 0) {
        if (file >= 0)
            close(file);
        return error;
    }
    assert_int_equal(pwrite(file, data, size, offset), size);
    assert_int_equal(inode_write(inode, offset, data, size), size);
    if (next_random(random) % 4 == 0)
        assert_int_equal(inode_read(inode, offset, found, size), size);
    if (next_random(random) % 4 == 0)
        assert_int_equal(inode_sync(inode), 0);
    close(file);
    inode_release(inode);
    return 0;
}

static int truncate_both(const char *path, uint32_t *random, int *expected)
{
    char host_path[512];
    struct inode *inode;
    uint32_t size = next_random(random) % 2 ? next_random(random) % 9000
                                            : next_random(random) % SIZE_MOST;

    host(path, host_path);
    *expected = answer(truncate(host_path, size));
    int error = inode_open(path, &inode);
    if (error != 0)
        return error;
    error = inode_truncate(inode, size);
    inode_release(inode);
    return error;
}

/* One call on both; their answers must be the same. */
static void call_both(uint32_t *random)
{
    const char *first = random_path(random), *second = random_path(random);
    char host_first[512], host_second[512];
    int expected, found;
    const char *what;

    host(first, host_first);
    host(second, host_second);
    switch (next_random(random) % 12) {
    case 0: case 1: case 2: case 3:
        what = "write";
        found = write_both(first, random, &expected);
        break;
    case 4:
        what = "truncate";
        found = truncate_both(first, random, &expected);
        break;
    case 5:
        what = "unlink";
        expected = answer(unlink(host_first));
        found = file_unlink(NULL, first);
        break;
    case 6: case 7:
        what = "mkdir";
        expected = answer(mkdir(host_first, 0755));
        found = directory_create(NULL, first, 0755);
        break;
    case 8:
        what = "rmdir";
        expected = answer(rmdir(host_first));
        found = directory_unlink(NULL, first);
        break;
    case 9: case 10:
        what = "rename";
        expected = answer(rename(host_first, host_second));
        found = file_rename(NULL, first, second);
        break;
    default:
        what = "link";
        expected = answer(link(host_first, host_second));
        found = file_link(NULL, first, second);
        break;
    }
    if (found != expected)
        fail_msg("%s(%s, %s): %d instead of %d\n%s", what, first, second, found, expected,
                 log_text);
}

static void compare_file(const char *path, const char *host_path, const struct stat *status)
{
    static uint8_t expected[SIZE_MOST + 20000], found[sizeof expected];
    struct inode *inode;
    struct file_status64 ours;

    assert_int_equal(inode_open(path, &inode), 0);
    inode_status(inode, &ours);
    assert_int_equal(ours.size[0], status->st_size);
    assert_int_equal(ours.links, status->st_nlink);
    FILE *file = fopen(host_path, "rb");
    assert_non_null(file);
    assert_int_equal(fread(expected, 1, sizeof expected, file), status->st_size);
    fclose(file);
    assert_int_equal(inode_read(inode, 0, found, sizeof found), status->st_size);
    assert_memory_equal(found, expected, (size_t)status->st_size);
    inode_release(inode);
}

static uint32_t count;

static int count_entry(const char *name, uint32_t length, uint32_t inode, uint32_t type,
                       void *context)
{
    (void)name, (void)length, (void)inode, (void)type, (void)context;
    count++;
    return 0;
}

static uint32_t entries_of(const char *path)
{
    struct inode *inode;

    assert_int_equal(inode_open(path, &inode), 0);
    count = 0;
    assert_int_equal(inode_list(inode, count_entry, NULL), 0);
    inode_release(inode);
    return count;
}

/* Every path of the host's tree is ours too, and no directory of ours has more names. */
static void compare_trees(void)
{
    char command[256], line[512];
    uint32_t names = 0, found = 0;

    snprintf(command, sizeof command, "find '%s' -mindepth 1", source);
    FILE *list = popen(command, "r");
    assert_non_null(list);
    found += entries_of("/") - 3; /* two dots and lost+found */
    while (fgets(line, sizeof line, list) != NULL) {
        struct stat status;
        line[strcspn(line, "\n")] = '\0';
        const char *path = line + strlen(source);
        assert_int_equal(lstat(line, &status), 0);
        names++;
        if (S_ISDIR(status.st_mode))
            found += entries_of(path) - 2;
        else
            compare_file(path, line, &status);
    }
    pclose(list);
    assert_int_equal(found, names);
}

static void run_random_calls(const char *options, uint32_t seed, unsigned calls)
{
    mount_image(options, 6 * KIB);
    for (unsigned i = 0; i < calls; i++) {
        log_clear();
        call_both(&seed);
        time_now += 100000000;
        if (i % 16 == 0)
            file_system_write_back_if_due();
        if (i % 500 == 0)
            remount();
    }
    compare_trees();
    remount();
    compare_trees();
    unmount_sound();
}

static void test_random_calls_answer_as_linux_does_with_1_kib_blocks(void **state)
{
    (void)state;
    for (uint32_t seed = 1; seed <= 3; seed++)
        run_random_calls("-b 1024 -I 128 -O none,filetype,sparse_super", seed, 1500);
}

static void test_random_calls_answer_as_linux_does_with_4_kib_blocks(void **state)
{
    (void)state;
    run_random_calls("-b 4096 -I 256 -O none,filetype", 4, 1500);
    run_random_calls("-b 2048 -g 256 -I 128 -O none", 5, 1500);
}

static void test_mke2fs_default_features_of_ext2_can_be_written(void **state)
{
    (void)state;
    run_random_calls("", 6, 1000);
}

/* ---- Sizes ---- */

/* One block at each border of the block map, then cut at each of them: nothing leaks. */
static void test_files_grow_and_shrink_through_all_indirections(void **state)
{
    (void)state;
    mount_image("-b 1024 -I 128 -O none,filetype", 8 * KIB);
    const uint32_t pointers = 256, borders[] = {
        0, 11, 12, 13, 12 + pointers - 1, 12 + pointers, 12 + 2 * pointers,
        12 + pointers + pointers * pointers - 1, 12 + pointers + pointers * pointers,
        12 + pointers + 2 * pointers * pointers + 5, INT32_MAX / 1024,
    };
    const unsigned border_count = sizeof borders / sizeof *borders;
    uint32_t free_before = free_blocks();
    struct inode *inode = create("/file");
    uint8_t data[1024], found[1024];

    for (unsigned i = 0; i < border_count; i++) {
        uint32_t size = i == border_count - 1 ? 1023 : 1024;
        fill_random(data, sizeof data, i);
        assert_int_equal(inode_write(inode, borders[i] * 1024, data, size), size);
    }
    assert_int_equal(inode_size(inode), INT32_MAX);
    assert_int_equal(inode_write(inode, INT32_MAX, data, 1), -EFBIG);
    inode_release(inode);
    remount();
    assert_int_equal(inode_open("/file", &inode), 0);
    for (unsigned i = border_count; i-- > 0;) {
        uint32_t size = i == border_count - 1 ? 1023 : 1024;
        fill_random(data, sizeof data, i);
        assert_int_equal(inode_read(inode, borders[i] * 1024, found, 1024), size);
        assert_memory_equal(found, data, size);
        assert_int_equal(inode_truncate(inode, borders[i] * 1024), 0);
        assert_int_equal(inode_sync(inode), 0);
        check_image();
    }
    assert_int_equal(free_blocks(), free_before);
    inode_release(inode);
    unmount_sound();
}

static void test_what_a_file_loses_does_not_come_back(void **state)
{
    uint8_t data[9000], found[12000], zeros[12000] = {0};

    (void)state;
    mount_image("-b 1024 -I 128 -O none,filetype", KIB);
    struct inode *inode = create("/file");
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
            remount();
            assert_int_equal(inode_open("/file", &inode), 0);
        }
        assert_int_equal(inode_read(inode, 0, found, sizeof found), 11001);
        assert_memory_equal(found, data, 4500);
        assert_memory_equal(found + 4500, zeros, 6500);
        assert_int_equal(found[11000], 'x');
    }
    inode_release(inode);
    unmount_sound();
}

static void test_a_directory_grows_as_names_are_added(void **state)
{
    char path[64];

    (void)state;
    mount_image("-b 1024 -I 128 -N 2000 -O none,filetype", 4 * KIB);
    uint32_t free_before = free_blocks();
    assert_int_equal(directory_create(NULL, "/d", 0755), 0);
    for (unsigned i = 0; i < 1200; i++) {
        snprintf(path, sizeof path, "/d/a-name-of-some-length-%u", i);
        inode_release(create(path));
    }
    remount();
    assert_int_equal(entries_of("/d"), 1202);
    for (unsigned i = 0; i < 1200; i++) {
        snprintf(path, sizeof path, "/d/a-name-of-some-length-%u", i * 7 % 1200);
        assert_int_equal(file_unlink(NULL, path), 0);
    }
    assert_int_equal(directory_unlink(NULL, "/d"), 0);
    assert_int_equal(free_blocks(), free_before);
    unmount_sound();
}

static void test_symlinks_are_made_in_both_forms(void **state)
{
    static const unsigned lengths[] = {1, 59, 60, 61, 1000, 1023};
    char text[1025], found[1025], path[16];

    (void)state;
    mount_image("-b 1024 -I 128 -O none,filetype", KIB);
    uint32_t free_before = free_blocks();
    for (unsigned i = 0; i < sizeof lengths / sizeof *lengths; i++) {
        struct inode *inode;
        memset(text, 'x', lengths[i]);
        text[lengths[i]] = '\0';
        snprintf(path, sizeof path, "/link-%u", i);
        assert_int_equal(symlink_create(NULL, text, path), 0);
        remount();
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
    inode_release(create("/to-new"));
    struct inode *inode;
    assert_int_equal(inode_open("/new", &inode), 0);
    inode_release(inode);
    for (unsigned i = 0; i < sizeof lengths / sizeof *lengths; i++) {
        snprintf(path, sizeof path, "/link-%u", i);
        assert_int_equal(file_unlink(NULL, path), 0);
    }
    assert_int_equal(free_blocks(), free_before);
    unmount_sound();
}

/* ---- A full disk ---- */

static void test_a_full_disk_is_an_error_and_nothing_is_lost(void **state)
{
    static uint8_t data[64 * KIB], found[sizeof data];
    uint32_t size = 0;
    int result;

    (void)state;
    mount_image("-b 1024 -I 128 -N 64 -O none,filetype", KIB);
    uint32_t free_before = free_blocks();
    fill_random(data, sizeof data, 1);
    struct inode *inode = create("/file");
    while ((result = inode_write(inode, size, data, sizeof data)) > 0)
        size += (uint32_t)result;
    assert_int_equal(result, -ENOSPC);
    assert_int_equal(free_blocks(), 0);
    assert_int_equal(inode_size(inode), size);
    assert_true(size > 700 * KIB);
    assert_int_equal(directory_create(NULL, "/d", 0755), -ENOSPC);
    assert_int_equal(symlink_create(NULL, (char[100]){[0 ... 98] = 'x'}, "/l"), -ENOSPC);
    assert_int_equal(file_system_sync(), 0);
    check_image();
    inode_release(inode);
    remount();
    assert_int_equal(inode_open("/file", &inode), 0);
    for (uint32_t at = 0; at < size; at += sizeof data) {
        uint32_t piece = size - at < sizeof data ? size - at : sizeof data;
        assert_int_equal(inode_read(inode, at, found, sizeof found), piece);
        assert_memory_equal(found, data, piece);
    }
    assert_int_equal(inode_truncate(inode, 0), 0);
    assert_int_equal(free_blocks(), free_before);
    assert_int_equal(inode_write(inode, 0, data, sizeof data), sizeof data);
    inode_release(inode);
    unmount_sound();
}

static void test_no_free_inode_is_an_error(void **state)
{
    char path[32];
    struct inode *inode;
    bool created;
    int error;
    unsigned files = 0;

    (void)state;
    mount_image("-b 1024 -I 128 -N 64 -O none,filetype", KIB);
    do {
        snprintf(path, sizeof path, "/%u", files);
        error = file_create(NULL, path, 0644, false, &inode, &created);
        if (error == 0)
            inode_release(inode);
    } while (error == 0 && ++files < 100);
    assert_int_equal(error, -ENOSPC);
    assert_in_range(files, 40, 64);
    assert_int_equal(file_unlink(NULL, "/7"), 0);
    inode_release(create("/again"));
    unmount_sound();
}

/* ---- Files in use ---- */

static void test_a_removed_file_lives_until_it_is_closed(void **state)
{
    uint8_t data[20000], found[20000];

    (void)state;
    mount_image("-b 1024 -I 128 -O none,filetype", KIB);
    uint32_t free_before = free_blocks();
    struct inode *inode = create("/file");
    fill_random(data, sizeof data, 1);
    assert_int_equal(inode_write(inode, 0, data, 10000), 10000);
    assert_int_equal(file_unlink(NULL, "/file"), 0);
    assert_int_equal(inode_write(inode, 10000, data + 10000, 10000), 10000);
    assert_int_equal(file_system_sync(), 0);
    assert_int_equal(inode_read(inode, 0, found, sizeof found), sizeof found);
    assert_memory_equal(found, data, sizeof data);
    assert_true(free_blocks() < free_before);
    inode_release(inode);
    assert_int_equal(free_blocks(), free_before);

    /* What is still open when the machine is switched off is freed as well. */
    inode = create("/file");
    assert_int_equal(inode_write(inode, 0, data, 10000), 10000);
    assert_int_equal(file_unlink(NULL, "/file"), 0);
    assert_int_equal(file_system_shut_down(), 0);
    check_image();
    assert_int_equal(directory_create(NULL, "/late", 0755), -EROFS);
}

static void test_a_removed_directory_takes_no_names(void **state)
{
    struct inode *directory, *inode;
    bool created;

    (void)state;
    mount_image("-b 1024 -I 128 -O none,filetype", KIB);
    assert_int_equal(directory_create(NULL, "/d", 0755), 0);
    assert_int_equal(inode_open("/d", &directory), 0);
    assert_int_equal(directory_unlink(NULL, "/d"), 0);
    assert_int_equal(file_create(directory, "x", 0644, false, &inode, &created), -ENOENT);
    assert_int_equal(directory_create(directory, "x", 0755), -ENOENT);
    inode_release(directory);
    unmount_sound();
}

static void test_a_running_program_is_not_written(void **state)
{
    (void)state;
    mount_image("-b 1024 -I 128 -O none,filetype", KIB);
    struct inode *inode = create("/program");
    struct backing *backing = inode_backing(inode);
    backing->retain(backing); /* what a segment does */
    assert_int_equal(inode_begin_writing(inode), -ETXTBSY);
    assert_int_equal(inode_truncate(inode, 0), -ETXTBSY);
    backing->release(backing);
    assert_int_equal(inode_begin_writing(inode), 0);
    assert_true(inode_is_being_written(inode));
    inode_end_writing(inode);
    inode_release(inode);
    unmount_sound();
}

static void test_more_changed_files_than_inodes_in_memory(void **state)
{
    char path[32], text[32];
    struct inode *inode;

    (void)state;
    mount_image("-b 1024 -I 128 -N 1000 -O none,filetype", 4 * KIB);
    for (unsigned i = 0; i < 600; i++) {
        snprintf(path, sizeof path, "/%u", i);
        inode = create(path);
        assert_int_equal(inode_write(inode, 0, path, sizeof path), sizeof path);
        inode_release(inode);
    }
    remount();
    for (unsigned i = 0; i < 600; i++) {
        snprintf(path, sizeof path, "/%u", i);
        assert_int_equal(inode_open(path, &inode), 0);
        assert_int_equal(inode_read(inode, 0, text, sizeof text), sizeof text);
        assert_string_equal(text, path);
        inode_release(inode);
    }
    unmount_sound();
}

static void test_a_file_larger_than_memory_is_written(void **state)
{
    static uint8_t data[MIB], found[sizeof data];
    const unsigned mib = SIMULATED_MEMORY / MIB + 4;

    (void)state;
    mount_image("-b 1024 -I 128 -O none,filetype", (mib + 2) * KIB);
    struct inode *inode = create("/file");
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
    unmount_sound();
}

static void test_a_file_that_cannot_be_held_in_memory_is_not_made(void **state)
{
    struct inode *held[200], *inode;
    char path[32];
    bool created;
    int error = 0;
    unsigned files = 0;

    (void)state;
    mount_image("-b 1024 -I 128 -N 1000 -O none,filetype", 4 * KIB);
    while (error == 0 && files < 200) {
        snprintf(path, sizeof path, "/%u", files);
        error = file_create(NULL, path, 0644, false, &inode, &created);
        if (error == 0)
            held[files++] = inode;
    }
    assert_int_equal(error, -ENFILE);
    while (files > 0)
        inode_release(held[--files]);
    unmount_sound();
}

/* Frame number n cannot be had, for each n that the calls ask for: an error, and no trace. */
static void test_without_memory_writing_fails_cleanly(void **state)
{
    static uint8_t data[40000];
    struct inode *inode;

    (void)state;
    mount_image("-b 1024 -I 128 -O none,filetype", KIB);
    uint32_t free_before = free_blocks();
    for (size_t n = 1; n <= 12; n++) {
        inode = create("/file");
        page_cache_reclaim(UINT32_MAX);
        frame_fail_at = n;
        int result = inode_write(inode, 1000, data, sizeof data);
        frame_fail_at = 0;
        assert_int_equal(result, n == 1 ? -ENOMEM : n <= 11 ? (int)(n - 1) * 4096 - 1000
                                                           : (int)sizeof data);
        assert_int_equal(inode_size(inode), result < 0 ? 0 : 1000 + result);
        inode_release(inode);
        assert_int_equal(file_unlink(NULL, "/file"), 0);
        assert_int_equal(free_blocks(), free_before);
    }
    unmount_sound();
}

/* ---- When it reaches the disk ---- */

static void test_changes_are_written_after_some_seconds(void **state)
{
    (void)state;
    mount_image("-b 1024 -I 128 -O none,filetype", KIB);
    file_system_write_back_if_due();
    assert_int_equal(disk.sectors_written, 0); /* who only reads writes nothing */
    struct inode *inode = create("/file");
    assert_int_equal(inode_write(inode, 0, "text", 4), 4);
    inode_release(inode);
    uint32_t written = disk.sectors_written;
    file_system_write_back_if_due();
    assert_int_equal(disk.sectors_written, written);
    time_now += 6000000000;
    file_system_write_back_if_due();
    assert_true(disk.sectors_written > written + 8);
    check_image();
    unmount_sound();
}

static void test_a_disk_in_use_is_marked_and_unmounting_cleans_it(void **state)
{
    const struct ext2_superblock *super;

    (void)state;
    mount_image("-b 1024 -I 128 -O none,filetype", KIB);
    super = (const void *)(disk.image + EXT2_SUPERBLOCK_OFFSET);
    assert_int_equal(super->s_state, EXT2_STATE_CLEAN);
    inode_release(create("/file"));
    assert_int_equal(super->s_state, 0);
    assert_int_equal(file_system_sync(), 0);
    assert_int_equal(super->s_state, 0);
    remount();
    assert_int_equal(super->s_state, EXT2_STATE_CLEAN);
    unmount_sound();
}

static void mounts_read_only(const char *why)
{
    log_clear();
    assert_int_equal(file_system_mount(&disk.device), 0);
    assert_non_null(strstr(log_text, why));
    assert_non_null(strstr(log_text, ", read-only\n"));
    struct inode *inode;
    bool created;
    assert_int_equal(file_create(NULL, "/x", 0644, false, &inode, &created), -EROFS);
    assert_int_equal(directory_create(NULL, "/x", 0755), -EROFS);
    assert_int_equal(directory_unlink(NULL, "/lost+found"), -EROFS);
    assert_int_equal(file_rename(NULL, "/lost+found", "/y"), -EROFS);
    assert_int_equal(file_system_unmount(), 0);
    assert_int_equal(disk.sectors_written, 0);
}

static void test_what_is_not_known_or_damaged_is_not_written(void **state)
{
    (void)state;
    mount_image("-b 1024 -I 128 -O none,filetype", KIB);
    assert_int_equal(file_system_unmount(), 0);
    struct ext2_superblock *super = (void *)(disk.image + EXT2_SUPERBLOCK_OFFSET);
    super->s_feature_ro_compat = 0x8;
    mounts_read_only("s_feature_ro_compat 0x8");
    super->s_feature_ro_compat = 0;
    super->s_state = EXT2_STATE_CLEAN | EXT2_STATE_ERRORS;
    mounts_read_only("known errors");
    super->s_state = EXT2_STATE_CLEAN;
    struct ext2_group_descriptor *group = (void *)(disk.image + 2048);
    group->bg_block_bitmap = 0;
    mounts_read_only("bg_block_bitmap 0 is outside");
    disk_close(&disk);
}

static void test_a_bitmap_that_lies_stops_writing(void **state)
{
    (void)state;
    mount_image("-b 1024 -I 128 -O none,filetype", KIB);
    assert_int_equal(file_system_unmount(), 0);
    struct ext2_group_descriptor *group = (void *)(disk.image + 2048);
    memset(disk.image + group->bg_block_bitmap * 1024, 0, 16); /* the inode table is free */
    assert_int_equal(file_system_mount(&disk.device), 0);
    log_clear();
    assert_int_equal(directory_create(NULL, "/d", 0755), -EIO);
    assert_non_null(strstr(log_text, "is not free, whatever the bitmap says"));
    assert_int_equal(directory_create(NULL, "/d", 0755), -EROFS);
    file_system_unmount();
    const struct ext2_superblock *super = (void *)(disk.image + EXT2_SUPERBLOCK_OFFSET);
    assert_true(super->s_state & EXT2_STATE_ERRORS);
    disk_close(&disk);
}

/* ---- A disk that fails ---- */

static void test_a_file_that_cannot_be_written_is_an_error_once_and_is_kept(void **state)
{
    uint8_t data[20000], found[20000];
    struct file_blocks blocks;

    (void)state;
    mount_image("-b 1024 -I 128 -O none,filetype", KIB);
    struct inode *inode = create("/file"), *other = create("/other");
    fill_random(data, sizeof data, 1);
    assert_int_equal(inode_write(inode, 0, data, sizeof data), sizeof data);
    assert_int_equal(inode_write(other, 0, "text", 4), 4);
    assert_int_equal(inode_blocks(inode, &blocks), 0);
    disk.bad_write_sector = blocks.block[9] * 2 + 1;
    assert_int_equal(inode_sync(inode), -EIO);
    assert_non_null(strstr(log_text, "write error at sector"));
    assert_non_null(strstr(log_text, "/file: page 2 could not be written"));
    assert_int_equal(inode_take_write_error(inode), 0); /* it has been told */
    assert_int_equal(inode_sync(other), 0);
    assert_int_equal(file_system_sync(), -EIO);
    assert_int_equal(inode_take_write_error(inode), -EIO); /* to who closes it */
    assert_int_equal(inode_read(inode, 0, found, sizeof found), sizeof found);
    assert_memory_equal(found, data, sizeof data);
    disk.bad_write_sector = NO_SECTOR;
    assert_int_equal(inode_sync(inode), 0); /* nothing was given up */
    inode_release(inode);
    inode_release(other);
    remount();
    assert_int_equal(inode_open("/file", &inode), 0);
    assert_int_equal(inode_read(inode, 0, found, sizeof found), sizeof found);
    assert_memory_equal(found, data, sizeof data);
    inode_release(inode);
    unmount_sound();
}

static void test_metadata_that_cannot_be_written_is_an_error_and_is_kept(void **state)
{
    (void)state;
    mount_image("-b 1024 -I 128 -O none,filetype", KIB);
    const struct ext2_group_descriptor *group = (void *)(disk.image + 2048);
    inode_release(create("/a"));
    disk.bad_write_sector = group->bg_inode_bitmap * 2;
    assert_int_equal(file_system_sync(), -EIO);
    assert_int_equal(file_system_sync(), -EIO);
    inode_release(create("/b"));
    disk.bad_write_sector = NO_SECTOR;
    assert_int_equal(file_system_sync(), 0);
    check_image();
    unmount_sound();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_random_calls_answer_as_linux_does_with_1_kib_blocks),
        cmocka_unit_test(test_random_calls_answer_as_linux_does_with_4_kib_blocks),
        cmocka_unit_test(test_mke2fs_default_features_of_ext2_can_be_written),
        cmocka_unit_test(test_files_grow_and_shrink_through_all_indirections),
        cmocka_unit_test(test_what_a_file_loses_does_not_come_back),
        cmocka_unit_test(test_a_directory_grows_as_names_are_added),
        cmocka_unit_test(test_symlinks_are_made_in_both_forms),
        cmocka_unit_test(test_a_full_disk_is_an_error_and_nothing_is_lost),
        cmocka_unit_test(test_no_free_inode_is_an_error),
        cmocka_unit_test(test_a_removed_directory_takes_no_names),
        cmocka_unit_test(test_a_running_program_is_not_written),
        cmocka_unit_test(test_more_changed_files_than_inodes_in_memory),
        cmocka_unit_test(test_a_file_larger_than_memory_is_written),
        cmocka_unit_test(test_a_file_that_cannot_be_held_in_memory_is_not_made),
        cmocka_unit_test(test_without_memory_writing_fails_cleanly),
        cmocka_unit_test(test_changes_are_written_after_some_seconds),
        cmocka_unit_test(test_a_disk_in_use_is_marked_and_unmounting_cleans_it),
        cmocka_unit_test(test_what_is_not_known_or_damaged_is_not_written),
        cmocka_unit_test(test_a_bitmap_that_lies_stops_writing),
        cmocka_unit_test(test_a_file_that_cannot_be_written_is_an_error_once_and_is_kept),
        cmocka_unit_test(test_metadata_that_cannot_be_written_is_an_error_and_is_kept),
        /* The last: it switches the file system off. */
        cmocka_unit_test(test_a_removed_file_lives_until_it_is_closed),
    };
    return cmocka_run_group_tests(tests, file_system_initialise, file_system_clean_up);
}
