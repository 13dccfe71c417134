/*
 * pointers.c: wild pointers to every system call. Each must come back with an error and leave the
 * process alive; and a call that crosses page borders, lazy pages, shared pages must work.
 * Status 0 when all was so.
 */
#include "tests/native/native.h"

#define KERNEL_TEXT 0xC0100000u

static const char text_constant[] = "read-only";
static const char path[] = "/bin/pointers"; /* const: one of the calls below would write to it */
static uint32_t heap; /* two fresh pages, nothing mapped behind them */

static void fresh_heap(void)
{
    uint32_t start = move_break(0);
    if (heap)
        start = move_break(heap);
    heap = start;
    move_break(heap + 2 * PAGE_SIZE);
}

/* ---- Nothing readable or writable there ---- */

/* Whatever the call makes of it, the kernel and this process go on. (Not read: a descriptor of the
 * console would wait for someone to type.) */
static void try_all_calls(uint32_t pointer)
{
    static const uint16_t calls[] = {
        SYS_write, SYS_open, SYS_waitpid, SYS_execve, SYS_ioctl, SYS_fstat64,
        SYS_clock_gettime, SYS_page_walk, SYS_segments, SYS_process_info, SYS_file_blocks,
        SYS_frame_info, SYS_system_info,
    };
    int file = syscall3(SYS_open, ADDRESS(path), O_RDONLY, 0);
    for (size_t i = 0; i < sizeof calls / sizeof calls[0]; i++) {
        syscall3(calls[i], pointer, pointer, pointer);
        syscall3(calls[i], 1, pointer, 1);
        syscall3(calls[i], (uint32_t)file, pointer, 0xFFFFFFFF);
        syscall3(calls[i], ADDRESS(path), pointer, pointer);
        syscall3(calls[i], 0, 0, pointer);
    }
    check(syscall1(SYS_close, (uint32_t)file) == 0);
}

static void refuse(uint32_t pointer, bool readable)
{
    int file = syscall3(SYS_open, ADDRESS(path), O_RDONLY, 0);
    check(syscall3(SYS_read, (uint32_t)file, pointer, 64) == -EFAULT);
    check(syscall3(SYS_read, (uint32_t)file, pointer, 0xFFFFFFFF) == -EFAULT);
    check(syscall2(SYS_fstat64, (uint32_t)file, pointer) == -EFAULT);
    check(syscall1(SYS_close, (uint32_t)file) == 0);
    check(syscall2(SYS_clock_gettime, CLOCK_MONOTONIC, pointer) == -EFAULT);
    check(syscall3(SYS_page_walk, 0, ADDRESS(path), pointer) == -EFAULT);
    check(syscall3(SYS_segments, 0, pointer, 1) == -EFAULT);
    check(syscall2(SYS_process_info, 0, pointer) == -EFAULT);
    check(syscall2(SYS_file_blocks, ADDRESS(path), pointer) == -EFAULT);
    check(syscall2(SYS_frame_info, 1, pointer) == -EFAULT);
    check(syscall1(SYS_system_info, pointer) == -EFAULT);
    if (readable)
        return;
    check(syscall3(SYS_write, 1, pointer, 1) == -EFAULT);
    check(syscall3(SYS_open, pointer, O_RDONLY, 0) == -EFAULT);
    check(syscall3(SYS_execve, pointer, 0, 0) == -EFAULT);
    check(syscall3(SYS_execve, ADDRESS(path), pointer, 0) == -EFAULT);
    check(syscall3(SYS_execve, ADDRESS(path), 0, pointer) == -EFAULT);
    check(syscall2(SYS_file_blocks, pointer, heap) == -EFAULT);
    uint32_t vector[2] = { pointer, 0 };
    check(syscall3(SYS_execve, ADDRESS(path), ADDRESS(vector), 0) == -EFAULT);
}

static void wild_pointers(void)
{
    fresh_heap();
    const uint32_t unreadable[] = {
        1, PAGE_SIZE - 1, PAGE_SIZE, KERNEL_TEXT, USER_END, USER_END - 1, 0xFFFFF000u, 0xFFFFFFFFu,
        0xFFFFFFFCu, heap + 2 * PAGE_SIZE, USER_STACK_TOP, USER_STACK_TOP - USER_STACK_DEFAULT - 1,
        0x80000000u,
    };
    for (size_t i = 0; i < sizeof unreadable / sizeof unreadable[0]; i++) {
        try_all_calls(unreadable[i]);
        refuse(unreadable[i], false);
    }
    refuse(ADDRESS(text_constant), true);
    refuse(ADDRESS(wild_pointers), true);
    check(text_constant[0] == 'r');
}

