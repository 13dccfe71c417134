/*
 * limits.c: resource limits, what was used, and alarms, as Linux/i386 has them. Status 0 when all
 * was so.
 */
#include "tests/native/native.h"
#include "tests/native/native_signals.h"

static int set_limit(uint32_t resource, uint32_t soft, uint32_t hard)
{
    struct resource_limit limit = { soft, hard };
    return syscall2(SYS_setrlimit, resource, ADDRESS(&limit));
}

static struct resource_limit limit_of(uint32_t resource)
{
    struct resource_limit limit = { 1, 2 };
    check(syscall2(SYS_ugetrlimit, resource, ADDRESS(&limit)) == 0);
    return limit;
}

/* Runs part of the test in a process of its own, as limits cannot be taken back; its wait status. */
static int in_a_child(void (*part)(void))
{
    int status = -1, pid = fork_process();
    if (pid == 0) {
        failures = 0;
        part();
        exit_process(failures);
    }
    check(wait_process(pid, &status) == pid);
    return status;
}

/* ---- Limits ---- */

static void set_and_inherited(void)
{
    struct resource_limit limit = limit_of(RLIMIT_AS);
    check(limit.soft == RLIM_INFINITY && limit.hard == RLIM_INFINITY);
    check(set_limit(RLIMIT_AS, 64 << 20, 128 << 20) == 0);
    check(set_limit(RLIMIT_AS, 65 << 20, 128 << 20) == 0);
    check(set_limit(RLIMIT_AS, 129 << 20, 128 << 20) == -EINVAL);
    check(set_limit(RLIMIT_AS, 64 << 20, 129 << 20) == -EPERM);
    check(set_limit(RLIMIT_AS, 64 << 20, RLIM_INFINITY) == -EPERM);
    check(set_limit(RLIMITS, 0, 0) == -EINVAL);
    check(syscall2(SYS_ugetrlimit, RLIMITS, ADDRESS(&limit)) == -EINVAL);
    check(syscall2(SYS_setrlimit, RLIMIT_AS, 0) == -EFAULT);
    check(syscall2(SYS_ugetrlimit, RLIMIT_AS, USER_END) == -EFAULT);
    int pid = fork_process();
    if (pid == 0) {
        limit = limit_of(RLIMIT_AS);
        exit_process(limit.soft == 65 << 20 && limit.hard == 128 << 20 ? 0 : 1);
    }
    int status = -1;
    check(wait_process(pid, &status) == pid && status == 0);
}

static void wide_limits(void)
{
    struct resource_limit64 limit = { 1, 2 }, old = { 0, 0 };
    check(syscall4(SYS_prlimit64, 0, RLIMIT_AS, 0, ADDRESS(&old)) == 0);
    check(old.soft == UINT64_MAX && old.hard == UINT64_MAX);
    limit = (struct resource_limit64){ 100 << 20, 1ull << 40 };
    check(syscall4(SYS_prlimit64, (uint32_t)self(), RLIMIT_AS, ADDRESS(&limit), 0) == 0);
    check(syscall4(SYS_prlimit64, 0, RLIMIT_AS, 0, ADDRESS(&old)) == 0);
    check(old.soft == 100 << 20 && old.hard == UINT64_MAX);
    check(syscall4(SYS_prlimit64, 12345, RLIMIT_AS, 0, ADDRESS(&old)) == -ESRCH);
}

static void memory_is_limited(void)
{
    uint32_t start = move_break(0);
    check(set_limit(RLIMIT_AS, 12 << 20, RLIM_INFINITY) == 0); /* with the stack's 8 MiB */
    check(move_break(start + (2 << 20)) == start + (2 << 20));
    check(move_break(start + (5 << 20)) == start + (2 << 20));
    check(set_limit(RLIMIT_AS, RLIM_INFINITY, RLIM_INFINITY) == 0);
    check(set_limit(RLIMIT_DATA, 3 << 20, 3 << 20) == 0);
    check(move_break(start + (5 << 20)) == start + (2 << 20));
    check(move_break(start + (3 << 20)) == start + (3 << 20));
    check(set_limit(RLIMIT_AS, 1 << 20, RLIM_INFINITY) == 0); /* less than it has: it goes on */
    check(move_break(start) == start);
    char *const arguments[] = { "/bin/hello", NULL };
    check(execute("/bin/hello", arguments, arguments + 1) == -ENOMEM);
}

