/*
 * platform.c: platform.h over the kernel's system calls.
 *
 * The stack segment has two users: C's stack takes its upper end, Python's frames the rest below.
 * Both grow down, and the kernel gives pages as they are touched.
 */
#include <string.h>

#include "platform/platform.h"
#include "kernel/abi.h"
#include "user/runtime/program_headers.h"
#include "user/runtime/runtime.h"
#include "user/runtime/syscall.h"

enum { TERMINAL_COLUMNS = 80 }; /* the screen's; a serial line does not say */

intptr_t platform_write(int fd, const void *bytes, size_t size)
{
    return syscall3(SYS_write, fd, (uintptr_t)bytes, size);
}

intptr_t platform_read(int fd, void *bytes, size_t size)
{
    return syscall3(SYS_read, fd, (uintptr_t)bytes, size);
}

int platform_open(const char *path)
{
    return syscall3(SYS_open, (uintptr_t)path, O_RDONLY, 0);
}

int platform_close(int fd)
{
    return syscall1(SYS_close, fd);
}

int platform_pipe(int fds[2])
{
    return syscall2(SYS_pipe2, (uintptr_t)fds, O_CLOEXEC);
}

int platform_dup(int fd)
{
    return syscall3(SYS_fcntl64, fd, F_DUPFD_CLOEXEC, 0);
}

int platform_dup2(int from, int to)
{
    return syscall2(SYS_dup2, from, to);
}

int platform_change_directory(const char *path)
{
    return syscall1(SYS_chdir, (uintptr_t)path);
}

int platform_current_directory(char *path, size_t size)
{
    int length = syscall2(SYS_getcwd, (uintptr_t)path, size);
    return length < 0 ? length : 0;
}

int platform_library_directory(char *path, size_t size)
{
    static const char library[] = "/lib/python";
    if (size < sizeof library)
        return -ENAMETOOLONG;
    memcpy(path, library, sizeof library);
    return 0;
}

bool platform_is_terminal(int fd)
{
    struct terminal_settings settings; /* only whether there are any counts */
    return syscall3(SYS_ioctl, fd, TCGETS, (uintptr_t)&settings) == 0;
}

int platform_terminal_raw(bool raw)
{
    static struct terminal_settings before;
    if (!raw)
        return syscall3(SYS_ioctl, 0, TCSETSW, (uintptr_t)&before);
    int error = syscall3(SYS_ioctl, 0, TCGETS, (uintptr_t)&before);
    if (error)
        return error;
    struct terminal_settings settings = before;
    settings.local &= ~(TERMINAL_SIGNALS | TERMINAL_LINES | TERMINAL_ECHO);
    return syscall3(SYS_ioctl, 0, TCSETSW, (uintptr_t)&settings);
}

size_t platform_terminal_columns(void)
{
    return TERMINAL_COLUMNS;
}

_Noreturn void platform_exit(int status)
{
    syscall1(SYS_exit_group, status);
    __builtin_unreachable();
}

int platform_poll(struct poll_request *requests, size_t count, int milliseconds)
{
    return syscall3(SYS_poll, (uintptr_t)requests, count, milliseconds);
}

/* ---- memory ---------------------------------------------------------------------------------- */

void *platform_heap_move(intptr_t bytes)
{
    static uintptr_t heap_end;
    if (!heap_end)
        heap_end = (uint32_t)syscall1(SYS_brk, 0);
    uintptr_t old_end = heap_end, new_end = old_end + bytes;
    if ((uint32_t)syscall1(SYS_brk, new_end) != new_end)
        return NULL; /* brk gives the end as it is when it cannot move it */
    heap_end = new_end;
    return (void *)old_end;
}

enum { C_STACK_MOST = 1 << 20,
       C_STACK_RESERVE = 16 << 10 }; /* what C functions may still use below their limit */

/* The size of the stack segment, as exec reads it. */
static uint32_t stack_size(void)
{
    const ElfProgramHeader *stack = find_program_header(PT_GNU_STACK, 0);
    if (!stack || stack->memory_size == 0)
        return USER_STACK_DEFAULT;
    return (stack->memory_size + PAGE_SIZE - 1) / PAGE_SIZE * PAGE_SIZE;
}

/* C's stack begins below the arguments and the environment. */
static char *c_stack_low(void)
{
    uint32_t size = stack_size() / 4;
    if (size > C_STACK_MOST)
        size = C_STACK_MOST;
    return (char *)((uintptr_t)environment / PAGE_SIZE * PAGE_SIZE - size);
}

