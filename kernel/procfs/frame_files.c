/*
 * frame_files.c: who owns each frame of physical memory. What to know first: the frame table says
 * what kind each frame is and how many refer to it, not who; that is found by going the other way,
 * through every page-table tree and the page cache.
 */
#include "kernel/fs/file_system.h"
#include "kernel/proc/process.h"
#include "kernel/procfs/files.h"
#include "mm/kernel_heap.h"

/* Who was found to use a frame. */
struct owner {
    uint32_t inode;            /* the file that the page cache keeps in it; 0: none */
    uint16_t pid;              /* the first process that maps it, or whose table it is; 0: none */
    uint16_t others;           /* how many times it is mapped besides */
};

/* A run of frames that are alike. */
struct run {
    frame_number first;
    enum frame_kind kind;
    uint32_t references;
    struct owner owner;
};

struct finding {
    struct owner *owners;      /* one for each frame that the frame table describes */
    const struct process *process; /* whose tree is looked through */
};

static void note_process(struct finding *finding, frame_number frame)
{
    if (frame >= frame_end())
        return;
    struct owner *owner = &finding->owners[frame];
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
    struct finding *finding = context;
    if (frame < frame_end())
        finding->owners[frame].inode = inode;
}

static void find_owners(struct owner *owners)
{
    struct finding finding = { .owners = owners };
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

static const char *kind_text(enum frame_kind kind)
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
    const struct owner *owner = &run->owner;
    snapshot_print(snapshot, "%u %u %s %u", run->first, last, kind_text(run->kind),
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

static struct run run_beginning_at(frame_number frame, const struct owner *owners)
{
    return (struct run){ frame, frame_kind_of(frame), frame_references(frame), owners[frame] };
}

static bool continues(const struct run *run, const struct run *next)
{
    return run->kind == next->kind && run->references == next->references
           && run->owner.inode == next->owner.inode && run->owner.pid == next->owner.pid
           && run->owner.others == next->owner.others;
}

static void write_runs(struct snapshot *snapshot, const struct owner *owners)
{
    struct run run = run_beginning_at(0, owners);
    for (frame_number frame = 1; frame < frame_end(); frame++) {
        struct run next = run_beginning_at(frame, owners);
        if (continues(&run, &next))
            continue;
        write_run(snapshot, &run, frame - 1);
        run = next;
    }
    write_run(snapshot, &run, frame_end() - 1);
}

/* What is seen includes the frames that seeing itself takes: the table of owners, the text. */
void write_frames(struct snapshot *snapshot)
{
    struct owner *owners = kernel_allocate(frame_end() * sizeof *owners);
    if (!owners) {
        snapshot_fail(snapshot);
        return;
    }
    find_owners(owners);
    write_runs(snapshot, owners);
    kernel_free(owners);
}
