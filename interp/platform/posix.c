/*
 * posix.c: platform.h over POSIX, so that the same interpreter runs on the host, under sanitizers,
 * profilers and debuggers. The heap is a range of addresses of which brk-like moves make more or
 * less usable; Python's frames get a region of their own, since C's stack is the host's.
 */
#define _GNU_SOURCE
#include "platform/platform.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/random.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#include "platform/posix.h"

enum { FRAME_STACK_SIZE = 8 << 20,         /* the default stack of a program on the machine */
       TERMINAL_COLUMNS = 80,              /* where the terminal does not say */
       C_STACK_RESERVE = 512 << 10 };      /* what C code may still use below its limit */
#define C_STACK_MOST ((size_t)8 << 20)
/* The most that the heap can grow to. Reserving costs nothing: no page is there until used. Where
 * addresses are limited (ulimit -v, valgrind) less has to do. */
#define HEAP_MOST (sizeof(void *) == 8 ? (size_t)64 << 30 : (size_t)1 << 30)
#define HEAP_LEAST ((size_t)64 << 20)

intptr_t platform_write(int fd, const void *bytes, size_t size)
{
    return or_errno(write(fd, bytes, size));
}

intptr_t platform_read(int fd, void *bytes, size_t size)
{
    return or_errno(read(fd, bytes, size));
}

int platform_open(const char *path)
{
    return or_errno(open(path, O_RDONLY | O_CLOEXEC));
}

int platform_close(int fd)
{
    return or_errno(close(fd));
}

int platform_current_directory(char *path, size_t size)
{
    return getcwd(path, size) ? 0 : -errno;
}

/* lib/python beside the program that runs. */
int platform_library_directory(char *path, size_t size)
{
    static const char library[] = "lib/python";
    ssize_t length = readlink("/proc/self/exe", path, size);
    if (length < 0)
        return -errno;
    while (length > 0 && path[length - 1] != '/')
        length--;
    if ((size_t)length + sizeof library > size)
        return -ENAMETOOLONG;
    memcpy(path + length, library, sizeof library);
    return 0;
}

bool platform_is_terminal(int fd)
{
    return isatty(fd);
}

int platform_terminal_raw(bool raw)
{
    static struct termios before;
    if (!raw)
        return tcsetattr(STDIN_FILENO, TCSADRAIN, &before) < 0 ? -errno : 0;
    if (tcgetattr(STDIN_FILENO, &before) < 0)
        return -errno;
    struct termios settings = before;
    settings.c_iflag &= ~(tcflag_t)IXON;
    settings.c_lflag &= ~(tcflag_t)(ICANON | ECHO | ISIG | IEXTEN);
    settings.c_cc[VMIN] = 1;
    settings.c_cc[VTIME] = 0;
    return tcsetattr(STDIN_FILENO, TCSADRAIN, &settings) < 0 ? -errno : 0;
}

size_t platform_terminal_columns(void)
{
    struct winsize size;
    bool known = ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
    return known ? size.ws_col : TERMINAL_COLUMNS;
}

_Noreturn void platform_exit(int status)
{
    exit(status); /* not _exit: leak checkers and profilers report at the end */
}

/* ---- memory --------------------------------------------------------------------------------- */

static char *heap_start, *heap_end, *heap_limit;

static bool reserve_heap(void)
{
    /* More than the computer has would not be refused, but end the process when it is touched. */
    size_t memory = (size_t)sysconf(_SC_PHYS_PAGES) * (size_t)sysconf(_SC_PAGESIZE);
    size_t most = HEAP_MOST < memory ? HEAP_MOST : memory;
    for (size_t size = most; size >= HEAP_LEAST; size /= 2) {
        void *start = mmap(NULL, size, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE,
                           -1, 0);
        if (start != MAP_FAILED) {
            heap_start = heap_end = start;
            heap_limit = heap_start + size;
            return true;
        }
    }
    return false;
}

void *platform_heap_move(intptr_t bytes)
{
    if (!heap_start && !reserve_heap())
        return NULL;
    char *old_end = heap_end;
    if (bytes > heap_limit - heap_end || bytes < heap_start - heap_end)
        return NULL;
    if (bytes > 0 && mprotect(old_end, bytes, PROT_READ | PROT_WRITE) != 0)
        return NULL;
    /* Memory that is given back is zero when it is taken again, as on the machine: a new mapping
     * takes the old one's place. */
    if (bytes < 0 && mmap(old_end + bytes, -bytes, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS |
                          MAP_NORESERVE | MAP_FIXED, -1, 0) == MAP_FAILED)
        return NULL;
    heap_end += bytes;
    return old_end;
}

