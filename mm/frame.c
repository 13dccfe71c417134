/*
 * frame.c: the physical frame allocator: a buddy allocator (Knuth, The Art of Computer
 * Programming 1, 2.5) under a table with one entry, and so one reference count, for every frame.
 *
 * A free block is 2^order frames, aligned to its size, and stands in the list of its order; its
 * first frame's entry holds the links. A block whose buddy is free too merges with it, so order 0
 * to HIGHEST_ORDER are always as large as can be.
 */
#include "mm/frame.h"

#include "kernel/debug/log.h"
#include "kernel/string.h"

#define HIGHEST_ORDER 10u /* 4 MiB */
#define ORDERS (HIGHEST_ORDER + 1)
#define INSIDE_BLOCK 255u  /* order of a frame in use that is not the first of its block */
#define FIRST_MIB 0x100000u
#define LEAST_FREE_FRAMES 256u /* with less than 1 MiB nothing useful can start */

struct frame {
    union {
        uint32_t references; /* in use */
        frame_number next;   /* first of a free block: the links of its order's list */
    };
    frame_number previous;
    uint8_t kind;            /* enum frame_kind */
    uint8_t order;           /* of the block that begins here */
    bool begins_free_block;
};

static struct frame *frames;
static frame_number frames_end; /* one past the last frame of the table */
static frame_number free_list[ORDERS]; /* NO_FRAME: empty */
static size_t free_frames, managed_frames;
static size_t frames_of_kind[FRAME_FILE_CACHE + 1];
static frame_reclaimer reclaimer;
size_t frame_fail_at;

/* --- Free blocks ----------------------------------------------------------------------------- */

static void list_add(frame_number block, unsigned order)
{
    frame_number first = free_list[order];

    frames[block].next = first;
    frames[block].previous = NO_FRAME;
    frames[block].order = (uint8_t)order;
    frames[block].begins_free_block = true;
    if (first != NO_FRAME)
        frames[first].previous = block;
    free_list[order] = block;
}

static void list_remove(frame_number block)
{
    struct frame *frame = &frames[block];

    if (frame->previous != NO_FRAME)
        frames[frame->previous].next = frame->next;
    else
        free_list[frame->order] = frame->next;
    if (frame->next != NO_FRAME)
        frames[frame->next].previous = frame->previous;
    frame->begins_free_block = false;
}

/* Takes a block into the lists, merged with its free buddies. */
static void block_free(frame_number block, unsigned order)
{
    while (order < HIGHEST_ORDER) {
        frame_number buddy = block ^ (1u << order);
        if (buddy >= frames_end || !frames[buddy].begins_free_block ||
            frames[buddy].order != order)
            break;
        list_remove(buddy);
        block &= ~(1u << order);
        order++;
    }
    list_add(block, order);
}

/* Takes a block out of the lists, splitting a larger one when it must. */
static frame_number block_take(unsigned order)
{
    unsigned found = order;

    while (found < ORDERS && free_list[found] == NO_FRAME)
        found++;
    if (found == ORDERS)
        return NO_FRAME;

    frame_number block = free_list[found];
    list_remove(block);
    while (found > order) {
        found--;
        list_add(block + (1u << found), found); /* the upper half stays free */
    }
    return block;
}

/* --- Taking over memory ---------------------------------------------------------------------- */

struct memory_map {
    const struct memory_range *usable, *reserved;
    size_t usable_count, reserved_count;
};

static physical_address round_down(physical_address address)
{
    return address & ~(physical_address)(PAGE_SIZE - 1);
}

static physical_address round_up(physical_address address)
{
    if (address > UINT64_MAX - (PAGE_SIZE - 1))
        return round_down(UINT64_MAX);
    return round_down(address + PAGE_SIZE - 1);
}

/* A range as whole frames: RAM shrinks to them, what is reserved grows. */
static struct memory_range whole_frames(struct memory_range range, bool shrink)
{
    if (range.start >= range.end)
        return (struct memory_range){ 0, 0 };
    if (shrink)
        return (struct memory_range){ round_up(range.start), round_down(range.end) };
    return (struct memory_range){ round_down(range.start), round_up(range.end) };
}

