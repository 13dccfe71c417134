/*
 * test_page_cache.c: pages of files are read once and shared; what is idle counts as free memory
 * and comes back when it is wanted; nothing leaks, whatever fails.
 */
// links: tests/unit/file_system_support.c kernel/fs mm/frame.c
// defines: -DTERRARIUM_HOST_TEST
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "file_system_support.h"
#include "mm/frame.h"

#define FILE_PAGES 300u
#define HOLE_PAGES 2500u /* more than half of the simulated memory: more than the cache takes */
#define FILE_SIZE (FILE_PAGES * PAGE_SIZE - 1000)

static uint8_t contents[FILE_SIZE];
static struct memory_disk disk;
static struct inode *file;
static size_t free_before_mount;

static int mount_with_file(void **state)
{
    char source[128], path[160], image[128];

    (void)state;
    snprintf(source, sizeof source, "%s/source", temporary_directory());
    snprintf(path, sizeof path, "%s/file", source);
    snprintf(image, sizeof image, "%s/image", temporary_directory());
    run_command("rm -rf '%s' && mkdir '%s'", source, source);
    fill_random(contents, FILE_SIZE, 1);
    write_file(path, contents, FILE_SIZE);
    run_command("truncate -s %u '%s/hole'", HOLE_PAGES * PAGE_SIZE, source);
    make_image(image, source, "-b 1024 -I 128 -O none,filetype", 2048);
    disk_open(&disk, image);
    free_before_mount = frame_count_free();
    log_clear();
    if (file_system_mount(&disk.device) != 0)
        return -1;
    return inode_open("/file", &file);
}

/* Each test must leave nothing behind: no inode, frame or block. */
static int unmount(void **state)
{
    (void)state;
    inode_release(file);
    int error = file_system_unmount();
    disk_close(&disk);
    if (error != 0 || frame_count_free() != free_before_mount || kernel_blocks != 0)
        return -1;
    return 0;
}

static size_t free_and_idle(void)
{
    return frame_count_free() + page_cache_idle_frames();
}

static frame_number get(uint32_t page)
{
    struct backing *backing = inode_backing(file);
    frame_number frame = NO_FRAME;

    assert_int_equal(backing->get(backing, page, &frame), 0);
    return frame;
}

static void read_page(uint32_t page)
{
    static uint8_t found[PAGE_SIZE];
    uint32_t offset = page * PAGE_SIZE;
    uint32_t length = FILE_SIZE - offset < PAGE_SIZE ? FILE_SIZE - offset : PAGE_SIZE;

    assert_int_equal(inode_read(file, offset, found, PAGE_SIZE), length);
    assert_memory_equal(found, contents + offset, length);
}

static void test_a_page_is_read_once_and_shared(void **state)
{
    (void)state;
    frame_number first = get(7);
    uint32_t commands = disk.commands;
    frame_number second = get(7);

    assert_int_equal(first, second);
    assert_int_equal(disk.commands, commands);
    assert_int_equal(frame_references(first), 3); /* the cache's and two of ours */
    assert_int_equal(frame_kind_of(first), FRAME_FILE_CACHE);
    assert_memory_equal(frame_pointer(first), contents + 7 * PAGE_SIZE, PAGE_SIZE);
    frame_release(first);
    frame_release(second);
}

static void test_reading_on_takes_few_commands(void **state)
{
    (void)state;
    uint32_t commands = disk.commands;
    for (uint32_t page = 0; page < FILE_PAGES; page++)
        read_page(page);
    /* 300 pages are 10 misses. There are 6 indirect blocks: each is read, and splits a run. */
    assert_in_range(disk.commands - commands, 10, 10 + 2 * 6);
}