void platform_stack_bounds(char **low, char **high)
{
    static char *frame_stack;
    if (!frame_stack) {
        void *region = mmap(NULL, FRAME_STACK_SIZE, PROT_READ | PROT_WRITE,
                            MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
        if (region == MAP_FAILED)
            abort();
        frame_stack = region;
    }
    *low = frame_stack;
    *high = frame_stack + FRAME_STACK_SIZE;
}

char *platform_c_stack_limit(void)
{
    struct rlimit limit;
    size_t size = C_STACK_MOST;
    if (getrlimit(RLIMIT_STACK, &limit) == 0 && limit.rlim_cur < size)
        size = limit.rlim_cur;
    char *here = __builtin_frame_address(0); /* close to the top: called at the start */
    return here - size + C_STACK_RESERVE;
}

/* ---- time ----------------------------------------------------------------------------------- */

static uint64_t read_clock(clockid_t clock)
{
    struct timespec now;
    clock_gettime(clock, &now);
    return (uint64_t)now.tv_sec * 1000000000u + now.tv_nsec;
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
        ssize_t count = getrandom((char *)to + done, size - done, 0);
        if (count < 0 && errno != EINTR)
            return -errno;
        done += count > 0 ? (size_t)count : 0;
    }
    return 0;
}

int platform_sleep(uint64_t nanoseconds)
{
    struct timespec duration = { .tv_sec = nanoseconds / 1000000000u,
                                 .tv_nsec = nanoseconds % 1000000000u };
    return or_errno(nanosleep(&duration, NULL));
}

int platform_poll(struct poll_request *requests, size_t count, int milliseconds)
{
    /* kernel/abi.h, whose names clash with these headers', takes the struct from Linux. */
    return or_errno(poll((struct pollfd *)requests, count, milliseconds));
}

/* ---- views: only the machine has them ------------------------------------------------------- */

int platform_page_walk(int pid, uintptr_t address, struct page_walk *walk)
{
    (void)pid, (void)address, (void)walk;
    return -ENOSYS;
}

int platform_segments(int pid, struct segment_info *segments, int most)
{
    (void)pid, (void)segments, (void)most;
    return -ENOSYS;
}

int platform_process_info(int pid, struct process_info *info)
{
    (void)pid, (void)info;
    return -ENOSYS;
}

int platform_file_blocks(const char *path, struct file_blocks *blocks)
{
    (void)path, (void)blocks;
    return -ENOSYS;
}

int platform_frame_info(uint32_t frame_number, struct frame_info *info)
{
    (void)frame_number, (void)info;
    return -ENOSYS;
}

int platform_system_info(struct system_info *info)
{
    (void)info;
    return -ENOSYS;
}

/* ---- descriptors and directories ------------------------------------------------------------- */

int platform_pipe(int fds[2])
{
    if (pipe(fds) < 0)
        return -errno;
    fcntl(fds[0], F_SETFD, FD_CLOEXEC); /* cannot fail: both are open */
    fcntl(fds[1], F_SETFD, FD_CLOEXEC);
    return 0;
}

int platform_dup(int fd)
{
    return or_errno(fcntl(fd, F_DUPFD_CLOEXEC, 0));
}

int platform_dup2(int from, int to)
{
    return or_errno(dup2(from, to));
}

int platform_change_directory(const char *path)
{
    return or_errno(chdir(path));
}

/* ---- processes ------------------------------------------------------------------------------ */

int platform_fork(void)
{
    return or_errno(fork());
}

int platform_execve(const char *path, char *const argv[], char *const envp[])
{
    return or_errno(execve(path, argv, envp));
}

int platform_waitpid(int pid, int *status, int options)
{
    return or_errno(waitpid(pid, status, options));
}

int platform_getpid(void)
{
    return getpid();
}

int platform_parent(void)
{
    return getppid();
}

char **platform_environment(void)
{
    return environ;
}

int platform_kill(int pid, int signal)
{
    return or_errno(kill(pid, signal));
}

int platform_set_group(int pid, int group)
{
    return or_errno(setpgid(pid, group));
}

int platform_new_session(void)
{
    return or_errno(setsid());
}

int platform_get_group(int pid)
{
    return or_errno(getpgid(pid));
}

int platform_set_foreground_group(int terminal_fd, int group)
{
    return or_errno(tcsetpgrp(terminal_fd, group));
}

int platform_foreground_group(int terminal_fd)
{
    return or_errno(tcgetpgrp(terminal_fd));
}

int platform_poweroff(int status)
{
    (void)status;
    return -ENOSYS;
}
