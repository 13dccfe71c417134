/*
 * test_ext2.c: what mke2fs wrote is what ext2 reads, byte for byte and name for name, for each
 * block size; and paths lead where POSIX says.
 */
// links: tests/unit/file_system_support.c kernel/fs mm/frame.c
// defines: -DTERRARIUM_HOST_TEST
#define _GNU_SOURCE
/* The kernel's names first: where the host's headers have the same, those of the host then count,
 * which here is the same number in other words. */
#include "file_system_support.h"
#include "kernel/fs/ext2_format.h"
#include "mm/frame.h"
#include <dirent.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

static char source[128], image[128];

/* ---- The tree that goes into the images ---- */

static const char *in_source(const char *format, ...) __attribute__((format(printf, 1, 2)));
static const char *in_source(const char *format, ...)
{
    static char path[4096];
    va_list arguments;
    int length = snprintf(path, sizeof path, "%s/", source);

    va_start(arguments, format);
    vsnprintf(path + length, sizeof path - (size_t)length, format, arguments);
    va_end(arguments);
    return path;
}

static void write_random(const char *name, size_t size)
{
    uint8_t *data = malloc(size + 1);

    fill_random(data, size, (uint32_t)size);
    write_file(in_source("files/%s-%zu", name, size), data, size);
    free(data);
}

/* Sizes around each border of the block map. The triple-indirect one, where it fits into 2 GiB,
 * is sparse. */
static void make_files(uint32_t block_size)
{
    size_t pointers = block_size / 4;
    size_t border[] = {0, 1, block_size, 4096, 12 * block_size, (12 + pointers) * block_size};

    assert_int_equal(mkdir(in_source("files"), 0755), 0);
    for (size_t i = 0; i < sizeof border / sizeof *border; i++) {
        if (border[i] > 0)
            write_random("below", border[i] - 1);
        write_random("at", border[i]);
        write_random("above", border[i] + 1);
    }
    uint64_t triple = (12 + pointers + (uint64_t)pointers * pointers) * block_size;
    uint64_t offsets[] = {3 * block_size, 5000000, triple, triple + 3 * block_size + 77};
    int file = open(in_source("files/sparse"), O_WRONLY | O_CREAT, 0644);
    for (size_t i = 0; i < sizeof offsets / sizeof *offsets; i++) {
        uint8_t data[3000];
        fill_random(data, sizeof data, (uint32_t)i);
        if (offsets[i] + sizeof data < INT32_MAX)
            assert_int_equal(pwrite(file, data, sizeof data, (off_t)offsets[i]), sizeof data);
    }
    close(file);
    file = open(in_source("files/hole-only"), O_WRONLY | O_CREAT, 0644);
    assert_int_equal(ftruncate(file, 1 << 20), 0);
    close(file);
}

static void link_to(const char *target, const char *name)
{
    assert_int_equal(symlink(target, in_source("links/%s", name)), 0);
}

static void make_links(void)
{
    char target[512];

    assert_int_equal(mkdir(in_source("links"), 0755), 0);
    write_file(in_source("links/file"), "the end\n", 8);
    link_to("file", "fast");
    link_to("/links/file", "absolute");
    link_to("../links", "to-directory");
    link_to("../links/to-directory/to-directory/fast", "through-directories");
    link_to("nowhere", "dangling");
    link_to("self", "self");
    link_to("loop-b", "loop-a");
    link_to("loop-a", "loop-b");
    /* 59 bytes are the longest that fit into the inode: 60 go to a block. */
    for (size_t length = 58; length < 63; length++) {
        memset(target, '/', length - 4);
        strcpy(target + length - 4, "file");
        memcpy(target, "../links", 8);
        char name[16];
        snprintf(name, sizeof name, "length-%zu", length);
        link_to(target, name);
    }
    memset(target, 0, sizeof target);
    for (int i = 0; i < 100; i++)
        strcat(target, "./");
    strcat(target, "file");
    link_to(target, "slow");
    for (int i = 1; i <= 9; i++) {
        char name[16];
        snprintf(name, sizeof name, "chain-%d", i);
        snprintf(target, sizeof target, i == 1 ? "file" : "chain-%d", i - 1);
        link_to(target, name);
    }
}

