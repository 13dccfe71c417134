/*
 * early_paging.c: the page tables with which paging is turned on. They map the start of physical
 * memory at KERNEL_BASE, the kernel's text executable and read-only, all else not executable
 * (where the processor has NX), plus the one thing the switch itself needs: this code at its
 * own physical address. mm/kernel_map.c replaces them soon.
 *
 * The code is linked at the physical addresses it runs at. It knows the kernel's sections by their
 * linker symbols, which are linked high: the physical address is KERNEL_BASE less.
 */
#include <stdbool.h>
#include <stdint.h>
#include "kernel/cpu/control.h"
#include "mm/layout.h"
#include "mm/page_table.h"

#define ENTRIES 512
#define LARGE_PAGE (ENTRIES * PAGE_SIZE)
/* Page tables of 4 KiB pages for the memory where the kernel lies; linker.ld checks it fits. */
#define FINE_TABLES 2
#define KERNEL_PDPT_ENTRY 3

#define AT_PAGE __attribute__((aligned(4096)))
static page_entry pdpt[4] __attribute__((aligned(32)));
static page_entry kernel_directory[ENTRIES] AT_PAGE;
static page_entry fine_tables[FINE_TABLES][ENTRIES] AT_PAGE;
static page_entry identity_directory[ENTRIES] AT_PAGE;
static page_entry identity_table[ENTRIES] AT_PAGE;

static bool enable_no_execute(void)
{
    if (cpuid(CPUID_EXTENDED, 0).eax < CPUID_EXTENDED_FEATURES ||
        !(cpuid(CPUID_EXTENDED_FEATURES, 0).edx & CPUID_EDX_NX))
        return false;
    msr_write(MSR_EFER, msr_read(MSR_EFER) | EFER_NXE);
    return true;
}

static bool within(uint32_t physical, const char *start, const char *end)
{
    return physical >= (uint32_t)start - KERNEL_BASE && physical < (uint32_t)end - KERNEL_BASE;
}

/* Protection of a page of the linear map, as in mm/kernel_map.c. */
static page_entry protection_of(uint32_t physical, page_entry no_execute)
{
    if (within(physical, kernel_text_start, kernel_text_end))
        return PAGE_PRESENT;
    if (within(physical, kernel_rodata_start, kernel_rodata_end))
        return PAGE_PRESENT | no_execute;
    if (physical >= (uint32_t)boot_text_start && physical < (uint32_t)boot_text_end)
        return PAGE_PRESENT | no_execute;
    if (within(physical, kernel_stack_guard, kernel_stack_guard + PAGE_SIZE))
        return 0;
    return PAGE_PRESENT | PAGE_WRITABLE | no_execute;
}

static void fill_tables(page_entry no_execute)
{
    for (uint32_t i = 0; i < FINE_TABLES; i++) {
        for (uint32_t j = 0; j < ENTRIES; j++) {
            uint32_t physical = i * LARGE_PAGE + j * PAGE_SIZE;
            fine_tables[i][j] = physical | protection_of(physical, no_execute);
        }
        kernel_directory[i] = (uint32_t)fine_tables[i] | PAGE_PRESENT | PAGE_WRITABLE;
    }
    for (uint32_t i = FINE_TABLES; i < LINEAR_MAP_SIZE / LARGE_PAGE; i++)
        kernel_directory[i] =
            i * LARGE_PAGE | PAGE_PRESENT | PAGE_WRITABLE | PAGE_LARGE | no_execute;

    for (uint32_t page = (uint32_t)boot_text_start; page < (uint32_t)boot_text_end;
         page += PAGE_SIZE)
        identity_table[page / PAGE_SIZE] = page | PAGE_PRESENT;
    /* The stack, for returning to boot_entry. */
    for (uint32_t page = (uint32_t)boot_data_start; page < (uint32_t)boot_data_end;
         page += PAGE_SIZE)
        identity_table[page / PAGE_SIZE] = page | PAGE_PRESENT | PAGE_WRITABLE | no_execute;
    identity_directory[0] = (uint32_t)identity_table | PAGE_PRESENT | PAGE_WRITABLE;

    pdpt[0] = (uint32_t)identity_directory | PAGE_PRESENT;
    pdpt[KERNEL_PDPT_ENTRY] = (uint32_t)kernel_directory | PAGE_PRESENT;
}

void early_paging_enable(void)
{
    fill_tables(enable_no_execute() ? PAGE_NO_EXECUTE : 0);
    /* PSE changes nothing under PAE (Intel SDM 3, 4.1.1), but v86 wants it for large pages. */
    cr4_write(cr4_read() | CR4_PAE | CR4_PSE);
    cr3_write((uint32_t)pdpt);
    cr0_write(cr0_read() | CR0_PG | CR0_WP);
}
