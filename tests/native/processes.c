/*
 * processes.c: fork, exit and waitpid as Linux has them. Status 0 when all was so.
 */
#include "tests/native/native.h"

#define CHILDREN 20
#define SLICE_NANOSECONDS 60000000u

static int spawn_exit(int code)
{
    int pid = fork_process();
    if (pid == 0)
        exit_process(code);
    return pid;
}

static void statuses(void)
{
    int status;
    for (int code = 0; code < 256; code += 51) {
        int pid = spawn_exit(code);
        check(wait_process(pid, &status) == pid && status == code << 8);
    }
    int pid = spawn_exit(0x1FF);
    check(wait_process(pid, &status) == pid && status == 0xFF00); /* the low byte */
    pid = fork_process();
    if (pid == 0)
        __asm__ volatile("ud2");
    check(wait_process(pid, &status) == pid && status == SIGILL);
}

static void errors_of_waitpid(void)
{
    int status = 77;
    check(wait_process(-1, &status) == -ECHILD);
    check(wait_process(12345, &status) == -ECHILD);
    check(wait_process(syscall0(SYS_getpid), &status) == -ECHILD);
    check(wait_process(1, &status) == -ECHILD); /* not ours */
    int pid = spawn_exit(1);
    check(wait_process(pid + 1000, &status) == -ECHILD);
    check(syscall3(SYS_waitpid, (uint32_t)pid, ADDRESS(&status), 0x1000) == -EINVAL);
    check(status == 77);
    check(wait_process(pid, NULL) == pid);
    check(wait_process(pid, &status) == -ECHILD); /* once only */
}

static uint64_t now(void)
{
    struct timespec32 time;
    syscall2(SYS_clock_gettime, CLOCK_MONOTONIC, ADDRESS(&time));
    return (uint64_t)(uint32_t)time.seconds * 1000000000u + (uint32_t)time.nanoseconds;
}

static void spin(uint64_t nanoseconds)
{
    for (uint64_t end = now() + nanoseconds; now() < end;)
        ;
}

/* Without a sleep, so this only ends if the one that spins loses the processor. */
static void no_one_keeps_the_processor(void)
{
    int pid = fork_process();
    if (pid == 0) {
        spin(SLICE_NANOSECONDS);
        exit_process(0);
    }
    uint64_t start = now();
    int status = 77, polls = 0;
    while (syscall3(SYS_waitpid, (uint32_t)pid, ADDRESS(&status), WNOHANG) == 0)
        polls++;
    check(status == 0);
    check(polls > 1);
    check(now() - start >= SLICE_NANOSECONDS / 2);
}

static void cpu_time_is_ones_own(void)
{
    struct timespec32 before, after;
    syscall2(SYS_clock_gettime, CLOCK_PROCESS_CPUTIME_ID, ADDRESS(&before));
    int pid = fork_process();
    if (pid == 0) {
        spin(SLICE_NANOSECONDS);
        exit_process(0);
    }
    check(wait_process(pid, NULL) == pid);
    syscall2(SYS_clock_gettime, CLOCK_PROCESS_CPUTIME_ID, ADDRESS(&after));
    check(after.seconds - before.seconds <= 1);
    int32_t used = (after.seconds - before.seconds) * 1000000000 + after.nanoseconds
                   - before.nanoseconds;
    check(used >= 0 && used < (int32_t)SLICE_NANOSECONDS / 2);
    check(syscall2(SYS_clock_gettime, 99, ADDRESS(&after)) == -EINVAL);
}

static void many_children(void)
{
    int pids[CHILDREN], sum = 0;
    for (int i = 0; i < CHILDREN; i++) {
        pids[i] = spawn_exit(i);
        check(pids[i] > 0);
    }
    for (int i = CHILDREN - 1; i >= 0; i -= 2) /* some by name, the rest as they come */
        check(wait_process(pids[i], NULL) == pids[i]);
    int status, count = 0;
    while (wait_process(-1, &status) > 0) {
        count++;
        sum += status >> 8;
    }
    check(count == CHILDREN / 2);
    check(sum == 90); /* 0 + 2 + ... + 18 */
}

/* The child ends before its own child: that one gets the first process as its parent. */
static void orphans(void)
{
    int pid = fork_process();
    if (pid == 0) {
        int child = syscall0(SYS_getpid);
        if (fork_process() == 0) {
            while (syscall0(SYS_getppid) == child)
                ;
            exit_process(syscall0(SYS_getppid) == 1 ? 0 : 1);
        }
        spawn_exit(5); /* maybe a zombie by the time its parent ends */
        exit_process(0);
    }
    int status = -1;
    check(wait_process(pid, &status) == pid && status == 0);
}

static void identity(void)
{
    int parent = syscall0(SYS_getpid);
    check(parent > 0);
    int pid = fork_process();
    if (pid == 0)
        exit_process(syscall0(SYS_getppid) == parent && syscall0(SYS_getpid) != parent ? 0 : 1);
    int status = -1;
    check(wait_process(pid, &status) == pid && status == 0);
    struct process_info info;
    check(syscall2(SYS_process_info, 0, ADDRESS(&info)) == 0);
    check(info.pid == parent && info.state == PROCESS_RUNNING);
    check(text_equal(info.name, "processes"));
    check(info.resident > 2 && info.page_tables >= 3 && info.cr3 % 32 == 0);
    check(syscall2(SYS_process_info, 4321, ADDRESS(&info)) == -ESRCH);
    if (parent != 1)
        check(syscall1(SYS_power_off, 0) == -EPERM);
}

int main(int argc, char **argv)
{
    (void)argc;
    (void)argv;
    statuses();
    errors_of_waitpid();
    no_one_keeps_the_processor();
    cpu_time_is_ones_own();
    many_children();
    identity();
    orphans();
    return failures != 0;
}
