/*
 * alarm.c: alarms: a time in each process, and the earliest of them all, so that a tick at which
 * none is due costs a comparison.
 */
#include "kernel/proc/alarm.h"
#include "kernel/dev/timer.h"
#include "kernel/proc/calls.h"
#include "kernel/proc/process.h"
#include "kernel/proc/user_copy.h"

#define NANOSECONDS_PER_SECOND 1000000000u
#define MICROSECONDS_PER_SECOND 1000000
#define NEVER UINT64_MAX

static uint64_t earliest = NEVER;

/* An interval counts from when the alarm was due, not from when the tick noticed; what was missed
 * in between counts as one. */
static void ring(struct process *process, uint64_t now)
{
    uint64_t interval = process->alarm_interval;
    signal_send(process, SIGALRM);
    if (interval)
        process->alarm_time += ((now - process->alarm_time) / interval + 1) * interval;
    else
        process->alarm_time = 0;
}

void alarms_check(void)
{
    if (earliest == NEVER)
        return;
    uint64_t now = time_nanoseconds();
    if (now < earliest)
        return;
    earliest = NEVER;
    for (struct process *process = process_oldest(); process; process = process->next) {
        if (process->alarm_time == 0 || process->state == PROCESS_ZOMBIE)
            continue;
        if (process->alarm_time <= now)
            ring(process, now);
        if (process->alarm_time != 0 && process->alarm_time < earliest)
            earliest = process->alarm_time;
    }
}

/* ---- The calls ---- */

/* Nanoseconds left; a due alarm that the next tick will notice has one. */
static uint64_t time_left(void)
{
    uint64_t now = time_nanoseconds(), due = current_process->alarm_time;
    if (due == 0)
        return 0;
    return due > now ? due - now : 1;
}

static void set_alarm(uint64_t nanoseconds, uint64_t interval)
{
    current_process->alarm_time = nanoseconds ? time_nanoseconds() + nanoseconds : 0;
    current_process->alarm_interval = interval;
    if (nanoseconds && current_process->alarm_time < earliest)
        earliest = current_process->alarm_time;
}

/* alarm(seconds): those that were left of the one before, 0 for none; rounded, but a whole one at
 * least, as on Linux. */
int32_t call_alarm(struct trap_frame *frame)
{
    uint64_t left = time_left();
    set_alarm((uint64_t)frame->ebx * NANOSECONDS_PER_SECOND, 0);
    if (left && left < NANOSECONDS_PER_SECOND)
        return 1;
    return (int32_t)((left + NANOSECONDS_PER_SECOND / 2) / NANOSECONDS_PER_SECOND);
}

static struct timeval32 to_timeval(uint64_t nanoseconds)
{
    uint64_t microseconds = (nanoseconds + 999) / 1000; /* what runs never has 0 left */
    return (struct timeval32){ (int32_t)(microseconds / MICROSECONDS_PER_SECOND),
                               (int32_t)(microseconds % MICROSECONDS_PER_SECOND) };
}

static bool is_valid(const struct timeval32 *time)
{
    return time->seconds >= 0 && time->microseconds >= 0
           && time->microseconds < MICROSECONDS_PER_SECOND;
}

static uint64_t to_nanoseconds(const struct timeval32 *time)
{
    return (uint64_t)(uint32_t)time->seconds * NANOSECONDS_PER_SECOND
           + (uint32_t)time->microseconds * 1000u;
}

static int store_timer(uint32_t address)
{
    struct interval_timer timer = {
        .interval = to_timeval(current_process->alarm_interval), .value = to_timeval(time_left()),
    };
    return copy_to_user(address, &timer, sizeof timer);
}

/* getitimer(which, struct interval_timer *) */
int32_t call_getitimer(struct trap_frame *frame)
{
    return frame->ebx == ITIMER_REAL ? store_timer(frame->ecx) : -EINVAL;
}

/* setitimer(which, const struct interval_timer *new, struct interval_timer *old) */
int32_t call_setitimer(struct trap_frame *frame)
{
    struct interval_timer timer;
    if (frame->ebx != ITIMER_REAL)
        return -EINVAL;
    int error = copy_from_user(&timer, frame->ecx, sizeof timer);
    if (!error && (!is_valid(&timer.interval) || !is_valid(&timer.value)))
        error = -EINVAL;
    if (!error && frame->edx)
        error = store_timer(frame->edx);
    if (!error)
        set_alarm(to_nanoseconds(&timer.value), to_nanoseconds(&timer.interval));
    return error;
}
