/*
 * platform_signals.c: the part of platform.h that is about signals, timers, limits and what was
 * used, over the kernel's system calls.
 */
#include "kernel/abi.h"
#include "platform/platform.h"
#include "user/runtime/syscall.h"

enum { SIGNAL_SET_SIZE = 8, SIGNALS = 31, /* bytes of a set; the highest number */
       NANOSECONDS = 1000000000, MICROSECONDS = 1000000 };

/* ---- signals --------------------------------------------------------------------------------- */

static PlatformSignalHandler *handlers[SIGNALS + 1];
void signal_return(void); /* start.asm: where a handler returns to */

static void signal_came(int signal, struct signal_information *information,
                        struct user_context *context)
{
    (void)information, (void)context;
    handlers[signal](signal);
}

int platform_signal(int signal, PlatformSignalHandler *handler)
{
    bool ours = handler != PLATFORM_SIGNAL_DEFAULT && handler != PLATFORM_SIGNAL_IGNORE;
    struct signal_action action = {
        .handler = ours ? (uintptr_t)signal_came
                   : handler == PLATFORM_SIGNAL_IGNORE ? SIG_IGN : SIG_DFL,
        .flags = SA_SIGINFO | SA_RESTORER, .restorer = (uintptr_t)signal_return,
    };
    if (signal < 1 || signal > SIGNALS)
        return -EINVAL;
    PlatformSignalHandler *old = handlers[signal];
    handlers[signal] = handler; /* first, as a signal may come between the two */
    int error = syscall4(SYS_rt_sigaction, signal, (uintptr_t)&action, 0, SIGNAL_SET_SIZE);
    if (error < 0)
        handlers[signal] = old;
    return error;
}

int platform_trace(int request, int pid, uintptr_t address, uintptr_t data)
{
    return syscall4(SYS_ptrace, request, pid, address, data);
}

int platform_pause(void)
{
    return syscall0(SYS_pause);
}

/* ---- timers ---------------------------------------------------------------------------------- */

/* Rounded up: a timer that runs never looks as if it did not. */
static struct timeval32 to_timeval(uint64_t nanoseconds)
{
    uint64_t microseconds = (nanoseconds + 999) / 1000, seconds = microseconds / MICROSECONDS;
    return (struct timeval32){ seconds < INT32_MAX ? (int32_t)seconds : INT32_MAX,
                               (int32_t)(microseconds % MICROSECONDS) };
}

static uint64_t to_nanoseconds(struct timeval32 time)
{
    return (uint64_t)time.seconds * NANOSECONDS + (uint64_t)time.microseconds * 1000;
}

static void give_timer(const struct interval_timer *timer, PlatformTimer *given)
{
    *given = (PlatformTimer){ to_nanoseconds(timer->value), to_nanoseconds(timer->interval) };
}

int platform_set_timer(const PlatformTimer *timer, PlatformTimer *old)
{
    struct interval_timer before,
        after = { .interval = to_timeval(timer->interval), .value = to_timeval(timer->value) };
    int error = syscall3(SYS_setitimer, ITIMER_REAL, (uintptr_t)&after, (uintptr_t)&before);
    if (!error)
        give_timer(&before, old);
    return error;
}

int platform_get_timer(PlatformTimer *timer)
{
    struct interval_timer now;
    int error = syscall2(SYS_getitimer, ITIMER_REAL, (uintptr_t)&now);
    if (!error)
        give_timer(&now, timer);
    return error;
}

/* ---- what is used, and may be --------------------------------------------------------------- */

static void give_usage(const struct resource_usage *usage, PlatformUsage *given)
{
    *given = (PlatformUsage){
        .user_nanoseconds = to_nanoseconds(usage->user),
        .system_nanoseconds = to_nanoseconds(usage->system),
        .most_resident_kib = usage->most_resident_kib,
        .minor_faults = usage->minor_faults,
        .major_faults = usage->major_faults,
        .voluntary_switches = usage->voluntary_switches,
        .involuntary_switches = usage->involuntary_switches,
    };
}

int platform_usage(int who, PlatformUsage *usage)
{
    struct resource_usage used;
    int error = syscall2(SYS_getrusage, who, (uintptr_t)&used);
    if (!error)
        give_usage(&used, usage);
    return error;
}

int platform_wait4(int pid, int *status, int options, PlatformUsage *usage)
{
    struct resource_usage used = { .user = { 0, 0 } };
    int ended = syscall4(SYS_wait4, pid, (uintptr_t)status, options, (uintptr_t)&used);
    if (ended >= 0)
        give_usage(&used, usage);
    return ended;
}

int platform_get_limit(int resource, PlatformLimit *limit)
{
    struct resource_limit64 given;
    int error = syscall4(SYS_prlimit64, 0, resource, 0, (uintptr_t)&given);
    if (!error)
        *limit = (PlatformLimit){ given.soft, given.hard };
    return error;
}

int platform_set_limit(int resource, const PlatformLimit *limit)
{
    struct resource_limit64 wanted = { limit->soft, limit->hard };
    return syscall4(SYS_prlimit64, 0, resource, (uintptr_t)&wanted, 0);
}
