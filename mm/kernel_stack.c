/*
 * kernel_stack.c: kernel stacks, in slots of their own part of the kernel's address space. The
 * lower half of a slot stays unmapped: the guard. A stack that grows too far faults there instead
 * of writing over a neighbour.
 */
#include <stdbool.h>
#include <stdint.h>

#include "kernel/debug/log.h"
#include "mm/kernel_heap.h"
#include "mm/page_table.h"

#define SLOT_SIZE (2 * KERNEL_STACK_SIZE)
#define SLOTS ((KERNEL_STACKS_END - KERNEL_STACKS_BASE) / SLOT_SIZE)
#define STACK_PAGES (KERNEL_STACK_SIZE / PAGE_SIZE)

static uint32_t slots_used[SLOTS / 32];

static uint32_t slot_stack(uint32_t slot)
{
    return KERNEL_STACKS_BASE + slot * SLOT_SIZE + KERNEL_STACK_SIZE;
}

static int take_slot(void)
{
    for (uint32_t word = 0; word < SLOTS / 32; word++) {
        if (slots_used[word] == UINT32_MAX)
            continue;
        uint32_t bit = (uint32_t)__builtin_ctz(~slots_used[word]);
        slots_used[word] |= 1u << bit;
        return (int)(word * 32 + bit);
    }
    return -ENOMEM;
}

static void unmap_pages(uint32_t stack, uint32_t pages)
{
    for (uint32_t i = 0; i < pages; i++) {
        page_entry entry = page_table_unmap_kernel(stack + i * PAGE_SIZE);
        frame_release((frame_number)((entry & PAGE_ADDRESS_MASK) / PAGE_SIZE));
    }
}

static int map_pages(uint32_t stack)
{
    for (uint32_t i = 0; i < STACK_PAGES; i++) {
        frame_number frame = frame_allocate(FRAME_KERNEL);
        if (frame == NO_FRAME ||
            page_table_map_kernel(stack + i * PAGE_SIZE, (physical_address)frame * PAGE_SIZE,
                                  PAGE_WRITABLE | PAGE_NO_EXECUTE) < 0) {
            if (frame != NO_FRAME)
                frame_release(frame);
            unmap_pages(stack, i);
            return -ENOMEM;
        }
    }
    return 0;
}

void *kernel_stack_allocate(void)
{
    int slot = take_slot();

    if (slot < 0)
        return NULL;
    uint32_t stack = slot_stack((uint32_t)slot);
    if (map_pages(stack) < 0) {
        slots_used[slot / 32] &= ~(1u << slot % 32);
        return NULL;
    }
    return (void *)(uintptr_t)(stack + KERNEL_STACK_SIZE);
}

void kernel_stack_free(void *top)
{
    uint32_t end = (uint32_t)(uintptr_t)top;
    uint32_t slot = (end - KERNEL_STACKS_BASE) / SLOT_SIZE - 1;

    if (end < KERNEL_STACKS_BASE + SLOT_SIZE || end > KERNEL_STACKS_END ||
        (end - KERNEL_STACKS_BASE) % SLOT_SIZE != 0 || !(slots_used[slot / 32] & 1u << slot % 32))
        panic("kernel_stack_free of %p, which is no kernel stack", top);
    unmap_pages(end - KERNEL_STACK_SIZE, STACK_PAGES);
    slots_used[slot / 32] &= ~(1u << slot % 32);
}

bool kernel_stack_is_guard(uint32_t address)
{
    return (address - KERNEL_STACKS_BASE) % SLOT_SIZE < KERNEL_STACK_SIZE;
}
