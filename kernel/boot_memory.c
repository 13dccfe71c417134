/*
 * boot_memory.c: memory while the page tables of boot/early_paging.c are in force.
 */
#include "kernel/boot_memory.h"

#include "kernel/cpu/control.h"
#include "kernel/string.h"
#include "mm/page_table.h"

#define KERNEL_PDPT_ENTRY 3u
#define LARGE_PAGE_SIZE 0x200000u
#define ADDRESSES_END 0x100000000ull /* a loader in 32-bit mode puts nothing higher */

/* Shows the large page around a physical address that lies above the linear map. */
static const uint8_t *show_in_window(physical_address address)
{
    const page_entry *pdpt = physical_to_virtual(cr3_read());
    page_entry *directory =
        physical_to_virtual(pdpt[KERNEL_PDPT_ENTRY] & PAGE_ADDRESS_MASK);
    physical_address base = address & ~(physical_address)(LARGE_PAGE_SIZE - 1);

    /* Like its neighbours in the linear map in NX, but read-only. */
    page_entry flags = directory[LINEAR_MAP_SIZE / LARGE_PAGE_SIZE - 1] & PAGE_NO_EXECUTE;
    directory[LINEAR_MAP_SIZE / LARGE_PAGE_SIZE] = base | flags | PAGE_PRESENT | PAGE_LARGE;
    page_table_flush(KERNEL_MAP_BASE);
    return (const uint8_t *)KERNEL_MAP_BASE + (address - base);
}

bool boot_memory_read(physical_address address, void *buffer, uint32_t size)
{
    uint8_t *to = buffer;

    if (address >= ADDRESSES_END || size > ADDRESSES_END - address)
        return false;
    while (size > 0) {
        uint32_t part = LARGE_PAGE_SIZE - (uint32_t)(address % LARGE_PAGE_SIZE);
        if (part > size)
            part = size;
        const void *from = address < LINEAR_MAP_SIZE ? physical_to_virtual(address)
                                                     : show_in_window(address);
        memcpy(to, from, part);
        to += part;
        address += part;
        size -= part;
    }
    return true;
}

void boot_memory_initialise(const struct boot_info *info)
{
    struct memory_range reserved[BOOT_RANGES_MOST + 1];

    memcpy(reserved, info->reserved, info->reserved_count * sizeof reserved[0]);
    reserved[info->reserved_count] = (struct memory_range){
        (uint32_t)kernel_load_start, virtual_to_physical(kernel_end)
    };
    frame_initialise(info->usable, info->usable_count, reserved, info->reserved_count + 1);
}

physical_address boot_memory_found(const struct boot_info *info)
{
    physical_address bytes = 0;

    for (uint32_t i = 0; i < info->usable_count; i++)
        bytes += info->usable[i].end - info->usable[i].start;
    return bytes;
}

physical_address boot_memory_end(const struct boot_info *info)
{
    physical_address end = 0;

    for (uint32_t i = 0; i < info->usable_count; i++)
        if (info->usable[i].end > end)
            end = info->usable[i].end;
    return end;
}
