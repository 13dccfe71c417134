/*
 * buffer_cache.c: the cache of metadata blocks: a list in order of use, searched from the front.
 * With so few buffers a list is as fast as a hash table, and replacement falls out of its order.
 *
 * buffer_order.c decides in which order changed buffers are written.
 */
#include "kernel/fs/buffer_order.h"
#include "kernel/abi.h"
#include "kernel/debug/log.h"
#include "kernel/string.h"
#include "mm/kernel_heap.h"

static struct {
    struct block_device *device;
    uint32_t block_size;
    struct buffer buffers[BUFFER_COUNT];
    struct buffer *latest;
} cache;

int buffer_cache_initialise(struct block_device *device, uint32_t block_size,
                            void (*before_write)(void))
{
    cache.device = device;
    cache.block_size = block_size;
    for (unsigned i = 0; i < BUFFER_COUNT; i++) {
        struct buffer *buffer = &cache.buffers[i];
        *buffer = (struct buffer){.older = cache.latest, .data = kernel_allocate(block_size)};
        if (buffer->data == NULL) {
            buffer_cache_destroy();
            return -ENOMEM;
        }
        cache.latest = buffer;
    }
    buffer_order_initialise(device, block_size, cache.buffers, before_write);
    return 0;
}

void buffer_cache_destroy(void)
{
    for (; cache.latest != NULL; cache.latest = cache.latest->older)
        kernel_free(cache.latest->data);
}

/* Makes the buffer that *link points to the latest used one. */
static struct buffer *move_to_front(struct buffer **link)
{
    struct buffer *buffer = *link;

    *link = buffer->older;
    buffer->older = cache.latest;
    cache.latest = buffer;
    return buffer;
}

static struct buffer *find(uint32_t block)
{
    for (struct buffer **link = &cache.latest; *link != NULL; link = &(*link)->older) {
        if ((*link)->valid && (*link)->block == block)
            return move_to_front(link);
    }
    return NULL;
}

/* The buffer longest unused that no one holds, one that needs no writing if there is any. NULL:
 * all are held. */
static struct buffer *take_oldest(void)
{
    struct buffer **oldest = NULL, **oldest_clean = NULL;

    for (struct buffer **link = &cache.latest; *link != NULL; link = &(*link)->older) {
        if ((*link)->users == 0)
            *((*link)->dirty ? &oldest : &oldest_clean) = link;
    }
    if (oldest_clean != NULL)
        oldest = oldest_clean;
    return oldest == NULL ? NULL : move_to_front(oldest);
}

/* The block's buffer, or one for it, not yet valid. Held in both cases. */
static int find_or_take(uint32_t block, struct buffer **buffer)
{
    struct buffer *found = find(block), *taken;

    while (found == NULL) {
        taken = take_oldest();
        if (taken == NULL) {
            log_print("buffer cache: all %u buffers are in use\n", BUFFER_COUNT);
            return -ENOMEM;
        }
        if (!taken->dirty) {
            taken->valid = false;
            taken->block = block;
            found = taken;
        } else {
            taken->users = 1; /* while it is written, no one may take it */
            int error = buffer_write(taken);
            taken->users = 0;
            if (error != 0)
                return error;
            found = find(block); /* writing may have needed it */
        }
    }
    found->users++;
    *buffer = found;
    return 0;
}

int buffer_get(uint32_t block, struct buffer **buffer)
{
    uint32_t sectors = cache.block_size / SECTOR_SIZE;
    struct buffer *found;

    int error = find_or_take(block, &found);
    if (error != 0)
        return error;
    if (!found->valid) {
        error = cache.device->read(cache.device, block * sectors, sectors, found->data);
        if (error != 0) {
            buffer_put(found);
            return error;
        }
        found->valid = true;
    }
    *buffer = found;
    return 0;
}

int buffer_get_new(uint32_t block, struct buffer **buffer)
{
    struct buffer *found;

    int error = find_or_take(block, &found);
    if (error != 0)
        return error;
    found->valid = true;
    memset(found->data, 0, cache.block_size);
    buffer_changed(found);
    *buffer = found;
    return 0;
}

void buffer_put(struct buffer *buffer)
{
    kernel_assert(buffer->users > 0);
    buffer->users--;
}

void buffer_cache_visit(void (*visit)(const struct buffer *buffer, void *context), void *context)
{
    for (const struct buffer *buffer = cache.latest; buffer != NULL; buffer = buffer->older)
        visit(buffer, context);
}

int buffer_forget(uint32_t block)
{
    struct buffer *buffer = find(block);

    if (buffer == NULL)
        return 0;
    if (buffer->users != 0) {
        log_print("buffer cache: block %u is freed while it is used\n", block);
        return -EIO; /* on a damaged disk, an indirect block that leads to itself */
    }
    int error = buffer->dirty ? buffer_order_forget(buffer) : 0;
    if (error == 0)
        buffer->valid = false;
    return error;
}
