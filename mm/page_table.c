/*
 * page_table.c: trees of PAE page tables: building, changing, walking and visiting them.
 *
 * A linear address is 2 bits of index into the PDPT, 9 bits into a page directory, 9 bits into a
 * page table, and 12 bits into the page (Intel SDM 3, figure 4-5). Everything here works on memory
 * alone; what talks to the processor is in kernel_map.c.
 */
#include "mm/page_table.h"

#include "kernel/cpu/features.h"
#include "kernel/debug/log.h"

#define PDPT_ENTRIES 4u
#define TABLE_ENTRIES 512u
#define USER_PDPT_ENTRIES 3u
#define KERNEL_PDPT_ENTRY 3u
#define LARGE_PAGE_SIZE (TABLE_ENTRIES * PAGE_SIZE)

static unsigned pdpt_index(uint32_t address) { return address >> 30; }
static unsigned directory_index(uint32_t address) { return address >> 21 & 511; }
static unsigned table_index(uint32_t address) { return address >> 12 & 511; }

static page_entry *table_of(page_entry entry)
{
    return physical_to_virtual(entry & PAGE_ADDRESS_MASK);
}

static frame_number frame_of_entry(page_entry entry)
{
    return (frame_number)((entry & PAGE_ADDRESS_MASK) / PAGE_SIZE);
}

/* --- Trees ----------------------------------------------------------------------------------- */

int page_table_create(struct page_table *tree)
{
    frame_number frame = frame_allocate(FRAME_PAGE_TABLE);

    if (frame == NO_FRAME)
        return -ENOMEM;
    tree->pdpt = frame_pointer(frame);
    tree->cr3 = frame * PAGE_SIZE;
    tree->tables = 1;
    tree->pages = 0;
    for (unsigned i = 0; i < USER_PDPT_ENTRIES; i++)
        tree->pdpt[i] = 0;
    tree->pdpt[KERNEL_PDPT_ENTRY] = kernel_page_table.pdpt[KERNEL_PDPT_ENTRY];
    return 0;
}

void page_table_free_tables(struct page_table *tree, uint32_t start, uint32_t end)
{
    if (tree->pages != 0)
        panic("page tables are freed with %u pages still mapped", tree->pages);
    for (uint32_t address = start & ~(LARGE_PAGE_SIZE - 1); address < end;
         address += LARGE_PAGE_SIZE) {
        page_entry pdpt_entry = tree->pdpt[pdpt_index(address)];
        if (!(pdpt_entry & PAGE_PRESENT))
            continue;
        page_entry *entry = &table_of(pdpt_entry)[directory_index(address)];
        if (!(*entry & PAGE_PRESENT))
            continue;
        frame_release(frame_of_entry(*entry));
        *entry = 0;
        tree->tables--;
    }
}

void page_table_destroy(struct page_table *tree)
{
    uint32_t directories = 0;

    page_table_leave(tree);
    for (unsigned i = 0; i < USER_PDPT_ENTRIES; i++)
        directories += tree->pdpt[i] & PAGE_PRESENT;
    if (tree->tables > 1 + directories) /* else there is nothing to look for */
        page_table_free_tables(tree, 0, USER_END);
    for (unsigned i = 0; i < USER_PDPT_ENTRIES; i++)
        if (tree->pdpt[i] & PAGE_PRESENT)
            frame_release(frame_of_entry(tree->pdpt[i]));
    frame_release(frame_of(tree->pdpt));
    tree->pdpt = NULL;
    tree->cr3 = 0;
    tree->tables = 0;
}

/* --- Single pages ---------------------------------------------------------------------------- */

/* The page table for an address of a user half, made when missing; NULL: no memory. */
static page_entry *make_table(struct page_table *tree, uint32_t address)
{
    /* Protection is decided by the last level: the levels above allow everything. A PDPT entry has
     * no such bits (Intel SDM 3, table 4-8). */
    page_entry *pdpt_entry = &tree->pdpt[pdpt_index(address)];
    if (!(*pdpt_entry & PAGE_PRESENT)) {
        frame_number directory = frame_allocate_zeroed(FRAME_PAGE_TABLE);
        if (directory == NO_FRAME)
            return NULL;
        *pdpt_entry = (page_entry)directory * PAGE_SIZE | PAGE_PRESENT;
        tree->tables++;
        page_table_pdpt_changed(tree);
    }

    page_entry *directory_entry = &table_of(*pdpt_entry)[directory_index(address)];
    if (!(*directory_entry & PAGE_PRESENT)) {
        frame_number table = frame_allocate_zeroed(FRAME_PAGE_TABLE);
        if (table == NO_FRAME)
            return NULL;
        page_entry user = address < USER_END ? PAGE_USER : 0;
        *directory_entry = (page_entry)table * PAGE_SIZE | PAGE_PRESENT | PAGE_WRITABLE | user;
        tree->tables++;
    }
    return table_of(*directory_entry);
}

/* Sets one entry of the last level. */
static int map_page(struct page_table *tree, uint32_t address, physical_address physical,
                    page_entry flags)
{
    page_entry *table = make_table(tree, address);

    if (table == NULL)
        return -ENOMEM;
    if (!(cpu_features() & CPU_FEATURE_NX))
        flags &= ~PAGE_NO_EXECUTE; /* there the bit is reserved and faults */

    page_entry *entry = &table[table_index(address)];
    page_entry before = *entry;
    *entry = physical | flags | PAGE_PRESENT;
    if (before & PAGE_PRESENT) /* what was not present is in no TLB (Intel SDM 3, 4.10.2.3) */
        page_table_flush(address);
    else
        tree->pages++;
    return 0;
}

