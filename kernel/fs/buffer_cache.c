/*
 * buffer_cache.c: the cache of metadata blocks: a list in order of use, searched from the front.
 * With so few buffers a list is as fast as a hash table, and replacement falls out of its order.
 */
#include "kernel/fs/buffer_cache.h"
#include "kernel/abi.h"
#include "kernel/debug/log.h"
#include "mm/kernel_heap.h"

/* A walk through nested symlinks keeps one buffer each, and a lookup one more; the rest is
 * cache. */
#define BUFFER_COUNT 32u

static struct {
    struct block_device *device;
    uint32_t block_size;
    struct buffer buffers[BUFFER_COUNT];
    struct buffer *latest;
} cache;

int buffer_cache_initialise(struct block_device *device, uint32_t block_size)
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

/* The buffer longest unused that no one holds, or NULL. */
static struct buffer *take_oldest(void)
{
    struct buffer **oldest = NULL;

    for (struct buffer **link = &cache.latest; *link != NULL; link = &(*link)->older) {
        if ((*link)->users == 0)
            oldest = link;
    }
    return oldest == NULL ? NULL : move_to_front(oldest);
}

int buffer_get(uint32_t block, struct buffer **buffer)
{
    uint32_t sectors = cache.block_size / SECTOR_SIZE;
    struct buffer *found = find(block);

    if (found == NULL) {
        found = take_oldest();
        if (found == NULL) {
            log_print("buffer cache: all %u buffers are in use\n", BUFFER_COUNT);
            return -ENOMEM;
        }
        found->valid = false;
        found->block = block;
        found->users = 1; /* should the disk make us wait, no one may take it */
        int error = cache.device->read(cache.device, block * sectors, sectors, found->data);
        found->users = 0;
        if (error != 0)
            return error;
        found->valid = true;
    }
    found->users++;
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