static void processes_are_limited(void)
{
    struct system_info info;
    check(syscall1(SYS_system_info, ADDRESS(&info)) == 0);
    check(set_limit(RLIMIT_NPROC, info.processes + 1, info.processes + 1) == 0);
    int first = fork_process();
    if (first == 0) {
        syscall0(SYS_pause);
        exit_process(0);
    }
    check(first > 0 && fork_process() == -EAGAIN);
    check(send(first, SIGKILL) == 0 && wait_process(first, NULL) == first);
    int again = fork_process();
    if (again == 0)
        exit_process(0);
    check(again > 0 && wait_process(again, NULL) == again);
}

static void descriptors_are_limited(void)
{
    check(set_limit(RLIMIT_NOFILE, 4, 1000) == -EPERM);
    check(set_limit(RLIMIT_NOFILE, 4, 32) == 0);
    check(syscall3(SYS_open, ADDRESS("/"), O_RDONLY, 0) == 3);
    check(syscall3(SYS_open, ADDRESS("/"), O_RDONLY, 0) == -EMFILE);
    check(syscall2(SYS_dup2, 3, 4) == -EBADF && syscall1(SYS_dup, 3) == -EMFILE);
    check(syscall3(SYS_fcntl64, 3, F_DUPFD, 4) == -EINVAL);
    check(set_limit(RLIMIT_NOFILE, 5, 32) == 0 && syscall2(SYS_dup2, 3, 4) == 4);
}

/* A write stops at the limit; the next one is an error, and a signal for who does not ignore it. */
static void file_sizes_are_limited(void)
{
    static char bytes[300];
    set_action(SIGXFSZ, SIG_IGN, 0, 0);
    check(set_limit(RLIMIT_FSIZE, 500, RLIM_INFINITY) == 0);
    int file = syscall3(SYS_open, ADDRESS("/limited"), O_RDWR | O_CREAT | O_TRUNC, 0644);
    check(file >= 0);
    check(syscall3(SYS_write, (uint32_t)file, ADDRESS(bytes), 300) == 300);
    check(syscall3(SYS_write, (uint32_t)file, ADDRESS(bytes), 300) == 200);
    check(syscall3(SYS_write, (uint32_t)file, ADDRESS(bytes), 300) == -EFBIG);
    check(syscall2(SYS_ftruncate, (uint32_t)file, 501) == -EFBIG);
    check(syscall2(SYS_ftruncate, (uint32_t)file, 100) == 0);
    check(syscall2(SYS_ftruncate, (uint32_t)file, 500) == 0);
    check(syscall1(SYS_unlink, ADDRESS("/limited")) == 0);
    if (failures)
        exit_process(1);
    set_action(SIGXFSZ, SIG_DFL, 0, 0);
    syscall2(SYS_ftruncate, (uint32_t)file, 501);
}

static void what_is_not_enforced_is_refused(void)
{
    check(set_limit(RLIMIT_CORE, 0, 0) == 0);
    check(set_limit(3, 1 << 20, 1 << 20) == -EINVAL); /* RLIMIT_STACK */
    check(set_limit(3, RLIM_INFINITY, RLIM_INFINITY) == 0);
}

/* A second at the soft limit: SIGXCPU, that is caught; and at the hard one there is no more. */
static void processor_time_runs_out(void)
{
    check(set_limit(RLIMIT_CPU, 1, 2) == 0);
    for (;;)
        ;
}

static volatile int caught;
static void note_signal(int signal)
{
    caught = signal;
}

static void processor_time_is_told(void)
{
    check(set_action(SIGXCPU, ADDRESS(note_signal), 0, 0) == 0);
    check(set_limit(RLIMIT_CPU, 0, RLIM_INFINITY) == 0); /* at the first tick */
    while (!caught)
        ;
    check(caught == SIGXCPU);
}

/* ---- What was used ---- */

