/*
 * bench.c: what things cost, in ticks of the time-stamp counter, which under QEMU's
 * `-icount shift=0` are executed instructions. tests/bench.py runs it.
 *
 *     bench now              the counter, as soon as a program can read it
 *     bench call             a null system call (getpid)
 *     bench touch            the first write to a fresh heap page
 *     bench copy             the first write to a page shared after fork, with the copy
 *     bench pipe             a byte to another process and one back
 *     bench fork             fork, exit and wait
 *     bench switch N         one switch by sched_yield among N runnable processes: 2 or 64
 *     bench spawn PATH ...   fork, execve, all that the program does, exit and wait
 *     bench first PATH ...   from execve to the first byte that the program writes
 *     bench second PATH      frames that a second process takes that runs the same program, which
 *                            must read its input: those beside its private pages and page tables
 *     bench read PATH        reads a file from beginning to end
 *     bench write            a KiB of a new file, written by pages into the page cache
 *     bench write_safe       the same with fsync, waiting for the disk included
 *     bench cached           a KiB read by pages from a file that the page cache has
 */
#include "tests/native/native.h"

#define CALLS 10000u
#define PAGES 512u
#define SWITCHED_MOST 64u
#define READ_BYTES (64u << 10)
#define FILE_KIB 1024u
#define PIPE_BYTES 65536u /* what a pipe holds, as Linux's pipe(7) says */

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

/* ---- Processes ---- */

#define ROUNDS 200u

static void bench_copy(void)
{
    uint32_t start_of_heap = move_break(0);
    move_break(start_of_heap + PAGES * PAGE_SIZE);
    for (uint32_t page = 0; page < PAGES; page++)
        *(volatile uint32_t *)(start_of_heap + page * PAGE_SIZE) = 1;
    int pid = fork_process();
    if (pid == 0) {
        uint64_t start = counter();
        for (uint32_t page = 0; page < PAGES; page++)
            *(volatile uint32_t *)(start_of_heap + page * PAGE_SIZE) = 2;
        report("copy", (counter() - start) / PAGES);
        exit_process(0);
    }
    wait_process(pid, NULL);
}

static void move_byte(uint32_t call, int descriptor)
{
    static char byte;
    syscall3(call, (uint32_t)descriptor, ADDRESS(&byte), 1);
}

static void bench_pipe(void)
{
    int there[2], back[2];
    syscall1(SYS_pipe, ADDRESS(there));
    syscall1(SYS_pipe, ADDRESS(back));
    int pid = fork_process();
    for (uint32_t i = 0; pid == 0 && i <= ROUNDS; i++) {
        move_byte(SYS_read, there[0]);
        move_byte(SYS_write, back[1]);
    }
    if (pid == 0)
        exit_process(0);
    uint64_t start = 0;
    for (uint32_t i = 0; i <= ROUNDS; i++) {
        if (i == 1) /* after both have touched their pages */
            start = counter();
        move_byte(SYS_write, there[1]);
        move_byte(SYS_read, back[0]);
    }
    report("pipe", (counter() - start) / ROUNDS);
    wait_process(pid, NULL);
}

static void bench_fork(void)
{
    uint64_t start = 0;
    for (uint32_t i = 0; i <= ROUNDS; i++) {
        if (i == 1)
            start = counter();
        int pid = fork_process();
        if (pid == 0)
            exit_process(0);
        wait_process(pid, NULL);
    }
    report("fork", (counter() - start) / ROUNDS);
}