static void make_directories(void)
{
    char path[2048] = "deep", name[EXT2_NAME_MOST + 1];

    assert_int_equal(mkdir(in_source("many"), 0755), 0);
    for (int i = 0; i < 400; i++) { /* at 264 bytes each: an indirect directory */
        memset(name, 'a' + i % 26, EXT2_NAME_MOST);
        name[EXT2_NAME_MOST] = '\0';
        memcpy(name, (char[4]){'0' + i / 100, '0' + i / 10 % 10, '0' + i % 10, ' '}, 4);
        write_file(in_source("many/%s", name), name, (size_t)(i % 255));
    }
    assert_int_equal(mkdir(in_source("deep"), 0755), 0);
    for (int i = 0; i < 60; i++) {
        sprintf(path + strlen(path), "/level-%d", i);
        assert_int_equal(mkdir(in_source("%s", path), 0755), 0);
    }
    write_file(in_source("%s/bottom", path), "here\n", 5);
    assert_int_equal(mkdir(in_source("empty"), 0755), 0);
    assert_int_equal(mkfifo(in_source("fifo"), 0600), 0);
    assert_int_equal(chmod(in_source("many"), 0751), 0);
}

static void make_source(uint32_t block_size)
{
    snprintf(source, sizeof source, "%s/source", temporary_directory());
    snprintf(image, sizeof image, "%s/image", temporary_directory());
    run_command("rm -rf '%s'", source);
    assert_int_equal(mkdir(source, 0755), 0);
    make_files(block_size);
    make_links();
    make_directories();
}

/* ---- Comparing what is mounted with the tree ---- */

/* The parts of a file that are compared: all of one up to 4 MiB, of a larger one the parts that
 * are not holes and what surrounds them. */
static bool worth_comparing(int file, off_t offset, off_t size)
{
    if (size <= 4 << 20)
        return true;
    off_t data = lseek(file, offset > 65536 ? offset - 65536 : 0, SEEK_DATA);
    return data >= 0 && data < offset + 2 * 65536;
}

static void compare_file(struct inode *inode, const char *path)
{
    static uint8_t expected[65536], found[65536];
    struct stat status;
    int file = open(path, O_RDONLY);

    assert_true(file >= 0);
    assert_int_equal(fstat(file, &status), 0);
    assert_int_equal(inode_size(inode), status.st_size);
    for (off_t offset = 0; offset < status.st_size; offset += sizeof expected) {
        if (!worth_comparing(file, offset, status.st_size))
            continue;
        ssize_t length = pread(file, expected, sizeof expected, offset);
        assert_int_equal(inode_read(inode, (uint32_t)offset, found, sizeof found), length);
        assert_memory_equal(found, expected, (size_t)length);
    }
    assert_int_equal(inode_read(inode, (uint32_t)status.st_size, found, sizeof found), 0);
    close(file);
}

static int count_entry(const char *name, uint32_t length, uint32_t inode, uint32_t type,
                       void *context)
{
    (void)name, (void)length, (void)inode, (void)type;
    ++*(unsigned *)context;
    return 0;
}

static void compare_tree(const char *path_in_source, const char *path_in_image);

static void compare_entry(const char *source_path, const char *image_path)
{
    struct stat status;
    struct inode *inode;

    if (stat(source_path, &status) != 0)
        return; /* a dangling or looping symlink; other tests open those */
    if (inode_open(image_path, &inode) == -ELOOP)
        return; /* chain-9 */
    assert_int_equal(inode_mode(inode), status.st_mode);
    if (S_ISREG(status.st_mode))
        compare_file(inode, source_path);
    inode_release(inode);
    if (lstat(source_path, &status) == 0 && S_ISDIR(status.st_mode))
        compare_tree(source_path, image_path);
}

