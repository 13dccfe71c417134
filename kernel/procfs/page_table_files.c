/*
 * page_table_files.c: page-table trees, entry by entry.
 */
#include "kernel/debug/page_entry.h"
#include "kernel/proc/process.h"
#include "kernel/procfs/files.h"

static void write_entry(const struct page_place *place, void *context)
{
    struct snapshot *snapshot = context;
    frame_number frame = (frame_number)((place->entry & PAGE_ADDRESS_MASK) / PAGE_SIZE);
    char flags[PAGE_ENTRY_TEXT];
    page_entry_describe(place->level, place->entry, flags, sizeof flags);
    snapshot_print(snapshot, "%s %u %08x %016llx ", page_table_level_name(place->level),
                   place->index, place->address, (unsigned long long)place->entry);
    if (!place->is_page)
        snapshot_print(snapshot, "table %u: %s\n", frame, flags);
    else
        snapshot_print(snapshot, "%s %u %u: %s\n",
                       place->level == PAGE_LEVEL_TABLE ? "frame" : "large", frame,
                       frame_references(frame), flags);
}

void write_page_table(struct snapshot *snapshot, struct process *process)
{
    if (!process->space.tree.pdpt)
        return; /* it has ended */
    snapshot_print(snapshot, "cr3 %08x\n", process->space.tree.cr3);
    page_table_visit(&process->space.tree, PAGE_VISIT_USER, write_entry, snapshot);
}

void write_kernel_page_table(struct snapshot *snapshot)
{
    snapshot_print(snapshot, "cr3 %08x\n", kernel_page_table.cr3);
    page_table_visit(&kernel_page_table, PAGE_VISIT_KERNEL, write_entry, snapshot);
}