void platform_stack_bounds(char **low, char **high)
{
    *low = (char *)(USER_STACK_TOP - stack_size());
    *high = c_stack_low();
}

char *platform_c_stack_limit(void)
{
    return c_stack_low() + C_STACK_RESERVE;
}

/* ---- time ------------------------------------------------------------------------------------ */

enum { NANOSECONDS = 1000000000 };

static uint64_t read_clock(uint32_t clock)
{
    struct timespec32 now = { 0, 0 };
    syscall2(SYS_clock_gettime, clock, (uintptr_t)&now);
    return (uint64_t)(uint32_t)now.seconds * NANOSECONDS + (uint32_t)now.nanoseconds;
}

uint64_t platform_nanoseconds(void)
{
    return read_clock(CLOCK_MONOTONIC);
}

uint64_t platform_cpu_nanoseconds(void)
{
    return read_clock(CLOCK_PROCESS_CPUTIME_ID);
}

uint64_t platform_real_nanoseconds(void)
{
    return read_clock(CLOCK_REALTIME);
}

int platform_random(void *to, size_t size)
{
    for (size_t done = 0; done < size;) {
        int count = syscall3(SYS_getrandom, (uintptr_t)to + done, size - done, 0);
        if (count < 0)
            return count;
        done += (size_t)count;
    }
    return 0;
}

int platform_sleep(uint64_t nanoseconds)
{
    uint64_t seconds = nanoseconds / NANOSECONDS;
    struct timespec32 duration = {
        .seconds = seconds < INT32_MAX ? (int32_t)seconds : INT32_MAX,
        .nanoseconds = (int32_t)(nanoseconds % NANOSECONDS),
    };
    return syscall2(SYS_nanosleep, (uintptr_t)&duration, 0);
}

/* ---- views of the machine ------------------------------------------------------------------- */

int platform_page_walk(int pid, uintptr_t address, struct page_walk *walk)
{
    return syscall3(SYS_page_walk, pid, address, (uintptr_t)walk);
}

int platform_segments(int pid, struct segment_info *segments, int most)
{
    return syscall3(SYS_segments, pid, (uintptr_t)segments, most);
}

int platform_process_info(int pid, struct process_info *info)
{
    return syscall2(SYS_process_info, pid, (uintptr_t)info);
}

int platform_file_blocks(const char *path, struct file_blocks *blocks)
{
    return syscall2(SYS_file_blocks, (uintptr_t)path, (uintptr_t)blocks);
}

int platform_frame_info(uint32_t frame_number, struct frame_info *info)
{
    return syscall2(SYS_frame_info, frame_number, (uintptr_t)info);
}

int platform_system_info(struct system_info *info)
{
    return syscall1(SYS_system_info, (uintptr_t)info);
}

/* ---- processes ------------------------------------------------------------------------------- */

int platform_fork(void)
{
    return syscall0(SYS_fork);
}

int platform_execve(const char *path, char *const argv[], char *const envp[])
{
    return syscall3(SYS_execve, (uintptr_t)path, (uintptr_t)argv, (uintptr_t)envp);
}

int platform_waitpid(int pid, int *status, int options)
{
    return syscall3(SYS_waitpid, pid, (uintptr_t)status, options);
}

int platform_getpid(void)
{
    return syscall0(SYS_getpid);
}

int platform_parent(void)
{
    return syscall0(SYS_getppid);
}

char **platform_environment(void)
{
    return environment;
}

int platform_kill(int pid, int signal)
{
    return syscall2(SYS_kill, pid, signal);
}

int platform_set_group(int pid, int group)
{
    return syscall2(SYS_setpgid, pid, group);
}

int platform_new_session(void)
{
    return syscall0(SYS_setsid);
}

int platform_get_group(int pid)
{
    return syscall1(SYS_getpgid, pid);
}

int platform_set_foreground_group(int terminal_fd, int group)
{
    return syscall3(SYS_ioctl, terminal_fd, TIOCSPGRP, (uintptr_t)&group);
}

int platform_foreground_group(int terminal_fd)
{
    int group, error = syscall3(SYS_ioctl, terminal_fd, TIOCGPGRP, (uintptr_t)&group);
    return error < 0 ? error : group;
}

int platform_poweroff(int status)
{
    return syscall1(SYS_power_off, status);
}
