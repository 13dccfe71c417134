/*
 * snapshot.c: a text in a chain of pages of the kernel heap. The page where the last read ended is
 * remembered, so that reading on does not walk the chain again.
 */
#include "kernel/procfs/snapshot.h"

#include <stdarg.h>
#include "kernel/proc/user_copy.h"
#include "kernel/string.h"
#include "mm/kernel_heap.h"

#define BYTES_IN_PAGE (PAGE_SIZE - (uint32_t)sizeof(void *))

struct page {
    struct page *next;
    char bytes[BYTES_IN_PAGE];
};
_Static_assert(sizeof(struct page) <= PAGE_SIZE, "a page is one frame");

struct snapshot {
    struct page *first, *last;
    uint32_t size;
    int error;
    struct page *read_page;        /* where the last read ended, and the offset of its first byte */
    uint32_t read_offset;
    format_sink sink;              /* where the text goes instead; NULL: it is kept */
    void *sink_context;
};

struct snapshot *snapshot_create(void)
{
    return kernel_allocate(sizeof(struct snapshot));
}

struct snapshot *snapshot_to_sink(format_sink sink, void *context)
{
    static struct snapshot passing;
    passing = (struct snapshot){ .sink = sink, .sink_context = context };
    return &passing;
}

void snapshot_free(struct snapshot *snapshot)
{
    while (snapshot->first) {
        struct page *page = snapshot->first;
        snapshot->first = page->next;
        kernel_free(page);
    }
    kernel_free(snapshot);
}

/* ---- Writing ---- */

/* A page with room for the byte at the text's end; NULL: no memory. */
static struct page *page_with_room(struct snapshot *snapshot)
{
    if (snapshot->size % BYTES_IN_PAGE != 0)
        return snapshot->last;
    struct page *page = kernel_allocate(sizeof *page);
    if (!page) {
        snapshot->error = -ENOMEM;
        return NULL;
    }
    if (snapshot->last)
        snapshot->last->next = page;
    else
        snapshot->first = page;
    snapshot->last = page;
    return page;
}

static void add_character(void *context, char character)
{
    struct snapshot *snapshot = context;
    if (snapshot->sink) {
        snapshot->sink(snapshot->sink_context, character);
        return;
    }
    struct page *page = snapshot->error ? NULL : page_with_room(snapshot);
    if (page)
        page->bytes[snapshot->size++ % BYTES_IN_PAGE] = character;
}

void snapshot_print(struct snapshot *snapshot, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    format_va(add_character, snapshot, format, arguments);
    va_end(arguments);
}

void snapshot_add(struct snapshot *snapshot, const void *bytes, size_t size)
{
    for (size_t i = 0; i < size; i++)
        add_character(snapshot, ((const char *)bytes)[i]);
}

void snapshot_fail(struct snapshot *snapshot)
{
    snapshot->error = -ENOMEM;
}

int snapshot_error(const struct snapshot *snapshot)
{
    return snapshot->error;
}

/* ---- Reading ---- */

/* The page that holds the byte at offset, which lies before the end. */
static struct page *page_at(struct snapshot *snapshot, uint32_t offset)
{
    if (!snapshot->read_page || offset < snapshot->read_offset) {
        snapshot->read_page = snapshot->first;
        snapshot->read_offset = 0;
    }
    while (offset - snapshot->read_offset >= BYTES_IN_PAGE) {
        snapshot->read_page = snapshot->read_page->next;
        snapshot->read_offset += BYTES_IN_PAGE;
    }
    return snapshot->read_page;
}

int snapshot_read(struct snapshot *snapshot, uint32_t offset, uint32_t buffer, uint32_t size)
{
    uint32_t done = 0;
    if (offset >= snapshot->size)
        return 0;
    if (size > snapshot->size - offset)
        size = snapshot->size - offset;
    while (done < size) {
        uint32_t in_page = (offset + done) % BYTES_IN_PAGE, part = BYTES_IN_PAGE - in_page;
        if (part > size - done)
            part = size - done;
        struct page *page = page_at(snapshot, offset + done);
        int error = copy_to_user(buffer + done, &page->bytes[in_page], part);
        if (error)
            return done ? (int)done : error;
        done += part;
    }
    return (int)done;
}