static void bench_switch(uint32_t processes)
{
    int pids[SWITCHED_MOST];
    for (uint32_t i = 1; i < processes; i++) {
        pids[i] = fork_process();
        while (pids[i] == 0)
            syscall0(SYS_sched_yield);
    }
    syscall0(SYS_sched_yield); /* each has begun */
    uint64_t start = counter();
    for (uint32_t i = 0; i < ROUNDS; i++)
        syscall0(SYS_sched_yield);
    report("switch", (counter() - start) / ROUNDS / processes);
    for (uint32_t i = 1; i < processes; i++) {
        syscall2(SYS_kill, (uint32_t)pids[i], SIGKILL);
        wait_process(pids[i], NULL);
    }
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

/* The program's output is a pipe that is full: its first write must wait, and only then does this
 * process, which has yielded the processor, go on. (A process runs ten milliseconds before it must
 * yield, millions of instructions.) The start is what the counter said before execve, through
 * another pipe. */
static void bench_first(char **argv)
{
    static char filling[PIPE_BYTES];
    int output[2], told[2];
    syscall1(SYS_pipe, ADDRESS(output));
    syscall1(SYS_pipe, ADDRESS(told));
    syscall3(SYS_write, (uint32_t)output[1], ADDRESS(filling), PIPE_BYTES);
    int pid = fork_process();
    if (pid == 0) {
        syscall2(SYS_dup2, (uint32_t)output[1], 1);
        for (int i = 0; i < 2; i++)
            syscall1(SYS_close, (uint32_t)output[i]);
        uint64_t start = counter();
        syscall3(SYS_write, (uint32_t)told[1], ADDRESS(&start), sizeof start);
        execute(argv[0], argv, environment);
        exit_process(127);
    }
    syscall0(SYS_sched_yield);
    uint64_t end = counter(), start;
    bool waits = syscall3(SYS_waitpid, (uint32_t)pid, 0, WNOHANG) == 0;
    syscall3(SYS_read, (uint32_t)told[0], ADDRESS(&start), sizeof start);
    syscall1(SYS_close, (uint32_t)output[1]);
    uint32_t written = 0;
    for (int n; (n = syscall3(SYS_read, (uint32_t)output[0], ADDRESS(filling), PIPE_BYTES)) > 0;)
        written += (uint32_t)n;
    int status = -1;
    wait_process(pid, &status);
    if (!waits || status != 0 || written <= PIPE_BYTES)
        print_number("bench: first failed with wait status ", (uint32_t)status);
    else
        report("first", end - start);
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

/* Reads or writes a whole file, a page at a time: ticks for each KiB. */
static uint64_t pass_over(int file, uint32_t call)
{
    static uint8_t page[PAGE_SIZE];
    bool good = syscall3(SYS_lseek, (uint32_t)file, 0, SEEK_SET) == 0;
    uint64_t start = counter();
    for (uint32_t i = 0; i < FILE_KIB * 1024 / PAGE_SIZE; i++)
        good &= syscall3(call, (uint32_t)file, ADDRESS(page), PAGE_SIZE) == (int)PAGE_SIZE;
    if (call == SYS_write && !good)
        print("bench: the file could not be written");
    return (counter() - start) / FILE_KIB;
}

static void bench_file(const char *what)
{
    int file = syscall3(SYS_open, ADDRESS("/bench-file"), O_RDWR | O_CREAT | O_TRUNC, 0644);
    uint64_t start = counter(), ticks = pass_over(file, SYS_write);
    if (text_equal(what, "cached")) {
        ticks = pass_over(file, SYS_read);
    } else if (text_equal(what, "write_safe")) {
        syscall1(SYS_fsync, (uint32_t)file);
        ticks = (counter() - start) / FILE_KIB;
    }
    report(what, ticks);
    syscall1(SYS_unlink, ADDRESS("/bench-file"));
}

/* ---- Frames ---- */

#define SETTLED_NANOSECONDS 500000000
#define KERNEL_STACK_FRAMES 2u

/* A process that has started the program and now waits for input, from a pipe that nobody fills. */
static int start_waiting_program(const char *path, const int input[2])
{
    char *const arguments[] = { (char *)path, NULL };
    int pid = fork_process();
    if (pid == 0) {
        syscall2(SYS_dup2, (uint32_t)input[0], 0);
        execute(path, arguments, arguments + 1);
        exit_process(127);
    }
    struct timespec32 time = { 0, SETTLED_NANOSECONDS };
    syscall2(SYS_nanosleep, ADDRESS(&time), 0);
    return pid;
}

static uint32_t frames_free(void)
{
    struct system_info info;
    syscall1(SYS_system_info, ADDRESS(&info));
    return info.frames_free + info.frames_cached;
}

static void bench_second(const char *path)
{
    int input[2];
    struct process_info info;
    syscall1(SYS_pipe, ADDRESS(input));
    int first = start_waiting_program(path, input);
    uint32_t before = frames_free();
    int second = start_waiting_program(path, input);
    uint32_t taken = before - frames_free();
    syscall2(SYS_process_info, (uint32_t)second, ADDRESS(&info));
    uint32_t own = info.resident - info.shared + info.page_tables + KERNEL_STACK_FRAMES;
    report("resident", info.resident);
    report("second", taken > own ? taken - own : 0);
    syscall2(SYS_kill, (uint32_t)first, SIGKILL);
    syscall2(SYS_kill, (uint32_t)second, SIGKILL);
    wait_process(first, NULL);
    wait_process(second, NULL);
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
    else if (text_equal(what, "copy"))
        bench_copy();
    else if (text_equal(what, "pipe"))
        bench_pipe();
    else if (text_equal(what, "fork"))
        bench_fork();
    else if (text_equal(what, "switch") && argc > 2)
        bench_switch(text_equal(argv[2], "64") ? SWITCHED_MOST : 2);
    else if (text_equal(what, "spawn") && argc > 2)
        bench_spawn(argv + 2);
    else if (text_equal(what, "first") && argc > 2)
        bench_first(argv + 2);
    else if (text_equal(what, "second") && argc > 2)
        bench_second(argv[2]);
    else if (text_equal(what, "read") && argc > 2)
        bench_read(argv[2]);
    else if (text_equal(what, "write") || text_equal(what, "write_safe")
             || text_equal(what, "cached"))
        bench_file(what);
    else
        return 2;
    return 0;
}
