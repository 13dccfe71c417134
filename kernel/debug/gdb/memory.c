/*
 * memory.c: reads and writes memory for GDB. What to know first: page tables are walked here by
 * hand, with each address on the way checked: damaged tables must not take the debugger along.
 */
#include "kernel/debug/gdb/memory.h"

#include "kernel/cpu/control.h"
#include "kernel/debug/gdb/breakpoints.h"
#include "kernel/proc/process.h"
#include "kernel/string.h"

#define PDPT_MASK 0xFFFFFFE0u /* CR3: where the PDPT is (Intel SDM 3, table 4-7) */
#define LARGE_PAGE_SIZE 0x200000u
#define RESERVE_SIZE 8u

static frame_number reserve[RESERVE_SIZE];
static physical_address linear_end = LINEAR_MAP_SIZE;

/* ---- Finding ---- */

void memory_refresh(void)
{
    /* Before the kernel's own page tables the whole linear map is there (boot/early_paging.c). */
    if (frame_end() != 0)
        linear_end = (physical_address)frame_end() * PAGE_SIZE;
}

/* Where the kernel sees a physical address; NULL: nowhere (a device, or no RAM at all). */
static uint8_t *linear(physical_address physical)
{
    return physical < linear_end ? physical_to_virtual(physical) : NULL;
}

static page_entry *entry_in(physical_address table, uint32_t index)
{
    page_entry *entries = (page_entry *)linear(table);
    return entries && (entries[index] & PAGE_PRESENT) ? &entries[index] : NULL;
}

/* The entry that maps an address, in a directory if it is a large page; NULL: not mapped. */
static page_entry *find_entry(uint32_t tables, uint32_t address, bool *large)
{
    page_entry *entry = tables ? entry_in(tables & PDPT_MASK, address >> 30) : NULL;

    *large = false;
    if (entry)
        entry = entry_in(*entry & PAGE_ADDRESS_MASK, address >> 21 & 511);
    if (entry && (*entry & PAGE_LARGE)) {
        *large = true;
        return entry;
    }
    return entry ? entry_in(*entry & PAGE_ADDRESS_MASK, address >> 12 & 511) : NULL;
}

static uint8_t *find_byte(uint32_t tables, uint32_t address)
{
    bool large;
    const page_entry *entry = find_entry(tables, address, &large);

    if (!entry)
        return NULL;
    uint32_t size = large ? LARGE_PAGE_SIZE : PAGE_SIZE;
    physical_address page = *entry & PAGE_ADDRESS_MASK & ~(physical_address)(size - 1);
    return linear(page + address % size);
}

uint32_t memory_tables(const struct process *process)
{
    return process && process != current_process ? process->space.tree.cr3 : cr3_read();
}

page_entry *memory_entry(uint32_t tables, uint32_t address)
{
    bool large;
    return find_entry(tables, address, &large);
}

uint32_t memory_linear_address(uint32_t tables, uint32_t address)
{
    return (uint32_t)find_byte(tables, address);
}

uint8_t memory_byte(uint32_t tables, uint32_t address)
{
    const uint8_t *byte = find_byte(tables, address);
    return byte ? *byte : 0;
}

/* ---- Reading ---- */

static uint32_t within_page(uint32_t address, uint32_t size)
{
    uint32_t rest = PAGE_SIZE - address % PAGE_SIZE;
    return size < rest ? size : rest;
}

uint32_t memory_read(uint32_t tables, uint32_t address, void *buffer, uint32_t size)
{
    uint32_t done = 0;

    while (done < size && address + done >= address) {
        uint32_t part = within_page(address + done, size - done);
        const uint8_t *bytes = find_byte(tables, address + done);
        if (!bytes)
            break;
        memcpy((uint8_t *)buffer + done, bytes, part);
        done += part;
    }
    breakpoints_hide(tables, address, buffer, done);
    return done;
}

/* ---- Writing ---- */

/* Without CR0.WP the kernel may write to any page (Intel SDM 3, 2.5). */
static void write_protected(uint8_t *to, const uint8_t *bytes, uint32_t size)
{
    uint32_t cr0 = cr0_read();

    cr0_write(cr0 & ~CR0_WP);
    for (uint32_t i = 0; i < size; i++)
        to[i] = bytes[i];
    cr0_write(cr0);
}

void memory_poke_kernel(uint32_t address, uint8_t byte)
{
    const page_entry *entry = memory_entry(cr3_read(), address);

    if (entry && (*entry & PAGE_WRITABLE))
        *(volatile uint8_t *)address = byte;
    else if (entry)
        write_protected((uint8_t *)address, &byte, 1);
}

void memory_poke_frame(frame_number frame, uint32_t offset, uint8_t byte)
{
    *((volatile uint8_t *)frame_pointer(frame) + offset) = byte;
}

void memory_fill_reserve(void)
{
    for (unsigned i = 0; i < RESERVE_SIZE; i++)
        if (reserve[i] == NO_FRAME)
            reserve[i] = frame_allocate(FRAME_USER);
}

static frame_number take_from_reserve(void)
{
    for (unsigned i = 0; i < RESERVE_SIZE; i++) {
        frame_number frame = reserve[i];
        reserve[i] = NO_FRAME;
        if (frame != NO_FRAME)
            return frame;
    }
    return NO_FRAME;
}

/* Sees to it that nobody but this process shows the page: not the file cache, no relative. */
static bool make_private(struct process *process, uint32_t address)
{
    page_entry *entry = memory_entry(process->space.tree.cr3, address);

    if (!entry)
        return false;
    frame_number frame = (frame_number)((*entry & PAGE_ADDRESS_MASK) / PAGE_SIZE);
    if (!frame_is_managed(frame))
        return false;
    if (frame_references(frame) == 1 && frame_kind_of(frame) == FRAME_USER)
        return true;
    frame_number copy = take_from_reserve();
    if (copy == NO_FRAME)
        return false;
    memcpy(frame_pointer(copy), frame_pointer(frame), PAGE_SIZE);
    address_space_replace_frame(&process->space, address, copy);
    return true;
}

uint32_t memory_write(struct process *process, uint32_t address, const void *bytes, uint32_t size)
{
    uint32_t done = 0;

    while (done < size && address + done >= address) {
        uint32_t at = address + done, part = within_page(at, size - done);
        if (at < USER_END && process && !make_private(process, at))
            break;
        uint8_t *to = find_byte(memory_tables(process), at);
        if (!to)
            break;
        write_protected(to, (const uint8_t *)bytes + done, part);
        done += part;
    }
    breakpoints_overwritten(process, address, bytes, done);
    return done;
}
