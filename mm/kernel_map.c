/*
 * kernel_map.c: the kernel's own quarter of the address space, and the part of paging that talks
 * to the processor: CR3, the TLB, and the bits in CR0, CR4 and EFER that make protections count.
 */
#include "kernel/cpu/control.h"
#include "kernel/cpu/features.h"
#include "kernel/debug/log.h"
#include "mm/page_table.h"

#define LARGE_PAGE_SIZE 0x200000u
#define KERNEL_PDPT_ENTRY 3u

struct page_table kernel_page_table;
static uint32_t loaded_cr3;

/* --- The processor --------------------------------------------------------------------------- */

void page_table_flush(uint32_t address)
{
    __asm__ volatile("invlpg (%0)" : : "r"(address) : "memory");
}

void page_table_load(const struct page_table *tree)
{
    if (loaded_cr3 == tree->cr3)
        return;
    loaded_cr3 = tree->cr3;
    cr3_write(tree->cr3);
}

/* The processor reads the four PDPT entries when CR3 is written, and never again (Intel SDM 3,
 * 4.4.1). TCG hides that; v86 and real processors do not. */
void page_table_pdpt_changed(const struct page_table *tree)
{
    if (loaded_cr3 == tree->cr3)
        cr3_write(tree->cr3);
}

void page_table_leave(const struct page_table *tree)
{
    if (loaded_cr3 == tree->cr3)
        page_table_load(&kernel_page_table);
}

/* --- The kernel's half ----------------------------------------------------------------------- */

static bool within(physical_address physical, const char *start, const char *end)
{
    return physical >= virtual_to_physical(start) && physical < virtual_to_physical(end);
}

static page_entry protection_of(physical_address physical)
{
    page_entry no_execute = cpu_features() & CPU_FEATURE_NX ? PAGE_NO_EXECUTE : 0;
    page_entry global = cpu_features() & CPU_FEATURE_PGE ? PAGE_GLOBAL : 0;

    if (within(physical, kernel_text_start, kernel_text_end))
        return PAGE_PRESENT | global;
    if (within(physical, kernel_rodata_start, kernel_rodata_end))
        return PAGE_PRESENT | global | no_execute;
    if (within(physical, kernel_stack_guard, kernel_stack_guard + PAGE_SIZE))
        return 0;
    return PAGE_PRESENT | PAGE_WRITABLE | global | no_execute;
}

static page_entry *new_table(void)
{
    frame_number frame = frame_allocate_zeroed(FRAME_PAGE_TABLE);

    if (frame == NO_FRAME)
        panic("no memory for the kernel's page tables");
    kernel_page_table.tables++;
    return frame_pointer(frame);
}

/* Physical memory at KERNEL_BASE: in large pages, but for the first ones, where the kernel's
 * sections want protections of their own. */
static void map_linear(page_entry *directory, physical_address end)
{
    for (physical_address base = 0; base < end; base += LARGE_PAGE_SIZE) {
        page_entry *entry = &directory[base / LARGE_PAGE_SIZE];
        if (base >= virtual_to_physical(kernel_end)) {
            *entry = base | protection_of(base) | PAGE_LARGE;
            continue;
        }
        page_entry *table = new_table();
        for (unsigned i = 0; i < LARGE_PAGE_SIZE / PAGE_SIZE; i++) {
            physical_address page = base + i * PAGE_SIZE;
            page_entry protection = protection_of(page);
            table[i] = protection == 0 ? 0 : page | protection;
        }
        *entry = virtual_to_physical(table) | PAGE_PRESENT | PAGE_WRITABLE;
    }
}

/* The tables for all kernel stacks, made once: so a burst of processes leaves none behind. */
static void make_stack_tables(page_entry *directory)
{
    for (uint32_t address = KERNEL_STACKS_BASE; address < KERNEL_STACKS_END;
         address += LARGE_PAGE_SIZE)
        directory[(address - KERNEL_BASE) / LARGE_PAGE_SIZE] =
            virtual_to_physical(new_table()) | PAGE_PRESENT | PAGE_WRITABLE;
}

static void enable_features(void)
{
    uint32_t cr4 = cr4_read();

    cr0_write(cr0_read() | CR0_WP);
    if (cpu_features() & CPU_FEATURE_SMEP)
        cr4 |= CR4_SMEP;
    if (cpu_features() & CPU_FEATURE_SMAP)
        cr4 |= CR4_SMAP;
    if (cpu_features() & CPU_FEATURE_PGE)
        cr4 |= CR4_PGE; /* last: what is in the TLB by now has its final protection */
    cr4_write(cr4);
}

void page_table_initialise(void)
{
    page_entry *directory = new_table();

    kernel_page_table.pdpt = new_table();
    kernel_page_table.cr3 = (uint32_t)virtual_to_physical(kernel_page_table.pdpt);
    kernel_page_table.pdpt[KERNEL_PDPT_ENTRY] = virtual_to_physical(directory) | PAGE_PRESENT;
    map_linear(directory, (physical_address)frame_end() * PAGE_SIZE);
    make_stack_tables(directory);

    page_table_load(&kernel_page_table);
    enable_features();
}
