/*
 * memory.h: the interpreter's private heap: size-class pools in arenas, taken from the process's
 * heap segment by brk. The size is known when a block is freed, so a block has no header.
 */
#ifndef MEMORY_H
#define MEMORY_H

#include <stddef.h>
#include <stdint.h>

/* A block of at least size bytes, aligned to the size of a pointer (large ones to 16); NULL when
 * there is no memory (no exception is set here). */
void *mem_alloc(size_t size);
void *mem_alloc_zeroed(size_t size);
void mem_free(void *block, size_t size); /* NULL is allowed */
void *mem_resize(void *block, size_t old_size, size_t new_size); /* NULL: block is as before */

/* Live figures, for module memory and for leak tests. */
typedef struct {
    size_t blocks, bytes;           /* handed out now: number, and bytes asked for */
    size_t arenas, pools, free_pools;
    size_t heap_bytes;              /* taken from the kernel */
} MemoryStatistics;
void mem_statistics(MemoryStatistics *s);

/* Test hook: allocation number n from now on fails once (0: never). */
extern size_t mem_fail_at;

#endif
