/*
 * memory_heap.c: the private heap as module memory shows it: arenas, pools and lists of free blocks
 * (memory/memory.h). The figures are taken first and put into Python's objects afterwards, since
 * making those changes what is counted.
 */
#include "memory/memory.h"
#include "modules/memory.h"
#include "modules/module_tools.h"
#include "vm/errors.h"

/* A tuple of numbers; new. */
static Object *numbers(const uint64_t *values, int count)
{
    Object *tuple = tuple_new((size_t)count);
    for (int i = 0; tuple && i < count; i++) {
        Object *number = int_from_unsigned(values[i]);
        if (number)
            ((Tuple *)tuple)->items[i] = number;
        else
            clear_reference(tuple);
    }
    return tuple;
}

static int append_numbers(Object *list, const uint64_t *values, int count)
{
    Object *tuple = numbers(values, count);
    int result = tuple ? list_append(list, tuple) : -1;
    xdecref(tuple);
    return result;
}

static size_t blocks_of_pool(size_t block_size)
{
    return (POOL_SIZE - sizeof(Pool)) / block_size;
}

/* ---- the figures ---------------------------------------------------------------------------- */

typedef struct {
    ArenaView *arenas;
    size_t count, capacity;
    struct { size_t pools, used; } classes[SIZE_CLASSES];
} Figures;

/* Empty pools wait in their arena's list and belong to no class. */
static void count_pools(Figures *f, const ArenaView *arena)
{
    for (size_t i = 0; i < arena->pools - arena->never_used; i++) {
        const Pool *pool = (const Pool *)(const void *)(arena->pages + i * POOL_SIZE);
        if (pool->used == 0 || pool->size_class >= SIZE_CLASSES)
            continue;
        f->classes[pool->size_class].pools++;
        f->classes[pool->size_class].used += pool->used;
    }
}

static void note_arena(const ArenaView *arena, void *context)
{
    Figures *f = context;
    count_pools(f, arena);
    if (f->count < f->capacity)
        f->arenas[f->count++] = *arena;
}

static Object *arena_list(const Figures *f)
{
    Object *list = list_new(0);
    for (size_t i = 0; list && i < f->count; i++) {
        const ArenaView *a = &f->arenas[i];
        const uint64_t values[] = { (uintptr_t)a->pages, a->pools - a->free_pools - a->never_used,
                                    a->free_pools, a->never_used };
        if (append_numbers(list, values, 4) < 0)
            clear_reference(list);
    }
    return list;
}

static Object *class_list(const Figures *f)
{
    Object *list = list_new(0);
    for (size_t c = 0; list && c < SIZE_CLASSES; c++) {
        size_t pools = f->classes[c].pools, used = f->classes[c].used, size = mem_class_size(c);
        const uint64_t values[] = { size, pools, used, pools * blocks_of_pool(size) - used };
        if (pools > 0 && append_numbers(list, values, 4) < 0)
            clear_reference(list);
    }
    return list;
}

Object *memory_heap(Object *self, Object **args, int positional, Object *kwnames)
{
    (void)self, (void)args, (void)positional, (void)kwnames;
    MemoryStatistics s;
    mem_statistics(&s);
    Figures f = { .capacity = s.arenas + 1 }; /* one more may be made for this very list */
    f.arenas = mem_alloc(f.capacity * sizeof *f.arenas);
    if (!f.arenas)
        return raise_no_memory();
    mem_statistics(&s);
    mem_visit_arenas(note_arena, &f);
    Object *dict = dict_new();
    int result = !dict ? -1 : put_number(dict, "blocks", s.blocks)
        | put_number(dict, "bytes", s.bytes) | put_number(dict, "arenas", s.arenas)
        | put_number(dict, "pools", s.pools) | put_number(dict, "free_pools", s.free_pools)
        | put_number(dict, "heap_bytes", s.heap_bytes) | put_number(dict, "pool_size", POOL_SIZE)
        | put(dict, "arena_list", arena_list(&f)) | put(dict, "classes", class_list(&f));
    mem_free(f.arenas, f.capacity * sizeof *f.arenas);
    return dict ? answer(dict, result) : NULL;
}

/* ---- one pool ------------------------------------------------------------------------------- */

typedef struct { uintptr_t address; const Pool *found; } Search;

static void look_in_arena(const ArenaView *arena, void *context)
{
    Search *s = context;
    uintptr_t start = (uintptr_t)arena->pages;
    uintptr_t end = start + (arena->pools - arena->never_used) * POOL_SIZE;
    if (s->address >= start && s->address < end)
        s->found = (const Pool *)(s->address & ~(uintptr_t)(POOL_SIZE - 1));
}

/* The list runs through the free blocks themselves. It is read into a tuple's worth of numbers
 * before the first of them becomes an object. */
static Object *free_list(const Pool *pool)
{
    uint64_t addresses[POOL_SIZE / SMALL_STEP];
    int count = 0;
    for (const FreeBlock *b = pool->free; b; ) {
        addresses[count++] = (uintptr_t)b;
        MEM_UNPOISON(b, sizeof *b);
        const FreeBlock *next = b->next;
        MEM_POISON(b, sizeof *b);
        b = next;
    }
    return numbers(addresses, count);
}

Object *memory_pool(Object *self, Object **args, int positional, Object *kwnames)
{
    (void)self, (void)kwnames;
    int64_t address;
    if (int_argument(args, positional, 0, 0, &address) < 0)
        return NULL;
    Search s = { .address = (uintptr_t)address };
    mem_visit_arenas(look_in_arena, &s);
    const Pool *pool = s.found;
    if (!pool || pool->used == 0 || pool->size_class >= SIZE_CLASSES)
        return incref(NONE);
    size_t size = mem_class_size(pool->size_class), used = pool->used;
    size_t never_used = (POOL_SIZE - pool->fresh) / size;
    Object *list = free_list(pool), *dict = list ? dict_new() : NULL;
    if (!dict) {
        xdecref(list);
        return NULL;
    }
    return answer(dict, put_number(dict, "address", (uintptr_t)pool)
                        | put_number(dict, "block_size", size)
                        | put_number(dict, "blocks", blocks_of_pool(size))
                        | put_number(dict, "used", used)
                        | put_number(dict, "never_used", never_used)
                        | put(dict, "free_list", list));
}
