/*
 * time_calls.c: the system calls about time: clocks and sleeping.
 */
#include "kernel/dev/timer.h"
#include "kernel/proc/calls.h"
#include "kernel/proc/process.h"
#include "kernel/proc/user_copy.h"

/* ---- Clocks ---- */

static int clock_read(uint32_t clock, uint64_t *nanoseconds)
{
    switch (clock) {
    case CLOCK_REALTIME: *nanoseconds = time_real_nanoseconds(); return 0;
    case CLOCK_MONOTONIC: *nanoseconds = time_nanoseconds(); return 0;
    case CLOCK_PROCESS_CPUTIME_ID:
        *nanoseconds = process_cpu_nanoseconds(current_process);
        return 0;
    default: return -EINVAL;
    }
}

static int store_time(uint32_t address, uint64_t nanoseconds)
{
    struct timespec32 time = {
        .seconds = (int32_t)(nanoseconds / NANOSECONDS_PER_SECOND),
        .nanoseconds = (int32_t)(nanoseconds % NANOSECONDS_PER_SECOND),
    };
    return copy_to_user(address, &time, sizeof time);
}

int32_t call_clock_gettime(struct trap_frame *frame)
{
    uint64_t nanoseconds;
    int error = clock_read(frame->ebx, &nanoseconds);
    return error ? error : store_time(frame->ecx, nanoseconds);
}

/* ---- Sleeping ---- */

static int load_time(uint32_t address, uint64_t *nanoseconds)
{
    struct timespec32 time;
    int error = copy_from_user(&time, address, sizeof time);
    if (error)
        return error;
    if (time.seconds < 0 || time.nanoseconds < 0
        || (uint32_t)time.nanoseconds >= NANOSECONDS_PER_SECOND)
        return -EINVAL;
    *nanoseconds = (uint64_t)(uint32_t)time.seconds * NANOSECONDS_PER_SECOND
                   + (uint32_t)time.nanoseconds;
    return 0;
}

/* remaining: where to store what a signal left of the time; 0: nowhere. */
static int sleep_until(uint64_t deadline, uint32_t remaining)
{
    uint64_t now;
    while ((now = time_nanoseconds()) < deadline) {
        if (signal_interrupts()) {
            int error = remaining ? store_time(remaining, deadline - now) : 0;
            return error ? error : -EINTR;
        }
        scheduler_sleep(deadline);
    }
    return 0;
}

/* nanosleep(struct timespec32 *, struct timespec32 *remaining) */
int32_t call_nanosleep(struct trap_frame *frame)
{
    uint64_t duration;
    int error = load_time(frame->ebx, &duration);
    return error ? error : sleep_until(time_nanoseconds() + duration, frame->ecx);
}

/* clock_nanosleep(clock, flags, struct timespec32 *, struct timespec32 *remaining) */
int32_t call_clock_nanosleep(struct trap_frame *frame)
{
    uint32_t clock = frame->ebx;
    uint64_t duration, now;
    int error = load_time(frame->edx, &duration);
    if (!error && clock != CLOCK_REALTIME && clock != CLOCK_MONOTONIC)
        error = -EINVAL;
    if (!error)
        error = clock_read(clock, &now);
    if (error)
        return error;
    if (!(frame->ecx & TIMER_ABSTIME))
        return sleep_until(time_nanoseconds() + duration, frame->esi);
    return duration <= now ? 0 : sleep_until(time_nanoseconds() + (duration - now), 0);
}

int32_t call_sched_yield(struct trap_frame *frame)
{
    (void)frame;
    scheduler_yield();
    return 0;
}
