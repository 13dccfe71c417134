/*
 * test_ext2_calls.c: every call that changes files answers as Linux does: random calls are made on
 * an image and, side by side, on a directory of the host; then results, trees and contents must be
 * the same, and e2fsck must find nothing wrong.
 */
// links: tests/unit/file_system_support.c tests/unit/writable_image.c kernel/fs mm/frame.c
// defines: -DTERRARIUM_HOST_TEST
#define _GNU_SOURCE
#include "file_system_support.h"
#include "kernel/fs/ext2_format.h"
#include "mm/frame.h"
#include "writable_image.h"
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
    return snprintf(buffer, 512, "%s/%s", image_source, path) < 512;
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

/* Every path of the host's tree is ours too, and no directory of ours has more names. */
static void compare_trees(void)
{
    char command[256], line[512];
    uint32_t names = 0, found = 0;

    snprintf(command, sizeof command, "find '%s' -mindepth 1", image_source);
    FILE *list = popen(command, "r");
    assert_non_null(list);
    found += image_entries("/") - 3; /* two dots and lost+found */
    while (fgets(line, sizeof line, list) != NULL) {
        struct stat status;
        line[strcspn(line, "\n")] = '\0';
        const char *path = line + strlen(image_source);
        assert_int_equal(lstat(line, &status), 0);
        names++;
        if (S_ISDIR(status.st_mode))
            found += image_entries(path) - 2;
        else
            compare_file(path, line, &status);
    }
    pclose(list);
    assert_int_equal(found, names);
}

static void run_random_calls(const char *options, uint32_t seed, unsigned calls)
{
    image_mount(options, 6 * KIB);
    for (unsigned i = 0; i < calls; i++) {
        log_clear();
        call_both(&seed);
        time_now += 100000000;
        if (i % 16 == 0)
            file_system_write_back_if_due();
        if (i % 500 == 0)
            image_remount();
    }
    compare_trees();
    image_remount();
    compare_trees();
    image_unmount_sound();
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_random_calls_answer_as_linux_does_with_1_kib_blocks),
        cmocka_unit_test(test_random_calls_answer_as_linux_does_with_4_kib_blocks),
        cmocka_unit_test(test_mke2fs_default_features_of_ext2_can_be_written),
    };
    return cmocka_run_group_tests(tests, file_system_initialise, file_system_clean_up);
}
