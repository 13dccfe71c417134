/*
 * large.h: what the small blocks' allocator asks of the large ones': runs of pages for its arenas.
 */
#ifndef LARGE_H
#define LARGE_H

#include "memory/memory.h"

/* `size` bytes at an address that is a multiple of alignment (a power of two), with `before`
 * bytes of the caller's own just before that address. NULL when there is no memory. */
void *large_alloc_pages(size_t before, size_t size, size_t alignment);
void large_free_pages(void *pages, size_t before);

/* Adds the large blocks and the heap's size to s and calls visit for each run of pages. */
void large_statistics(MemoryStatistics *s, void (*visit)(char *pages, void *context));

int mem_must_fail(void);

#endif
