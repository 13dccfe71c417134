/*
 * large.c: blocks above SMALL_LIMIT, and the runs of pages that hold the small ones. The heap
 * segment is one row of chunks, each beginning with its size and its left neighbour's (boundary
 * tags: Knuth, The Art of Computer Programming, volume 1, section 2.5): a freed chunk merges with
 * free neighbours at once, so two free chunks never touch. Free chunks hang in bins by size; what
 * is free at the end of the heap goes back to the kernel.
 */
#include "memory/large.h"

#include "kernel/abi.h"
#include "platform/platform.h"

#include <stdbool.h>
#include <string.h>

enum { UNIT = 16,                  /* chunks are multiples of this, payloads aligned to it */
       GROW_STEP = 64 * 1024,      /* the heap segment grows by multiples of this */
       TRIM_LIMIT = 2 * GROW_STEP, /* less than this is never given back */
       BINS = 64, BIN_FIRST_LOG = 5 };

/* sizes include the header; they are multiples of UNIT, so the lowest bits hold two marks. */
typedef struct Chunk {
    size_t previous_size;          /* of the chunk to the left; 0: this is the first */
    size_t size_and_marks;
    struct Chunk *next, *previous; /* in the bin, while free; else the payload begins here */
} Chunk;
enum { MARK_USED = 1, MARK_PAGES = 2, MARKS = UNIT - 1 };
enum { HEADER = 2 * sizeof(size_t), SMALLEST = sizeof(Chunk) < 32 ? 32 : sizeof(Chunk) };

#if SIZE_MAX == UINT32_MAX
_Static_assert(HEADER == sizeof(struct heap_chunk) && UNIT - HEADER == sizeof(struct heap_beginning)
               && offsetof(Chunk, size_and_marks) == offsetof(struct heap_chunk, size_and_marks)
               && MARK_USED == HEAP_CHUNK_USED && MARK_PAGES == HEAP_CHUNK_PAGES
               && MARKS == HEAP_CHUNK_MARKS, "what kernel/abi.h says of it");
#endif

static char *heap_start, *heap_end; /* of the row of chunks; NULL: nothing taken yet */
static Chunk *last_chunk;
static size_t heap_bytes;           /* taken from the kernel */
static Chunk *bins[BINS];
static size_t used_blocks, used_bytes;

/* ---- one chunk ------------------------------------------------------------------------------ */

static size_t chunk_size(const Chunk *chunk) { return chunk->size_and_marks & ~(size_t)MARKS; }
static bool is_used(const Chunk *chunk) { return chunk->size_and_marks & MARK_USED; }
static char *payload_of(Chunk *chunk) { return (char *)chunk + HEADER; }
static Chunk *chunk_of(void *payload) { return (Chunk *)((char *)payload - HEADER); }

/* The chunk to the right; NULL after the last. */
static Chunk *right_of(Chunk *chunk)
{
    return chunk == last_chunk ? NULL : (Chunk *)((char *)chunk + chunk_size(chunk));
}

static Chunk *left_of(Chunk *chunk)
{
    return chunk->previous_size == 0 ? NULL : (Chunk *)((char *)chunk - chunk->previous_size);
}

/* Sets the size and tells the right neighbour. */
static void set_size(Chunk *chunk, size_t size, size_t marks)
{
    chunk->size_and_marks = size | marks;
    Chunk *right = right_of(chunk);
    if (right != NULL)
        right->previous_size = size;
}

/* ---- bins: two for each power of two -------------------------------------------------------- */

static int bin_of(size_t size)
{
    int log = (int)sizeof(unsigned long) * 8 - 1 - __builtin_clzl(size);
    int bin = (log - BIN_FIRST_LOG) * 2 + (int)((size >> (log - 1)) & 1);
    return bin < BINS ? bin : BINS - 1;
}

static void bin_insert(Chunk *chunk)
{
    Chunk **bin = &bins[bin_of(chunk_size(chunk))];
    chunk->previous = NULL;
    chunk->next = *bin;
    if (*bin != NULL)
        (*bin)->previous = chunk;
    *bin = chunk;
    MEM_POISON(chunk + 1, chunk_size(chunk) - sizeof(Chunk));
}

static void bin_remove(Chunk *chunk)
{
    if (chunk->previous != NULL)
        chunk->previous->next = chunk->next;
    else
        bins[bin_of(chunk_size(chunk))] = chunk->next;
    if (chunk->next != NULL)
        chunk->next->previous = chunk->previous;
    MEM_UNPOISON(chunk, chunk_size(chunk));
}

