/*
 * frame_files.c: who owns each frame of physical memory. What to know first: the frame table says
 * what kind each frame is and how many refer to it, not who; that is found by going the other way,
 * through every page-table tree and the page cache.
 */
#include "kernel/fs/file_system.h"
#include "kernel/proc/process.h"
#include "kernel/procfs/files.h"
#include "kernel/string.h"
#include "mm/kernel_heap.h"

/* A run of frames that are alike. */
struct run {
    frame_number first;
    enum frame_kind kind;
    uint32_t references;
    struct frame_owner owner;
};

struct finding {
    struct frame_owner *owners;    /* of the frames from first on */
    frame_number first, count;
    const struct process *process; /* whose tree is looked through */
};

/* NULL: the frame is not among them. */
static struct frame_owner *owner_of(struct finding *finding, frame_number frame)
{
    return frame >= finding->first && frame - finding->first < finding->count
         ? &finding->owners[frame - finding->first] : NULL;
}

static void note_process(struct finding *finding, frame_number frame)
{
    struct frame_owner *owner = owner_of(finding, frame);
    if (!owner)
        return;
    if (owner->pid == 0)
        owner->pid = (uint16_t)finding->process->pid;
    else if (owner->others < UINT16_MAX)
        owner->others++;
}

/* A page is its process's, and so is the table that an entry leads to, but for the kernel's. */
static void note_entry(const struct page_place *place, void *context)
{
    if (place->level != PAGE_LEVEL_POINTERS || place->address < USER_END)
        note_process(context, (frame_number)((place->entry & PAGE_ADDRESS_MASK) / PAGE_SIZE));
}

static void note_cached_page(uint32_t inode, frame_number frame, void *context)
{
    struct frame_owner *owner = owner_of(context, frame);
    if (owner)
        owner->inode = inode;
}

static void find_owners(struct frame_owner *owners, frame_number first, frame_number count)
{
    struct finding finding = { .owners = owners, .first = first, .count = count };
    memset(owners, 0, count * sizeof *owners);
    for (struct process *process = process_oldest(); process; process = process->next) {
        finding.process = process;
        if (!process->space.tree.pdpt)
            continue;
        note_process(&finding, process->space.tree.cr3 / PAGE_SIZE);
        page_table_visit(&process->space.tree, PAGE_VISIT_USER, note_entry, &finding);
    }
    page_cache_visit(note_cached_page, &finding);
}

/* ---- Runs ---- */

const char *frame_kind_text(enum frame_kind kind)
{
    switch (kind) {
    case FRAME_FREE: return "free";
    case FRAME_RESERVED: return "reserved";
    case FRAME_KERNEL: return "kernel";
    case FRAME_PAGE_TABLE: return "page-table";
    case FRAME_USER: return "user";
    case FRAME_FILE_CACHE: return "file";
    }
    return "unknown";
}

static void write_run(struct snapshot *snapshot, const struct run *run, frame_number last)
{
    const struct frame_owner *owner = &run->owner;
    snapshot_print(snapshot, "%u %u %s %u", run->first, last, frame_kind_text(run->kind),
                   run->references);
    if (owner->inode) {
        const char *path = inode_known_path(owner->inode);
        snapshot_print(snapshot, " inode %u %s", owner->inode, path ? path : "?");
    }
    if (owner->pid)
        snapshot_print(snapshot, "%s process %u", owner->inode ? " in" : "", owner->pid);
    if (owner->others)
        snapshot_print(snapshot, " and %u more", owner->others);
    snapshot_print(snapshot, owner->inode || owner->pid ? "\n" : " -\n");
}

static bool continues(const struct run *run, const struct run *next)
{
    return run->kind == next->kind && run->references == next->references
           && run->owner.inode == next->owner.inode && run->owner.pid == next->owner.pid
           && run->owner.others == next->owner.others;
}

/* A window of frames at a time: for each, every tree is looked through again. */
void write_frame_runs(struct snapshot *snapshot, int pid, struct frame_owner *window,
                      size_t window_size)
{
    struct run run = { 0 };
    for (frame_number frame = 0; frame < frame_end(); frame++) {
        frame_number in_window = frame % window_size;
        if (in_window == 0)
            find_owners(window, frame, window_size);
        struct run next = { frame, frame_kind_of(frame), frame_references(frame),
                            window[in_window] };
        if (frame > 0 && continues(&run, &next))
            continue;
        if (frame > 0 && (pid == 0 || run.owner.pid == pid))
            write_run(snapshot, &run, frame - 1);
        run = next;
    }
    if (pid == 0 || run.owner.pid == pid)
        write_run(snapshot, &run, frame_end() - 1);
}

/* What is seen includes the frames that seeing itself takes: the table of owners, the text. */
void write_frames(struct snapshot *snapshot)
{
    struct frame_owner *owners = kernel_allocate(frame_end() * sizeof *owners);
    if (!owners) {
        snapshot_fail(snapshot);
        return;
    }
    write_frame_runs(snapshot, 0, owners, frame_end());
    kernel_free(owners);
}
