/*
 * time.c: clocks, sleeping, and the processor's time shared fairly. Status 0 when all was so.
 */
#include "tests/native/native.h"

#define MILLISECOND 1000000u
#define SPINNERS 4
#define SPIN_NANOSECONDS 400000000u
#define YEAR_2023 1672531200
#define YEAR_2038 2145916800

static uint64_t clock_now(uint32_t clock)
{
    struct timespec32 time = { 0, 0 };
    check(syscall2(SYS_clock_gettime, clock, ADDRESS(&time)) == 0);
    return (uint64_t)(uint32_t)time.seconds * 1000000000u + (uint32_t)time.nanoseconds;
}

static int nanosleep(int32_t seconds, int32_t nanoseconds)
{
    struct timespec32 time = { seconds, nanoseconds };
    return syscall2(SYS_nanosleep, ADDRESS(&time), 0);
}

static void clocks(void)
{
    uint64_t date = clock_now(CLOCK_REALTIME), monotonic = clock_now(CLOCK_MONOTONIC);
    check(date / 1000000000u > YEAR_2023 && date / 1000000000u < YEAR_2038);
    nanosleep(0, 20 * MILLISECOND);
    uint64_t passed = clock_now(CLOCK_MONOTONIC) - monotonic;
    uint64_t date_passed = clock_now(CLOCK_REALTIME) - date;
    check(date_passed >= passed && date_passed - passed < 20 * MILLISECOND);
    struct process_times times = { -1, -1, -1, -1 };
    check(syscall1(SYS_times, ADDRESS(&times)) >= 0 && times.user >= 0 && times.system == 0);
}

static void a_sleep_takes_its_time_and_no_processor(void)
{
    uint64_t start = clock_now(CLOCK_MONOTONIC), cpu = clock_now(CLOCK_PROCESS_CPUTIME_ID);
    check(nanosleep(0, 100 * MILLISECOND) == 0);
    uint64_t slept = clock_now(CLOCK_MONOTONIC) - start;
    check(slept >= 100 * MILLISECOND && slept < 2000u * MILLISECOND);
    check(clock_now(CLOCK_PROCESS_CPUTIME_ID) - cpu < 50 * MILLISECOND);
    check(nanosleep(0, 0) == 0 && nanosleep(-1, 0) == -EINVAL);
    check(nanosleep(0, 1000000000) == -EINVAL && nanosleep(0, -1) == -EINVAL);
    struct timespec32 time = { 0, 30 * MILLISECOND };
    start = clock_now(CLOCK_MONOTONIC);
    int clock_nanosleep_result;
    __asm__ volatile("int $0x80" : "=a"(clock_nanosleep_result)
                     : "a"(SYS_clock_nanosleep), "b"(CLOCK_MONOTONIC), "c"(0), "d"(&time), "S"(0)
                     : "memory");
    check(clock_nanosleep_result == 0 && clock_now(CLOCK_MONOTONIC) - start >= 30 * MILLISECOND);
    __asm__ volatile("int $0x80" : "=a"(clock_nanosleep_result)
                     : "a"(SYS_clock_nanosleep), "b"(CLOCK_MONOTONIC), "c"(TIMER_ABSTIME),
                       "d"(&time), "S"(0) : "memory");
    check(clock_nanosleep_result == 0); /* long past */
}

/* They wake in the order of their times, not of their going to sleep. */
static void sleepers_wake_in_order(void)
{
    int ends[2];
    static const int32_t times[] = { 150, 50, 200, 100 };
    check(syscall1(SYS_pipe, ADDRESS(ends)) == 0);
    for (uint32_t i = 0; i < 4; i++)
        if (fork_process() == 0) {
            nanosleep(0, times[i] * (int32_t)MILLISECOND);
            syscall3(SYS_write, (uint32_t)ends[1], ADDRESS(&times[i]), sizeof times[i]);
            exit_process(0);
        }
    for (int32_t i = 1, time = 0; i <= 4; i++) {
        check(syscall3(SYS_read, (uint32_t)ends[0], ADDRESS(&time), sizeof time) == sizeof time);
        check(time == i * 50);
    }
    while (wait_process(-1, NULL) > 0)
        ;
    syscall1(SYS_close, (uint32_t)ends[0]), syscall1(SYS_close, (uint32_t)ends[1]);
}

/* Who always wants the processor gets it as long as the others who do. */
static void spinners_share_the_processor(void)
{
    int pids[SPINNERS];
    for (int i = 0; i < SPINNERS; i++) {
        pids[i] = fork_process();
        for (volatile uint32_t spin = 0; pids[i] == 0; spin++)
            ;
    }
    nanosleep(0, SPIN_NANOSECONDS);
    uint64_t least = UINT64_MAX, most = 0;
    for (int i = 0; i < SPINNERS; i++) {
        struct process_info info;
        check(syscall2(SYS_process_info, (uint32_t)pids[i], ADDRESS(&info)) == 0);
        least = info.cpu_nanoseconds < least ? info.cpu_nanoseconds : least;
        most = info.cpu_nanoseconds > most ? info.cpu_nanoseconds : most;
    }
    check(least > 0 && most <= 2 * least + 40 * MILLISECOND);
    for (int i = 0; i < SPINNERS; i++) {
        int status = 0;
        check(syscall2(SYS_kill, (uint32_t)pids[i], SIGKILL) == 0);
        check(wait_process(pids[i], &status) == pids[i] && status == SIGKILL);
    }
    struct process_times times;
    check(syscall1(SYS_times, ADDRESS(&times)) >= 0 && times.children_user > 0);
}

int main(int argc, char **argv)
{
    (void)argc;
    (void)argv;
    clocks();
    a_sleep_takes_its_time_and_no_processor();
    sleepers_wake_in_order();
    spinners_share_the_processor();
    check(syscall0(SYS_sched_yield) == 0);
    return failures != 0;
}
