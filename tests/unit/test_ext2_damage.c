/*
 * test_ext2_damage.c: what is wrong on the disk is refused by the name of its field, where it
 * matters and nowhere else; a sector that cannot be read gives -EIO and never data.
 */
// links: tests/unit/file_system_support.c kernel/fs mm/frame.c
// defines: -DTERRARIUM_HOST_TEST
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "file_system_support.h"
#include "kernel/fs/ext2_format.h"
#include "mm/frame.h"

#define BLOCK_SIZE 1024u
#define BLOCKS 1024u

static char source[128], image[128];
static struct memory_disk disk;

static void make_small_image(void)
{
    snprintf(source, sizeof source, "%s/source", temporary_directory());
    snprintf(image, sizeof image, "%s/image", temporary_directory());
    run_command("rm -rf '%s' && mkdir -p '%s/d' && cd '%s' && seq 1 9000 > numbers && "
                "ln -s d/../numbers link && echo x > d/x && seq 1 90000 > more && "
                "ln -s \"$(printf './%%.0s' $(seq 1 60))numbers\" slow",
                source, source, source);
    make_image(image, source, "-b 1024 -I 128 -N 256 -O none,filetype", BLOCKS);
}

/* ---- Superblocks that are refused ---- */

#define FIELD(name, value, word) \
    {offsetof(struct ext2_superblock, name), sizeof ((struct ext2_superblock *)0)->name, value, \
     word}

static const struct { size_t offset, size; uint32_t value; const char *word; } bad_fields[] = {
    FIELD(s_magic, 0xEF52, "s_magic"),
    FIELD(s_rev_level, 2, "s_rev_level"),
    FIELD(s_log_block_size, 3, "s_log_block_size"),
    FIELD(s_log_block_size, 0xFFFFFFFF, "s_log_block_size"),
    FIELD(s_log_block_size, 1, "s_first_data_block"),
    FIELD(s_first_data_block, 0, "s_first_data_block"),
    FIELD(s_blocks_count, 0, "s_blocks_count"),
    FIELD(s_blocks_count, 2, "s_blocks_count"),
    FIELD(s_blocks_count, 1025, "s_blocks_count"),
    FIELD(s_blocks_count, 0xFFFFFFFF, "s_blocks_count"),
    FIELD(s_blocks_per_group, 0, "s_blocks_per_group"),
    FIELD(s_blocks_per_group, 8193, "s_blocks_per_group"),
    FIELD(s_blocks_per_group, 1, "s_inodes_count"),
    FIELD(s_inodes_per_group, 0, "s_inodes_per_group"),
    FIELD(s_inodes_per_group, 0xFFFFFFFF, "s_inodes_per_group"),
    FIELD(s_inodes_count, 0, "s_inodes_count"),
    FIELD(s_inodes_count, 0xFFFFFFFF, "s_inodes_count"),
    FIELD(s_inode_size, 0, "s_inode_size"),
    FIELD(s_inode_size, 64, "s_inode_size"),
    FIELD(s_inode_size, 192, "s_inode_size"),
    FIELD(s_inode_size, 2048, "s_inode_size"),
    FIELD(s_first_ino, 2, "s_first_ino"),
    FIELD(s_first_ino, 100000, "s_first_ino"),
    FIELD(s_feature_incompat, 0x42, "extents"),
    FIELD(s_feature_incompat, 0x06, "needs_recovery"),
    FIELD(s_feature_incompat, 0x82, "64bit"),
    FIELD(s_feature_incompat, 0x8002, "inline_data"),
    FIELD(s_feature_incompat, 0x80000002, "unknown"),
};

