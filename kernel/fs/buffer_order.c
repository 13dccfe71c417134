/*
 * buffer_order.c: writing changed buffers back so that a power cut between any two writes leaves a
 * file system in which nothing that is referred to is missing.
 *
 * Each buffer has a set of those that must be written before it, so the buffers form a graph. It
 * has no circles: an order that would close one makes the later buffer be written at once, as it
 * was before the change. That is the simple half of the idea in Ganger and Patt, "Metadata Update
 * Performance in File Systems" (OSDI 1994); soft updates are the other half.
 */
#include "kernel/fs/buffer_order.h"
#include "kernel/abi.h"
#include "kernel/fs/disk.h"

#define WORDS (BUFFER_COUNT / 32u)

struct buffer_set { uint32_t words[WORDS]; };

static struct {
    struct block_device *device;
    uint32_t sectors_per_block;
    struct buffer *buffers;
    struct buffer_set before[BUFFER_COUNT]; /* by index: what must be written first; all changed */
    uint32_t changed;
    void (*before_write)(void);
    bool in_before_write;
} order;

void buffer_order_initialise(struct block_device *device, uint32_t block_size,
                             struct buffer *buffers, void (*before_write)(void))
{
    order.device = device;
    order.sectors_per_block = block_size / SECTOR_SIZE;
    order.buffers = buffers;
    order.before_write = before_write;
    order.changed = 0;
    for (unsigned i = 0; i < BUFFER_COUNT; i++)
        order.before[i] = (struct buffer_set){0};
}

/* ---- Sets ---- */

static unsigned index_of(const struct buffer *buffer)
{
    return (unsigned)(buffer - order.buffers);
}

static bool contains(const struct buffer_set *set, unsigned index)
{
    return (set->words[index / 32] >> index % 32 & 1) != 0;
}

static void add(struct buffer_set *set, unsigned index)
{
    set->words[index / 32] |= 1u << index % 32;
}

static void take_out(struct buffer_set *set, unsigned index)
{
    set->words[index / 32] &= ~(1u << index % 32);
}

/* Takes a member out; false: the set is empty. */
static bool take_any(struct buffer_set *set, unsigned *index)
{
    for (unsigned i = 0; i < WORDS; i++) {
        if (set->words[i] != 0) {
            *index = i * 32 + (unsigned)__builtin_ctz(set->words[i]);
            take_out(set, *index);
            return true;
        }
    }
    return false;
}

static bool is_empty(const struct buffer_set *set)
{
    struct buffer_set copy = *set;
    unsigned index;

    return !take_any(&copy, &index);
}

/* ---- The graph ---- */

/* Whether `earlier` must be written before `later`, directly or by way of others. */
static bool must_precede(unsigned earlier, unsigned later)
{
    struct buffer_set seen = {0}, open = order.before[later];
    unsigned index;

    while (take_any(&open, &index)) {
        if (index == earlier)
            return true;
        add(&seen, index);
        for (unsigned i = 0; i < WORDS; i++)
            open.words[i] |= order.before[index].words[i] & ~seen.words[i];
    }
    return false;
}

static bool others_wait_for(unsigned index)
{
    for (unsigned i = 0; i < BUFFER_COUNT; i++) {
        if (contains(&order.before[i], index))
            return true;
    }
    return false;
}

void buffer_changed(struct buffer *buffer)
{
    order.changed += !buffer->dirty;
    buffer->dirty = true;
}

uint32_t buffers_changed(void)
{
    return order.changed;
}

uint32_t buffers_total(void)
{
    return BUFFER_COUNT;
}

/* Nothing of the buffer is left to be written: no one waits for it any more. */
static void set_clean(struct buffer *buffer)
{
    unsigned index = index_of(buffer);

    buffer->dirty = false;
    order.changed--;
    order.before[index] = (struct buffer_set){0};
    for (unsigned i = 0; i < BUFFER_COUNT; i++)
        take_out(&order.before[i], index);
}

/* ---- Writing ---- */

static int write_out(struct buffer *buffer)
{
    int error = disk_write(order.device, buffer->block * order.sectors_per_block,
                           order.sectors_per_block, buffer->data);
    if (error == 0)
        set_clean(buffer);
    return error;
}

/* Files' contents go first. Writing them may need buffers, and so lead here again. */
static int prepare_to_write(void)
{
    if (order.in_before_write)
        return 0;
    order.in_before_write = true;
    order.before_write();
    order.in_before_write = false;
    return disk_barrier(order.device);
}

static int write_with_others(struct buffer *buffer);

static int write_others(struct buffer *buffer)
{
    struct buffer_set others = order.before[index_of(buffer)];
    unsigned index;

    if (is_empty(&others))
        return 0;
    while (take_any(&others, &index)) {
        int error = order.buffers[index].dirty ? write_with_others(&order.buffers[index]) : 0;
        if (error != 0)
            return error;
    }
    return disk_barrier(order.device);
}

/* As deep as the graph: an inode's way to its directory has some five steps. */
static int write_with_others(struct buffer *buffer)
{
    int error = write_others(buffer);

    return error != 0 ? error : write_out(buffer);
}

int buffer_settle(struct buffer *buffer)
{
    if (is_empty(&order.before[index_of(buffer)]))
        return 0;
    int error = prepare_to_write();
    return error != 0 ? error : write_others(buffer);
}

int buffer_write(struct buffer *buffer)
{
    int error = prepare_to_write();

    if (error == 0 && buffer->dirty)
        error = write_with_others(buffer);
    return error;
}

int buffer_order(struct buffer *first, struct buffer *then)
{
    unsigned earlier = index_of(first), later = index_of(then);

    if (first == then || !first->dirty || contains(&order.before[later], earlier))
        return 0;
    if (must_precede(later, earlier)) {
        int error = buffer_write(then);
        if (error != 0)
            return error;
    }
    if (first->dirty) /* writing `then` may have taken it along */
        add(&order.before[later], earlier);
    return 0;
}

int buffer_order_forget(struct buffer *buffer)
{
    if (others_wait_for(index_of(buffer)))
        return buffer_write(buffer);
    set_clean(buffer);
    return 0;
}

/* Writes those that wait for no other. Returns whether any could be written; *error is set when
 * one could not. */
static bool write_round(int *error)
{
    struct buffer_set ready = {0};
    bool progress = false;
    unsigned index;

    for (unsigned i = 0; i < BUFFER_COUNT; i++) {
        if (order.buffers[i].dirty && is_empty(&order.before[i]))
            add(&ready, i);
    }
    while (take_any(&ready, &index)) {
        int result = write_out(&order.buffers[index]);
        progress |= result == 0;
        if (result != 0)
            *error = result;
    }
    return progress;
}

int buffers_write_all(void)
{
    int error = prepare_to_write();

    if (error != 0)
        return error;
    while (order.changed > 0 && write_round(&error)) {
        int barrier = disk_barrier(order.device);
        if (barrier != 0)
            return barrier;
    }
    return error;
}
