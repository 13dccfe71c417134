/*
 * limits.c: resource limits: where they are kept, and the calls that set them. They are enforced
 * where the resource is given: process_fork, descriptor_install, call_brk, exec, where files are
 * written, and at the end of a process's turn for processor time.
 */
#include "kernel/proc/limits.h"
#include "kernel/proc/calls.h"
#include "kernel/proc/user_copy.h"
#include "kernel/string.h"

#define NANOSECONDS_PER_SECOND 1000000000u

void limits_initialise(struct process *process)
{
    for (unsigned i = 0; i < RLIMITS; i++)
        process->limits[i] = (struct resource_limit){ RLIM_INFINITY, RLIM_INFINITY };
    process->limits[RLIMIT_NOFILE] = (struct resource_limit){ DESCRIPTORS_MOST, DESCRIPTORS_MOST };
    process->next_cpu_signal = RLIM_INFINITY;
}

void limits_inherit(struct process *child, const struct process *parent)
{
    memcpy(child->limits, parent->limits, sizeof child->limits);
    child->next_cpu_signal = limit_of(child, RLIMIT_CPU);
}

/* ---- Enforcing ---- */

bool limits_allow_space(const struct process *process, const struct address_space *space,
                        uint32_t heap_growth)
{
    uint64_t total = heap_growth;
    for (const struct segment *segment = space->segments; segment; segment = segment->next)
        total += segment->end - segment->start;
    uint64_t heap = (uint64_t)heap_growth + (space->heap_end - space->heap_start);
    return total <= limit_of(process, RLIMIT_AS) && heap <= limit_of(process, RLIMIT_DATA);
}

int limits_check_write(uint32_t offset, uint32_t *size)
{
    uint32_t limit = limit_of(current_process, RLIMIT_FSIZE);
    if (limit == RLIM_INFINITY || *size == 0)
        return 0;
    if (offset >= limit) {
        signal_send(current_process, SIGXFSZ);
        return -EFBIG;
    }
    if (*size > limit - offset)
        *size = limit - offset;
    return 0;
}

/* As Linux: SIGXCPU at the soft limit and each second after it, SIGKILL at the hard one; but a limit
 * of 0 seconds is used up at once, which Linux makes 1. */
void limits_check_cpu(struct process *process)
{
    if (process->next_cpu_signal == RLIM_INFINITY)
        return;
    uint64_t seconds = process_cpu_nanoseconds(process) / NANOSECONDS_PER_SECOND;
    if (seconds >= process->limits[RLIMIT_CPU].hard) {
        signal_send(process, SIGKILL);
    } else if (seconds >= process->next_cpu_signal) {
        process->next_cpu_signal = (uint32_t)seconds + 1;
        signal_send(process, SIGXCPU);
    }
}

/* ---- The calls ---- */

static bool is_enforced(uint32_t resource)
{
    switch (resource) {
    case RLIMIT_CPU: case RLIMIT_FSIZE: case RLIMIT_DATA: case RLIMIT_CORE: case RLIMIT_NPROC:
    case RLIMIT_NOFILE: case RLIMIT_AS:
        return true;
    default:
        return false;
    }
}

/* A limit that is not enforced can be set to what it is, and to nothing else. */
static int set_limit(struct process *process, uint32_t resource, const struct resource_limit *limit)
{
    struct resource_limit *old = &process->limits[resource];
    if (limit->soft > limit->hard)
        return -EINVAL;
    if (limit->hard > old->hard)
        return -EPERM;
    if (!is_enforced(resource) && (limit->soft != old->soft || limit->hard != old->hard))
        return -EINVAL;
    *old = *limit;
    if (resource == RLIMIT_CPU)
        process->next_cpu_signal = limit->soft;
    return 0;
}

/* getrlimit(resource, struct resource_limit *) */
int32_t call_ugetrlimit(struct trap_frame *frame)
{
    if (frame->ebx >= RLIMITS)
        return -EINVAL;
    return copy_to_user(frame->ecx, &current_process->limits[frame->ebx],
                        sizeof(struct resource_limit));
}

/* setrlimit(resource, const struct resource_limit *) */
int32_t call_setrlimit(struct trap_frame *frame)
{
    struct resource_limit limit;
    if (frame->ebx >= RLIMITS)
        return -EINVAL;
    int error = copy_from_user(&limit, frame->ecx, sizeof limit);
    return error ? error : set_limit(current_process, frame->ebx, &limit);
}

/* No resource has more than 32 bits here. */
static uint32_t narrow(uint64_t limit)
{
    return limit < RLIM_INFINITY ? (uint32_t)limit : RLIM_INFINITY;
}

static uint64_t widen(uint32_t limit)
{
    return limit == RLIM_INFINITY ? UINT64_MAX : limit;
}

/* prlimit64(pid, resource, const struct resource_limit64 *new, struct resource_limit64 *old) */
int32_t call_prlimit64(struct trap_frame *frame)
{
    struct process *process = process_find((int)frame->ebx);
    if (!process || process->state == PROCESS_ZOMBIE)
        return -ESRCH;
    if (frame->ecx >= RLIMITS)
        return -EINVAL;
    struct resource_limit old = process->limits[frame->ecx];
    if (frame->edx) {
        struct resource_limit64 wide;
        int error = copy_from_user(&wide, frame->edx, sizeof wide);
        struct resource_limit limit = { narrow(wide.soft), narrow(wide.hard) };
        if (!error)
            error = set_limit(process, frame->ecx, &limit);
        if (error)
            return error;
    }
    struct resource_limit64 wide = { widen(old.soft), widen(old.hard) };
    return frame->esi ? copy_to_user(frame->esi, &wide, sizeof wide) : 0;
}
