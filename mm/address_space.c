/*
 * address_space.c: segments, and the frames behind them. No page is there until it is touched:
 * address_space_fault is the one place that gives pages, and every way out of here (brk, destroy)
 * gives each of them back. What to know first: a page that may be written but must not be yet,
 * because others refer to the same frame, carries PAGE_COPY_ON_WRITE in its entry.
 */
#include "mm/address_space.h"
#include "mm/kernel_heap.h"

void (*address_space_page_given)(struct address_space *, uint32_t, page_entry *);

#define PAGE_TABLE_SPAN (PAGE_SIZE * 512u) /* bytes that one page table maps: 2 MiB */

static uint32_t page_start(uint32_t address)
{
    return address & ~(PAGE_SIZE - 1);
}

/* ---- Segments ---- */

int address_space_create(struct address_space *space)
{
    __builtin_memset(space, 0, sizeof *space);
    return page_table_create(&space->tree);
}

struct segment *address_space_find(struct address_space *space, uint32_t address)
{
    for (struct segment *segment = space->segments; segment; segment = segment->next)
        if (address >= segment->start && address < segment->end)
            return segment;
    return NULL;
}

/* Where the range that a segment keeps for itself begins: a stack also keeps the page below it
 * unmapped, so that running off its end is a fault and never a write into a neighbour. */
static uint32_t kept_from(const struct segment *segment)
{
    return segment->kind == SEGMENT_STACK ? segment->start - PAGE_SIZE : segment->start;
}

static bool segment_is_sound(const struct segment *segment)
{
    if (segment->start % PAGE_SIZE || segment->end % PAGE_SIZE)
        return false;
    if (segment->start >= segment->end || segment->end > USER_END)
        return false;
    if ((segment->protection & PROTECTION_WRITE) && (segment->protection & PROTECTION_EXECUTE))
        return false;
    /* Page 0 stays unmapped: a null pointer must fault. A stack's guard may not be page 0. */
    uint32_t lowest = segment->kind == SEGMENT_STACK ? 2 * PAGE_SIZE : PAGE_SIZE;
    return segment->start >= lowest;
}

int address_space_add(struct address_space *space, const struct segment *description)
{
    if (!segment_is_sound(description))
        return -EINVAL;
    struct segment **link = &space->segments;
    while (*link && (*link)->end <= description->start)
        link = &(*link)->next;
    /* *link is the first segment that ends above ours; the one before may be right below us. */
    struct segment *above = *link;
    if (above && kept_from(above) < description->end)
        return -EINVAL;
    if (address_space_find(space, kept_from(description)))
        return -EINVAL;

    struct segment *segment = kernel_allocate(sizeof *segment);
    if (!segment)
        return -ENOMEM;
    *segment = *description;
    segment->resident = 0;
    segment->next = above;
    *link = segment;
    if (segment->backing)
        segment->backing->retain(segment->backing);
    return 0;
}

static void segment_free(struct segment *segment)
{
    if (segment->backing)
        segment->backing->release(segment->backing);
    kernel_free(segment);
}

/* An entry that is not present is zero throughout: half of it tells, and costs half. */
static bool is_present(const page_entry *entry)
{
    return (uint32_t)*entry & PAGE_PRESENT;
}

/* The entry of the first present page in [*address, end), with *address moved to it; NULL: none.
 * Steps over ranges that have no page table at all, so a large empty segment costs little. */
static page_entry *next_present(struct address_space *space, uint32_t *address, uint32_t end)
{
    while (*address < end) {
        page_entry *entry = page_table_find(&space->tree, *address);
        if (!entry) {
            *address = (*address & ~(PAGE_TABLE_SPAN - 1)) + PAGE_TABLE_SPAN;
            continue;
        }
        uint32_t table_end = (*address & ~(PAGE_TABLE_SPAN - 1)) + PAGE_TABLE_SPAN;
        uint32_t last = end < table_end ? end : table_end;
        uint32_t page = *address;
        for (; page < last && !is_present(entry); page += PAGE_SIZE)
            entry++;
        *address = page;
        if (page < last)
            return entry;
    }
    return NULL;
}

static frame_number entry_frame(page_entry entry)
{
    return (frame_number)((entry & PAGE_ADDRESS_MASK) / PAGE_SIZE);
}

/* Unmaps a segment's pages in a range and gives up their frames. */
static void release_pages(struct address_space *space, struct segment *segment, uint32_t start,
                          uint32_t end)
{
    uint32_t address = start;
    while (next_present(space, &address, end)) {
        page_entry entry = page_table_unmap(&space->tree, address);
        frame_release(entry_frame(entry));
        segment->resident--;
        space->resident--;
        address += PAGE_SIZE;
    }
}

void address_space_destroy(struct address_space *space)
{
    for (struct segment *segment = space->segments; segment; segment = segment->next)
        release_pages(space, segment, segment->start, segment->end);
    /* Now that no page is mapped. Telling where tables can be saves looking through 3 GiB. */
    while (space->segments) {
        struct segment *segment = space->segments;
        page_table_free_tables(&space->tree, segment->start, segment->end);
        space->segments = segment->next;
        segment_free(segment);
    }
    page_table_destroy(&space->tree);
}

