/*
 * file_system_support.c: the kernel around kernel/fs, simulated: log, panic, heap and a disk in
 * memory. Each kernel_allocate is a malloc of its own, so that AddressSanitizer sees one byte too
 * many.
 */
#include "file_system_support.h"
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>
#include "kernel/debug/log.h"
#include "mm/frame.h"
#include "mm/kernel_heap.h"

/* ---- The kernel's services ---- */

uint8_t *physical_memory;
size_t kernel_blocks, kernel_allocate_fail_at;
char log_text[8192];
bool log_echo;

void simulate_memory(void)
{
    static const struct memory_range usable = {0, SIMULATED_MEMORY};
    static const struct memory_range reserved = {0, 1u << 20};

    physical_memory = aligned_alloc(PAGE_SIZE, SIMULATED_MEMORY);
    assert_non_null(physical_memory);
    frame_initialise(&usable, 1, &reserved, 1);
}

void log_clear(void)
{
    log_text[0] = '\0';
}

void log_print_va(const char *format, va_list arguments)
{
    size_t length = strlen(log_text);

    vsnprintf(log_text + length, sizeof log_text - length, format, arguments);
    if (log_echo)
        fputs(log_text + length, stderr);
}

void log_print(const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    log_print_va(format, arguments);
    va_end(arguments);
}

int format_text_va(char *buffer, size_t size, const char *format, va_list arguments)
{
    return vsnprintf(buffer, size, format, arguments);
}

int format_text(char *buffer, size_t size, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    int length = vsnprintf(buffer, size, format, arguments);
    va_end(arguments);
    return length;
}

void panic(const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    fprintf(stderr, "panic: ");
    vfprintf(stderr, format, arguments);
    fprintf(stderr, "\nthe log before it:\n%s", log_text);
    va_end(arguments);
    abort();
}

void *kernel_allocate(size_t size)
{
    if (kernel_allocate_fail_at != 0 && --kernel_allocate_fail_at == 0)
        return NULL;
    kernel_blocks++;
    return calloc(1, size);
}

void kernel_free(void *block)
{
    if (block != NULL)
        kernel_blocks--;
    free(block);
}

/* ---- Files on the host ---- */

static char directory[64];

const char *temporary_directory(void)
{
    if (directory[0] == '\0') {
        const char *parent = getenv("TMPDIR");
        snprintf(directory, sizeof directory, "%.40s/terrarium-XXXXXX",
                 parent != NULL ? parent : "/tmp");
        assert_non_null(mkdtemp(directory));
    }
    return directory;
}

void temporary_remove(void)
{
    if (directory[0] != '\0')
        run_command("rm -rf '%s'", directory);
    directory[0] = '\0';
}

void write_file(const char *path, const void *data, size_t size)
{
    FILE *file = fopen(path, "wb");

    assert_non_null(file);
    assert_int_equal(fwrite(data, 1, size, file), size);
    assert_int_equal(fclose(file), 0);
}

void run_command(const char *format, ...)
{
    char command[1024];
    va_list arguments;

    va_start(arguments, format);
    assert_true(vsnprintf(command, sizeof command, format, arguments) < (int)sizeof command);
    va_end(arguments);
    if (system(command) != 0)
        fail_msg("failed: %s", command);
}

#define UUID "7e72a214-0000-4000-8000-000000000001"

void make_image(const char *image, const char *source, const char *options, unsigned kib)
{
    run_command("find '%s' -exec touch -h -d @1700000000 {} + && rm -f '%s' && "
                "E2FSPROGS_FAKE_TIME=1700000000 PATH=\"$PATH:/sbin:/usr/sbin\" "
                "mke2fs -F -t ext2 %s -U " UUID " -E root_owner=0:0,hash_seed=" UUID
                " -d '%s' '%s' %uk > '%s.log' 2>&1 || { cat '%s.log'; false; }",
                source, image, options, source, image, kib, image, image);
}

/* ---- The disk ---- */

uint64_t time_now = 1700000000ull * 1000000000;

uint64_t time_real_nanoseconds(void)
{
    return time_now;
}

uint64_t time_nanoseconds(void)
{
    return time_now;
}