static page_entry unmap_page(struct page_table *tree, uint32_t address)
{
    page_entry *entry = page_table_find(tree, address);
    page_entry before = entry == NULL ? 0 : *entry;

    if (!(before & PAGE_PRESENT))
        return 0;
    *entry = 0;
    page_table_flush(address);
    tree->pages--;
    return before;
}

int page_table_map(struct page_table *tree, uint32_t address, frame_number frame, page_entry flags)
{
    kernel_assert(address < USER_END);
    return map_page(tree, address, (physical_address)frame * PAGE_SIZE, flags);
}

page_entry page_table_unmap(struct page_table *tree, uint32_t address)
{
    kernel_assert(address < USER_END);
    return unmap_page(tree, address);
}

int page_table_map_kernel(uint32_t address, physical_address physical, page_entry flags)
{
    kernel_assert(address >= KERNEL_MAP_BASE);
    if (cpu_features() & CPU_FEATURE_PGE)
        flags |= PAGE_GLOBAL;
    return map_page(&kernel_page_table, address, physical, flags);
}

page_entry page_table_unmap_kernel(uint32_t address)
{
    kernel_assert(address >= KERNEL_MAP_BASE);
    return unmap_page(&kernel_page_table, address);
}

page_entry *page_table_find(struct page_table *tree, uint32_t address)
{
    page_entry entry = tree->pdpt[pdpt_index(address)];

    if (!(entry & PAGE_PRESENT))
        return NULL;
    entry = table_of(entry)[directory_index(address)];
    if (!(entry & PAGE_PRESENT) || (entry & PAGE_LARGE))
        return NULL;
    return &table_of(entry)[table_index(address)];
}

/* --- Views ----------------------------------------------------------------------------------- */

/* Reads one level; true when the walk goes on below it. */
static bool walk_level(struct page_walk *walk, physical_address table, uint32_t index)
{
    struct page_walk_level *level = &walk->level[walk->levels++];

    level->index = index;
    level->table_physical = table;
    level->entry = ((const page_entry *)physical_to_virtual(table))[index];
    return (level->entry & PAGE_PRESENT) != 0;
}

void page_table_walk(const struct page_table *tree, uint32_t address, struct page_walk *walk)
{
    *walk = (struct page_walk){ .address = address, .cr3 = tree->cr3 };

    if (!walk_level(walk, tree->cr3, pdpt_index(address)))
        return;
    page_entry entry = walk->level[0].entry;
    if (!walk_level(walk, entry & PAGE_ADDRESS_MASK, directory_index(address)))
        return;
    entry = walk->level[1].entry;
    if (entry & PAGE_LARGE) {
        walk->present = 1;
        walk->physical = (entry & PAGE_ADDRESS_MASK & ~(page_entry)(LARGE_PAGE_SIZE - 1)) |
                         (address & (LARGE_PAGE_SIZE - 1));
        return;
    }
    if (!walk_level(walk, entry & PAGE_ADDRESS_MASK, table_index(address)))
        return;
    walk->present = 1;
    walk->physical = (walk->level[2].entry & PAGE_ADDRESS_MASK) | (address & (PAGE_SIZE - 1));
}

struct visit { page_visitor function; void *context; };

static void visit_table(const page_entry *table, uint32_t base, const struct visit *visit)
{
    for (unsigned i = 0; i < TABLE_ENTRIES; i++) {
        struct page_place place = {
            PAGE_LEVEL_TABLE, i, base + i * PAGE_SIZE, true, table[i],
        };
        if (table[i] & PAGE_PRESENT)
            visit->function(&place, visit->context);
    }
}

static void visit_directory(const page_entry *directory, uint32_t base, const struct visit *visit)
{
    for (unsigned i = 0; i < TABLE_ENTRIES; i++) {
        struct page_place place = {
            PAGE_LEVEL_DIRECTORY, i, base + i * LARGE_PAGE_SIZE, directory[i] & PAGE_LARGE,
            directory[i],
        };
        if (!(directory[i] & PAGE_PRESENT))
            continue;
        visit->function(&place, visit->context);
        if (!place.is_page)
            visit_table(table_of(directory[i]), place.address, visit);
    }
}

void page_table_visit(const struct page_table *tree, enum page_visit which, page_visitor function,
                      void *context)
{
    const struct visit visit = { function, context };

    for (unsigned i = 0; i < PDPT_ENTRIES; i++) {
        struct page_place place = { PAGE_LEVEL_POINTERS, i, i << 30, false, tree->pdpt[i] };
        bool kernels = i == KERNEL_PDPT_ENTRY;
        if (!(tree->pdpt[i] & PAGE_PRESENT) || (which == PAGE_VISIT_KERNEL && !kernels))
            continue;
        function(&place, context);
        if (which != PAGE_VISIT_USER || !kernels)
            visit_directory(table_of(tree->pdpt[i]), i << 30, &visit);
    }
}

static void count_writable_executable(const struct page_place *place, void *context)
{
    unsigned *found = context;

    if (place->is_page && (place->entry & PAGE_WRITABLE) && !(place->entry & PAGE_NO_EXECUTE)) {
        log_print("W^X: the %s at %08x is writable and executable, entry %016llx\n",
                  place->level == PAGE_LEVEL_TABLE ? "page" : "2 MiB page", place->address,
                  (unsigned long long)place->entry);
        (*found)++;
    }
}

unsigned page_table_check_w_xor_x(const struct page_table *tree)
{
    unsigned found = 0;

    if (!(cpu_features() & CPU_FEATURE_NX)) {
        log_print("W^X: not checked: this processor has no NX, all pages are executable\n");
        return 0;
    }
    page_table_visit(tree, PAGE_VISIT_ALL, count_writable_executable, &found);
    return found;
}