/* The smallest chunk of the request's own bin that is large enough, else one of the next larger
 * bin that has any. Not removed. */
static Chunk *bin_find(size_t size)
{
    Chunk *best = NULL;
    int bin = bin_of(size);
    for (Chunk *c = bins[bin]; c != NULL; c = c->next)
        if (chunk_size(c) >= size && (best == NULL || chunk_size(c) < chunk_size(best)))
            best = c;
    while (best == NULL && ++bin < BINS)
        best = bins[bin];
    return best;
}

/* ---- the row: merging, splitting, growing, shrinking ---------------------------------------- */

/* Marks the chunk free, merged with its free neighbours, and files it. */
static Chunk *release(Chunk *chunk)
{
    size_t size = chunk_size(chunk);
    Chunk *right = right_of(chunk), *left = left_of(chunk);
    if (right != NULL && !is_used(right)) {
        bin_remove(right);
        size += chunk_size(right);
        if (right == last_chunk)
            last_chunk = chunk;
    }
    if (left != NULL && !is_used(left)) {
        bin_remove(left);
        size += chunk_size(left);
        if (chunk == last_chunk)
            last_chunk = left;
        chunk = left;
    }
    set_size(chunk, size, 0);
    bin_insert(chunk);
    return chunk;
}

/* Cuts the used chunk down to `size`; what is left over on the right becomes free. */
static void cut(Chunk *chunk, size_t size)
{
    size_t rest = chunk_size(chunk) - size, marks = chunk->size_and_marks & MARKS;
    if (rest < SMALLEST)
        return;
    Chunk *right = (Chunk *)((char *)chunk + size);
    right->previous_size = size;
    right->size_and_marks = rest | MARK_USED;
    if (chunk == last_chunk)
        last_chunk = right;
    else
        ((Chunk *)((char *)right + rest))->previous_size = rest;
    chunk->size_and_marks = size | marks;
    release(right);
}

/* The end of the row moves up so that a free chunk of `size` bytes is there. */
static bool grow(size_t size)
{
    size_t have = last_chunk != NULL && !is_used(last_chunk) ? chunk_size(last_chunk) : 0;
    if (size > SIZE_MAX / 4)
        return false;
    size_t bytes = (size - have + UNIT + GROW_STEP - 1) / GROW_STEP * GROW_STEP;
    char *old_end = platform_heap_move((intptr_t)bytes);
    if (old_end == NULL)
        return false;
    heap_bytes += bytes;
    if (heap_start == NULL) { /* headers stand so that payloads are aligned */
        heap_start = old_end + (UNIT - HEADER % UNIT) % UNIT;
        if (heap_start != old_end) /* on 32 bits there is room before: see kernel/abi.h */
            *(struct heap_beginning *)(void *)old_end = (struct heap_beginning){ HEAP_MAGIC, 0 };
        heap_end = heap_start;
    }
    Chunk *chunk = (Chunk *)heap_end;
    heap_end = old_end + bytes - (HEADER % UNIT);
    chunk->previous_size = last_chunk != NULL ? chunk_size(last_chunk) : 0;
    last_chunk = chunk;
    chunk->size_and_marks = (size_t)(heap_end - (char *)chunk) | MARK_USED;
    release(chunk);
    return true;
}

/* Gives a long free end of the heap back to the kernel, whole steps of it: when more than half of
 * the heap is free there. A program that takes and gives up the same blocks again and again would
 * otherwise get fresh pages from the kernel each time, which cost far more than the work on
 * them. */
static void trim(Chunk *chunk)
{
    if (chunk != last_chunk || chunk_size(chunk) < TRIM_LIMIT || chunk_size(chunk) < heap_bytes / 2)
        return;
    size_t bytes = (chunk_size(chunk) - SMALLEST) / GROW_STEP * GROW_STEP;
    bin_remove(chunk);
    MEM_UNPOISON(heap_end - bytes, bytes + HEADER % UNIT);
    if (platform_heap_move(-(intptr_t)bytes) != NULL) {
        heap_bytes -= bytes;
        heap_end -= bytes;
        chunk->size_and_marks -= bytes;
    }
    bin_insert(chunk);
}

