/*
 * page_cache.c: a hash table of file pages, and a list of the same pages in order of use. The list
 * says which idle page goes first when frames run out.
 *
 * Nobody tells the cache when a page becomes idle: it looks at the frame's count. The table has a
 * fixed number of entries, taken when the file system is mounted; so what the cache costs, apart
 * from the pages themselves, is always the same.
 */
#include "kernel/fs/page_cache.h"
#include "kernel/debug/log.h"
#include "kernel/fs/ext2.h"
#include "mm/kernel_heap.h"

/* Pages that one miss reads together, as many as one command of an ATA disk can (256 sectors):
 * whoever reads one page of a file most often wants the next, and a command costs more than a
 * page. */
#define READ_AHEAD_PAGES 32u

#define FRAMES_PER_ENTRY 2u    /* half of memory may hold file pages ... */
#define ENTRIES_MOST 32768u    /* ... but not more than 128 MiB of it */
#define ENTRIES_PER_BUCKET 4u

struct page {
    struct page *hash_next;            /* in its bucket, or in the list of free entries */
    struct page *newer, *older;        /* in order of use */
    struct page *dirty_next, *dirty_previous; /* of the same file, by index */
    struct inode *dirty_inode;         /* the file, when the page is to be written; or NULL */
    uint32_t inode, index;             /* which page of which file */
    frame_number frame;
};

static struct {
    struct page *entries;
    uint32_t entry_count, entries_touched; /* those from entries_touched on were never used */
    struct page *free;
    struct page **buckets;
    uint32_t bucket_mask;              /* their number, a power of two, less 1 */
    struct page *newest, *oldest;
    uint32_t dirty;                    /* pages to be written */
} cache;

static uint32_t disk_reads;

static struct page **bucket_of(uint32_t inode, uint32_t index)
{
    /* Neighbouring pages of a file go to neighbouring buckets; files are spread by Knuth's
     * multiplier, 2^32 times the golden ratio (TAOCP 3, 6.4). */
    return &cache.buckets[(inode * 2654435769u / 65536 + index) & cache.bucket_mask];
}

static size_t reclaim_for_allocator(size_t wanted)
{
    return page_cache_reclaim((uint32_t)wanted);
}

int page_cache_initialise(void)
{
    uint32_t count = (uint32_t)(frame_count_total() / FRAMES_PER_ENTRY), buckets = 1;

    if (count > ENTRIES_MOST)
        count = ENTRIES_MOST;
    while (buckets * ENTRIES_PER_BUCKET < count)
        buckets *= 2;
    cache.entries = kernel_allocate(count * sizeof *cache.entries);
    cache.buckets = kernel_allocate(buckets * sizeof *cache.buckets);
    if (cache.entries == NULL || cache.buckets == NULL) {
        page_cache_destroy();
        return -ENOMEM;
    }
    cache.entry_count = count;
    cache.bucket_mask = buckets - 1;
    frame_set_reclaimer(reclaim_for_allocator);
    return 0;
}

static void remove_from_order(struct page *page)
{
    *(page->newer != NULL ? &page->newer->older : &cache.newest) = page->older;
    *(page->older != NULL ? &page->older->newer : &cache.oldest) = page->newer;
}

static void add_as_newest(struct page *page)
{
    page->newer = NULL;
    page->older = cache.newest;
    *(cache.newest != NULL ? &cache.newest->newer : &cache.oldest) = page;
    cache.newest = page;
}

static struct page *find(uint32_t inode, uint32_t index)
{
    struct page *page = *bucket_of(inode, index);

    while (page != NULL && (page->inode != inode || page->index != index))
        page = page->hash_next;
    return page;
}

static bool is_idle(const struct page *page)
{
    return frame_references(page->frame) == 1;
}

/* ---- Pages to be written ---- */

static void set_clean(struct page *page)
{
    struct inode *inode = page->dirty_inode;

    *(page->dirty_previous != NULL ? &page->dirty_previous->dirty_next : &inode->dirty_first) =
        page->dirty_next;
    *(page->dirty_next != NULL ? &page->dirty_next->dirty_previous : &inode->dirty_last) =
        page->dirty_previous;
    page->dirty_inode = NULL;
    cache.dirty--;
}

