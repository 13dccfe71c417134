/*
 * frame.h: physical memory as 4 KiB frames, each with a reference count.
 *
 * A frame's count says how many page-table entries, caches and kernel pointers refer to it; a
 * count that falls to zero frees the frame at once: the same rule as for Python objects, one
 * level down.
 */
#ifndef FRAME_ALLOCATOR_H
#define FRAME_ALLOCATOR_H

#include <stdbool.h>
#include <stddef.h>
#include "mm/layout.h"

#define NO_FRAME 0u /* frame 0 is never handed out */
typedef uint32_t frame_number;

struct memory_range { physical_address start, end; }; /* bytes, end exclusive */

/* Takes over memory: usable ranges from the firmware's map, less the reserved ones (kernel, boot
 * information, modules, everything below 1 MiB). The frame table itself is placed in usable
 * memory. Overlapping, unsorted, odd ranges are dealt with. Panics when there is too little. */
void frame_initialise(const struct memory_range *usable, size_t usable_count,
                      const struct memory_range *reserved, size_t reserved_count);

/* A frame with count 1, or NO_FRAME when memory is exhausted also after reclaiming. kind is an
 * enum frame_kind (kernel/abi.h), for the views. Contents undefined / zero. */
frame_number frame_allocate(enum frame_kind kind);
frame_number frame_allocate_zeroed(enum frame_kind kind);
/* 2^order frames in a row, naturally aligned; each with count 1. For kernel heap and DMA. */
frame_number frame_allocate_block(unsigned order, enum frame_kind kind);

void frame_reference(frame_number frame);
/* Gives up one reference; true when that freed the frame. */
bool frame_release(frame_number frame);
/* The order that frame_allocate_block was called with for the block that begins here; -1 for a
 * frame inside such a block, or one that is not in use. */
int frame_block_order(frame_number frame);
uint32_t frame_references(frame_number frame);
enum frame_kind frame_kind_of(frame_number frame);
bool frame_is_managed(frame_number frame); /* false: not RAM, or not ours */

static inline void *frame_pointer(frame_number frame)
{
    return physical_to_virtual((physical_address)frame * PAGE_SIZE);
}
static inline frame_number frame_of(const void *linear)
{
    return (frame_number)(virtual_to_physical((void *)linear) / PAGE_SIZE);
}

/* Called when frames run out; frees what a cache can spare and says how many frames that was. */
typedef size_t (*frame_reclaimer)(size_t wanted);
void frame_set_reclaimer(frame_reclaimer reclaimer);

frame_number frame_end(void); /* one past the last frame that the table describes */
size_t frame_count_total(void);
size_t frame_count_free(void);
size_t frame_count_of_kind(enum frame_kind kind);

/* Test hook: allocation number n from now on fails once (0: never). */
extern size_t frame_fail_at;

#endif
