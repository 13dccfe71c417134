/*
 * exhaustion.c: a machine without memory. brk refuses in time; who needs a page that is not there
 * is ended by SIGKILL; fork says ENOMEM; and afterwards all is back. Status 0 when all was so.
 */
#include "tests/native/native.h"

#define STEP (64u * PAGE_SIZE)
#define CHILDREN_MOST 1000 /* there is room for so many processes */

static void fill(uint32_t start, uint32_t end)
{
    for (uint32_t page = start; page < end; page += PAGE_SIZE)
        *(volatile uint32_t *)page = page;
}

/* Takes all that brk gives, and uses it. */
static uint32_t fill_the_heap(void)
{
    uint32_t start = move_break(0), end = start;
    while (move_break(end + STEP) == end + STEP) {
        fill(end, end + STEP);
        end += STEP;
    }
    return end - start;
}

static void brk_refuses_in_time(void)
{
    uint32_t start = move_break(0);
    int pid = fork_process();
    if (pid == 0) {
        uint32_t bytes = fill_the_heap();
        struct system_info info;
        syscall1(SYS_system_info, ADDRESS(&info));
        /* Most of the memory was ours. */
        exit_process(bytes / PAGE_SIZE > info.frames_total / 2 ? 0 : 1);
    }
    int status = -1;
    check(wait_process(pid, &status) == pid && status == 0);
    check(move_break(start + 0xA0000000) == start); /* more than any machine has for us */
}

/* Parent and child share a full heap; the child's writes need more than there is. */
static void a_page_too_much_ends_the_process(void)
{
    int outer = fork_process();
    if (outer == 0) {
        uint32_t start = move_break(0);
        uint32_t size = fill_the_heap();
        int pid = fork_process();
        if (pid == 0) {
            fill(start, start + size);
            exit_process(0);
        }
        int status = -1;
        bool refused = pid == -ENOMEM; /* a large heap's page tables alone are too much */
        bool killed = pid > 0 && wait_process(pid, &status) == pid && status == SIGKILL;
        fill(start, start + size); /* ours are all there */
        exit_process(killed || refused ? 0 : 1);
    }
    int status = -1;
    check(wait_process(outer, &status) == outer && status == 0);
}

/* The children end at once, but none is waited for: zombies need memory, too. */
static void fork_says_so(void)
{
    int outer = fork_process();
    if (outer == 0) {
        fill_the_heap();
        int count = 0, pid;
        while ((pid = fork_process()) > 0)
            count++;
        if (pid == 0)
            exit_process(0);
        exit_process(pid == -ENOMEM || (pid == -EAGAIN && count > CHILDREN_MOST / 2) ? 0 : 1);
    }
    int status = -1;
    check(wait_process(outer, &status) == outer && status == 0);
}

int main(int argc, char **argv)
{
    (void)argc;
    (void)argv;
    brk_refuses_in_time();
    a_page_too_much_ends_the_process();
    fork_says_so();
    return failures != 0;
}
