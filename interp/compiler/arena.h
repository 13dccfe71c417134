/*
 * arena.h: memory for one compilation. Tokens, tree and symbol tables are allocated one behind the
 * other and given back all at once; nothing in them is freed singly. The arena also owns the
 * objects (names, constants) that the tree refers to.
 */
#ifndef ARENA_H
#define ARENA_H

#include "object.h"

typedef struct ArenaChunk ArenaChunk;

typedef struct {
    ArenaChunk *chunks;
    char *next, *end;          /* free part of the newest chunk */
    Object **owned;            /* the objects, in a block of its own */
    size_t owned_count, owned_capacity;
} Arena;

void arena_begin(Arena *arena);
void arena_end(Arena *arena); /* gives back everything */

/* Zeroed memory, aligned to 8. NULL with MemoryError raised. */
void *arena_alloc(Arena *arena, size_t size);
/* Steals a new reference; the arena holds it to its end. Gives it back borrowed; NULL (also for
 * NULL) with the exception raised. */
Object *arena_own(Arena *arena, Object *object);

/* Makes room for one more item of `size` bytes behind `count` ones. False: MemoryError raised. */
bool arena_grow(Arena *arena, void **items, uint32_t count, uint32_t *capacity, size_t size);

#endif
