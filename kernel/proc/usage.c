/*
 * usage.c: the system calls about what processes have used: getrusage and times.
 */
#include "kernel/proc/usage.h"
#include "kernel/dev/timer.h"
#include "kernel/proc/calls.h"
#include "kernel/proc/process.h"
#include "kernel/proc/user_copy.h"

#define KIB_PER_FRAME (PAGE_SIZE / 1024)
#define NANOSECONDS_PER_SECOND 1000000000u

/* cpu_nanoseconds with the current slice; most_resident with the address space that it has now. */
static struct process_usage usage_until_now(const struct process *process)
{
    struct process_usage usage = process->used;
    usage.cpu_nanoseconds = process_cpu_nanoseconds(process);
    if (process->space.most_resident > usage.most_resident)
        usage.most_resident = process->space.most_resident;
    return usage;
}

static void describe(const struct process_usage *usage, struct resource_usage *description)
{
    uint64_t nanoseconds = usage->cpu_nanoseconds;
    *description = (struct resource_usage){
        .user = { (int32_t)(nanoseconds / NANOSECONDS_PER_SECOND),
                  (int32_t)(nanoseconds % NANOSECONDS_PER_SECOND / 1000) },
        .most_resident_kib = (int32_t)(usage->most_resident * KIB_PER_FRAME),
        .minor_faults = (int32_t)usage->minor_faults,
        .major_faults = (int32_t)usage->major_faults,
        .voluntary_switches = (int32_t)usage->voluntary_switches,
        .involuntary_switches = (int32_t)usage->involuntary_switches,
    };
}

void usage_of(const struct process *process, struct resource_usage *description)
{
    struct process_usage usage = usage_until_now(process);
    describe(&usage, description);
}

/* getrusage(who, struct resource_usage *) */
int32_t call_getrusage(struct trap_frame *frame)
{
    struct resource_usage description;
    switch ((int)frame->ebx) {
    case RUSAGE_SELF: usage_of(current_process, &description); break;
    case RUSAGE_CHILDREN: describe(&current_process->children, &description); break;
    default: return -EINVAL;
    }
    return copy_to_user(frame->ecx, &description, sizeof description);
}

/* times(struct process_times *): hundredths of a second since the start of the machine. Time in the
 * kernel is not told apart from time in the program. */
int32_t call_times(struct trap_frame *frame)
{
    struct process_times times = {
        .user = (int32_t)time_clock_ticks(process_cpu_nanoseconds(current_process)),
        .children_user = (int32_t)time_clock_ticks(current_process->children.cpu_nanoseconds),
    };
    int error = frame->ebx ? copy_to_user(frame->ebx, &times, sizeof times) : 0;
    return error ? error : (int32_t)time_clock_ticks(time_nanoseconds());
}
