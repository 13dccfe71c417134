/*
 * bombs.c: programs that take all there is: processes, pipes, descriptors, memory. After each the
 * machine must answer within a second, with every counter as before.
 *
 *     bombs [ROUNDS]
 */
#include "tests/native/native.h"
#include "tests/native/native_counts.h"

#define ROUNDS_DEFAULT 100u
#define CHILDREN 16                /* of the bombs that are not about processes */
#define TURNS 32
#define STEP (16u * PAGE_SIZE)
#define NANOSECONDS_PER_SECOND 1000000000ull

static uint64_t now(void)
{
    struct timespec32 time;
    syscall2(SYS_clock_gettime, CLOCK_MONOTONIC, ADDRESS(&time));
    return (uint64_t)time.seconds * NANOSECONDS_PER_SECOND + (uint32_t)time.nanoseconds;
}

/* ---- Bombs: each runs in a process group of its own, and ends with all of it ---- */

static _Noreturn void end_group(void)
{
    syscall2(SYS_kill, 0, SIGKILL);
    for (;;)
        syscall0(SYS_pause);
}

/* Every process forks until it is refused. The first one, when nothing is left, ends them all. */
static void fork_bomb(void)
{
    bool first = true;
    for (;;) {
        int pid = fork_process();
        if (pid == 0)
            first = false;
        else if (pid < 0)
            break;
    }
    if (first)
        end_group();
    for (;;)
        syscall0(SYS_pause);
}

/* Children that each do something until it is refused, and then stay. */
static void in_children(void (*part)(void))
{
    for (int i = 0; i < CHILDREN; i++) {
        if (fork_process() != 0)
            continue;
        part();
        for (;;)
            syscall0(SYS_pause);
    }
    part();
    for (int i = 0; i < TURNS; i++)
        syscall0(SYS_sched_yield); /* until they have taken what they can */
    end_group();
}

static void fill_pipes(void)
{
    static char bytes[PAGE_SIZE];
    int ends[2];
    while (syscall2(SYS_pipe2, ADDRESS(ends), O_NONBLOCK) == 0)
        while (syscall3(SYS_write, (uint32_t)ends[1], ADDRESS(bytes), sizeof bytes) > 0)
            ;
}

static void open_files(void)
{
    while (syscall3(SYS_open, ADDRESS("/proc/uptime"), O_RDONLY, 0) >= 0
           && syscall3(SYS_open, ADDRESS("/bin/hello"), O_RDONLY, 0) >= 0)
        ;
}

static void fill_heap(void)
{
    uint32_t end = move_break(0);
    while (move_break(end + STEP) == end + STEP)
        for (uint32_t stop = end + STEP; end < stop; end += PAGE_SIZE)
            *(volatile uint32_t *)end = end;
}

static void pipe_bomb(void) { in_children(fill_pipes); }
static void descriptor_bomb(void) { in_children(open_files); }
static void memory_bomb(void) { in_children(fill_heap); }

/* ---- Afterwards ---- */

/* Whether a new program starts, runs and ends. */
static bool program_runs(void)
{
    char *const arguments[] = { "/bin/hello", NULL };
    int status = -1, pid = fork_process();
    if (pid == 0) {
        syscall1(SYS_close, 1);
        execute("/bin/hello", arguments, arguments + 1);
        exit_process(99);
    }
    return pid > 0 && wait_process(pid, &status) == pid && !(status & 0x7F) && status >> 8 != 99;
}

/* A program runs, and all is as before, within a second: the time that orphans need to end is part
 * of it. */
static bool machine_answers(const struct counts *before)
{
    uint64_t start = now();
    for (;;) {
        bool runs = program_runs();
        struct counts after = counts_now();
        if (runs && counts_equal(before, &after))
            return true;
        if (now() - start > NANOSECONDS_PER_SECOND) {
            print_number("frames less: ", before->frames - after.frames);
            print_number("blocks more: ", after.blocks - before->blocks);
            print_number("processes more: ", after.processes - before->processes);
            return false;
        }
        syscall0(SYS_sched_yield);
    }
}

static bool one_bomb(void (*bomb)(void))
{
    struct counts before = counts_now();
    int status, pid = fork_process();
    if (pid == 0) {
        syscall2(SYS_setpgid, 0, 0);
        bomb();
    }
    /* SIGKILL, by itself or as there was no memory for what it touched */
    bool ended = wait_process(pid, &status) == pid && status == SIGKILL;
    syscall2(SYS_kill, (uint32_t)-pid, SIGKILL); /* its group, if it was the first to go */
    return ended && machine_answers(&before);
}

static uint32_t number_of(const char *text)
{
    uint32_t number = 0;
    for (; *text >= '0' && *text <= '9'; text++)
        number = number * 10 + (uint32_t)(*text - '0');
    return number;
}

int main(int argc, char **argv)
{
    uint32_t rounds = argc > 1 ? number_of(argv[1]) : ROUNDS_DEFAULT;
    for (uint32_t round = 0; round < rounds && !failures; round++) {
        check(one_bomb(fork_bomb));
        check(one_bomb(pipe_bomb));
        check(one_bomb(descriptor_bomb));
        check(one_bomb(memory_bomb));
        if (failures)
            print_number("in round ", round);
    }
    print_number("rounds: ", rounds);
    return failures != 0;
}