/* ---- Giving pages ---- */

static page_entry entry_flags(const struct segment *segment)
{
    page_entry flags = PAGE_PRESENT | PAGE_USER;
    if (segment->protection & PROTECTION_WRITE)
        flags |= PAGE_WRITABLE;
    if (!(segment->protection & PROTECTION_EXECUTE))
        flags |= PAGE_NO_EXECUTE;
    return flags;
}

/* Maps a frame whose one reference is ours; on failure the reference is given up. */
static int map_frame(struct address_space *space, struct segment *segment, uint32_t page,
                     frame_number frame, page_entry flags)
{
    int error = page_table_map(&space->tree, page, frame, flags);
    if (error) {
        frame_release(frame);
        return error;
    }
    segment->resident++;
    if (++space->resident > space->most_resident)
        space->most_resident = space->resident;
    return 0;
}

static int give_zero_page(struct address_space *space, struct segment *segment, uint32_t page)
{
    frame_number frame = frame_allocate_zeroed(FRAME_USER);
    if (frame == NO_FRAME)
        return -ENOMEM;
    return map_frame(space, segment, page, frame, entry_flags(segment));
}

/* A new frame with the first `bytes` bytes of another one and zeros after; NO_FRAME: no memory. */
static frame_number copy_of_frame(frame_number original, uint32_t bytes)
{
    frame_number copy = frame_allocate(FRAME_USER);
    if (copy == NO_FRAME)
        return NO_FRAME;
    uint8_t *to = frame_pointer(copy);
    __builtin_memcpy(to, frame_pointer(original), bytes);
    __builtin_memset(to + bytes, 0, PAGE_SIZE - bytes);
    return copy;
}

/* A page of the backing: shared with everyone who shows it, unless this segment needs its own
 * because it writes now, or because its file ends within the page and zeros follow. */
static int give_file_page(struct address_space *space, struct segment *segment, uint32_t page,
                          unsigned access)
{
    uint32_t offset = page - segment->start;
    uint32_t bytes = segment->file_bytes - offset;
    if (bytes > PAGE_SIZE)
        bytes = PAGE_SIZE;
    frame_number frame;
    int error = segment->backing->get(segment->backing,
                                      segment->backing_page + offset / PAGE_SIZE, &frame);
    if (error)
        return error;

    page_entry flags = entry_flags(segment);
    if (bytes == PAGE_SIZE && !(access & PROTECTION_WRITE)) {
        if (flags & PAGE_WRITABLE)
            flags = (flags & ~PAGE_WRITABLE) | PAGE_COPY_ON_WRITE;
        return map_frame(space, segment, page, frame, flags);
    }
    frame_number copy = copy_of_frame(frame, bytes);
    frame_release(frame);
    if (copy == NO_FRAME)
        return -ENOMEM;
    return map_frame(space, segment, page, copy, flags);
}

/* The first write to a page that shares its frame. Who is left alone with a frame keeps it. */
static int copy_on_write(uint32_t page, page_entry *entry)
{
    frame_number frame = entry_frame(*entry);
    if (frame_references(frame) == 1 && frame_kind_of(frame) == FRAME_USER) {
        *entry = (*entry | PAGE_WRITABLE) & ~PAGE_COPY_ON_WRITE;
        page_table_flush(page);
        return 0;
    }
    frame_number copy = copy_of_frame(frame, PAGE_SIZE);
    if (copy == NO_FRAME)
        return -ENOMEM;
    page_entry rest = *entry & ~(PAGE_ADDRESS_MASK | PAGE_COPY_ON_WRITE);
    *entry = rest | PAGE_WRITABLE | PAGE_COPIED | (page_entry)copy * PAGE_SIZE;
    page_table_flush(page);
    frame_release(frame);
    return 0;
}

void address_space_replace_frame(struct address_space *space, uint32_t address, frame_number copy)
{
    page_entry *entry = page_table_find(&space->tree, address);
    frame_release(entry_frame(*entry));
    *entry = (*entry & ~PAGE_ADDRESS_MASK) | (page_entry)copy * PAGE_SIZE;
    page_table_flush(address);
}

static int give_page(struct address_space *space, struct segment *segment, uint32_t page,
                     unsigned access)
{
    page_entry *entry = page_table_find(&space->tree, page);
    if (entry && (*entry & PAGE_PRESENT)) {
        *entry |= PAGE_USER; /* a debugger had taken it away, to be asked again */
        if ((access & PROTECTION_WRITE) && !(*entry & PAGE_WRITABLE))
            return copy_on_write(page, entry);
        page_table_flush(page); /* the processor remembered an older entry */
        return 0;
    }
    if (segment->backing && page - segment->start < segment->file_bytes)
        return give_file_page(space, segment, page, access);
    return give_zero_page(space, segment, page);
}

int address_space_fault(struct address_space *space, uint32_t address, unsigned access)
{
    struct segment *segment = address_space_find(space, address);
    if (!segment || (access & segment->protection) != access)
        return -EFAULT;
    uint32_t page = page_start(address);
    int error = give_page(space, segment, page, access);
    if (error == 0 && address_space_page_given && (segment->protection & PROTECTION_EXECUTE))
        address_space_page_given(space, page, page_table_find(&space->tree, page));
    return error;
}

