/*
 * test_ext2_fuzz.c: damaged images: whatever the disk says, each file of it is found, listed, read
 * and changed, or refused with an error; nothing crashes, hangs, reaches out of bounds or leaks.
 *
 * A few hundred damages, each the same for the same seed. FUZZ_SEED=n runs one (and shows the
 * kernel's log), FUZZ_RUNS=n runs so many.
 */
// links: tests/unit/last_words.c
// links: tests/unit/file_system_support.c kernel/fs mm/frame.c
// defines: -DTERRARIUM_HOST_TEST
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "file_system_support.h"
#include "kernel/fs/ext2_format.h"
#include "last_words.h"
#include "mm/frame.h"

#define RUNS 400u
#define SECONDS_MOST 120u      /* for all runs; they take one or two */
#define COMMANDS_MOST 100000u  /* of the disk in one run; a sound image takes some 200 */
#define FILES_MOST 500u        /* visited in one run: directories may be made to hold each other */
#define DEPTH_MOST 6
#define READ_MOST (256u << 10) /* bytes of each file, at its start and at its end */

static uint8_t *sound_image;
static size_t image_size;
static uint32_t *metadata, metadata_count; /* sectors that hold something else than file contents */
static uint32_t current_seed;

/* ---- A sound image, and which of its sectors say where things are ---- */

static void build_image(const char *options)
{
    char source[128], image[128];

    snprintf(source, sizeof source, "%s/source", temporary_directory());
    snprintf(image, sizeof image, "%s/image", temporary_directory());
    run_command("rm -rf '%s' && mkdir -p '%s/a/b/c' '%s/many' && cd '%s' && "
                "seq 1 60000 > numbers && echo deep > a/b/c/file && "
                "for i in $(seq 1 90); do echo $i > many/a-name-of-some-length-$i; done && "
                "ln -s a/b/c/file fast && ln -s ../numbers a/up && ln -s loop loop && "
                "ln -s $(printf './%%.0s' $(seq 1 60))numbers slow && "
                "truncate -s 3M sparse && echo end >> sparse",
                source, source, source, source);
    make_image(image, source, options, 1024);
    struct memory_disk disk;
    disk_open(&disk, image);
    image_size = (size_t)disk.device.sectors * SECTOR_SIZE;
    sound_image = realloc(sound_image, image_size);
    assert_non_null(sound_image);
    memcpy(sound_image, disk.image, image_size);
    disk_close(&disk);
}

/* ---- Visiting all of an image ---- */

struct visit {
    char path[DEPTH_MOST * (EXT2_NAME_MOST + 1) + 2];
    uint32_t depth, files, errors;
};

static void visit_path(struct visit *visit);

static void read_range(struct visit *visit, struct inode *inode, uint32_t from, uint32_t to)
{
    static uint8_t bytes[20000];

    while (from < to) {
        int length = inode_read(inode, from, bytes, sizeof bytes);
        if (length <= 0) {
            assert_true(length == -EIO);
            visit->errors++;
            return;
        }
        from += (uint32_t)length;
    }
}

static int visit_entry(const char *name, uint32_t length, uint32_t inode, uint32_t type,
                       void *context)
{
    struct visit *visit = context;
    size_t end = strlen(visit->path);

    assert_true(length > 0 && length <= EXT2_NAME_MOST);
    assert_true(inode != 0 && type <= EXT2_FT_MOST);
    if ((length == 1 && name[0] == '.') || (length == 2 && memcmp(name, "..", 2) == 0) ||
        visit->files >= FILES_MOST || visit->depth >= DEPTH_MOST)
        return 0;
    visit->path[end] = '/';
    memcpy(visit->path + end + 1, name, length);
    visit->path[end + 1 + length] = '\0';
    visit->depth++;
    visit_path(visit);
    visit->depth--;
    visit->path[end] = '\0';
    return 0;
}

static void visit_path(struct visit *visit)
{
    struct inode *inode;
    struct file_blocks blocks;
    int error = inode_open(visit->path[0] != '\0' ? visit->path : "/", &inode);

    visit->files++;
    if (error != 0) {
        assert_true(error == -EIO || error == -ENOENT || error == -ENOTDIR || error == -ELOOP ||
                    error == -ENAMETOOLONG || error == -EFBIG || error == -ENOMEM);
        visit->errors++;
        return;
    }
    uint32_t size = inode_size(inode);
    if ((inode_mode(inode) & MODE_TYPE_MASK) == MODE_DIRECTORY) {
        error = inode_list(inode, visit_entry, visit);
        assert_true(error == 0 || error == -EIO || error == -ENOMEM);
        visit->errors += error != 0;
    } else if ((inode_mode(inode) & MODE_TYPE_MASK) == MODE_REGULAR) {
        read_range(visit, inode, 0, size < READ_MOST ? size : READ_MOST);
        read_range(visit, inode, size < READ_MOST ? 0 : size - READ_MOST, size);
    }
    error = inode_blocks(inode, &blocks);
    assert_true(error == 0 || error == -EIO);
    assert_true(blocks.listed <= FILE_BLOCKS_MOST && blocks.listed <= blocks.blocks);
    inode_release(inode);
}

