/*
 * kernel_heap.h: memory for the kernel's own objects; and kernel stacks with guard pages.
 */
#ifndef KERNEL_HEAP_H
#define KERNEL_HEAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A block, aligned to 8 bytes (64 when size >= 64), zeroed; NULL when there is no memory. Blocks
 * up to a page come from slabs whose empty pages go back to the frame allocator at once; larger
 * ones are whole frames. */
void *kernel_allocate(size_t size);
void kernel_free(void *block); /* NULL is allowed; a wild or double free panics */

/* Figures, for views and leak tests: blocks handed out now. */
size_t kernel_heap_blocks(void);
/* Test hook: allocation number n from now on fails once (0: never). */
extern size_t kernel_heap_fail_at;

#define KERNEL_STACK_SIZE 8192u
/* The top (highest address) of a new stack with an unmapped page below it, or NULL. */
void *kernel_stack_allocate(void);
void kernel_stack_free(void *top);
/* Whether an address of the stacks' region lies in the unmapped part below a stack. */
bool kernel_stack_is_guard(uint32_t address);

#endif
