/*
 * process_files.c: what /proc says of one process: status, stat, maps, cmdline, fd.
 */
#include "kernel/dev/timer.h"
#include "kernel/proc/open_file.h"
#include "kernel/proc/pipe.h"
#include "kernel/proc/process.h"
#include "kernel/proc/terminal.h"
#include "kernel/proc/user_copy.h"
#include "kernel/procfs/files.h"
#include "mm/kernel_heap.h"

#define KIB_PER_FRAME (PAGE_SIZE / 1024)

static int parent_of(const struct process *process)
{
    return process->parent ? process->parent->pid : 0;
}

/* ---- status and stat ---- */

/* Linux's letters (proc(5)); a process that waits for its turn runs, for Linux. */
static char state_letter(const struct process *process)
{
    switch (process->state) {
    case PROCESS_RUNNABLE:
    case PROCESS_RUNNING: return 'R';
    case PROCESS_BLOCKED: return 'S';
    case PROCESS_ZOMBIE: return 'Z';
    case PROCESS_STOPPED: return process->tracer ? 't' : 'T';
    }
    return '?';
}

static const char *state_text(enum process_state state)
{
    switch (state) {
    case PROCESS_RUNNABLE: return "runnable";
    case PROCESS_RUNNING: return "running";
    case PROCESS_BLOCKED: return "sleeping";
    case PROCESS_ZOMBIE: return "zombie";
    case PROCESS_STOPPED: return "stopped";
    }
    return "unknown";
}

static uint32_t segment_bytes(const struct process *process, unsigned kinds)
{
    uint32_t bytes = 0;
    for (const struct segment *s = process->space.segments; s; s = s->next)
        if (kinds & 1u << s->kind)
            bytes += s->end - s->start;
    return bytes;
}

static void write_sizes(struct snapshot *snapshot, const struct process *process)
{
    const unsigned texts = 1u << SEGMENT_TEXT | 1u << SEGMENT_INTERPRETER_TEXT;
    const unsigned data = 1u << SEGMENT_DATA | 1u << SEGMENT_INTERPRETER_DATA | 1u << SEGMENT_HEAP;
    snapshot_print(snapshot, "VmSize:\t%8u kB\n", segment_bytes(process, ~0u) / 1024);
    snapshot_print(snapshot, "VmHWM:\t%8u kB\n", process->space.most_resident * KIB_PER_FRAME);
    snapshot_print(snapshot, "VmRSS:\t%8u kB\n", process->space.resident * KIB_PER_FRAME);
    snapshot_print(snapshot, "VmData:\t%8u kB\n", segment_bytes(process, data) / 1024);
    snapshot_print(snapshot, "VmStk:\t%8u kB\n",
                   segment_bytes(process, 1u << SEGMENT_STACK) / 1024);
    snapshot_print(snapshot, "VmExe:\t%8u kB\n", segment_bytes(process, texts) / 1024);
    snapshot_print(snapshot, "VmPTE:\t%8u kB\n", process->space.tree.tables * KIB_PER_FRAME);
}

static void write_signals(struct snapshot *snapshot, const struct process *process)
{
    const struct signal_state *state = &process->signals;
    uint32_t ignored = 0, caught = 0;
    for (int signal = 1; signal <= SIGNALS; signal++) {
        uint32_t handler = state->handling[signal].handler;
        if (handler == SIG_IGN)
            ignored |= SIGNAL_BIT(signal);
        else if (handler != SIG_DFL)
            caught |= SIGNAL_BIT(signal);
    }
    snapshot_print(snapshot, "SigPnd:\t%016x\nSigBlk:\t%016x\nSigIgn:\t%016x\nSigCgt:\t%016x\n",
                   state->pending, state->blocked, ignored, caught);
}

void write_status(struct snapshot *snapshot, struct process *process)
{
    struct process_info info;
    process_describe(process, &info);
    snapshot_print(snapshot, "Name:\t%s\nState:\t%c (%s)\n", process->name,
                   state_letter(process), state_text(process->state));
    snapshot_print(snapshot, "Pid:\t%d\nPPid:\t%d\nTracerPid:\t%d\nGroup:\t%d\nSession:\t%d\n",
                   process->pid, parent_of(process), process->tracer ? process->tracer->pid : 0,
                   process->group, process->session);
    snapshot_print(snapshot, "FDSize:\t%d\n", DESCRIPTORS_MOST);
    write_sizes(snapshot, process);
    write_signals(snapshot, process);
    snapshot_print(snapshot, "Frames:\t%u\nShared:\t%u\nCopied:\t%u\nPageTables:\t%u\n",
                   info.resident, info.shared, info.copied, info.page_tables);
    snapshot_print(snapshot, "CR3:\t%08x\nEntry:\t%08x\nEip:\t%08x\nEsp:\t%08x\n", info.cr3,
                   info.entry, info.user_eip, info.user_esp);
    snapshot_print(snapshot, "CpuMicroseconds:\t%llu\nMinorFaults:\t%u\nMajorFaults:\t%u\n",
                   (unsigned long long)(info.cpu_nanoseconds / 1000), process->used.minor_faults,
                   process->used.major_faults);
}