/* Mounts, visits all, unmounts; whether anything was wrong. */
static bool visit_image(struct memory_disk *disk)
{
    static struct visit visit;
    size_t free_frames = frame_count_free();

    visit = (struct visit){0};
    log_clear();
    int error = file_system_mount(&disk->device);
    if (error == 0) {
        visit_path(&visit);
        assert_int_equal(file_system_unmount(), 0);
    } else {
        assert_true(error == -EINVAL || error == -EIO || error == -EFBIG);
        assert_non_null(strstr(log_text, "no file system on disk0: "));
    }
    assert_int_equal(kernel_blocks, 0);
    assert_int_equal(frame_count_free(), free_frames);
    assert_in_range(disk->commands, 0, COMMANDS_MOST);
    return error != 0 || visit.errors > 1; /* one: the symlink that loops */
}

/* ---- Changing what is there ---- */

#define CHANGES 150u

static const char *random_path(uint32_t *random)
{
    static char made[32];
    static const char *const paths[] = {
        "/numbers", "/a", "/a/b", "/a/b/c", "/a/b/c/file", "/many", "/fast", "/a/up", "/loop",
        "/slow", "/sparse", "/many/a-name-of-some-length-7", "/new", "/a/new", "/many/new-too",
    };

    if (next_random(random) % 4 == 0) {
        snprintf(made, sizeof made, "/many/new-%u", next_random(random) % 40);
        return made;
    }
    return paths[next_random(random) % (sizeof paths / sizeof *paths)];
}

static int write_somewhere(const char *path, uint32_t *random)
{
    static const uint8_t bytes[9000];
    struct inode *inode;
    bool created;
    uint32_t offset = next_random(random) % 3 ? next_random(random) % 400000
                                              : next_random(random) % INT32_MAX;

    int error = file_create(NULL, path, 0644, false, &inode, &created);
    if (error != 0)
        return error;
    error = inode_write(inode, offset, bytes, next_random(random) % sizeof bytes);
    if (next_random(random) % 4 == 0)
        inode_sync(inode);
    inode_release(inode);
    return error < 0 ? error : 0;
}

static int truncate_somewhere(const char *path, uint32_t *random)
{
    struct inode *inode;

    int error = inode_open(path, &inode);
    if (error != 0)
        return error;
    error = inode_truncate(inode, next_random(random) % 500000);
    inode_release(inode);
    return error;
}

static int change_something(uint32_t *random)
{
    const char *path = random_path(random);

    switch (next_random(random) % 8) {
    case 0: case 1: return write_somewhere(path, random);
    case 2: return truncate_somewhere(path, random);
    case 3: return file_unlink(NULL, path);
    case 4: return directory_create(NULL, path, 0755);
    case 5: return directory_unlink(NULL, path);
    case 6: return file_rename(NULL, path, random_path(random));
    default: return file_link(NULL, path, random_path(random));
    }
}

/* Mounts, makes random changes, unmounts. What could not be written is lost with an error. */
static void change_image(struct memory_disk *disk, uint32_t random)
{
    size_t free_frames = frame_count_free();

    disk->commands = 0;
    log_clear();
    if (file_system_mount(&disk->device) == 0) {
        for (unsigned i = 0; i < CHANGES; i++) {
            log_clear();
            int error = change_something(&random);
            assert_in_range(-error, 0, ELOOP);
            time_now += 100000000;
        }
        int error = file_system_unmount();
        assert_true(error == 0 || error == -EIO);
    }
    assert_int_equal(kernel_blocks, 0);
    assert_int_equal(frame_count_free(), free_frames);
    assert_in_range(disk->commands, 0, COMMANDS_MOST);
}

static void find_metadata(void)
{
    struct memory_disk disk;

    disk_from_memory(&disk, sound_image, image_size);
    assert_false(visit_image(&disk));
    metadata = realloc(metadata, disk.device.sectors * sizeof *metadata);
    assert_non_null(metadata);
    metadata_count = 0;
    for (uint32_t sector = 0; sector < disk.device.sectors; sector++) {
        if (disk.used[sector] & SECTOR_METADATA)
            metadata[metadata_count++] = sector;
    }
    assert_true(metadata_count > 20);
    disk_close(&disk);
}

/* ---- Damage ---- */

static uint8_t *random_metadata(struct memory_disk *disk, uint32_t *random)
{
    return disk->image + (size_t)metadata[next_random(random) % metadata_count] * SECTOR_SIZE;
}