/* Whether an address lies in one of the ranges; moves *until down to the nearest place behind the
 * address where the answer may change. */
static bool in_ranges(const struct memory_range *ranges, size_t count, bool shrink,
                      physical_address address, physical_address *until)
{
    bool inside = false;

    for (size_t i = 0; i < count; i++) {
        struct memory_range range = whole_frames(ranges[i], shrink);
        if (range.start >= range.end)
            continue;
        if (address >= range.start && address < range.end)
            inside = true;
        if (range.start > address && range.start < *until)
            *until = range.start;
        if (range.end > address && range.end < *until)
            *until = range.end;
    }
    return inside;
}

/* Whether the memory at an address may be used, and up to where that is so. */
static bool usable_until(const struct memory_map *map, physical_address address,
                         physical_address *until)
{
    bool usable = in_ranges(map->usable, map->usable_count, true, address, until);
    bool reserved = in_ranges(map->reserved, map->reserved_count, false, address, until);

    if (address < FIRST_MIB) { /* v86 calls 0xC0000 to 1 MiB RAM, which it is not */
        if (*until > FIRST_MIB)
            *until = FIRST_MIB;
        return false;
    }
    return usable && !reserved;
}

static physical_address end_of_usable(const struct memory_map *map)
{
    physical_address end = 0;

    for (size_t i = 0; i < map->usable_count; i++) {
        struct memory_range range = whole_frames(map->usable[i], true);
        if (range.start < range.end && range.end > end)
            end = range.end;
    }
    return end < LINEAR_MAP_SIZE ? end : LINEAR_MAP_SIZE;
}

static physical_address place_for_table(const struct memory_map *map, physical_address end,
                                        physical_address size)
{
    physical_address address = 0;

    while (address < end) {
        physical_address until = end;
        if (usable_until(map, address, &until)) {
            /* Usable runs that touch are one. */
            physical_address run_end = until, next = end;
            while (run_end - address < size && run_end < end && usable_until(map, run_end, &next)) {
                run_end = next;
                next = end;
            }
            if (run_end - address >= size)
                return address;
        }
        address = until;
    }
    panic("no place for the frame table: %llu KiB in a row are needed",
          (unsigned long long)size / 1024);
}

static void give_frames(frame_number start, frame_number end)
{
    managed_frames += end - start;
    free_frames += end - start;
    while (start < end) {
        unsigned order = HIGHEST_ORDER;
        while ((start & ((1u << order) - 1)) != 0 || start + (1u << order) > end)
            order--;
        block_free(start, order);
        start += 1u << order;
    }
}

static void reserve_frames(frame_number start, frame_number end)
{
    for (frame_number frame = start; frame < end; frame++)
        frames[frame].kind = FRAME_RESERVED;
    frames_of_kind[FRAME_RESERVED] += end - start;
}

void frame_initialise(const struct memory_range *usable, size_t usable_count,
                      const struct memory_range *reserved, size_t reserved_count)
{
    const struct memory_map map = { usable, reserved, usable_count, reserved_count };
    physical_address end = end_of_usable(&map);
    if (end <= FIRST_MIB)
        panic("no memory is known above 1 MiB");
    physical_address table_size = round_up(end / PAGE_SIZE * sizeof(struct frame));
    physical_address table = place_for_table(&map, end, table_size);

    frames = physical_to_virtual(table);
    frames_end = (frame_number)(end / PAGE_SIZE);
    free_frames = managed_frames = 0;
    memset(free_list, 0, sizeof free_list);
    memset(frames_of_kind, 0, sizeof frames_of_kind);
    memset(frames, 0, table_size); /* every frame FRAME_FREE: only the exceptions are visited */

    for (physical_address address = 0, until; address < end; address = until) {
        until = end;
        bool use = usable_until(&map, address, &until);
        if (address < table && until > table)
            until = table;
        if (address >= table && address < table + table_size) {
            use = false;
            if (until > table + table_size)
                until = table + table_size;
        }
        if (use)
            give_frames((frame_number)(address / PAGE_SIZE), (frame_number)(until / PAGE_SIZE));
        else
            reserve_frames((frame_number)(address / PAGE_SIZE), (frame_number)(until / PAGE_SIZE));
    }
    if (free_frames < LEAST_FREE_FRAMES)
        panic("not enough memory: %zu KiB are free, %u are needed",
              free_frames * (PAGE_SIZE / 1024), LEAST_FREE_FRAMES * (PAGE_SIZE / 1024));
}