/* ---- fork ---- */

/* Lets the child's copy of the segment at start show the parent's frames. */
static int share_pages(struct address_space *child, struct address_space *parent, uint32_t start)
{
    struct segment *segment = address_space_find(child, start);
    uint32_t address = start;
    page_entry *entry;
    for (; (entry = next_present(parent, &address, segment->end)); address += PAGE_SIZE) {
        if (*entry & PAGE_WRITABLE) {
            *entry = (*entry & ~(PAGE_WRITABLE | PAGE_COPIED)) | PAGE_COPY_ON_WRITE;
            page_table_flush(address);
        }
        frame_number frame = entry_frame(*entry);
        page_entry flags = *entry & ~(PAGE_ADDRESS_MASK | PAGE_ACCESSED | PAGE_DIRTY);
        frame_reference(frame);
        int error = map_frame(child, segment, address, frame, flags);
        if (error)
            return error;
    }
    return 0;
}

int address_space_fork(struct address_space *child, struct address_space *parent)
{
    int error = address_space_create(child);
    if (error)
        return error;
    for (struct segment *segment = parent->segments; segment; segment = segment->next) {
        error = address_space_add(child, segment);
        if (!error)
            error = share_pages(child, parent, segment->start);
        if (error) {
            /* Pages of the parent that became copy-on-write stay so: their next write finds the
             * frame unshared and makes it writable again. */
            address_space_destroy(child);
            return error;
        }
    }
    child->heap_start = parent->heap_start;
    child->heap_end = parent->heap_end;
    return 0;
}

/* ---- The heap ---- */

static struct segment *heap_segment(struct address_space *space)
{
    for (struct segment *segment = space->segments; segment; segment = segment->next)
        if (segment->kind == SEGMENT_HEAP)
            return segment;
    return NULL;
}

/* The highest page boundary that the heap may grow to: one page, never mapped, stays between it
 * and what lies above. */
static uint32_t heap_limit(const struct address_space *space)
{
    for (const struct segment *segment = space->segments; segment; segment = segment->next)
        if (segment->kind != SEGMENT_HEAP && segment->end > space->heap_start)
            return kept_from(segment) - PAGE_SIZE;
    return USER_END - PAGE_SIZE;
}

/* Gives the heap segment a new end: makes it with the first byte, removes it with the last. */
static int resize_heap(struct address_space *space, uint32_t end)
{
    struct segment *heap = heap_segment(space);
    if (!heap) {
        struct segment description = {
            .start = space->heap_start, .end = end, .kind = SEGMENT_HEAP,
            .protection = PROTECTION_READ | PROTECTION_WRITE,
        };
        return description.start == end ? 0 : address_space_add(space, &description);
    }
    if (end < heap->end)
        release_pages(space, heap, end, heap->end);
    heap->end = end;
    if (heap->start == heap->end) {
        struct segment **link = &space->segments;
        while (*link != heap)
            link = &(*link)->next;
        *link = heap->next;
        segment_free(heap);
    }
    return 0;
}

uint32_t address_space_brk(struct address_space *space, uint32_t end)
{
    if (space->heap_start == 0 || end < space->heap_start || end > heap_limit(space))
        return space->heap_end;
    uint32_t page_end = page_start(end + PAGE_SIZE - 1);
    if (resize_heap(space, page_end) == 0)
        space->heap_end = end;
    return space->heap_end;
}

uint32_t address_space_heap_need(struct address_space *space, uint32_t end)
{
    const struct segment *heap = heap_segment(space);
    uint32_t pages = (page_start(end + PAGE_SIZE - 1) - space->heap_start) / PAGE_SIZE;
    return heap ? pages - heap->resident : pages;
}

/* ---- Views ---- */

struct frame_counts address_space_count(struct address_space *space, const struct segment *segment)
{
    struct frame_counts counts = { 0, 0 };
    uint32_t address = segment->start;
    page_entry *entry;
    for (; (entry = next_present(space, &address, segment->end)); address += PAGE_SIZE) {
        counts.shared += frame_references(entry_frame(*entry)) > 1;
        counts.copied += (*entry & PAGE_COPIED) != 0;
    }
    return counts;
}

int address_space_segments(struct address_space *space, struct segment_info *info, int most)
{
    int count = 0;
    for (struct segment *segment = space->segments; segment; segment = segment->next, count++) {
        if (count >= most)
            continue;
        struct segment_info *out = &info[count];
        __builtin_memset(out, 0, sizeof *out);
        out->start = segment->start;
        out->end = segment->end;
        out->kind = segment->kind;
        out->protection = segment->protection;
        out->resident = segment->resident;
        struct frame_counts counts = address_space_count(space, segment);
        out->shared = counts.shared;
        out->copied = counts.copied;
        const char *name = segment->backing ? segment->backing->name(segment->backing) : "";
        for (size_t i = 0; name[i] && i < sizeof out->file - 1; i++)
            out->file[i] = name[i];
    }
    return count;
}