void page_cache_set_dirty(struct inode *inode, uint32_t index)
{
    struct page *page = find(inode->number, index), *after;

    kernel_assert(page != NULL);
    if (page->dirty_inode != NULL)
        return;
    for (after = inode->dirty_last; after != NULL && after->index > index;)
        after = after->dirty_previous; /* most often none: files are written from front to back */
    page->dirty_inode = inode;
    page->dirty_previous = after;
    page->dirty_next = after != NULL ? after->dirty_next : inode->dirty_first;
    *(after != NULL ? &after->dirty_next : &inode->dirty_first) = page;
    *(page->dirty_next != NULL ? &page->dirty_next->dirty_previous : &inode->dirty_last) = page;
    cache.dirty++;
}

uint32_t page_cache_dirty_pages(void)
{
    return cache.dirty;
}

uint32_t page_cache_dirty_most(void)
{
    return cache.entry_count / 4;
}

/* Writes dirty pages that follow each other in the file, at least one. */
static int write_run(struct inode *inode, struct page *first, unsigned count)
{
    void *pages[READ_AHEAD_PAGES];
    struct page *page = first;
    unsigned gathered = 0;

    do {
        pages[gathered++] = frame_pointer(page->frame);
        page = page->dirty_next;
    } while (gathered < count);
    int error = file_write_pages(inode, first->index, pages, count);
    if (error != 0)
        return error;
    while (count-- > 0) {
        page = first->dirty_next;
        set_clean(first);
        first = page;
    }
    return 0;
}

int page_cache_write_inode(struct inode *inode)
{
    int error = 0;

    for (struct page *first = inode->dirty_first, *next; first != NULL; first = next) {
        unsigned count = 0;
        for (next = first; next != NULL && count < READ_AHEAD_PAGES &&
                           next->index == first->index + count; next = next->dirty_next)
            count++;
        if (write_run(inode, first, count) == 0)
            continue;
        for (struct page *page = first, *after; count > 0; count--, page = after) {
            after = page->dirty_next; /* one by one: the others can be saved */
            if (write_run(inode, page, 1) == 0)
                continue;
            log_print("ext2: %s: page %u could not be written\n", inode->path, page->index);
            inode->write_failed = true;
            error = -EIO;
        }
    }
    return error;
}

/* ---- Giving up pages ---- */

/* Takes the page out of the cache and gives up the cache's reference to its frame. */
static void evict(struct page *page)
{
    struct page **link = bucket_of(page->inode, page->index);

    if (page->dirty_inode != NULL)
        set_clean(page);
    while (*link != page)
        link = &(*link)->hash_next;
    *link = page->hash_next;
    remove_from_order(page);
    frame_release(page->frame);
    page->hash_next = cache.free;
    cache.free = page;
}

static uint32_t reclaim_clean(uint32_t wanted)
{
    uint32_t freed = 0;
    struct page *next;

    for (struct page *page = cache.oldest; page != NULL && freed < wanted; page = next) {
        next = page->newer;
        if (is_idle(page) && page->dirty_inode == NULL) {
            evict(page);
            freed++;
        }
    }
    return freed;
}

uint32_t page_cache_reclaim(uint32_t wanted)
{
    uint32_t freed = reclaim_clean(wanted);

    if (freed < wanted && cache.dirty > 0 && volume_write_contents())
        freed += reclaim_clean(wanted - freed);
    return freed;
}

void page_cache_drop(struct inode *inode, uint32_t index)
{
    struct page *page = find(inode->number, index);

    if (page != NULL)
        evict(page);
}

void page_cache_forget(struct inode *inode, uint32_t first)
{
    uint32_t end = divide_up(inode->size, PAGE_SIZE);
    struct page *page, *next;

    if (end < first || end - first > cache.entries_touched) {
        for (page = cache.oldest; page != NULL; page = next) {
            next = page->newer;
            if (page->inode == inode->number && page->index >= first)
                evict(page);
        }
        return;
    }
    for (uint32_t index = first; index < end; index++)
        page_cache_drop(inode, index);
}

uint32_t page_cache_idle_frames(void)
{
    uint32_t idle = 0;

    for (const struct page *page = cache.newest; page != NULL; page = page->older)
        idle += is_idle(page);
    return idle;
}