static void test_a_bad_superblock_is_refused_by_the_name_of_its_field(void **state)
{
    (void)state;
    make_small_image();
    for (size_t i = 0; i < sizeof bad_fields / sizeof *bad_fields; i++) {
        disk_open(&disk, image);
        memcpy(disk.image + EXT2_SUPERBLOCK_OFFSET + bad_fields[i].offset, &bad_fields[i].value,
               bad_fields[i].size);
        log_clear();
        int error = file_system_mount(&disk.device);
        if (error != -EINVAL || strstr(log_text, bad_fields[i].word) == NULL ||
            strstr(log_text, "no file system on disk0") == NULL)
            fail_msg("%s = 0x%x: error %d, log: %s", bad_fields[i].word, bad_fields[i].value,
                     error, log_text);
        assert_int_equal(kernel_blocks, 0);
        disk_close(&disk);
    }
}

static void test_a_truncated_image_is_refused(void **state)
{
    static const uint32_t sectors[] = {0, 1, 2, 3, 4, 100, 2047};
    (void)state;
    make_small_image();
    for (size_t i = 0; i < sizeof sectors / sizeof *sectors; i++) {
        disk_open(&disk, image);
        disk.device.sectors = sectors[i];
        assert_int_equal(file_system_mount(&disk.device), -EINVAL);
        disk_close(&disk);
    }
}

/* ---- Group descriptors, inodes, block pointers ---- */

static int open_image(void **state)
{
    (void)state;
    make_small_image();
    disk_open(&disk, image);
    return 0;
}

static int close_image(void **state)
{
    (void)state;
    disk_close(&disk);
    return kernel_blocks == 0 ? 0 : -1;
}

static struct ext2_group_descriptor *descriptor(void)
{
    return (void *)(disk.image + 2 * BLOCK_SIZE); /* one group, behind the superblock's block */
}

/* The inode on the disk of a path that the sound image has. */
static struct ext2_inode *inode_on_disk(const char *path)
{
    struct inode *inode;

    assert_int_equal(file_system_mount(&disk.device), 0);
    assert_int_equal(inode_open(path, &inode), 0);
    uint32_t number = inode_number(inode);
    inode_release(inode);
    assert_int_equal(file_system_unmount(), 0);
    return (struct ext2_inode *)(disk.image + descriptor()->bg_inode_table * BLOCK_SIZE) +
           number - 1;
}

static int ignore_entry(const char *name, uint32_t length, uint32_t inode, uint32_t type,
                        void *context)
{
    (void)name, (void)length, (void)inode, (void)type, (void)context;
    return 0;
}

/* Opens and reads, or lists, what is at the path: the first error. */
static int use(const char *path)
{
    static uint8_t bytes[700000];
    struct inode *inode;

    int result = inode_open(path, &inode);
    if (result != 0)
        return result;
    if ((inode_mode(inode) & MODE_TYPE_MASK) == MODE_DIRECTORY)
        result = inode_list(inode, ignore_entry, NULL);
    else if ((result = inode_read(inode, 0, bytes, sizeof bytes)) >= 0)
        result = (uint32_t)result == inode_size(inode) ? 0 : -EIO;
    inode_release(inode);
    return result;
}

/* With the damage that the caller has done: using the path gives this error, the log says why, and
 * the rest of the file system is as good as before. */
static void refused(const char *path, int expected, const char *word)
{
    assert_int_equal(file_system_mount(&disk.device), 0);
    log_clear();
    int error = use(path);
    if (error != expected || strstr(log_text, word) == NULL)
        fail_msg("%s: error %d, not %d with \"%s\"; log: %s", path, error, expected, word,
                 log_text);
    assert_int_equal(use("/lost+found"), 0);
    assert_int_equal(file_system_unmount(), 0);
}

#define REFUSED_WITH(field, value, path, expected, word) do {   \
        __typeof__(field) saved = (field);                      \
        (field) = (__typeof__(field))(value);                   \
        refused(path, expected, word);                          \
        (field) = saved;                                        \
    } while (0)