/* A place that most often is not zero: the rest of most sectors is not used. size: 1, 2 or 4. */
static uint8_t *random_place(struct memory_disk *disk, uint32_t *random, size_t size)
{
    for (int attempts = 8;; attempts--) {
        uint8_t *place = random_metadata(disk, random) +
                         next_random(random) % (SECTOR_SIZE / size) * size;
        if (*place != 0 || attempts == 0)
            return place;
    }
}

static void flip_bits(struct memory_disk *disk, uint32_t *random)
{
    for (uint32_t n = next_random(random) % 16 + 1; n > 0; n--)
        *random_place(disk, random, 1) ^= (uint8_t)(1 << next_random(random) % 8);
}

/* Numbers at which reckoning goes wrong, in place of a field. */
static void put_numbers(struct memory_disk *disk, uint32_t *random)
{
    const uint32_t numbers[] = {0, 1, 2, 11, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF, 0xFFFF,
                                disk->device.sectors / 2, disk->device.sectors / 2 - 1,
                                next_random(random), next_random(random) % 1024};

    for (uint32_t n = next_random(random) % 8 + 1; n > 0; n--) {
        uint32_t number = numbers[next_random(random) % (sizeof numbers / sizeof *numbers)];
        size_t size = (size_t)1 << next_random(random) % 3;
        memcpy(random_place(disk, random, size), &number, size);
    }
}

/* What is right in one place is wrong in another: blocks of pointers turn into directories. */
static void swap_sectors(struct memory_disk *disk, uint32_t *random)
{
    memcpy(random_metadata(disk, random), random_metadata(disk, random), SECTOR_SIZE);
}

static void truncate_image(struct memory_disk *disk, uint32_t *random)
{
    disk->device.sectors = next_random(random) % disk->device.sectors;
}

static void lose_sectors(struct memory_disk *disk, uint32_t *random)
{
    disk->bad_sector = metadata[next_random(random) % metadata_count];
    disk->bad_write_sector = metadata[next_random(random) % metadata_count];
    flip_bits(disk, random);
}

static bool run(uint32_t seed)
{
    static void (*const damages[])(struct memory_disk *, uint32_t *) = {
        flip_bits, flip_bits, flip_bits, put_numbers, put_numbers, put_numbers, swap_sectors,
        lose_sectors, truncate_image,
    };
    struct memory_disk disk;
    uint32_t random = seed * 7919 + 1;

    current_seed = seed;
    disk_from_memory(&disk, sound_image, image_size);
    damages[next_random(&random) % (sizeof damages / sizeof *damages)](&disk, &random);
    bool damaged = visit_image(&disk);
    change_image(&disk, random);
    visit_image(&disk); /* whatever that is now */
    disk_close(&disk);
    return damaged;
}

/* ---- When it does go wrong ---- */

static void say_seed(void)
{
    fprintf(stderr, "test_ext2_fuzz: at FUZZ_SEED=%u\n", current_seed);
}

static void run_all(const char *options)
{
    const char *seed = getenv("FUZZ_SEED"), *runs = getenv("FUZZ_RUNS");
    uint32_t count = runs != NULL ? (uint32_t)strtoul(runs, NULL, 0) : RUNS;
    uint32_t damaged = 0;

    build_image(options);
    find_metadata();
    if (seed != NULL) {
        log_echo = true;
        run((uint32_t)strtoul(seed, NULL, 0));
        return;
    }
    for (uint32_t i = 0; i < count; i++)
        damaged += run(i);
    current_seed = UINT32_MAX;
    assert_true(damaged > count / 3); /* the damage does hit what is read */
}

static void test_damaged_images_with_1_kib_blocks_never_crash_or_hang(void **state)
{
    (void)state;
    run_all("-b 1024 -I 128 -N 256 -O none,filetype");
}

static void test_damaged_images_with_4_kib_blocks_never_crash_or_hang(void **state)
{
    (void)state;
    run_all("-b 4096 -I 256 -N 256 -O none");
}

static int initialise(void **state)
{
    (void)state;
    last_words(say_seed, getenv("FUZZ_RUNS") == NULL ? SECONDS_MOST : 0);
    current_seed = UINT32_MAX;
    simulate_memory();
    return 0;
}

/* After each test: a run that failed by an assertion names itself. */
static int finish(void **state)
{
    (void)state;
    if (current_seed != UINT32_MAX && getenv("FUZZ_SEED") == NULL)
        say_seed();
    return 0;
}

static int clean_up(void **state)
{
    (void)state;
    free(sound_image);
    free(metadata);
    temporary_remove();
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(test_damaged_images_with_1_kib_blocks_never_crash_or_hang,
                                  finish),
        cmocka_unit_test_teardown(test_damaged_images_with_4_kib_blocks_never_crash_or_hang,
                                  finish),
    };
    return cmocka_run_group_tests(tests, initialise, clean_up);
}