static void usage_is_told(void)
{
    struct resource_usage own, child, children;
    check(syscall2(SYS_getrusage, RUSAGE_SELF, ADDRESS(&own)) == 0);
    check(own.most_resident_kib > 0 && own.most_resident_kib < 1024 && own.minor_faults > 0);
    check(syscall2(SYS_getrusage, 5, ADDRESS(&own)) == -EINVAL);
    check(syscall2(SYS_getrusage, RUSAGE_SELF, 0) == -EFAULT);
    int pid = fork_process();
    if (pid == 0) {
        uint32_t start = move_break(0);
        move_break(start + 100 * PAGE_SIZE);
        for (uint32_t page = 0; page < 100; page++)
            *(volatile char *)(start + page * PAGE_SIZE) = 1;
        move_break(start);
        struct timespec32 time = { 0, 1000000 };
        syscall2(SYS_nanosleep, ADDRESS(&time), 0);
        exit_process(3);
    }
    int status = -1;
    check(syscall4(SYS_wait4, (uint32_t)pid, ADDRESS(&status), 0, USER_END) == -EFAULT);
    check(syscall4(SYS_wait4, (uint32_t)pid, ADDRESS(&status), 0, ADDRESS(&child)) == pid);
    check(status == 3 << 8);
    check(child.minor_faults >= 100 && child.most_resident_kib >= 400);
    check(child.voluntary_switches >= 1);
    check(syscall2(SYS_getrusage, (uint32_t)RUSAGE_CHILDREN, ADDRESS(&children)) == 0);
    check(children.minor_faults >= child.minor_faults);
    check(children.most_resident_kib >= child.most_resident_kib);
    check(syscall4(SYS_wait4, (uint32_t)-1, 0, WNOHANG, ADDRESS(&child)) == -ECHILD);
}

/* ---- Alarms ---- */

static volatile int rings;
static void ring(int signal)
{
    (void)signal;
    rings++;
}

static int set_timer(int32_t microseconds, int32_t interval, struct interval_timer *old)
{
    struct interval_timer timer = { { 0, interval }, { 0, microseconds } };
    return syscall3(SYS_setitimer, ITIMER_REAL, ADDRESS(&timer), ADDRESS(old));
}

static void alarms_ring(void)
{
    struct interval_timer old;
    check(set_action(SIGALRM, ADDRESS(ring), 0, 0) == 0);
    check(syscall1(SYS_alarm, 100) == 0);
    check(syscall1(SYS_alarm, 50) == 100 && syscall1(SYS_alarm, 0) == 50);
    check(syscall1(SYS_alarm, 0) == 0);

    check(set_timer(20000, 0, NULL) == 0);
    check(syscall0(SYS_pause) == -EINTR && rings == 1);
    check(syscall2(SYS_getitimer, ITIMER_REAL, ADDRESS(&old)) == 0);
    check(old.value.seconds == 0 && old.value.microseconds == 0);

    check(set_timer(10000, 10000, NULL) == 0);
    while (rings < 4)
        syscall0(SYS_pause);
    check(set_timer(0, 0, &old) == 0);
    check(old.interval.microseconds == 10000 && old.value.microseconds > 0);
    int before = rings;
    struct timespec32 time = { 0, 30000000 };
    check(syscall2(SYS_nanosleep, ADDRESS(&time), 0) == 0 && rings == before);

    check(set_timer(-1, 0, NULL) == -EINVAL && set_timer(1000000, 0, NULL) == -EINVAL);
    check(syscall3(SYS_setitimer, 1, ADDRESS(&old), 0) == -EINVAL);
    check(syscall3(SYS_setitimer, ITIMER_REAL, 0, 0) == -EFAULT);
}

/* fork does not inherit an alarm, and what no one handles ends the process. */
static void alarm_in_a_child(void)
{
    struct interval_timer old;
    check(syscall2(SYS_getitimer, ITIMER_REAL, ADDRESS(&old)) == 0 && old.value.seconds == 0);
    set_action(SIGALRM, SIG_DFL, 0, 0);
    set_timer(10000, 0, NULL);
    syscall0(SYS_pause);
}

int main(int argc, char **argv)
{
    (void)argc, (void)argv;
    check(in_a_child(set_and_inherited) == 0);
    check(in_a_child(wide_limits) == 0);
    check(in_a_child(memory_is_limited) == 0);
    check(in_a_child(processes_are_limited) == 0);
    check(in_a_child(descriptors_are_limited) == 0);
    check(in_a_child(file_sizes_are_limited) == SIGXFSZ);
    check(in_a_child(what_is_not_enforced_is_refused) == 0);
    check(in_a_child(processor_time_is_told) == 0);
    check(in_a_child(processor_time_runs_out) == SIGXCPU);
    check(in_a_child(usage_is_told) == 0);
    check(in_a_child(alarms_ring) == 0);
    check(syscall1(SYS_alarm, 1000) == 0);
    check(in_a_child(alarm_in_a_child) == SIGALRM);
    return failures != 0;
}