static void test_behind_the_end_of_the_file_a_page_is_zero(void **state)
{
    uint8_t zeros[1000] = {0};
    struct file_blocks blocks;

    (void)state;
    /* Put something into the last block behind the end, as a careless writer might. */
    assert_int_equal(inode_blocks(file, &blocks), 0);
    for (size_t i = 0; i + sizeof zeros < disk.device.sectors * SECTOR_SIZE; i += 512) {
        if (memcmp(disk.image + i, contents + FILE_SIZE / 512 * 512, FILE_SIZE % 512) == 0)
            memset(disk.image + i + FILE_SIZE % 512, 0xAA, 512 - FILE_SIZE % 512);
    }
    frame_number frame = get(FILE_PAGES - 1);
    assert_memory_equal(frame_pointer(frame), contents + (FILE_PAGES - 1) * PAGE_SIZE,
                        PAGE_SIZE - 1000);
    assert_memory_equal((uint8_t *)frame_pointer(frame) + PAGE_SIZE - 1000, zeros, 1000);
    frame_release(frame);
}

static void test_a_page_behind_the_end_is_an_error(void **state)
{
    struct backing *backing = inode_backing(file);
    frame_number frame;

    (void)state;
    assert_int_equal(backing->get(backing, FILE_PAGES, &frame), -EIO);
    assert_int_equal(backing->get(backing, UINT32_MAX, &frame), -EIO);
}

static void test_free_and_idle_frames_are_as_before(void **state)
{
    (void)state;
    size_t before = free_and_idle(), blocks = kernel_blocks;

    frame_number mapped = get(3);
    assert_int_equal(free_and_idle(), before - 1); /* one of the pages read is in use */
    for (uint32_t page = 0; page < FILE_PAGES; page += 2)
        read_page(page);
    assert_int_equal(free_and_idle(), before - 1);
    frame_release(mapped);
    assert_int_equal(free_and_idle(), before);
    assert_int_equal(kernel_blocks, blocks);
}

static void test_idle_pages_give_way_when_frames_run_out(void **state)
{
    static frame_number taken[SIMULATED_MEMORY / PAGE_SIZE];
    size_t count = 0;

    (void)state;
    for (uint32_t page = 0; page < FILE_PAGES; page++)
        read_page(page);
    frame_number mapped = get(100);
    size_t expected = free_and_idle();
    while ((taken[count] = frame_allocate(FRAME_USER)) != NO_FRAME)
        count++;
    assert_int_equal(count, expected); /* all but the page in use */
    assert_int_equal(frame_references(mapped), 2);
    assert_memory_equal(frame_pointer(mapped), contents + 100 * PAGE_SIZE, PAGE_SIZE);

    struct backing *backing = inode_backing(file);
    frame_number frame;
    assert_int_equal(backing->get(backing, 5, &frame), -ENOMEM);
    frame_release(mapped);
    read_page(5); /* page 100's frame is enough to go on */
    while (count > 0)
        frame_release(taken[--count]);
    for (uint32_t page = 0; page < FILE_PAGES; page++)
        read_page(page);
}

static void test_the_page_longest_unused_goes_first(void **state)
{
    (void)state;
    for (uint32_t page = 0; page < FILE_PAGES; page++)
        read_page(page);
    read_page(0); /* now page 1 is the oldest */
    assert_int_equal(page_cache_reclaim(10), 10);
    uint32_t commands = disk.commands;
    read_page(0);
    read_page(11);
    read_page(FILE_PAGES - 1);
    assert_int_equal(disk.commands, commands);
    read_page(10);
    assert_true(disk.commands > commands);
}

static void test_pages_in_use_are_never_reclaimed(void **state)
{
    static frame_number held[FILE_PAGES];
    size_t before = free_and_idle();

    (void)state;
    for (int round = 0; round < 20; round++) {
        for (uint32_t page = 0; page < FILE_PAGES; page++)
            held[page] = get(page);
        assert_int_equal(page_cache_reclaim(FILE_PAGES), 0);
        for (uint32_t page = 0; page < FILE_PAGES; page++)
            frame_release(held[page]);
        assert_int_equal(page_cache_reclaim(UINT32_MAX), FILE_PAGES);
    }
    assert_int_equal(free_and_idle(), before);
}