static int disk_read(struct memory_disk *disk, uint32_t sector, const struct block_buffer *buffers,
                     unsigned count, uint8_t use)
{
    uint8_t *image = disk->image;
    int error = 0;

    disk->commands++;
    for (unsigned i = 0; i < count; i++) {
        assert_true(buffers[i].bytes != 0 && buffers[i].bytes % SECTOR_SIZE == 0);
        for (uint32_t done = 0; done < buffers[i].bytes; done += SECTOR_SIZE, sector++) {
            assert_true(sector < disk->device.sectors); /* who reads has checked this */
            disk->used[sector] |= use;
            disk->sectors_read++;
            if (sector == disk->bad_sector)
                error = -EIO;
            /* After an error the contents mean nothing, so they are nothing like the file's. */
            if (error == 0)
                memcpy((uint8_t *)buffers[i].data + done, image + (size_t)sector * SECTOR_SIZE,
                       SECTOR_SIZE);
            else
                memset((uint8_t *)buffers[i].data + done, 0xEE, SECTOR_SIZE);
        }
    }
    if (error != 0) {
        disk->errors++;
        log_print("%s: read error at sector %u\n", disk->device.name, disk->bad_sector);
    }
    return error;
}

static int read_one(struct block_device *device, uint32_t sector, uint32_t count, void *buffer)
{
    struct block_buffer all = {.data = buffer, .bytes = count * SECTOR_SIZE};

    return disk_read(device->driver, sector, &all, 1, SECTOR_METADATA);
}

static int read_scattered(struct block_device *device, uint32_t sector,
                          const struct block_buffer *buffers, unsigned count)
{
    return disk_read(device->driver, sector, buffers, count, SECTOR_DATA);
}

static int disk_write(struct memory_disk *disk, uint32_t sector,
                      const struct block_buffer *buffers, unsigned count)
{
    for (unsigned i = 0; i < count; i++) {
        assert_true(buffers[i].bytes != 0 && buffers[i].bytes % SECTOR_SIZE == 0);
        for (uint32_t done = 0; done < buffers[i].bytes; done += SECTOR_SIZE, sector++) {
            assert_true(sector < disk->device.sectors);
            disk->sectors_written++;
            if (sector == disk->bad_write_sector) {
                disk->errors++;
                log_print("%s: write error at sector %u\n", disk->device.name, sector);
                return -EIO;
            }
            memcpy(disk->image + (size_t)sector * SECTOR_SIZE,
                   (const uint8_t *)buffers[i].data + done, SECTOR_SIZE);
        }
    }
    if (disk->after_write != NULL)
        disk->after_write(disk);
    return 0;
}

static int write_one(struct block_device *device, uint32_t sector, uint32_t count,
                     const void *buffer)
{
    struct block_buffer all = {.data = (void *)buffer, .bytes = count * SECTOR_SIZE};

    return disk_write(device->driver, sector, &all, 1);
}

static int write_scattered(struct block_device *device, uint32_t sector,
                           const struct block_buffer *buffers, unsigned count)
{
    return disk_write(device->driver, sector, buffers, count);
}

static int flush(struct block_device *device)
{
    struct memory_disk *disk = device->driver;

    disk->flushes++;
    return 0;
}

void disk_from_memory(struct memory_disk *disk, const uint8_t *image, size_t size)
{
    *disk = (struct memory_disk){
        .device = {.name = "disk0", .sectors = (uint32_t)(size / SECTOR_SIZE), .read = read_one,
                   .read_scattered = read_scattered, .write = write_one,
                   .write_scattered = write_scattered, .flush = flush, .driver = disk},
        .bad_sector = NO_SECTOR,
        .bad_write_sector = NO_SECTOR,
        .image = malloc(size),
        .used = calloc(1, size / SECTOR_SIZE + 1),
    };
    assert_non_null(disk->image);
    assert_non_null(disk->used);
    memcpy(disk->image, image, size);
}

void disk_open(struct memory_disk *disk, const char *image)
{
    FILE *file = fopen(image, "rb");
    struct stat status;

    assert_non_null(file);
    assert_int_equal(fstat(fileno(file), &status), 0);
    uint8_t *contents = malloc((size_t)status.st_size);
    assert_non_null(contents);
    assert_int_equal(fread(contents, 1, (size_t)status.st_size, file), status.st_size);
    fclose(file);
    disk_from_memory(disk, contents, (size_t)status.st_size);
    free(contents);
}

void disk_close(struct memory_disk *disk)
{
    free(disk->image);
    free(disk->used);
    *disk = (struct memory_disk){0};
}

/* ---- Random numbers ---- */

uint32_t next_random(uint32_t *state)
{
    uint32_t z = *state += 0x9E3779B9u;

    z = (z ^ z >> 16) * 0x85EBCA6Bu;
    z = (z ^ z >> 13) * 0xC2B2AE35u;
    return z ^ z >> 16;
}

void fill_random(uint8_t *data, size_t size, uint32_t seed)
{
    for (size_t i = 0; i < size; i++)
        data[i] = (uint8_t)next_random(&seed);
}

/* ---- for cmocka ---- */

int file_system_initialise(void **state)
{
    (void)state;
    simulate_memory();
    return 0;
}

int file_system_clean_up(void **state)
{
    (void)state;
    temporary_remove();
    return 0;
}
