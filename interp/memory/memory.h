/*
 * memory.h: the interpreter's private heap: size-class pools in arenas, taken from the process's
 * heap segment by brk. The size is known when a block is freed, so a small block has no header.
 *
 * A pool is one page: a header, then equal blocks. Its address is the block's with the low bits
 * cleared, so giving a block back takes a mask and four memory accesses. The idea is that of
 * CPython's obmalloc; the larger blocks are in memory/large.c.
 */
#ifndef MEMORY_H
#define MEMORY_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* A block of at least size bytes, aligned to the size of a pointer (large ones to 16); NULL when
 * there is no memory (no exception is set here). */
static inline void *mem_alloc(size_t size);
void *mem_alloc_zeroed(size_t size);
static inline void mem_free(void *block, size_t size); /* NULL is allowed */
void *mem_resize(void *block, size_t old_size, size_t new_size); /* NULL: block is as before */

/* Live figures, for module memory and for leak tests. */
typedef struct {
    size_t blocks, bytes;           /* handed out now: number, and bytes (small: class sizes) */
    size_t arenas, pools, free_pools;
    size_t heap_bytes;              /* taken from the kernel */
} MemoryStatistics;
void mem_statistics(MemoryStatistics *s);

/* An arena as it is now: a row of pools, the last of which were never used. */
typedef struct { const char *pages; size_t pools, free_pools, never_used; } ArenaView;
/* Calls visit for each arena, which must not allocate. */
void mem_visit_arenas(void (*visit)(const ArenaView *arena, void *context), void *context);

/* In a build with sanitizers: when anything is still handed out, says so and ends the program. */
void mem_check_all_given_back(void);

/* Test hook: allocation number n from now on fails once (0: never). */
extern size_t mem_fail_at;

/* ---- the fast path -------------------------------------------------------------------------- */

enum { POOL_SIZE = 4096, SMALL_LIMIT = 512, SMALL_STEP = sizeof(void *),
       SIZE_CLASSES = SMALL_LIMIT / SMALL_STEP };

typedef struct FreeBlock { struct FreeBlock *next; } FreeBlock;

typedef struct Pool {
    FreeBlock *free;              /* blocks given back; NULL: see `fresh` */
    uint16_t used;                /* blocks handed out */
    uint16_t size_class;          /* blocks are (size_class + 1) * SMALL_STEP bytes */
    uint16_t fresh;               /* offset of the first block never handed out */
    uint16_t full;                /* not in its class's list */
    struct Pool *next, *previous; /* pools of the class with blocks to give */
    struct Arena *arena;
} Pool;

extern Pool *mem_pools[SIZE_CLASSES]; /* the first pool of each class's list, never NULL */

void *mem_alloc_slow(size_t size_class);
void mem_free_slow(Pool *pool);       /* after a block went back to a full or now empty pool */
void *mem_alloc_large(size_t size);
void mem_free_large(void *block, size_t size);
void *mem_resize_large(void *block, size_t old_size, size_t new_size);

/* In a build with AddressSanitizer (make SAN=1), it learns from these which blocks are nobody's,
 * and a block that is given back is filled with a byte that no pointer and no count looks like. */
#ifdef __SANITIZE_ADDRESS__
enum { MEM_IS_CHECKED = 1, MEM_FREED_BYTE = 0xDD };
#define MEM_FILL_FREED(block, size) memset(block, MEM_FREED_BYTE, size)
void __asan_poison_memory_region(void const volatile *block, size_t size);
void __asan_unpoison_memory_region(void const volatile *block, size_t size);
#define MEM_POISON(block, size) __asan_poison_memory_region(block, size)
#define MEM_UNPOISON(block, size) __asan_unpoison_memory_region(block, size)
#else
enum { MEM_IS_CHECKED = 0 };
#define MEM_POISON(block, size) ((void)0)
#define MEM_UNPOISON(block, size) ((void)0)
#define MEM_FILL_FREED(block, size) ((void)0)
#endif

static inline size_t mem_class_size(size_t size_class)
{
    return (size_class + 1) * SMALL_STEP;
}

/* An object of no bytes still has an address of its own: size 0 counts as 1. */
static inline size_t mem_size_class(size_t size)
{
    return size == 0 ? 0 : (size - 1) / SMALL_STEP;
}

static inline void *mem_alloc(size_t size)
{
    if (size > SMALL_LIMIT)
        return mem_alloc_large(size);
    size_t size_class = mem_size_class(size);
    Pool *pool = mem_pools[size_class];
    FreeBlock *block = pool->free;
    if (__builtin_expect(block == NULL || mem_fail_at != 0, 0))
        return mem_alloc_slow(size_class);
    MEM_UNPOISON(block, mem_class_size(size_class));
    pool->free = block->next;
    pool->used++;
    return block;
}

static inline void mem_free(void *block, size_t size)
{
    if (block == NULL)
        return;
    MEM_FILL_FREED(block, size);
    if (size > SMALL_LIMIT) {
        mem_free_large(block, size);
        return;
    }
    Pool *pool = (Pool *)((uintptr_t)block & ~(uintptr_t)(POOL_SIZE - 1));
    ((FreeBlock *)block)->next = pool->free;
    pool->free = block;
    MEM_POISON(block, mem_class_size(pool->size_class));
    if (__builtin_expect(--pool->used == 0 || pool->full, 0))
        mem_free_slow(pool);
}

#endif
