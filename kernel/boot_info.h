/*
 * boot_info.h: what the boot loader told us, read once out of its multiboot information with every
 * length checked, into one struct that does not depend on the protocol.
 */
#ifndef BOOT_INFO_H
#define BOOT_INFO_H

#include <stdbool.h>
#include <stdint.h>
#include "mm/frame.h"

#define BOOT_RANGES_MOST 128
#define BOOT_COMMAND_LINE_MOST 1024

enum screen_kind { SCREEN_NONE = 0, SCREEN_TEXT, SCREEN_PIXELS };

struct boot_info {
    const char *protocol;                               /* "multiboot1", "multiboot2" */
    char loader[64];
    char command_line[BOOT_COMMAND_LINE_MOST];
    struct memory_range usable[BOOT_RANGES_MOST];       /* RAM, by the firmware's map */
    uint32_t usable_count;
    struct memory_range reserved[BOOT_RANGES_MOST];     /* all else in that map, and modules */
    uint32_t reserved_count;
    enum screen_kind screen;
    const char *problem; /* NULL, or what was wrong with the structure; the rest is then as read
                            so far */
};

/* Reads size bytes of physical memory; false when they cannot be reached. */
typedef bool (*physical_reader)(physical_address address, void *buffer, uint32_t size);

/* magic and address as the loader passed them in eax and ebx. */
void boot_info_read(struct boot_info *info, uint32_t magic, uint32_t address,
                    physical_reader read);

#endif
