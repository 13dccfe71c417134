/*
 * boot_memory.h: from what the boot loader said to the frame allocator.
 */
#ifndef BOOT_MEMORY_H
#define BOOT_MEMORY_H

#include "kernel/boot_info.h"

/* A physical_reader for the time before page_table_initialise. */
bool boot_memory_read(physical_address address, void *buffer, uint32_t size);

/* Gives the usable memory, less the kernel itself and what is reserved, to mm/frame.c. */
void boot_memory_initialise(const struct boot_info *info);

/* Bytes of RAM in the firmware's map, and where the last of them ends. */
physical_address boot_memory_found(const struct boot_info *info);
physical_address boot_memory_end(const struct boot_info *info);

#endif