void page_cache_destroy(void)
{
    while (cache.newest != NULL)
        evict(cache.newest);
    frame_set_reclaimer(NULL);
    kernel_free(cache.entries);
    kernel_free(cache.buckets);
    cache.entries = NULL;
    cache.buckets = NULL;
    cache.free = NULL;
    cache.entry_count = cache.entries_touched = cache.dirty = 0;
}

/* An entry to fill, if need be that of an idle page. NULL: all pages are in use somewhere. */
static struct page *take_entry(void)
{
    if (cache.free == NULL && cache.entries_touched < cache.entry_count)
        return &cache.entries[cache.entries_touched++];
    if (cache.free == NULL && page_cache_reclaim(1) == 0)
        return NULL;
    struct page *entry = cache.free;
    cache.free = entry->hash_next;
    return entry;
}

/* Puts a page that was read into the cache, which takes over the caller's reference to the frame;
 * when there is no entry for it, or it is there already, the frame is freed. */
static void insert(uint32_t inode, uint32_t index, frame_number frame)
{
    struct page *page = find(inode, index) == NULL ? take_entry() : NULL;

    if (page == NULL) {
        frame_release(frame);
        return;
    }
    struct page **bucket = bucket_of(inode, index);
    *page = (struct page){
        .hash_next = *bucket, .inode = inode, .index = index, .frame = frame,
    };
    *bucket = page;
    add_as_newest(page);
}

/* Reads pages index to index + most - 1 in one go, fewer where the file ends, a page is in the
 * cache, or there are no more frames. */
static int read_ahead(struct inode *inode, uint32_t index, uint32_t most)
{
    frame_number frames[READ_AHEAD_PAGES];
    void *pages[READ_AHEAD_PAGES];
    uint32_t pages_in_file = divide_up(inode->size, PAGE_SIZE), count = 0;

    while (count < most && index + count < pages_in_file &&
           find(inode->number, index + count) == NULL) {
        frames[count] = frame_allocate(FRAME_FILE_CACHE);
        if (frames[count] == NO_FRAME)
            break;
        pages[count] = frame_pointer(frames[count]);
        count++;
    }
    if (count == 0)
        return -ENOMEM;
    disk_reads++;
    int error = file_read_pages(inode, index, pages, count);
    while (count-- > 0) { /* backwards, so that the page asked for is the latest */
        if (error == 0)
            insert(inode->number, index + count, frames[count]);
        else
            frame_release(frames[count]);
    }
    return error;
}

void page_cache_visit(page_cache_visitor visit, void *context)
{
    for (const struct page *page = cache.newest; page != NULL; page = page->older)
        visit(page->inode, page->frame, context);
}

uint32_t page_cache_disk_reads(void)
{
    return disk_reads;
}

/* A reference to the page's frame for whoever asked for it. */
static void give(struct page *page, frame_number *frame)
{
    remove_from_order(page);
    add_as_newest(page);
    frame_reference(page->frame);
    *frame = page->frame;
}

int page_cache_get_to_write(struct inode *inode, uint32_t index, frame_number *frame)
{
    struct page *page = find(inode->number, index);

    if (page == NULL && index < divide_up(inode->size, PAGE_SIZE))
        return page_cache_get(inode, index, frame);
    if (page == NULL) {
        frame_number fresh = frame_allocate_zeroed(FRAME_FILE_CACHE);
        if (fresh == NO_FRAME)
            return -ENOMEM;
        insert(inode->number, index, fresh);
        page = find(inode->number, index);
        if (page == NULL)
            return -ENOMEM;
    }
    give(page, frame);
    return 0;
}

int page_cache_get(struct inode *inode, uint32_t index, frame_number *frame)
{
    struct page *page = find(inode->number, index);

    if (page == NULL) {
        if (index >= divide_up(inode->size, PAGE_SIZE)) {
            log_print("ext2: inode %u: page %u is behind the end of the file\n", inode->number,
                      index);
            return -EIO;
        }
        int error = read_ahead(inode, index, READ_AHEAD_PAGES);
        if (error == -EIO) /* perhaps only a page was bad that nobody asked for */
            error = read_ahead(inode, index, 1);
        if (error != 0)
            return error;
        page = find(inode->number, index);
        if (page == NULL) /* there was no entry for it */
            return -ENOMEM;
    }
    give(page, frame);
    return 0;
}
