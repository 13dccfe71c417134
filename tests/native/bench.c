/*
 * bench.c: what things cost, in ticks of the time-stamp counter, which under QEMU's
 * `-icount shift=0` are executed instructions. tests/bench.py runs it.
 *
 *     bench now              the counter, as soon as a program can read it
 *     bench call             a null system call (getpid)
 *     bench touch            the first write to a fresh heap page
 *     bench spawn PATH ...   fork, execve, all that the program does, exit and wait
 *     bench read PATH        reads a file from beginning to end
 */
#include "tests/native/native.h"

#define CALLS 10000u
#define PAGES 512u
#define READ_BYTES (64u << 10)

static inline uint64_t counter(void)
{
    uint32_t low, high;
    __asm__ volatile("rdtsc" : "=a"(low), "=d"(high));
    return (uint64_t)high << 32 | low;
}

/* Nothing here takes more than 32 bits can count. */
static void report(const char *what, uint64_t ticks)
{
    struct line line = { .length = 0 };
    line_text(&line, "bench: ");
    line_text(&line, what);
    line_text(&line, " ");
    line_number(&line, (uint32_t)ticks, 10);
    line_write(&line, 1);
}

static void bench_call(void)
{
    uint64_t start = counter();
    for (uint32_t i = 0; i < CALLS; i++)
        syscall0(SYS_getpid);
    uint64_t with_calls = counter() - start;
    start = counter();
    for (uint32_t i = 0; i < CALLS; i++)
        __asm__ volatile("" ::: "memory");
    uint64_t loop = counter() - start;
    report("call", (with_calls - loop) / CALLS);
}

static void bench_touch(void)
{
    uint32_t start_of_heap = move_break(0);
    move_break(start_of_heap + PAGES * PAGE_SIZE);
    uint64_t start = counter();
    for (uint32_t page = 0; page < PAGES; page++)
        *(volatile uint32_t *)(start_of_heap + page * PAGE_SIZE) = 1;
    report("touch", (counter() - start) / PAGES);
}

static void bench_spawn(char **argv)
{
    uint64_t start = counter();
    int pid = fork_process();
    if (pid == 0) {
        execute(argv[0], argv, environment);
        exit_process(127);
    }
    int status = -1;
    wait_process(pid, &status);
    uint64_t end = counter();
    if (status != 0)
        print_number("bench: spawn failed with wait status ", (uint32_t)status);
    report("spawn", end - start);
}

static void bench_read(const char *path)
{
    static uint8_t buffer[READ_BYTES];
    uint64_t total = 0;
    int file = syscall3(SYS_open, ADDRESS(path), O_RDONLY, 0);
    for (int got; file >= 0 && (got = syscall3(SYS_read, (uint32_t)file, ADDRESS(buffer),
                                               sizeof buffer)) > 0;)
        total += (uint32_t)got;
    report("read", total);
}

int main(int argc, char **argv)
{
    uint64_t now = counter();
    const char *what = argc > 1 ? argv[1] : "now";
    if (text_equal(what, "now"))
        report("now", now);
    else if (text_equal(what, "call"))
        bench_call();
    else if (text_equal(what, "touch"))
        bench_touch();
    else if (text_equal(what, "spawn") && argc > 2)
        bench_spawn(argv + 2);
    else if (text_equal(what, "read") && argc > 2)
        bench_read(argv[2]);
    else
        return 2;
    return 0;
}