/* ---- Ends in nothing ---- */

static void runs_off_the_end(void)
{
    fresh_heap();
    uint32_t end = heap + 2 * PAGE_SIZE;
    int file = syscall3(SYS_open, ADDRESS(path), O_RDONLY, 0);
    check(syscall1(SYS_system_info, end - 4) == -EFAULT);
    check(syscall2(SYS_fstat64, (uint32_t)file, end - 95) == -EFAULT);
    check(syscall2(SYS_fstat64, (uint32_t)file, end - 96) == 0);
    check(syscall1(SYS_close, (uint32_t)file) == 0);
    check(syscall3(SYS_write, 1, end - 1, 0xFFFFFFFF) != 0);
    ((char *)end)[-1] = '/'; /* a path without an end */
    check(syscall3(SYS_open, end - 1, O_RDONLY, 0) == -EFAULT);
    for (uint32_t i = 0; i < 2 * PAGE_SIZE; i++)
        ((char *)heap)[i] = 'x';
    check(syscall3(SYS_open, heap, O_RDONLY, 0) == -ENAMETOOLONG);
}

/* ---- Where the kernel has to fetch or copy pages first ---- */

static void lazy_pages_and_borders(void)
{
    fresh_heap();
    struct file_status64 *status = (struct file_status64 *)(heap + PAGE_SIZE - 40);
    int file = syscall3(SYS_open, ADDRESS(path), O_RDONLY, 0);
    check(syscall2(SYS_fstat64, (uint32_t)file, ADDRESS(status)) == 0); /* two untouched pages */
    check((status->mode & S_IFMT) == S_IFREG);

    fresh_heap();
    char *buffer = (char *)(heap + PAGE_SIZE - 2);
    check(syscall3(SYS_read, (uint32_t)file, ADDRESS(buffer), 4) == 4);
    check(buffer[0] == 0x7F && buffer[1] == 'E' && buffer[2] == 'L' && buffer[3] == 'F');
    check(syscall1(SYS_close, (uint32_t)file) == 0);

    fresh_heap();
    char *split_path = (char *)(heap + PAGE_SIZE - 5);
    for (size_t i = 0; i < sizeof path; i++)
        split_path[i] = path[i];
    file = syscall3(SYS_open, ADDRESS(split_path), O_RDONLY, 0);
    check(file >= 0);
    check(syscall1(SYS_close, (uint32_t)file) == 0);
}

/* The kernel writes into a page that two processes share: each keeps its own. */
static void shared_pages(void)
{
    fresh_heap();
    volatile uint32_t *word = (volatile uint32_t *)heap;
    *word = 12345;
    int pid = fork_process();
    if (pid == 0) {
        syscall1(SYS_system_info, heap);
        exit_process(*word == 12345 ? 1 : 0);
    }
    int status = -1;
    check(wait_process(pid, &status) == pid && status == 0);
    check(*word == 12345);
    pid = fork_process();
    if (pid == 0)
        exit_process(*word == 12345 ? 7 : 1);
    /* The status goes into the shared page. */
    check(syscall3(SYS_waitpid, (uint32_t)pid, heap, 0) == pid);
    check(*word == 7 << 8);
}

static void a_status_that_cannot_be_stored(void)
{
    int pid = fork_process();
    if (pid == 0)
        exit_process(3);
    check(syscall3(SYS_waitpid, (uint32_t)pid, KERNEL_TEXT, 0) == -EFAULT);
    int status = 0;
    check(wait_process(pid, &status) == pid && status == 3 << 8); /* it was not lost */
}

static void unknown_calls(void)
{
    static const uint32_t numbers[] = { 0, 13, 14, 150, 253, 400, 0xFFF, 0x1008, 0x7FFFFFFF,
                                        0x80000000, 0xFFFFFFFF };
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++)
        check(syscall3(numbers[i], KERNEL_TEXT, 1, 2) == -ENOSYS);
}

int main(int argc, char **argv)
{
    (void)argc;
    (void)argv;
    wild_pointers();
    runs_off_the_end();
    lazy_pages_and_borders();
    shared_pages();
    a_status_that_cannot_be_stored();
    unknown_calls();
    return failures != 0;
}
