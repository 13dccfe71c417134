/*
 * kernel_heap.c: small blocks from slabs (Bonwick, "The Slab Allocator", USENIX 1994, in its
 * simplest form), large ones as whole frames, and kernel stacks.
 *
 * A slab is one frame: a header, then blocks of one size. A bit for each block says whether it is
 * handed out, so a wild or a double free is found, and the slab of a block is found by rounding
 * its address down to the page. No slab block begins on a page boundary, every large one does.
 */
#include "mm/kernel_heap.h"

#include <stdbool.h>
#include <stdint.h>

#include "kernel/debug/log.h"
#include "kernel/string.h"
#include "mm/page_table.h"

#define SLAB_MAGIC 0x51AB51ABu
#define BITMAP_WORDS 8u /* 256 bits: (4096 - 64) / 16 = 252 blocks at most */

struct slab {
    uint32_t magic;
    uint16_t block_size, used;
    struct slab *next, *previous; /* in the list of slabs with free blocks */
    uint32_t bitmap[BITMAP_WORDS]; /* 1: handed out */
};
#define SLAB_HEADER 64u
_Static_assert(sizeof(struct slab) <= SLAB_HEADER, "the first block lies behind the header");

/* From 64 on multiples of 64, as promised; the larger ones are chosen to fill a page with its
 * header: 9, 4 and 2 blocks. */
static const uint16_t block_sizes[] = { 16, 32, 64, 128, 192, 256, 448, 960, 1984 };
#define CLASSES (sizeof block_sizes / sizeof block_sizes[0])

static struct slab *with_room[CLASSES];
static size_t blocks_out;
size_t kernel_heap_fail_at;

/* --- Slabs ----------------------------------------------------------------------------------- */

static unsigned blocks_in(const struct slab *slab)
{
    return (PAGE_SIZE - SLAB_HEADER) / slab->block_size;
}

static void list_add(struct slab **list, struct slab *slab)
{
    slab->previous = NULL;
    slab->next = *list;
    if (*list != NULL)
        (*list)->previous = slab;
    *list = slab;
}

static void list_remove(struct slab **list, struct slab *slab)
{
    if (slab->previous != NULL)
        slab->previous->next = slab->next;
    else
        *list = slab->next;
    if (slab->next != NULL)
        slab->next->previous = slab->previous;
}

static struct slab *new_slab(unsigned class)
{
    frame_number frame = frame_allocate(FRAME_KERNEL);

    if (frame == NO_FRAME)
        return NULL;
    struct slab *slab = frame_pointer(frame);
    *slab = (struct slab){ .magic = SLAB_MAGIC, .block_size = block_sizes[class] };
    list_add(&with_room[class], slab);
    return slab;
}

static unsigned first_free(const struct slab *slab)
{
    unsigned word = 0;

    while (slab->bitmap[word] == UINT32_MAX)
        word++;
    return word * 32 + (unsigned)__builtin_ctz(~slab->bitmap[word]);
}

static void *allocate_small(unsigned class)
{
    struct slab *slab = with_room[class] != NULL ? with_room[class] : new_slab(class);

    if (slab == NULL)
        return NULL;
    unsigned index = first_free(slab);
    slab->bitmap[index / 32] |= 1u << index % 32;
    if (++slab->used == blocks_in(slab))
        list_remove(&with_room[class], slab);
    return (uint8_t *)slab + SLAB_HEADER + index * slab->block_size;
}

static unsigned class_of(size_t size)
{
    unsigned class = 0;

    while (class < CLASSES && block_sizes[class] < size)
        class++;
    return class; /* CLASSES: too large for a slab */
}

static void free_small(uint8_t *block)
{
    struct slab *slab = (struct slab *)((uintptr_t)block & ~(uintptr_t)(PAGE_SIZE - 1));

    if (frame_kind_of(frame_of(slab)) != FRAME_KERNEL || slab->magic != SLAB_MAGIC)
        panic("kernel_free of %p, which is no block of the kernel heap", (void *)block);
    unsigned offset = (unsigned)(block - (uint8_t *)slab) - SLAB_HEADER;
    unsigned index = offset / slab->block_size;
    if (block < (uint8_t *)slab + SLAB_HEADER || offset % slab->block_size != 0 ||
        index >= blocks_in(slab) || !(slab->bitmap[index / 32] & 1u << index % 32))
        panic("kernel_free of %p, which is not handed out", (void *)block);

    unsigned class = class_of(slab->block_size);
    if (slab->used-- == blocks_in(slab))
        list_add(&with_room[class], slab);
    slab->bitmap[index / 32] &= ~(1u << index % 32);
    if (slab->used == 0) {
        list_remove(&with_room[class], slab);
        slab->magic = 0;
        frame_release(frame_of(slab));
    }
}

/* --- Large blocks ---------------------------------------------------------------------------- */

static void *allocate_large(size_t size)
{
    unsigned order = 0;

    while (order < 32 - 12 && ((size_t)PAGE_SIZE << order) < size)
        order++;
    frame_number frame = frame_allocate_block(order, FRAME_KERNEL);
    return frame == NO_FRAME ? NULL : frame_pointer(frame);
}

static void free_large(void *block)
{
    frame_number frame = frame_of(block);
    int order = frame_block_order(frame);

    if (order < 0 || frame_kind_of(frame) != FRAME_KERNEL)
        panic("kernel_free of %p, which is not handed out", block);
    for (frame_number i = 0; i < 1u << order; i++)
        frame_release(frame + i);
}

void *kernel_allocate(size_t size)
{
    if (size == 0)
        size = 1;
    if (kernel_heap_fail_at != 0 && --kernel_heap_fail_at == 0)
        return NULL;

    unsigned class = class_of(size);
    void *block = class < CLASSES ? allocate_small(class) : allocate_large(size);
    if (block == NULL)
        return NULL;
    blocks_out++;
    return memset(block, 0, size);
}

void kernel_free(void *block)
{
    if (block == NULL)
        return;
    if ((uintptr_t)block % PAGE_SIZE == 0)
        free_large(block);
    else
        free_small(block);
    blocks_out--;
}

size_t kernel_heap_blocks(void)
{
    return blocks_out;
}