static void compare_tree(const char *path_in_source, const char *path_in_image)
{
    DIR *directory = opendir(path_in_source);
    struct dirent *entry;
    struct inode *inode;
    unsigned expected = 0, found = 0;

    assert_non_null(directory);
    while ((entry = readdir(directory)) != NULL) {
        char source_path[4096], image_path[4096];
        expected++;
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        snprintf(source_path, sizeof source_path, "%s/%s", path_in_source, entry->d_name);
        snprintf(image_path, sizeof image_path, "%s/%s", path_in_image, entry->d_name);
        compare_entry(source_path, image_path);
    }
    closedir(directory);
    assert_int_equal(inode_open(*path_in_image ? path_in_image : "/", &inode), 0);
    assert_int_equal(inode_list(inode, count_entry, &found), 0);
    assert_int_equal(found, expected + (*path_in_image ? 0 : 1)); /* lost+found in the root */
    inode_release(inode);
}

static void compare_image(const char *options, uint32_t block_size)
{
    struct memory_disk disk;

    make_source(block_size);
    make_image(image, source, options, 24 << 10);
    disk_open(&disk, image);
    log_clear();
    assert_int_equal(file_system_mount(&disk.device), 0);
    compare_tree(source, "");
    assert_int_equal(file_system_unmount(), 0);
    disk_close(&disk);
}

static void test_every_file_reads_as_written_with_1_kib_blocks(void **state)
{
    (void)state;
    compare_image("-b 1024 -I 128 -O none,filetype,sparse_super", 1024);
}

static void test_every_file_reads_as_written_with_2_kib_blocks(void **state)
{
    (void)state;
    compare_image("-b 2048 -I 256 -O none,filetype", 2048);
}

static void test_every_file_reads_as_written_with_4_kib_blocks(void **state)
{
    (void)state;
    compare_image("-b 4096 -I 256 -O none,filetype,large_file", 4096);
}

static void test_entries_without_file_type_and_many_groups(void **state)
{
    (void)state;
    compare_image("-b 1024 -I 128 -g 1024 -O none", 1024);
}

static void test_mke2fs_default_features_of_ext2(void **state)
{
    (void)state;
    compare_image("-b 4096", 4096);
}

/* ---- Paths ---- */

static struct memory_disk path_disk;

static int mount_for_paths(void **state)
{
    (void)state;
    make_source(1024);
    make_image(image, source, "-b 1024 -I 128 -O none,filetype", 24 << 10);
    disk_open(&path_disk, image);
    return file_system_mount(&path_disk.device);
}

static int unmount_for_paths(void **state)
{
    (void)state;
    int error = file_system_unmount(); /* refused if a test left an inode open */
    disk_close(&path_disk);
    return error;
}

static void open_gives(const char *path, int expected)
{
    struct inode *inode;
    int error = inode_open(path, &inode);

    if (error != expected)
        fail_msg("inode_open(\"%.60s\") gave %d, not %d", path, error, expected);
    if (error == 0)
        inode_release(inode);
}

static void reads_the_end(const char *path)
{
    struct inode *inode;
    char text[16];

    assert_int_equal(inode_open(path, &inode), 0);
    assert_int_equal(inode_read(inode, 0, text, sizeof text), 8);
    assert_memory_equal(text, "the end\n", 8);
    inode_release(inode);
}

static void test_paths_lead_where_posix_says(void **state)
{
    (void)state;
    open_gives("/", 0);
    open_gives("///", 0);
    open_gives("/links/", 0);
    open_gives("/.", 0);
    open_gives("/../..", 0);
    open_gives("", -ENOENT);
    open_gives("/missing", -ENOENT);
    open_gives("/missing/x", -ENOENT);
    open_gives("/links/file/", -ENOTDIR);
    open_gives("/links/file/x", -ENOTDIR);
    open_gives("/links/file/..", -ENOTDIR);
    open_gives("/links/fil", -ENOENT);
    open_gives("/links/filed", -ENOENT);
    reads_the_end("/links/file");
    reads_the_end("links/file");
    reads_the_end("//links//.//../links/./file");
}

