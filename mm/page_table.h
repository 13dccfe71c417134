/*
 * page_table.h: PAE page tables (Intel SDM volume 3, 4.4): PDPT of 4 entries, page directories and
 * page tables of 512 entries of 64 bits each.
 *
 * A page_table is one such tree. The fourth PDPT entry is the kernel's page directory, the same in
 * every tree. Nothing here knows a process.
 */
#ifndef PAGE_TABLE_H
#define PAGE_TABLE_H

#include <stdbool.h>
#include <stdint.h>
#include "mm/frame.h"

typedef uint64_t page_entry;

#define PAGE_PRESENT (1ull << 0)
#define PAGE_WRITABLE (1ull << 1)
#define PAGE_USER (1ull << 2)
#define PAGE_WRITE_THROUGH (1ull << 3)
#define PAGE_CACHE_DISABLE (1ull << 4)
#define PAGE_ACCESSED (1ull << 5)
#define PAGE_DIRTY (1ull << 6)
#define PAGE_LARGE (1ull << 7)
#define PAGE_GLOBAL (1ull << 8)
#define PAGE_COPY_ON_WRITE (1ull << 9) /* ours: bits 9 to 11 are free for software */
#define PAGE_COPIED (1ull << 10) /* and this: the frame is a copy that copy-on-write made */
#define PAGE_BREAKPOINTS (1ull << 11) /* a copy of a program's page, with a debugger's int3s */
#define PAGE_NO_EXECUTE (1ull << 63)
#define PAGE_ADDRESS_MASK 0x000FFFFFFFFFF000ull

struct page_table {
    page_entry *pdpt;   /* 4 entries, 32-byte aligned, below 4 GiB; linear-map pointer */
    uint32_t cr3;       /* its physical address */
    uint32_t tables;    /* frames used by this tree's own directories and tables, PDPT's included*/
    uint32_t pages;     /* of 4 KiB that page_table_map has mapped */
};

/* Builds the kernel's own directory with its final protections and loads CR3; enables NX, SMEP,
 * SMAP, PGE, WP as cpu_features() allows. After this no page is writable and executable. */
void page_table_initialise(void);

/* An empty user half over the kernel's directory. 0 or -ENOMEM. */
int page_table_create(struct page_table *tree);
/* Frees the tables for a range of addresses. All pages of the tree must have been unmapped. */
void page_table_free_tables(struct page_table *tree, uint32_t start, uint32_t end);
/* Frees what is left: tables, directories and PDPT. The pages must have been unmapped before. */
void page_table_destroy(struct page_table *tree);

/* Maps one page; the frame's reference is the caller's to have taken. flags: PAGE_* bits; without
 * NX in the processor the bit is left out. 0 or -ENOMEM. Flushes the TLB entry as needed. */
int page_table_map(struct page_table *tree, uint32_t address, frame_number frame,
                   page_entry flags);
/* Removes the entry and gives back what it was (0: none). The caller releases the frame. */
page_entry page_table_unmap(struct page_table *tree, uint32_t address);
/* Pointer to the entry of the last level, or NULL when a table on the way is missing. */
page_entry *page_table_find(struct page_table *tree, uint32_t address);
void page_table_flush(uint32_t address); /* INVLPG */

void page_table_walk(const struct page_table *tree, uint32_t address, struct page_walk *walk);

/* Maps a frame (or device memory) into the kernel's half; for stacks with guard pages and devices.
 * Kernel mappings are visible in all trees. */
int page_table_map_kernel(uint32_t address, physical_address physical, page_entry flags);
page_entry page_table_unmap_kernel(uint32_t address);

void page_table_load(const struct page_table *tree); /* CR3, unless it is loaded already */
void page_table_pdpt_changed(const struct page_table *tree); /* reloads CR3 if it is this tree's */
void page_table_leave(const struct page_table *tree); /* loads the kernel's own if it is this one */
extern struct page_table kernel_page_table;

/* Which table an entry stands in: the PDPT, a page directory, a page table. */
enum page_table_level { PAGE_LEVEL_POINTERS, PAGE_LEVEL_DIRECTORY, PAGE_LEVEL_TABLE };

/* An entry on the way through a tree. */
struct page_place {
    enum page_table_level level;
    unsigned index;         /* in its table */
    uint32_t address;       /* the first that it maps */
    bool is_page;           /* 4 KiB, or 2 MiB in a directory; otherwise it leads to a table */
    page_entry entry;
};

/* Visits every present entry of a tree, each before those of the table that it leads to, in order
 * of address: all of it, the user half and the PDPT's own four, or the kernel's quarter. */
enum page_visit { PAGE_VISIT_ALL, PAGE_VISIT_USER, PAGE_VISIT_KERNEL };
typedef void (*page_visitor)(const struct page_place *place, void *context);
void page_table_visit(const struct page_table *tree, enum page_visit which, page_visitor visit,
                      void *context);
/* Counts leaves that are writable and executable (must be 0), logging each. Run at boot and by a
 * test; without NX, "executable" means a user/kernel text page only by segment, so it is skipped
 * there with a log line. */
unsigned page_table_check_w_xor_x(const struct page_table *tree);

#endif