/* A used chunk of at least `size` bytes (header included), not yet cut. */
static Chunk *obtain(size_t size)
{
    Chunk *chunk = bin_find(size);
    if (chunk == NULL) {
        if (!grow(size))
            return NULL;
        chunk = last_chunk;
    }
    bin_remove(chunk);
    chunk->size_and_marks |= MARK_USED;
    return chunk;
}

/* ---- blocks --------------------------------------------------------------------------------- */

/* Bytes of the chunk for a block; 0 when that is more than an address space. */
static size_t size_for(size_t size)
{
    if (size > SIZE_MAX / 4)
        return 0;
    return (size + HEADER + UNIT - 1) / UNIT * UNIT;
}

void *mem_alloc_large(size_t size)
{
    size_t needed = size_for(size);
    if (needed == 0 || mem_must_fail())
        return NULL;
    Chunk *chunk = obtain(needed);
    if (chunk == NULL)
        return NULL;
    cut(chunk, needed);
    used_blocks++;
    used_bytes += size;
    return payload_of(chunk);
}

void mem_free_large(void *block, size_t size)
{
    used_blocks--;
    used_bytes -= size;
    trim(release(chunk_of(block)));
}

/* In place where the right neighbour allows it, or the heap's end. */
void *mem_resize_large(void *block, size_t old_size, size_t new_size)
{
    Chunk *chunk = chunk_of(block);
    size_t needed = size_for(new_size), have = chunk_size(chunk);
    if (needed == 0 || mem_must_fail())
        return NULL;
    if (needed > have) {
        Chunk *right = right_of(chunk);
        bool at_end = right == NULL || (right == last_chunk && !is_used(right));
        size_t more = right != NULL && !is_used(right) ? chunk_size(right) : 0;
        if (have + more < needed && at_end && grow(needed - have)) {
            right = right_of(chunk);
            more = chunk_size(right);
        }
        if (have + more < needed) {
            void *moved = mem_alloc_large(new_size);
            if (moved != NULL) {
                memcpy(moved, block, old_size);
                mem_free_large(block, old_size);
            }
            return moved;
        }
        bin_remove(right);
        if (right == last_chunk)
            last_chunk = chunk;
        set_size(chunk, have + more, MARK_USED);
    }
    cut(chunk, needed);
    used_bytes += new_size - old_size;
    return block;
}

/* ---- runs of pages -------------------------------------------------------------------------- */

static size_t round_up_to_unit(size_t size) { return (size + UNIT - 1) / UNIT * UNIT; }

void *large_alloc_pages(size_t before, size_t size, size_t alignment)
{
    before = round_up_to_unit(before); /* keeps the chunk's header where headers may stand */
    size_t needed = size_for(before + size);
    Chunk *chunk = obtain(needed + alignment + SMALLEST);
    if (chunk == NULL)
        return NULL;
    /* The header goes just before `before`; what lies to the left becomes a free chunk. */
    uintptr_t least = (uintptr_t)payload_of(chunk) + before;
    uintptr_t pages = (least + alignment - 1) & ~(alignment - 1);
    if (pages != least && pages - least < SMALLEST)
        pages += alignment;
    if (pages != least) {
        size_t gap = pages - least, whole = chunk_size(chunk);
        Chunk *left = chunk;
        chunk = (Chunk *)((char *)left + gap);
        if (left == last_chunk)
            last_chunk = chunk;
        left->size_and_marks = gap | MARK_USED;
        chunk->previous_size = gap;
        set_size(chunk, whole - gap, MARK_USED);
        release(left);
    }
    cut(chunk, needed);
    chunk->size_and_marks |= MARK_PAGES;
    return (void *)pages;
}

void large_free_pages(void *pages, size_t before)
{
    Chunk *chunk = chunk_of((char *)pages - round_up_to_unit(before));
    chunk->size_and_marks &= ~(size_t)MARK_PAGES;
    trim(release(chunk));
}

void large_statistics(MemoryStatistics *s, void (*visit)(char *pages, void *context))
{
    s->blocks += used_blocks;
    s->bytes += used_bytes;
    s->heap_bytes = heap_bytes;
    for (Chunk *c = (Chunk *)heap_start; c != NULL; c = right_of(c))
        if (c->size_and_marks & MARK_PAGES) {
            uintptr_t end = (uintptr_t)payload_of(c);
            visit((char *)((end + POOL_SIZE - 1) & ~(uintptr_t)(POOL_SIZE - 1)), s);
        }
}
