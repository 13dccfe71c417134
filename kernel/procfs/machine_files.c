/*
 * machine_files.c: what /proc says of the machine as a whole, but for its frames.
 */
#include "kernel/cpu/features.h"
#include "kernel/cpu/interrupt_controller.h"
#include "kernel/cpu/trap.h"
#include "kernel/dev/rtc.h"
#include "kernel/dev/timer.h"
#include "kernel/fs/buffer_cache.h"
#include "kernel/fs/file_system.h"
#include "kernel/proc/fault.h"
#include "kernel/proc/process.h"
#include "kernel/procfs/files.h"
#include "mm/kernel_heap.h"

#define KIB_PER_FRAME (PAGE_SIZE / 1024)

/* ---- Memory ---- */

static void write_kib(struct snapshot *snapshot, const char *name, size_t frames)
{
    snapshot_print(snapshot, "%s: %8zu kB\n", name, frames * KIB_PER_FRAME);
}

/* Linux's names, and for what Linux does not tell apart, those of the frames' kinds. */
void write_memory(struct snapshot *snapshot)
{
    write_kib(snapshot, "MemTotal", frame_count_total());
    write_kib(snapshot, "MemFree", frame_count_free());
    write_kib(snapshot, "MemAvailable", frame_count_free() + page_cache_idle_frames());
    write_kib(snapshot, "Cached", frame_count_of_kind(FRAME_FILE_CACHE));
    write_kib(snapshot, "CachedIdle", page_cache_idle_frames());
    write_kib(snapshot, "User", frame_count_of_kind(FRAME_USER));
    write_kib(snapshot, "Kernel", frame_count_of_kind(FRAME_KERNEL));
    write_kib(snapshot, "PageTables", frame_count_of_kind(FRAME_PAGE_TABLE));
    snapshot_print(snapshot, "KernelBlocks: %zu\n", kernel_heap_blocks());
}

static void write_buffer(const struct buffer *buffer, void *context)
{
    snapshot_print(context, "%u %u %s\n", buffer->valid ? buffer->block : 0, buffer->users,
                   buffer->dirty ? "dirty" : buffer->valid ? "valid" : "empty");
}

void write_buffers(struct snapshot *snapshot)
{
    buffer_cache_visit(write_buffer, snapshot);
}

/* ---- Processor and interrupts ---- */

void write_cpu_information(struct snapshot *snapshot)
{
    uint32_t features = cpu_features();
    snapshot_print(snapshot, "processor\t: 0\nmodel name\t: %s\ncpu MHz\t\t: %u.%03u\n", cpu_name(),
                   time_tsc_khz() / 1000, time_tsc_khz() % 1000);
    snapshot_print(snapshot, "flags\t\t: pae sse2%s%s%s%s\n",
                   features & CPU_FEATURE_NX ? " nx" : "", features & CPU_FEATURE_SMEP ? " smep" : "",
                   features & CPU_FEATURE_SMAP ? " smap" : "",
                   features & CPU_FEATURE_PGE ? " pge" : "");
}

void write_interrupts(struct snapshot *snapshot)
{
    for (unsigned irq = 0; irq < IRQ_LINES; irq++) {
        const char *name = irq_name(irq);
        if (name)
            snapshot_print(snapshot, "%3u: %10u XT-PIC %s\n", irq, irq_count(irq), name);
    }
    snapshot_print(snapshot, "PAGE: %9u page faults of programs\n", page_fault_count());
}

/* ---- Time and processes ---- */

static uint32_t count_in_state(enum process_state state)
{
    uint32_t count = 0;
    for (struct process *process = process_oldest(); process; process = process->next)
        count += process->state == state;
    return count;
}

void write_machine_statistics(struct snapshot *snapshot)
{
    uint64_t now = time_nanoseconds(), idle = scheduler_idle_nanoseconds();
    uint32_t running = count_in_state(PROCESS_RUNNABLE) + count_in_state(PROCESS_RUNNING);
    snapshot_print(snapshot, "cpu %u 0 0 %u\nctxt %u\n", time_clock_ticks(now - idle),
                   time_clock_ticks(idle), scheduler_switches());
    snapshot_print(snapshot, "btime %u\nprocesses %u\nprocs_running %u\nprocs_blocked %u\n",
                   rtc_read_seconds() - (uint32_t)(now / NANOSECONDS_PER_SECOND),
                   process_count_ever(), running, count_in_state(PROCESS_BLOCKED));
}

static void write_seconds(struct snapshot *snapshot, uint64_t nanoseconds, const char *after)
{
    uint32_t hundredths = time_clock_ticks(nanoseconds);
    snapshot_print(snapshot, "%u.%02u%s", hundredths / 100, hundredths % 100, after);
}

void write_uptime(struct snapshot *snapshot)
{
    write_seconds(snapshot, time_nanoseconds(), " ");
    write_seconds(snapshot, scheduler_idle_nanoseconds(), "\n");
}

/* ---- File systems ---- */

void write_mounts(struct snapshot *snapshot)
{
    snapshot_print(snapshot, "%s / ext2 %s,noatime 0 0\nproc /proc proc ro 0 0\n",
                   file_system_device_name(), file_system_is_read_only() ? "ro" : "rw");
}