static void test_symlinks_are_followed_up_to_eight(void **state)
{
    (void)state;
    reads_the_end("/links/fast");
    reads_the_end("/links/absolute");
    reads_the_end("/links/to-directory/to-directory/file");
    reads_the_end("/links/through-directories");
    reads_the_end("/links/slow");
    reads_the_end("/links/length-58");
    reads_the_end("/links/length-59");
    reads_the_end("/links/length-60");
    reads_the_end("/links/length-62");
    reads_the_end("/links/chain-8");
    open_gives("/links/chain-9", -ELOOP);
    open_gives("/links/self", -ELOOP);
    open_gives("/links/loop-a", -ELOOP);
    open_gives("/links/loop-a/x", -ELOOP);
    open_gives("/links/dangling", -ENOENT);
    open_gives("/links/fast/", -ENOTDIR);
    open_gives("/links/to-directory/", 0);
}

static void test_long_names_and_paths_are_refused(void **state)
{
    static char path[8192];

    (void)state;
    memset(path, 'n', 256);
    path[256] = '\0';
    open_gives(path, -ENAMETOOLONG);
    path[255] = '\0';
    open_gives(path, -ENOENT);
    memset(path, '/', sizeof path);
    path[4095] = '\0';
    open_gives(path, 0);
    path[4095] = '/';
    path[4096] = '\0';
    open_gives(path, -ENAMETOOLONG);
}

static void test_what_is_not_a_file_is_not_read(void **state)
{
    struct inode *inode;
    unsigned entries = 0;
    char byte;

    (void)state;
    assert_int_equal(inode_open("/links", &inode), 0);
    assert_int_equal(inode_read(inode, 0, &byte, 1), -EISDIR);
    inode_release(inode);
    assert_int_equal(inode_open("/fifo", &inode), 0);
    assert_int_equal(inode_read(inode, 0, &byte, 1), -EINVAL);
    inode_release(inode);
    assert_int_equal(inode_open("/links/file", &inode), 0);
    assert_int_equal(inode_list(inode, count_entry, &entries), -ENOTDIR);
    inode_release(inode);
}

static void test_an_inode_in_use_is_one_object(void **state)
{
    struct inode *first, *second;

    (void)state;
    assert_int_equal(inode_open("/links/file", &first), 0);
    assert_int_equal(inode_open("/links/slow", &second), 0);
    assert_ptr_equal(first, second);
    struct backing *backing = inode_backing(first);
    assert_string_equal(backing->name(backing), "/links/file");
    backing->retain(backing);
    inode_release(first);
    inode_release(second);
    assert_int_equal(file_system_unmount(), -EINVAL); /* the backing still holds it */
    backing->release(backing);
}

static void test_too_many_inodes_in_use_is_an_error(void **state)
{
    static struct inode *open_inodes[300];
    char name[EXT2_NAME_MOST + 8];
    int count = 0, error = 0;

    (void)state;
    while (count < 300) {
        int length = sprintf(name, "/many/%03d ", count);
        memset(name + length, 'a' + count % 26, EXT2_NAME_MOST - 4);
        name[length + EXT2_NAME_MOST - 4] = '\0';
        error = inode_open(name, &open_inodes[count]);
        if (error != 0)
            break;
        count++;
    }
    assert_int_equal(error, -ENFILE);
    while (count > 0)
        inode_release(open_inodes[--count]);
    open_gives(name, 0);
}

