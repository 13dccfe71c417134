/*
 * allocator.c: small blocks. Pools of equal blocks (memory.h) stand in arenas of a few pages; an
 * empty pool goes back to its arena and may serve another size next, an empty arena goes back to
 * the large blocks' heap (large.c), which gives what is free at its end back to the kernel.
 *
 * Pages are touched as late as possible: on the machine the first touch of a page costs a page
 * fault, and a program that needs little shall pay little.
 */
#include "memory/memory.h"

#include "kernel/abi.h"
#include "memory/large.h"

#include <stdbool.h>
#include <string.h>

enum { ARENA_POOLS = 16 };

typedef struct Arena {
    struct Arena *next, *previous; /* all arenas that have a pool to give */
    Pool *free;                    /* empty pools, linked by next */
    char *pages;                   /* the first pool's address */
    uint16_t free_pools;           /* in the list above */
    uint16_t fresh;                /* pools never used: the last ones */
} Arena;

#if SIZE_MAX == UINT32_MAX
_Static_assert(sizeof(Arena) == sizeof(struct heap_arena)
               && offsetof(Arena, fresh) == offsetof(struct heap_arena, fresh)
               && sizeof(Pool) == sizeof(struct heap_pool)
               && offsetof(Pool, used) == offsetof(struct heap_pool, used)
               && offsetof(Pool, size_class) == offsetof(struct heap_pool, size_class)
               && ARENA_POOLS == HEAP_ARENA_POOLS && POOL_SIZE == HEAP_POOL_SIZE
               && SMALL_STEP == HEAP_STEP && SIZE_CLASSES == HEAP_SIZE_CLASSES,
               "what kernel/abi.h says of it");
#endif

/* Stands in the lists of classes that have no pool: it has no block to give either. */
static Pool no_pool = { .full = 1 };

#define X4(p) p, p, p, p
#define X16(p) X4(p), X4(p), X4(p), X4(p)
#define X64(p) X16(p), X16(p), X16(p), X16(p)
Pool *mem_pools[SIZE_CLASSES] = {
    X64(&no_pool),
#if SIZE_MAX == UINT32_MAX
    X64(&no_pool),
#endif
};
_Static_assert(SIZE_CLASSES == (SIZE_MAX == UINT32_MAX ? 128 : 64), "the initialiser above");

static Arena *usable_arenas;
static size_t pool_count;
size_t mem_fail_at;

/* Says whether the test hook wants this allocation to fail. */
int mem_must_fail(void)
{
    return mem_fail_at != 0 && --mem_fail_at == 0;
}

/* ---- arenas --------------------------------------------------------------------------------- */

static void arena_link(Arena *arena)
{
    arena->previous = NULL;
    arena->next = usable_arenas;
    if (usable_arenas != NULL)
        usable_arenas->previous = arena;
    usable_arenas = arena;
}

static void arena_unlink(Arena *arena)
{
    if (arena->previous != NULL)
        arena->previous->next = arena->next;
    else
        usable_arenas = arena->next;
    if (arena->next != NULL)
        arena->next->previous = arena->previous;
}

/* The arena's own few words stand just before its first page. */
static Arena *arena_new(void)
{
    char *pages = large_alloc_pages(sizeof(Arena), (size_t)ARENA_POOLS * POOL_SIZE, POOL_SIZE);
    if (pages == NULL)
        return NULL;
    Arena *arena = (Arena *)(pages - sizeof(Arena));
    *arena = (Arena){ .pages = pages, .fresh = ARENA_POOLS };
    arena_link(arena);
    return arena;
}

/* ---- pools ---------------------------------------------------------------------------------- */

static void pool_link(Pool *pool)
{
    Pool *first = mem_pools[pool->size_class];
    pool->previous = NULL;
    pool->next = first;
    first->previous = pool;
    mem_pools[pool->size_class] = pool;
    pool->full = 0;
}

static void pool_unlink(Pool *pool)
{
    if (pool->previous != NULL)
        pool->previous->next = pool->next;
    else
        mem_pools[pool->size_class] = pool->next;
    pool->next->previous = pool->previous;
}

/* An empty pool for the class, linked into its list; NULL when there is no memory. */
static Pool *pool_take(size_t size_class)
{
    Arena *arena = usable_arenas != NULL ? usable_arenas : arena_new();
    if (arena == NULL)
        return NULL;
    Pool *pool = arena->free;
    if (pool != NULL) {
        arena->free = pool->next;
        arena->free_pools--;
    } else {
        pool = (Pool *)(arena->pages + (size_t)(ARENA_POOLS - arena->fresh) * POOL_SIZE);
        arena->fresh--;
        pool->arena = arena;
        pool->size_class = UINT16_MAX;
    }
    if (arena->free == NULL && arena->fresh == 0)
        arena_unlink(arena);
    if (pool->size_class != size_class) { /* otherwise its list of free blocks is still right */
        pool->free = NULL;
        pool->used = 0;
        pool->size_class = (uint16_t)size_class;
        pool->fresh = sizeof(Pool);
        MEM_POISON(pool + 1, POOL_SIZE - sizeof(Pool));
    }
    pool_count++;
    pool_link(pool);
    return pool;
}

