/*
 * address_space.h: what a process may touch: a list of segments, and the page-table tree that the
 * page-fault handler fills from it.
 *
 * mm/ knows no process and no file: a segment that shows a file's pages has a backing, a small
 * table of functions that kernel/fs supplies.
 */
#ifndef ADDRESS_SPACE_H
#define ADDRESS_SPACE_H

#include "mm/page_table.h"

/* Where a segment's pages come from. get gives the frame of page number `page` of the object with
 * one reference for the caller, or a negative errno (-EIO). Pages shared by all that use it. */
struct backing {
    int (*get)(struct backing *backing, uint32_t page, frame_number *frame);
    void (*retain)(struct backing *backing);
    void (*release)(struct backing *backing);
    const char *(*name)(struct backing *backing);
};

struct segment {
    struct segment *next;       /* in order of address */
    uint32_t start, end;        /* bytes; page-aligned */
    enum segment_kind kind;
    unsigned protection;        /* PROTECTION_* */
    struct backing *backing;    /* NULL: zero pages on demand */
    uint32_t backing_page;      /* page of the backing that shows at start */
    uint32_t file_bytes;        /* bytes from the start that come from the backing; zero after */
    uint32_t resident;          /* frames given so far; address_space_add begins with 0 */
};

struct address_space {
    struct page_table tree;
    struct segment *segments;
    uint32_t resident;          /* frames mapped in the user half */
    uint32_t most_resident;     /* the most that these ever were */
    uint32_t heap_start, heap_end; /* brk, in bytes */
};

int address_space_create(struct address_space *space);
void address_space_destroy(struct address_space *space); /* releases every frame and table */
/* A copy that shares all frames; writable private pages become copy-on-write in both. */
int address_space_fork(struct address_space *child, struct address_space *parent);

/* Adds a segment; -EINVAL when it overlaps, wraps, is not aligned, touches page 0 or leaves the
 * user half. Retains the backing. */
int address_space_add(struct address_space *space, const struct segment *description);
struct segment *address_space_find(struct address_space *space, uint32_t address);
/* brk(2): moves the heap's end (0 asks); the end afterwards. Pages given back are freed. */
uint32_t address_space_brk(struct address_space *space, uint32_t end);
/* How many frames a heap up to end would take that have not been given yet. */
uint32_t address_space_heap_need(struct address_space *space, uint32_t end);

/* The one place that gives pages. access: PROTECTION_READ, _WRITE or _EXECUTE wanted. 0 when the
 * page is there now (demand zero, file page, copy-on-write copy); -EFAULT when the access is not
 * allowed; -ENOMEM; -EIO. */
int address_space_fault(struct address_space *space, uint32_t address, unsigned access);

/* Of a segment's frames: to how many others refer as well (another process, the page cache), and
 * how many are copies of its own that copy-on-write made since the last fork. */
struct frame_counts { uint32_t shared, copied; };
struct frame_counts address_space_count(struct address_space *space, const struct segment *segment);

/* Who wants to see each page of a program's code that has been given (a debugger, which may replace
 * its frame); NULL: nobody. */
extern void (*address_space_page_given)(struct address_space *space, uint32_t page,
                                        page_entry *entry);
/* Shows another frame where a page is present; takes over the caller's reference to it. */
void address_space_replace_frame(struct address_space *space, uint32_t address, frame_number copy);

int address_space_segments(struct address_space *space, struct segment_info *info, int most);

#endif