void write_stat(struct snapshot *snapshot, struct process *process)
{
    const int priority = 20, nice = 0, threads = 1; /* what Linux says where nothing else is set */
    snapshot_print(snapshot, "%d (%s) %c %d %d %d 0 %d 0 %u 0 %u 0", process->pid, process->name,
                   state_letter(process), parent_of(process), process->group,
                   process->session, terminal_foreground(), process->used.minor_faults,
                   process->used.major_faults);
    /* Time in the kernel is not told apart from time in the program. */
    snapshot_print(snapshot, " %u 0 %u 0 %d %d %d 0 %u",
                   time_clock_ticks(process_cpu_nanoseconds(process)),
                   time_clock_ticks(process->children.cpu_nanoseconds), priority, nice, threads,
                   time_clock_ticks(process->started));
    snapshot_print(snapshot, " %u %u\n", segment_bytes(process, ~0u), process->space.resident);
}

/* ---- maps ---- */

static const char *segment_file_name(const struct segment *segment)
{
    if (segment->backing)
        return segment->backing->name(segment->backing);
    return segment->kind == SEGMENT_HEAP ? "[heap]" : segment->kind == SEGMENT_STACK ? "[stack]"
                                                                                     : "";
}

/* The file's number; the disk is device 03:00, as Linux numbers the first IDE disk. */
static void write_origin(struct snapshot *snapshot, const struct segment *segment)
{
    struct inode *inode = segment->backing ? inode_of_backing(segment->backing) : NULL;
    if (inode)
        snapshot_print(snapshot, "%08x 03:00 %u", segment->backing_page * PAGE_SIZE,
                       inode_number(inode));
    else
        snapshot_print(snapshot, "%08x 00:00 0", 0);
}

void write_maps(struct snapshot *snapshot, struct process *process)
{
    for (const struct segment *s = process->space.segments; s; s = s->next) {
        struct frame_counts counts = address_space_count(&process->space, s);
        snapshot_print(snapshot, "%08x-%08x %c%c%cp ", s->start, s->end,
                       s->protection & PROTECTION_READ ? 'r' : '-',
                       s->protection & PROTECTION_WRITE ? 'w' : '-',
                       s->protection & PROTECTION_EXECUTE ? 'x' : '-');
        write_origin(snapshot, s);
        snapshot_print(snapshot, " %u %u %u %s\n", s->resident, counts.shared, counts.copied,
                       segment_file_name(s));
    }
}

/* ---- cmdline ---- */

/* The arguments lie on the program's own stack, where it may have changed them. */
void write_command_line(struct snapshot *snapshot, struct process *process)
{
    char part[64];
    uint32_t address = process->arguments, end = address + process->arguments_size;
    while (process->space.tree.pdpt && address < end) {
        uint32_t size = end - address < sizeof part ? end - address : sizeof part;
        if (copy_from_space(&process->space, part, address, size))
            return; /* it has taken its stack away */
        snapshot_add(snapshot, part, size);
        address += size;
    }
}

/* ---- fd ---- */

static void write_file_name(struct snapshot *snapshot, const struct open_file *file)
{
    if (file->inode)
        snapshot_print(snapshot, "%s\n", inode_path(file->inode));
    else if (file->pipe)
        snapshot_print(snapshot, "pipe:%u\n", pipe_number(file->pipe));
    else if (file->type->terminal)
        snapshot_print(snapshot, "console\n");
    else if (file->port)
        snapshot_print(snapshot, "serial:%u\n", file->port);
    else
        snapshot_print(snapshot, "empty\n");
}

static const char *flags_text(const struct open_file *file, bool close_on_exec)
{
    bool nonblock = file->flags & O_NONBLOCK;
    if (close_on_exec)
        return nonblock ? "cloexec,nonblock" : "cloexec";
    return nonblock ? "nonblock" : "-";
}

void write_open_files(struct snapshot *snapshot, struct process *process)
{
    static const char *const access[] = { "r", "w", "rw", "?" };
    for (int i = 0; i < DESCRIPTORS_MOST; i++) {
        const struct open_file *file = process->descriptors[i];
        if (!file)
            continue;
        snapshot_print(snapshot, "%d %s %u %u %s ", i, access[file->flags & ACCESS_MODE],
                       file->offset, file->references,
                       flags_text(file, process->close_on_exec & 1u << i));
        write_file_name(snapshot, file);
    }
}