static void test_bad_inodes_are_refused(void **state)
{
    (void)state;
    struct ext2_inode *file = inode_on_disk("/numbers"), *directory = inode_on_disk("/d");

    REFUSED_WITH(file->i_mode, 0, "/numbers", -EIO, "i_mode");
    REFUSED_WITH(file->i_mode, 0xF1A4, "/numbers", -EIO, "i_mode");
    REFUSED_WITH(file->i_links_count, 0, "/numbers", -EIO, "i_links_count");
    REFUSED_WITH(file->i_flags, EXT4_FLAG_EXTENTS, "/numbers", -EIO, "i_flags");
    REFUSED_WITH(file->i_flags, EXT4_FLAG_INLINE_DATA, "/numbers", -EIO, "i_flags");
    REFUSED_WITH(file->i_size, 0x80000000, "/numbers", -EFBIG, "2 GiB");
    REFUSED_WITH(file->i_size_high, 1, "/numbers", -EFBIG, "2 GiB");
    REFUSED_WITH(file->i_mode, MODE_FIFO | 0644, "/numbers", -EINVAL, "");
    REFUSED_WITH(file->i_mode, MODE_BLOCK_DEVICE | 0644, "/numbers", -EINVAL, "");
    REFUSED_WITH(directory->i_size, 0, "/d", -EIO, "i_size");
    REFUSED_WITH(directory->i_size, 1000, "/d/x", -EIO, "i_size");
    REFUSED_WITH(directory->i_size, (BLOCKS + 1) * BLOCK_SIZE, "/d", -EIO, "i_size");
    REFUSED_WITH(directory->i_size, 2 * BLOCK_SIZE, "/d", -EIO, "hole");
    REFUSED_WITH(directory->i_block[0], 0, "/d", -EIO, "hole");
}

static void test_bad_block_pointers_are_refused(void **state)
{
    (void)state;
    struct ext2_inode *file = inode_on_disk("/more"); /* 12 + 256 + some blocks */
    uint32_t *single = (uint32_t *)(disk.image + file->i_block[12] * BLOCK_SIZE);
    uint32_t *twice = (uint32_t *)(disk.image + file->i_block[13] * BLOCK_SIZE);
    const uint32_t bad[] = {1, BLOCKS, BLOCKS + 1, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF};

    assert_int_not_equal(file->i_block[13], 0);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        char word[64];
        snprintf(word, sizeof word, "block %u is outside", bad[i]);
        REFUSED_WITH(file->i_block[0], bad[i], "/more", -EIO, word);
        REFUSED_WITH(file->i_block[11], bad[i], "/more", -EIO, word);
        REFUSED_WITH(file->i_block[12], bad[i], "/more", -EIO, word);
        REFUSED_WITH(file->i_block[13], bad[i], "/more", -EIO, word);
        REFUSED_WITH(single[0], bad[i], "/more", -EIO, word);
        REFUSED_WITH(single[255], bad[i], "/more", -EIO, word);
        REFUSED_WITH(twice[0], bad[i], "/more", -EIO, word);
    }
    /* A run of blocks that goes on behind the end of the file system. */
    single[7] = BLOCKS - 1;
    REFUSED_WITH(single[8], BLOCKS, "/more", -EIO, "block 1024 is outside");
}

static void test_a_bad_inode_table_is_refused(void **state)
{
    const uint32_t bad[] = {0, 1, BLOCKS - 31, BLOCKS, 0x80000000, 0xFFFFFFFF};

    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        descriptor()->bg_inode_table = bad[i];
        log_clear();
        assert_int_equal(file_system_mount(&disk.device), -EIO);
        assert_non_null(strstr(log_text, "bg_inode_table"));
        assert_non_null(strstr(log_text, "no file system on disk0"));
    }
}

/* ---- Directories and symlinks ---- */

static struct ext2_directory_entry *entry_on_disk(const char *path, const char *name)
{
    struct ext2_inode *inode = inode_on_disk(path);
    uint8_t *block = disk.image + inode->i_block[0] * BLOCK_SIZE;

