/*
 * file_system_support.h: what the tests of kernel/fs share: images made by mke2fs, a disk that is
 * a piece of memory and fails where it is told to, simulated physical memory, and the kernel's log
 * as a string.
 */
#ifndef FILE_SYSTEM_SUPPORT_H
#define FILE_SYSTEM_SUPPORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "kernel/fs/file_system.h"

#define NO_SECTOR UINT32_MAX
#define SIMULATED_MEMORY (16u << 20) /* bytes, the first MiB of them reserved */

struct memory_disk {
    struct block_device device;
    uint8_t *image;
    uint32_t bad_sector;      /* reads that touch it fail; NO_SECTOR: none */
    uint32_t bad_write_sector; /* the same for writes */
    uint32_t errors;          /* how many did */
    uint32_t commands, sectors_read, sectors_written, flushes;
    void (*after_write)(struct memory_disk *disk); /* NULL: nothing is done */
    uint8_t *used;            /* for each sector: SECTOR_METADATA, SECTOR_DATA, or 0: never read */
};
enum { SECTOR_METADATA = 1, SECTOR_DATA = 2 };

/* Physical memory and the frame allocator over it; once for each program. */
void simulate_memory(void);

/* What the clock says: nanoseconds since 1970. */
extern uint64_t time_now;

/* Blocks handed out by kernel_allocate and not given back; allocation number n from now on fails
 * (0: never). */
extern size_t kernel_blocks, kernel_allocate_fail_at;

/* All that was logged since log_clear, cut at a few KiB. log_echo: also to standard error. */
extern char log_text[8192];
extern bool log_echo;
void log_clear(void);

/* A directory for the test's files, removed with all in it by temporary_remove. */
const char *temporary_directory(void);
void temporary_remove(void);
/* Writes a file under that directory; its path, in a static buffer. */
void write_file(const char *path, const void *data, size_t size);
void run_command(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Makes an image of source with mke2fs, in the same way whenever the same files stand there.
 * options go before the file name: "-b 1024 -I 128". kib: the image's size. */
void make_image(const char *image, const char *source, const char *options, unsigned kib);
void disk_open(struct memory_disk *disk, const char *image);
void disk_from_memory(struct memory_disk *disk, const uint8_t *image, size_t size);
void disk_close(struct memory_disk *disk);

/* Pseudo-random numbers, the same everywhere (splitmix32). */
uint32_t next_random(uint32_t *state);
void fill_random(uint8_t *data, size_t size, uint32_t seed);

/* Before and after all tests of a file, for cmocka. */
int file_system_initialise(void **state);
int file_system_clean_up(void **state);

#endif
