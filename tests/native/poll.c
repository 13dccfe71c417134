/*
 * poll.c: waiting for several descriptors at once, as poll(2) has it. Status 0 when all was so.
 */
#include "tests/native/native.h"

#define MILLISECONDS 1000000u

static int poll(struct poll_request *requests, uint32_t count, int milliseconds)
{
    return syscall3(SYS_poll, ADDRESS(requests), count, (uint32_t)milliseconds);
}

static uint64_t now(void)
{
    struct timespec32 time;
    syscall2(SYS_clock_gettime, CLOCK_MONOTONIC, ADDRESS(&time));
    return (uint64_t)(uint32_t)time.seconds * 1000000000u + (uint32_t)time.nanoseconds;
}

static void sleep_milliseconds(int milliseconds)
{
    struct timespec32 time = { 0, milliseconds * (int)MILLISECONDS };
    syscall2(SYS_nanosleep, ADDRESS(&time), 0);
}

static void a_pipe_says_what_it_is_ready_for(void)
{
    static char many[65536];
    int ends[2];
    check(syscall1(SYS_pipe, ADDRESS(ends)) == 0);
    struct poll_request requests[] = { { ends[0], POLL_IN, 77 }, { ends[1], POLL_OUT, 77 } };
    check(poll(requests, 2, -1) == 1 && requests[0].ready == 0 && requests[1].ready == POLL_OUT);
    check(syscall3(SYS_write, (uint32_t)ends[1], ADDRESS(many), 1) == 1);
    check(poll(requests, 2, 0) == 2 && requests[0].ready == POLL_IN);
    check(syscall3(SYS_write, (uint32_t)ends[1], ADDRESS(many), 61440) == 61440);
    check(poll(requests, 2, 0) == 1 && requests[1].ready == 0); /* less than PIPE_BUF is free */
    check(syscall3(SYS_read, (uint32_t)ends[0], ADDRESS(many), 1) == 1);
    check(poll(requests, 2, 0) == 2 && requests[1].ready == POLL_OUT);
    requests[0].wanted = 0;
    check(poll(requests, 1, 0) == 0); /* what is not wanted is not said */
    check(syscall1(SYS_close, (uint32_t)ends[1]) == 0);
    check(poll(requests, 1, -1) == 1 && requests[0].ready == POLL_HANG_UP); /* unless it is an end */
    requests[0].wanted = POLL_IN;
    check(poll(requests, 2, -1) == 2 && requests[0].ready == (POLL_IN | POLL_HANG_UP)
          && requests[1].ready == POLL_INVALID);
    check(syscall1(SYS_close, (uint32_t)ends[0]) == 0);
    check(syscall1(SYS_pipe, ADDRESS(ends)) == 0 && syscall1(SYS_close, (uint32_t)ends[0]) == 0);
    requests[0] = (struct poll_request){ ends[1], 0, 0 };
    check(poll(requests, 1, -1) == 1 && requests[0].ready == POLL_ERROR);
    check(syscall1(SYS_close, (uint32_t)ends[1]) == 0);
}

static void it_waits_for_whichever_comes_first(void)
{
    int first[2], second[2], status;
    check(syscall1(SYS_pipe, ADDRESS(first)) == 0 && syscall1(SYS_pipe, ADDRESS(second)) == 0);
    struct poll_request requests[] = { { first[0], POLL_IN, 0 }, { -1, POLL_IN, 77 },
                                       { second[0], POLL_IN, 0 } };
    int pid = fork_process();
    if (pid == 0) {
        sleep_milliseconds(30);
        exit_process(syscall3(SYS_write, (uint32_t)second[1], ADDRESS("x"), 1) != 1);
    }
    uint64_t start = now();
    check(poll(requests, 3, 5000) == 1 && requests[0].ready == 0 && requests[1].ready == 0
          && requests[2].ready == POLL_IN);
    check(now() - start >= 29 * MILLISECONDS && now() - start < 4000ull * MILLISECONDS);
    check(wait_process(pid, &status) == pid && status == 0);
    for (int i = 0; i < 2; i++)
        syscall1(SYS_close, (uint32_t)first[i]), syscall1(SYS_close, (uint32_t)second[i]);
}

static void it_waits_no_longer_than_asked(void)
{
    uint64_t start = now();
    check(poll(NULL, 0, 40) == 0);
    check(now() - start >= 40 * MILLISECONDS && now() - start < 4000ull * MILLISECONDS);
    check(poll(NULL, 0, 0) == 0);
}

static void what_cannot_be_asked(void)
{
    struct poll_request request = { 30, POLL_IN, 0 };
    check(poll(&request, 1, -1) == 1 && request.ready == POLL_INVALID);
    check(poll((struct poll_request *)0xC0000000u, 1, 0) == -EFAULT);
    check(poll(&request, 0x10000000u, 0) == -EINVAL);
}

int main(int argc, char **argv)
{
    (void)argc, (void)argv;
    a_pipe_says_what_it_is_ready_for();
    it_waits_for_whichever_comes_first();
    it_waits_no_longer_than_asked();
    what_cannot_be_asked();
    return failures != 0;
}