    for (uint32_t offset = 0; offset < BLOCK_SIZE;) {
        struct ext2_directory_entry *entry = (void *)(block + offset);
        if (entry->name_len == strlen(name) && memcmp(entry->name, name, entry->name_len) == 0)
            return entry;
        offset += entry->rec_len;
    }
    fail_msg("no %s in %s", name, path);
    return NULL;
}

static void test_bad_directory_entries_are_refused(void **state)
{
    (void)state;
    struct ext2_directory_entry *dots = entry_on_disk("/d", ".."), *x = entry_on_disk("/d", "x");
    uint32_t room = x->rec_len; /* x is the last: it reaches to the end of the block */

    REFUSED_WITH(x->rec_len, 0, "/d/missing", -EIO, "rec_len");
    REFUSED_WITH(x->rec_len, 4, "/d/missing", -EIO, "rec_len");
    REFUSED_WITH(x->rec_len, 8, "/d/missing", -EIO, "rec_len");
    REFUSED_WITH(x->rec_len, 14, "/d/missing", -EIO, "rec_len");
    REFUSED_WITH(x->rec_len, room + 4, "/d/missing", -EIO, "rec_len");
    REFUSED_WITH(x->rec_len, 0xFFFC, "/d/missing", -EIO, "rec_len");
    REFUSED_WITH(x->rec_len, room - 4, "/d/missing", -EIO, "place");
    REFUSED_WITH(x->name_len, 0, "/d/missing", -EIO, "name_len");
    REFUSED_WITH(dots->name_len, 5, "/d/missing", -EIO, "name_len");
    REFUSED_WITH(dots->name_len, 255, "/d/missing", -EIO, "name_len");
    REFUSED_WITH(x->name[0], '/', "/d/missing", -EIO, "name");
    REFUSED_WITH(x->name[0], '\0', "/d/missing", -EIO, "name");
    REFUSED_WITH(x->file_type, 8, "/d/missing", -EIO, "file_type");
    REFUSED_WITH(x->inode, 257, "/d/x", -EIO, "inode 257");
    REFUSED_WITH(x->inode, 0xFFFFFFFF, "/d/x", -EIO, "inode 4294967295");
    REFUSED_WITH(x->inode, 1, "/d/x", -EIO, "inode number 1");
    REFUSED_WITH(x->inode, 10, "/d/x", -EIO, "inode number 10");
    REFUSED_WITH(x->inode, 200, "/d/x", -EIO, "inode 200: bad i_links_count");
    REFUSED_WITH(x->inode, 0, "/d/x", -ENOENT, "");
}

static void test_bad_symlinks_are_refused(void **state)
{
    (void)state;
    struct ext2_inode *table = (void *)(disk.image + descriptor()->bg_inode_table * BLOCK_SIZE);
    struct ext2_inode *fast = &table[entry_on_disk("/", "link")->inode - 1];
    struct ext2_inode *slow = &table[entry_on_disk("/", "slow")->inode - 1];

    assert_int_equal(fast->i_blocks, 0);
    assert_int_equal(slow->i_blocks, 2);
    REFUSED_WITH(fast->i_size, 0, "/link", -EIO, "i_size");
    REFUSED_WITH(fast->i_size, 60, "/link", -EIO, "i_size");
    REFUSED_WITH(fast->i_size, 59, "/link", -EIO, "i_size"); /* NULs before its end */
    REFUSED_WITH(fast->i_size, BLOCK_SIZE, "/link", -EIO, "i_size");
    REFUSED_WITH(fast->i_blocks, 2, "/link", -EIO, "outside"); /* text taken as a block number */
    REFUSED_WITH(slow->i_size, 1023, "/slow", -EIO, "i_size");
    REFUSED_WITH(slow->i_size, 0xFFFFFFFF, "/slow", -EIO, "i_size");
    REFUSED_WITH(slow->i_block[0], 0, "/slow", -EIO, "hole");
    REFUSED_WITH(slow->i_block[0], BLOCKS, "/slow", -EIO, "outside");
    refused("/slow", 0, "");
}

