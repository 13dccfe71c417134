/*
 * simulated_processor.c: in place of mm/kernel_map.c: paging without a processor.
 */
#include "tests/unit/simulated_memory.h"

#include <string.h>

#define KERNEL_PDPT_ENTRY 3

void memory_simulate_kernel_tree(void)
{
    frame_number pdpt = frame_allocate_zeroed(FRAME_PAGE_TABLE);
    frame_number directory = frame_allocate_zeroed(FRAME_PAGE_TABLE);

    kernel_page_table.pdpt = frame_pointer(pdpt);
    kernel_page_table.cr3 = pdpt * PAGE_SIZE;
    kernel_page_table.tables = 2;
    kernel_page_table.pdpt[KERNEL_PDPT_ENTRY] =
        (page_entry)directory * PAGE_SIZE | PAGE_PRESENT;
}

void page_table_flush(uint32_t address)
{
    (void)address;
    simulated_flushes++;
}

void page_table_pdpt_changed(const struct page_table *tree)
{
    (void)tree;
    simulated_pdpt_reloads++;
}

void page_table_leave(const struct page_table *tree)
{
    (void)tree;
}