/* --- Giving and taking back ------------------------------------------------------------------ */

static bool told_to_fail(void)
{
    return frame_fail_at != 0 && --frame_fail_at == 0;
}

frame_number frame_allocate_block(unsigned order, enum frame_kind kind)
{
    if (order > HIGHEST_ORDER || told_to_fail())
        return NO_FRAME;

    frame_number block = block_take(order);
    if (block == NO_FRAME && reclaimer != NULL && reclaimer((size_t)1 << order) > 0)
        block = block_take(order);
    if (block == NO_FRAME)
        return NO_FRAME;

    size_t count = (size_t)1 << order;
    for (frame_number frame = block; frame < block + count; frame++) {
        frames[frame].references = 1;
        frames[frame].kind = (uint8_t)kind;
        frames[frame].order = INSIDE_BLOCK;
    }
    frames[block].order = (uint8_t)order;
    frames_of_kind[kind] += count;
    free_frames -= count;
    return block;
}

frame_number frame_allocate(enum frame_kind kind)
{
    return frame_allocate_block(0, kind);
}

frame_number frame_allocate_zeroed(enum frame_kind kind)
{
    frame_number frame = frame_allocate(kind);

    if (frame != NO_FRAME)
        memset(frame_pointer(frame), 0, PAGE_SIZE);
    return frame;
}

/* The entry of a frame that someone claims to hold a reference to. */
static struct frame *frame_in_use(frame_number number, const char *what)
{
    if (number >= frames_end || frames[number].kind <= FRAME_RESERVED)
        panic("%s of frame %u, which is not in use", what, number);
    return &frames[number];
}

void frame_reference(frame_number number)
{
    struct frame *frame = frame_in_use(number, "reference");

    if (frame->references == UINT32_MAX)
        panic("the references of frame %u overflow", number);
    frame->references++;
}

bool frame_release(frame_number number)
{
    struct frame *frame = frame_in_use(number, "release");

    if (--frame->references > 0)
        return false;
    frames_of_kind[frame->kind]--;
    frame->kind = FRAME_FREE;
    free_frames++;
    block_free(number, 0);
    return true;
}

/* --- Asking ---------------------------------------------------------------------------------- */

bool frame_is_managed(frame_number frame)
{
    return frame < frames_end && frames[frame].kind != FRAME_RESERVED;
}

enum frame_kind frame_kind_of(frame_number frame)
{
    return frame < frames_end ? (enum frame_kind)frames[frame].kind : FRAME_RESERVED;
}

uint32_t frame_references(frame_number frame)
{
    return frame < frames_end && frames[frame].kind > FRAME_RESERVED ? frames[frame].references : 0;
}

int frame_block_order(frame_number frame)
{
    if (frame >= frames_end || frames[frame].kind <= FRAME_RESERVED ||
        frames[frame].order == INSIDE_BLOCK)
        return -1;
    return frames[frame].order;
}

void frame_set_reclaimer(frame_reclaimer function)
{
    reclaimer = function;
}

frame_number frame_end(void)
{
    return frames_end;
}

size_t frame_count_total(void)
{
    return managed_frames;
}

size_t frame_count_free(void)
{
    return free_frames;
}

size_t frame_count_of_kind(enum frame_kind kind)
{
    return kind == FRAME_FREE ? free_frames : frames_of_kind[kind];
}