static void test_directories_that_contain_each_other_end_in_a_name(void **state)
{
    (void)state;
    struct ext2_directory_entry *x = entry_on_disk("/d", "x");
    char path[256] = "";

    x->inode = EXT2_ROOT_INODE;
    for (int i = 0; i < 40; i++)
        strcat(path, "/d/x");
    refused(path, 0, "");
}

/* ---- Read errors ---- */

/* Reads the file and compares what came. 0 or -EIO. */
static int read_numbers(struct inode *inode)
{
    static uint8_t expected[65536], found[4096];
    char path[160];

    snprintf(path, sizeof path, "%s/numbers", source);
    FILE *file = fopen(path, "rb");
    size_t size = fread(expected, 1, sizeof expected, file);

    fclose(file);
    assert_int_equal(inode_size(inode), size);
    for (uint32_t offset = 0; offset < size; offset += sizeof found) {
        int length = inode_read(inode, offset, found, sizeof found);
        if (length < 0)
            return length;
        assert_memory_equal(found, expected + offset, (size_t)length);
    }
    return 0;
}

/* Reads all that the small image has; each step must succeed or give -EIO. Whether all went
 * well. */
static bool read_all(void)
{
    static const char *const paths[] = {"/numbers", "/link", "/d/x", "/lost+found", "/"};
    bool good = true;

    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        struct inode *inode;
        char text[2];
        int error = inode_open(paths[i], &inode);
        if (error == 0) {
            if ((inode_mode(inode) & MODE_TYPE_MASK) == MODE_DIRECTORY)
                error = inode_list(inode, ignore_entry, NULL);
            else if (inode_size(inode) > sizeof text)
                error = read_numbers(inode);
            else if ((error = inode_read(inode, 0, text, sizeof text)) >= 0)
                error = memcmp(text, "x\n", sizeof text);
            inode_release(inode);
        }
        assert_true(error == 0 || error == -EIO);
        good = good && error == 0;
    }
    return good;
}

static void test_a_sector_that_cannot_be_read_gives_an_error_and_never_data(void **state)
{
    uint32_t failures = 0;

    (void)state;
    make_small_image();
    disk_open(&disk, image);
    for (uint32_t sector = 0; sector < disk.device.sectors; sector++) {
        disk.bad_sector = sector;
        disk.errors = 0;
        log_clear();
        bool good = false;
        int error = file_system_mount(&disk.device);
        if (error == 0) {
            good = read_all();
            assert_int_equal(file_system_unmount(), 0);
        } else {
            assert_int_equal(error, -EIO);
        }
        /* Something failed exactly when the disk did. */
        assert_int_equal(good, disk.errors == 0);
        failures += !good;
        assert_int_equal(kernel_blocks, 0);
    }
    assert_true(failures > 40); /* 48 KiB of file alone are 96 sectors */
    disk_close(&disk);
}

int main(void)
{
#define ON_IMAGE(test) cmocka_unit_test_setup_teardown(test, open_image, close_image)
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_bad_superblock_is_refused_by_the_name_of_its_field),
        cmocka_unit_test(test_a_truncated_image_is_refused),
        ON_IMAGE(test_bad_inodes_are_refused),
        ON_IMAGE(test_bad_block_pointers_are_refused),
        ON_IMAGE(test_a_bad_inode_table_is_refused),
        ON_IMAGE(test_bad_directory_entries_are_refused),
        ON_IMAGE(test_bad_symlinks_are_refused),
        ON_IMAGE(test_directories_that_contain_each_other_end_in_a_name),
        cmocka_unit_test(test_a_sector_that_cannot_be_read_gives_an_error_and_never_data),
    };
    return cmocka_run_group_tests(tests, file_system_initialise, file_system_clean_up);
}
