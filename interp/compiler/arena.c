/*
 * arena.c: memory for one compilation (compiler/arena.h).
 */
#include <string.h>
#include "compiler/arena.h"
#include "memory/memory.h"
#include "vm/errors.h"

struct ArenaChunk { ArenaChunk *next; size_t size; };

enum { CHUNK_SIZE = 16 * 1024 - 64, ALIGNMENT = 8, FIRST_CAPACITY = 8 };

void arena_begin(Arena *arena)
{
    *arena = (Arena){ 0 };
}

void arena_end(Arena *arena)
{
    for (size_t i = 0; i < arena->owned_count; i++)
        decref(arena->owned[i]);
    mem_free(arena->owned, arena->owned_capacity * sizeof(Object *));
    for (ArenaChunk *chunk = arena->chunks; chunk;) {
        ArenaChunk *next = chunk->next;
        mem_free(chunk, chunk->size);
        chunk = next;
    }
    arena_begin(arena);
}

static size_t aligned(size_t size)
{
    return (size + ALIGNMENT - 1) & ~(size_t)(ALIGNMENT - 1);
}

void *arena_alloc(Arena *arena, size_t size)
{
    size = aligned(size);
    if (size > (size_t)(arena->end - arena->next)) {
        size_t chunk_size = aligned(sizeof(ArenaChunk)) + size;
        if (chunk_size < CHUNK_SIZE)
            chunk_size = CHUNK_SIZE;
        ArenaChunk *chunk = mem_alloc(chunk_size);
        if (!chunk)
            return raise_no_memory();
        chunk->next = arena->chunks;
        chunk->size = chunk_size;
        arena->chunks = chunk;
        arena->next = (char *)chunk + aligned(sizeof(ArenaChunk));
        arena->end = (char *)chunk + chunk_size;
    }
    void *block = arena->next;
    arena->next += size;
    return memset(block, 0, size);
}

Object *arena_own(Arena *arena, Object *object)
{
    if (!object)
        return NULL;
    if (arena->owned_count == arena->owned_capacity) {
        size_t capacity = arena->owned_capacity ? 2 * arena->owned_capacity : FIRST_CAPACITY;
        Object **owned = mem_resize(arena->owned, arena->owned_capacity * sizeof(Object *),
                                    capacity * sizeof(Object *));
        if (!owned) {
            decref(object);
            return raise_no_memory();
        }
        arena->owned = owned;
        arena->owned_capacity = capacity;
    }
    return arena->owned[arena->owned_count++] = object;
}

bool arena_grow(Arena *arena, void **items, uint32_t count, uint32_t *capacity, size_t size)
{
    if (count < *capacity)
        return true;
    uint32_t larger = *capacity ? 2 * *capacity : FIRST_CAPACITY;
    void *grown = arena_alloc(arena, larger * size);
    if (!grown)
        return false;
    if (count)
        memcpy(grown, *items, count * size);
    *items = grown;
    *capacity = larger;
    return true;
}