static void test_more_pages_in_use_than_the_cache_has_entries(void **state)
{
    static frame_number held[HOLE_PAGES];
    struct inode *hole;
    size_t before = free_and_idle(), entries = frame_count_total() / 2;
    uint32_t count = 0;
    int error = 0;

    (void)state;
    read_page(0);
    assert_int_equal(inode_open("/hole", &hole), 0);
    struct backing *backing = inode_backing(hole);
    while (count < HOLE_PAGES && (error = backing->get(backing, count, &held[count])) == 0)
        count++;
    assert_int_equal(error, -ENOMEM);
    assert_int_equal(count, entries); /* page 0 of the other file gave way */
    frame_release(held[--count]);
    read_page(0); /* one entry is enough to go on */
    while (count > 0)
        frame_release(held[--count]);
    assert_int_equal(free_and_idle(), before);
    inode_release(hole);
}

static void test_a_bad_sector_spoils_only_its_own_page(void **state)
{
    struct file_blocks blocks;
    struct backing *backing = inode_backing(file);
    frame_number frame;
    size_t before = free_and_idle();

    (void)state;
    assert_int_equal(inode_blocks(file, &blocks), 0);
    disk.bad_sector = blocks.block[9] * 2 + 1; /* in page 2 */
    assert_int_equal(backing->get(backing, 2, &frame), -EIO);
    read_page(0);
    read_page(1);
    read_page(3);
    assert_int_equal(backing->get(backing, 2, &frame), -EIO);
    disk.bad_sector = NO_SECTOR;
    read_page(2); /* the error was not kept */
    assert_int_equal(free_and_idle(), before);
}

static void test_what_was_read_before_a_bad_page_is_returned(void **state)
{
    static uint8_t found[8 * PAGE_SIZE];
    struct file_blocks blocks;

    (void)state;
    assert_int_equal(inode_blocks(file, &blocks), 0);
    disk.bad_sector = blocks.block[9] * 2;
    assert_int_equal(inode_read(file, 100, found, sizeof found), 2 * PAGE_SIZE - 100);
    assert_memory_equal(found, contents + 100, 2 * PAGE_SIZE - 100);
    assert_int_equal(inode_read(file, 2 * PAGE_SIZE, found, sizeof found), -EIO);
}

static void test_any_failing_allocation_leaves_no_trace(void **state)
{
    static uint8_t found[PAGE_SIZE];
    size_t before = free_and_idle();

    (void)state;
    for (size_t n = 1; n <= 33; n++) {
        page_cache_reclaim(UINT32_MAX);
        frame_fail_at = n;
        int result = inode_read(file, 0, found, sizeof found);
        frame_fail_at = 0;
        assert_int_equal(result, n == 1 ? -ENOMEM : (int)PAGE_SIZE);
        assert_int_equal(free_and_idle(), before);
    }
}

static void test_unmounting_frees_pages_except_those_in_use(void **state)
{
    (void)state;
    for (uint32_t page = 0; page < FILE_PAGES; page++)
        read_page(page);
    frame_number mapped = get(9);
    inode_release(file);
    assert_int_equal(file_system_unmount(), 0);
    assert_int_equal(frame_count_free(), free_before_mount - 1);
    assert_memory_equal(frame_pointer(mapped), contents + 9 * PAGE_SIZE, PAGE_SIZE);
    assert_true(frame_release(mapped));
    assert_int_equal(file_system_mount(&disk.device), 0);
    assert_int_equal(inode_open("/file", &file), 0);
}

int main(void)
{
#define TEST(test) cmocka_unit_test_setup_teardown(test, mount_with_file, unmount)
    const struct CMUnitTest tests[] = {
        TEST(test_a_page_is_read_once_and_shared),
        TEST(test_reading_on_takes_few_commands),
        TEST(test_behind_the_end_of_the_file_a_page_is_zero),
        TEST(test_a_page_behind_the_end_is_an_error),
        TEST(test_free_and_idle_frames_are_as_before),
        TEST(test_idle_pages_give_way_when_frames_run_out),
        TEST(test_the_page_longest_unused_goes_first),
        TEST(test_pages_in_use_are_never_reclaimed),
        TEST(test_more_pages_in_use_than_the_cache_has_entries),
        TEST(test_a_bad_sector_spoils_only_its_own_page),
        TEST(test_what_was_read_before_a_bad_page_is_returned),
        TEST(test_any_failing_allocation_leaves_no_trace),
        TEST(test_unmounting_frees_pages_except_those_in_use),
    };
    return cmocka_run_group_tests(tests, file_system_initialise, file_system_clean_up);
}
