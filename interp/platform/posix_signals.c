/*
 * posix_signals.c: the part of platform.h that is about signals, timers, limits and what was used,
 * over POSIX.
 */
#define _GNU_SOURCE
#include "platform/platform.h"

#include <signal.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include "platform/posix.h"

/* ---- signals --------------------------------------------------------------------------------- */

int platform_signal(int signal, PlatformSignalHandler *handler)
{
    struct sigaction action = {
        .sa_handler = handler == PLATFORM_SIGNAL_DEFAULT  ? SIG_DFL
                      : handler == PLATFORM_SIGNAL_IGNORE ? SIG_IGN : handler,
    };
    return or_errno(sigaction(signal, &action, NULL)); /* without SA_RESTART: what waits ends */
}

int platform_trace(int request, int pid, uintptr_t address, uintptr_t data)
{
    (void)request, (void)pid, (void)address, (void)data;
    return -ENOSYS;
}

int platform_pause(void)
{
    return or_errno(pause());
}

/* ---- timers ---------------------------------------------------------------------------------- */

/* Rounded up: a timer that runs never looks as if it did not. */
static struct timeval to_timeval(uint64_t nanoseconds)
{
    uint64_t microseconds = (nanoseconds + 999) / 1000;
    return (struct timeval){ microseconds / 1000000, microseconds % 1000000 };
}

static uint64_t to_nanoseconds(struct timeval time)
{
    return time.tv_sec * UINT64_C(1000000000) + time.tv_usec * UINT64_C(1000);
}

static void give_timer(const struct itimerval *timer, PlatformTimer *given)
{
    *given = (PlatformTimer){ to_nanoseconds(timer->it_value), to_nanoseconds(timer->it_interval) };
}

int platform_set_timer(const PlatformTimer *timer, PlatformTimer *old)
{
    struct itimerval before,
        after = { .it_interval = to_timeval(timer->interval), .it_value = to_timeval(timer->value) };
    int error = or_errno(setitimer(ITIMER_REAL, &after, &before));
    if (!error)
        give_timer(&before, old);
    return error;
}

int platform_get_timer(PlatformTimer *timer)
{
    struct itimerval now;
    int error = or_errno(getitimer(ITIMER_REAL, &now));
    if (!error)
        give_timer(&now, timer);
    return error;
}

/* ---- what is used, and may be --------------------------------------------------------------- */

static void give_usage(const struct rusage *usage, PlatformUsage *given)
{
    *given = (PlatformUsage){
        .user_nanoseconds = to_nanoseconds(usage->ru_utime),
        .system_nanoseconds = to_nanoseconds(usage->ru_stime),
        .most_resident_kib = usage->ru_maxrss,
        .minor_faults = usage->ru_minflt,
        .major_faults = usage->ru_majflt,
        .voluntary_switches = usage->ru_nvcsw,
        .involuntary_switches = usage->ru_nivcsw,
    };
}

int platform_usage(int who, PlatformUsage *usage)
{
    struct rusage used;
    int error = or_errno(getrusage(who, &used));
    if (!error)
        give_usage(&used, usage);
    return error;
}

int platform_wait4(int pid, int *status, int options, PlatformUsage *usage)
{
    struct rusage used = { .ru_maxrss = 0 };
    int ended = or_errno(wait4(pid, status, options, &used));
    if (ended >= 0)
        give_usage(&used, usage);
    return ended;
}

static uint64_t from_rlim(rlim_t limit)
{
    return limit == RLIM_INFINITY ? PLATFORM_NO_LIMIT : limit;
}

static rlim_t to_rlim(uint64_t limit)
{
    return limit == PLATFORM_NO_LIMIT ? RLIM_INFINITY : (rlim_t)limit;
}

int platform_get_limit(int resource, PlatformLimit *limit)
{
    struct rlimit given;
    int error = or_errno(getrlimit(resource, &given));
    if (!error)
        *limit = (PlatformLimit){ from_rlim(given.rlim_cur), from_rlim(given.rlim_max) };
    return error;
}

int platform_set_limit(int resource, const PlatformLimit *limit)
{
    struct rlimit wanted = { to_rlim(limit->soft), to_rlim(limit->hard) };
    return or_errno(setrlimit(resource, &wanted));
}