static void test_blocks_of_a_file_are_listed_with_holes(void **state)
{
    struct inode *inode;
    struct file_blocks blocks;

    (void)state;
    assert_int_equal(inode_open("/files/sparse", &inode), 0);
    assert_int_equal(inode_blocks(inode, &blocks), 0);
    assert_int_equal(blocks.listed, FILE_BLOCKS_MOST);
    assert_int_equal(blocks.block_size, 1024);
    assert_int_equal(blocks.sectors_per_block, 2);
    for (unsigned i = 0; i < blocks.listed; i++)
        assert_int_equal(blocks.block[i] != 0, i >= 3 && i <= 5);
    /* What stands in those sectors of the disk is what stands in the file. */
    uint8_t contents[1024];
    assert_int_equal(inode_read(inode, 4 * 1024, contents, 1024), 1024);
    assert_memory_equal(contents, path_disk.image + (size_t)blocks.block[4] * 1024, 1024);
    inode_release(inode);

    assert_int_equal(inode_open("/links/file", &inode), 0);
    assert_int_equal(inode_blocks(inode, &blocks), 0);
    assert_int_equal(blocks.blocks, 1);
    assert_int_equal(blocks.listed, 1);
    inode_release(inode);
}

/* ---- Mounting ---- */

static void make_small_image(const char *options)
{
    snprintf(source, sizeof source, "%s/source", temporary_directory());
    snprintf(image, sizeof image, "%s/image", temporary_directory());
    run_command("rm -rf '%s' && mkdir -p '%s/d' && seq 1 9000 > '%s/numbers' && "
                "ln -s d/../numbers '%s/link' && echo x > '%s/d/x'",
                source, source, source, source, source);
    make_image(image, source, options, 1024);
}

static void test_the_first_revision_of_ext2_is_read(void **state)
{
    struct memory_disk disk;

    (void)state;
    make_small_image("-b 1024 -r 0 -O none");
    disk_open(&disk, image);
    assert_int_equal(file_system_mount(&disk.device), 0);
    compare_tree(source, "");
    assert_int_equal(file_system_unmount(), 0);
    disk_close(&disk);
}

static void test_a_mount_without_memory_fails_cleanly(void **state)
{
    struct memory_disk disk;
    int error;

    (void)state;
    make_small_image("-b 1024 -I 128 -O none,filetype");
    disk_open(&disk, image);
    for (size_t n = 1;; n++) {
        kernel_allocate_fail_at = n;
        error = file_system_mount(&disk.device);
        if (error == 0)
            break;
        assert_int_equal(error, -ENOMEM);
        assert_int_equal(kernel_blocks, 0);
    }
    kernel_allocate_fail_at = 0;
    assert_int_equal(file_system_unmount(), 0);
    assert_int_equal(kernel_blocks, 0);
    disk_close(&disk);
}

int main(void)
{
#define WITH_PATHS(test) cmocka_unit_test_setup_teardown(test, mount_for_paths, unmount_for_paths)
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_file_reads_as_written_with_1_kib_blocks),
        cmocka_unit_test(test_every_file_reads_as_written_with_2_kib_blocks),
        cmocka_unit_test(test_every_file_reads_as_written_with_4_kib_blocks),
        cmocka_unit_test(test_entries_without_file_type_and_many_groups),
        cmocka_unit_test(test_mke2fs_default_features_of_ext2),
        WITH_PATHS(test_paths_lead_where_posix_says),
        WITH_PATHS(test_symlinks_are_followed_up_to_eight),
        WITH_PATHS(test_long_names_and_paths_are_refused),
        WITH_PATHS(test_what_is_not_a_file_is_not_read),
        WITH_PATHS(test_an_inode_in_use_is_one_object),
        WITH_PATHS(test_too_many_inodes_in_use_is_an_error),
        WITH_PATHS(test_blocks_of_a_file_are_listed_with_holes),
        cmocka_unit_test(test_the_first_revision_of_ext2_is_read),
        cmocka_unit_test(test_a_mount_without_memory_fails_cleanly),
    };
    return cmocka_run_group_tests(tests, file_system_initialise, file_system_clean_up);
}