static void pool_give_back(Pool *pool)
{
    Arena *arena = pool->arena;
    if (arena->free == NULL && arena->fresh == 0)
        arena_link(arena);
    pool->next = arena->free;
    arena->free = pool;
    pool_count--;
    if (++arena->free_pools + arena->fresh == ARENA_POOLS) {
        arena_unlink(arena);
        MEM_UNPOISON(arena->pages, (size_t)ARENA_POOLS * POOL_SIZE);
        large_free_pages(arena->pages, sizeof(Arena));
    }
}

/* ---- blocks: what the fast path of memory.h leaves over ------------------------------------- */

/* Makes a few of the pool's fresh blocks free ones; false when there are none left. */
static bool pool_extend(Pool *pool, size_t size)
{
    enum { BATCH = 8 };
    FreeBlock **end = &pool->free;
    for (int i = 0; i < BATCH && pool->fresh + size <= POOL_SIZE; i++) {
        FreeBlock *block = (FreeBlock *)((char *)pool + pool->fresh);
        pool->fresh += (uint16_t)size;
        *end = block; /* in the order of their addresses */
        MEM_UNPOISON(block, sizeof(FreeBlock));
        end = &block->next;
        *end = NULL;
    }
    return pool->free != NULL;
}

void *mem_alloc_slow(size_t size_class)
{
    if (mem_must_fail())
        return NULL;
    size_t size = mem_class_size(size_class);
    for (;;) {
        Pool *pool = mem_pools[size_class];
        if (pool == &no_pool && (pool = pool_take(size_class)) == NULL)
            return NULL;
        if (pool->free == NULL && !pool_extend(pool, size)) {
            pool_unlink(pool);
            pool->full = 1;
            continue;
        }
        FreeBlock *block = pool->free;
        MEM_UNPOISON(block, size);
        pool->free = block->next;
        pool->used++;
        return block;
    }
}

void mem_free_slow(Pool *pool)
{
    if (pool->full)
        pool_link(pool);
    if (pool->used == 0) {
        pool_unlink(pool);
        pool_give_back(pool);
    }
}

void *mem_alloc_zeroed(size_t size)
{
    void *block = mem_alloc(size);
    if (block != NULL)
        memset(block, 0, size);
    return block;
}

void *mem_resize(void *block, size_t old_size, size_t new_size)
{
    if (block == NULL)
        return mem_alloc(new_size);
    if (old_size > SMALL_LIMIT && new_size > SMALL_LIMIT)
        return mem_resize_large(block, old_size, new_size);
    if (old_size <= SMALL_LIMIT && new_size <= SMALL_LIMIT &&
        mem_size_class(old_size) == mem_size_class(new_size))
        return block;
    void *moved = mem_alloc(new_size);
    if (moved == NULL)
        return NULL;
    memcpy(moved, block, old_size < new_size ? old_size : new_size);
    mem_free(block, old_size);
    return moved;
}

/* ---- figures -------------------------------------------------------------------------------- */

/* large.c calls this for each block of its own that holds an arena. */
static void count_arena(char *pages, void *context)
{
    MemoryStatistics *s = context;
    Arena *arena = (Arena *)(pages - sizeof(Arena));
    s->arenas++;
    s->free_pools += arena->free_pools + arena->fresh;
    for (int i = 0; i < ARENA_POOLS - arena->fresh; i++) {
        Pool *pool = (Pool *)(pages + (size_t)i * POOL_SIZE);
        s->blocks += pool->used;
        s->bytes += pool->used * mem_class_size(pool->size_class);
    }
}

void mem_statistics(MemoryStatistics *s)
{
    *s = (MemoryStatistics){ .pools = pool_count };
    large_statistics(s, count_arena);
}

typedef struct {
    MemoryStatistics statistics; /* first: what large.c hands on to view_arena */
    void (*visit)(const ArenaView *arena, void *context);
    void *context;
} ArenaVisit;

static void view_arena(char *pages, void *statistics)
{
    ArenaVisit *v = statistics;
    const Arena *arena = (Arena *)(pages - sizeof(Arena));
    v->visit(&(ArenaView){ pages, ARENA_POOLS, arena->free_pools, arena->fresh }, v->context);
}

void mem_visit_arenas(void (*visit)(const ArenaView *arena, void *context), void *context)
{
    ArenaVisit v = { .visit = visit, .context = context };
    large_statistics(&v.statistics, view_arena);
}
