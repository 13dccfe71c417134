/*
 * layout.h: the kernel's quarter of the address space, in one place.
 *
 *   0xC0000000  physical memory from 0 on, linear, up to LINEAR_MAP_SIZE ("as much as fits")
 *   0xC0100000  the kernel itself, inside that map (linker.ld)
 *   0xF8000000  mappings made at run time: kernel stacks, each with a guard below it, 1,024 at most
 *   0xF9000000  and devices' memory
 *   0xFFFFFFFF  end
 *
 * All of it lies behind the fourth entry of the PDPT: one entry is the whole border between user
 * and kernel.
 */
#ifndef LAYOUT_H
#define LAYOUT_H

#include <stdint.h>
#include "kernel/abi.h"

#define KERNEL_BASE 0xC0000000u
#define LINEAR_MAP_SIZE 0x38000000u            /* 896 MiB */
#define KERNEL_MAP_BASE (KERNEL_BASE + LINEAR_MAP_SIZE)
#define KERNEL_STACKS_BASE KERNEL_MAP_BASE
#define KERNEL_STACKS_END 0xF9000000u
#define KERNEL_DEVICES_BASE KERNEL_STACKS_END

/* Where the kernel's own sections begin and end (linker.ld). The boot part's symbols are physical
 * addresses, the others linear ones. All but kernel_end lie on page boundaries. */
extern const char boot_text_start[], boot_text_end[], boot_data_start[], boot_data_end[];
extern const char kernel_load_start[], kernel_text_start[], kernel_text_end[];
extern const char kernel_rodata_start[], kernel_rodata_end[], kernel_end[];
extern const char kernel_stack_guard[]; /* the page below the stack that kmain starts on */

typedef uint64_t physical_address;

/* Only for physical addresses below LINEAR_MAP_SIZE, which is all that the frame allocator hands
 * out. On the host (unit tests on simulated memory) the test supplies physical_memory. */
#ifdef TERRARIUM_HOST_TEST
extern uint8_t *physical_memory;
#define physical_to_virtual(p) ((void *)(physical_memory + (uint32_t)(p)))
#define virtual_to_physical(v) ((physical_address)((uint8_t *)(v) - physical_memory))
#else
#define physical_to_virtual(p) ((void *)((uint32_t)(p) + KERNEL_BASE))
#define virtual_to_physical(v) ((physical_address)((uint32_t)(v) - KERNEL_BASE))
#endif

#endif
