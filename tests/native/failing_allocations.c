/*
 * failing_allocations.c: a program's life in which one allocation of the kernel fails: number k, for
 * each k, of a frame or of a block of the kernel heap. The program must see a clean error or go on
 * as if nothing were, or be ended by SIGKILL at the touch of a page; and nothing may be lost.
 *
 *     failing_allocations [MOST]
 *
 * The kernel does this only with provoke=allocations on its command line.
 */
#include "tests/native/native.h"
#include "tests/native/native_counts.h"
#include "tests/native/native_signals.h"

#define MOST_DEFAULT 1000u
#define STATUS_BAD 1   /* something else than the error was seen */
#define STATUS_END 0
#define HEAP_PAGES 300u
#define OPENINGS 120
#define REPETITIONS 4

/* ---- The scripted workload ---- */

static bool bad;

/* A result that is right or ENOMEM; says whether it is right. */
static bool good(int result)
{
    bad = bad || (result < 0 && result != -ENOMEM);
    return result >= 0;
}

static void close_file(int file)
{
    if (file >= 0)
        bad = bad || syscall1(SYS_close, (uint32_t)file) != 0;
}

static void open_and_close(void)
{
    for (int i = 0; i < OPENINGS; i++) {
        int file = syscall3(SYS_open, ADDRESS("/bin/hello"), O_RDONLY, 0);
        if (good(file))
            close_file(file);
    }
}

/* Once: to look through all of memory takes its time. */
static void open_frames(void)
{
    int file = syscall3(SYS_open, ADDRESS("/proc/frames"), O_RDONLY, 0);
    if (good(file))
        close_file(file);
}

static void use_files(void)
{
    static char bytes[600];
    static const char *const paths[] = { "/bin/hello", "/proc/self/maps", "/proc/self/status",
                                         "/bin", "/proc" };
    struct file_status64 status;
    for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++) {
        int file = syscall3(SYS_open, ADDRESS(paths[i]), O_RDONLY, 0);
        if (!good(file))
            continue;
        good(i < 3 ? syscall3(SYS_read, (uint32_t)file, ADDRESS(bytes), sizeof bytes)
                   : syscall3(SYS_getdents64, (uint32_t)file, ADDRESS(bytes), sizeof bytes));
        good(syscall2(SYS_fstat64, (uint32_t)file, ADDRESS(&status)));
        close_file(file);
    }
    good(syscall2(SYS_stat64, ADDRESS("/proc/1/stat"), ADDRESS(&status)));
    good(syscall1(SYS_chdir, ADDRESS("/bin")));
    good(syscall2(SYS_getcwd, ADDRESS(bytes), sizeof bytes));
    int file = syscall3(SYS_open, ADDRESS("/written"), O_RDWR | O_CREAT | O_TRUNC, 0644);
    if (good(file)) {
        good(syscall3(SYS_write, (uint32_t)file, ADDRESS(bytes), sizeof bytes));
        close_file(file);
    }
}

static void use_pipes(void)
{
    static char bytes[2 * PAGE_SIZE];
    int ends[2];
    if (!good(syscall1(SYS_pipe, ADDRESS(ends))))
        return;
    int written = syscall3(SYS_write, (uint32_t)ends[1], ADDRESS(bytes), sizeof bytes);
    if (good(written) && written > 0)
        good(syscall3(SYS_read, (uint32_t)ends[0], ADDRESS(bytes), (uint32_t)written));
    close_file(ends[0]);
    close_file(ends[1]);
}

/* A touch for which there is no memory ends a process by SIGKILL: the child's is no error. */
static void use_processes(bool executes)
{
    char *const arguments[] = { "/bin/hello", "an argument", NULL };
    int status = 0, pid = fork_process();
    if (pid == 0) {
        syscall1(SYS_close, 1);
        if (executes)
            good(execute("/bin/hello", arguments, arguments + 2));
        exit_process(bad ? STATUS_BAD : STATUS_END);
    }
    if (!good(pid))
        return;
    bad = bad || wait_process(pid, &status) != pid;
    bool hello = executes && (status & 0x7F) == 0;
    bad = bad || (status != 0 && status != SIGKILL && !hello);
}

static void use_memory(void)
{
    uint32_t start = move_break(0), end = start + HEAP_PAGES * PAGE_SIZE;
    if (move_break(end) == end)
        for (uint32_t page = start; page < end; page += PAGE_SIZE)
            *(volatile uint32_t *)page = page;
    move_break(start);
}

static int fail_allocation(uint32_t kind, uint32_t number)
{
    return syscall2(SYS_fail_allocation, kind, number);
}

/* Begins with that allocation being the one to fail, and ends after all has been done once more
 * since it did. */
static _Noreturn void live(uint32_t kind, uint32_t number)
{
    bool failed = false;
    fail_allocation(kind, number);
    for (int i = 0; i < REPETITIONS && !bad && !failed; i++) {
        uint32_t left = (uint32_t)fail_allocation(kind, 0);
        failed = left == 0;
        fail_allocation(kind, left);
        if (i == 0)
            open_frames();
        use_files();
        use_pipes();
        use_processes(i == 0);
        if (i == 0 || kind == FAIL_BLOCK)
            open_and_close();
        if (i == 0 || kind == FAIL_FRAME)
            use_memory();
    }
    exit_process(bad ? STATUS_BAD : STATUS_END);
}

/* ---- Allocation number k ---- */

/* How many allocations of the kind the workload makes: those that are left of a number that is never
 * reached. */
static uint32_t allocations_of_workload(uint32_t kind)
{
    const uint32_t many = 1u << 30;
    int pid = fork_process();
    if (pid == 0)
        live(kind, many);
    wait_process(pid, NULL);
    return many - (uint32_t)fail_allocation(kind, 0);
}

static bool survives(uint32_t kind, uint32_t number, const struct counts *before)
{
    int status = -1, pid = fork_process();
    if (pid == 0)
        live(kind, number);
    bool ended = wait_process(pid, &status) == pid;
    fail_allocation(kind, 0);
    struct counts after = counts_now();
    if (ended && (status == 0 || status == SIGKILL) && counts_equal(before, &after))
        return true;
    print_number(kind == FAIL_FRAME ? "frame allocation " : "block allocation ", number);
    print_number("  wait status: ", (uint32_t)status);
    print_number("  frames less: ", before->frames - after.frames);
    print_number("  blocks more: ", after.blocks - before->blocks);
    print_number("  processes more: ", after.processes - before->processes);
    return false;
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
    uint32_t most = argc > 1 ? number_of(argv[1]) : MOST_DEFAULT;
    if (fail_allocation(FAIL_FRAME, 0) == -EPERM) {
        print("failing_allocations: not with this command line");
        return 0;
    }
    for (uint32_t kind = FAIL_FRAME; kind <= FAIL_BLOCK; kind++) {
        uint32_t made = allocations_of_workload(kind);
        print_number(kind == FAIL_FRAME ? "frames allocated: " : "blocks allocated: ", made);
        check(made >= most);
        allocations_of_workload(kind); /* now what it leaves in caches is there */
        struct counts before = counts_now();
        for (uint32_t number = 1; number <= most && failures < 3; number++)
            check(survives(kind, number, &before));
    }
    return failures != 0;
}
