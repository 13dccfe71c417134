/*
 * platform.h: all that the interpreter asks of the world below it. Implemented twice: over the
 * kernel's system calls (user/runtime/platform*.c) and over POSIX (platform/posix*.c).
 * Of C's library the interpreter uses memcpy, memmove, memset, memcmp, memchr, strlen, strcmp and
 * strncmp, nothing else.
 *
 * Errors are negative errno values, as the kernel gives them.
 */
#ifndef PLATFORM_H
#define PLATFORM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

intptr_t platform_write(int fd, const void *bytes, size_t size); /* bytes written (short: go on) */
intptr_t platform_read(int fd, void *bytes, size_t size);        /* 0 at the end of the file */
int platform_open(const char *path);                             /* for reading */
/* Any file: Linux's O_* flags (kernel/abi.h), and the permissions of one that is created. It does
 * not outlive platform_execve. */
int platform_open_file(const char *path, int flags, int mode);
int platform_close(int fd);
int platform_pipe(int fds[2]);            /* the end to read from, then the one to write to; neither
                                           * outlives platform_execve */
int platform_dup(int fd);                 /* the lowest free one; not for execve's program */
int platform_dup2(int from, int to);      /* to; it outlives platform_execve */
int platform_change_directory(const char *path);
/* The current directory's path, NUL-terminated: 0, or an error when it does not fit. */
int platform_current_directory(char *path, size_t size);
/* The directory of the modules that are written in Python: 0, or an error. */
int platform_library_directory(char *path, size_t size);
/* What stat says, in Linux's numbers. */
typedef struct {
    uint64_t device, inode, size; /* size in bytes */
    uint32_t mode, links, user, group, block_size;
    uint64_t blocks;              /* of 512 bytes */
    int64_t accessed, modified, changed; /* nanoseconds since 1970 */
} PlatformStatus;
int platform_status(const char *path, bool follow_link, PlatformStatus *status);
int platform_status_of(int fd, PlatformStatus *status);
int platform_access(const char *path, int mode); /* R_OK, W_OK, X_OK: may it be so used? */
int64_t platform_seek(int fd, int64_t offset, int from); /* SEEK_*; the new offset */
int platform_truncate(int fd, int64_t size);
int platform_read_link(const char *path, char *target, size_t size); /* bytes, without a NUL */
/* Changes of files and directories: 0, or an error. Paths may be anything; sizes in bytes. */
int platform_unlink(const char *path);
int platform_make_directory(const char *path, int mode);
int platform_remove_directory(const char *path);
int platform_rename(const char *from, const char *to); /* what is at `to` gives way */
int platform_link(const char *from, const char *to);
int platform_symbolic_link(const char *text, const char *path);
int platform_truncate_path(const char *path, int64_t size);
int platform_sync_file(int fd); /* 0: a power cut takes nothing of it */
int platform_sync(void);
/* Times in nanoseconds since 1970; NULL instead of the two: now. */
int platform_set_times(const char *path, bool follow_link, const int64_t accessed_modified[2]);
int platform_set_mode(const char *path, int mode);
int platform_mode_mask(int mask); /* umask: the one before */
/* What statvfs says: how full a file system is. */
typedef struct {
    uint64_t blocks, blocks_free, blocks_available, files, files_free; /* blocks of fragment_size */
    uint32_t block_size, fragment_size, flags, name_most;
} PlatformSpace;
int platform_space(const char *path, PlatformSpace *space);
/* Calls visit for each name in a directory, "." and ".." too, until it gives something else than 0,
 * which is then the result. */
int platform_list_directory(const char *path, int (*visit)(void *context, const char *name),
                            void *context);
bool platform_is_terminal(int fd);
/* Standard input, a terminal: gives each byte as it is typed, without echo, Ctrl-C too; false:
 * lines again, as it was. 0, or an error. */
int platform_terminal_raw(bool raw);
size_t platform_terminal_columns(void); /* the width of standard output's terminal */
_Noreturn void platform_exit(int status);

/* Moves the end of the heap segment by `bytes` (a multiple of the page size, negative to shrink);
 * the old end, or NULL. New memory is zero. */
void *platform_heap_move(intptr_t bytes);
/* The part of the stack segment that is Python's: frames may use [low, high). C's own stack lies
 * above it and must not go below platform_c_stack_limit() (on the host it lies elsewhere). */
void platform_stack_bounds(char **low, char **high);
char *platform_c_stack_limit(void);

uint64_t platform_nanoseconds(void);     /* monotonic */
uint64_t platform_cpu_nanoseconds(void); /* used by this process */
uint64_t platform_real_nanoseconds(void); /* since 1970 */
int platform_sleep(uint64_t nanoseconds); /* 0, or an error */
/* Fills size bytes that nobody can foretell. 0, or an error. */
int platform_random(void *to, size_t size);
/* Waits until one of the descriptors is ready (struct poll_request: kernel/abi.h), for so many
 * milliseconds at most; negative: for ever. How many are ready; 0: the time is over. */
struct poll_request;
int platform_poll(struct poll_request *requests, size_t count, int milliseconds);

/* Views of the machine for module memory (struct definitions: kernel/abi.h). -ENOSYS on the host.*/
struct page_walk;
struct segment_info;
struct process_info;
struct file_blocks;
struct frame_info;
struct system_info;
int platform_page_walk(int pid, uintptr_t address, struct page_walk *walk);
int platform_segments(int pid, struct segment_info *segments, int most); /* how many there are */
int platform_process_info(int pid, struct process_info *info);
int platform_file_blocks(const char *path, struct file_blocks *blocks);
int platform_frame_info(uint32_t frame_number, struct frame_info *info);
int platform_system_info(struct system_info *info);
/* Processes, for init (Linux's semantics). */
int platform_fork(void);
int platform_execve(const char *path, char *const argv[], char *const envp[]);
int platform_waitpid(int pid, int *status, int options);
int platform_getpid(void);
int platform_parent(void); /* its pid */
char **platform_environment(void); /* "NAME=value" texts, then NULL, as the process got them */
int platform_kill(int pid, int signal);
/* Process groups: pid 0 is the caller, group 0 the process's own number. The group that a terminal
 * sends SIGINT to when Ctrl-C is typed. */
int platform_set_group(int pid, int group);
int platform_new_session(void);           /* the caller leads it, and a group of its own: the number */
int platform_get_group(int pid);
int platform_set_foreground_group(int terminal_fd, int group);
int platform_foreground_group(int terminal_fd);
/* From now on the signal calls this, between any two instructions, and what waits (read, write,
 * sleep, waitpid) gives -EINTR; or it is ignored, or has its usual effect. 0, -EINVAL. */
typedef void PlatformSignalHandler(int signal);
#define PLATFORM_SIGNAL_DEFAULT ((PlatformSignalHandler *)0)
#define PLATFORM_SIGNAL_IGNORE ((PlatformSignalHandler *)1)
int platform_signal(int signal, PlatformSignalHandler *handler);
/* ptrace(2): requests and structs of kernel/abi.h. -ENOSYS on the host. */
int platform_trace(int request, int pid, uintptr_t address, uintptr_t data);
int platform_pause(void);                 /* until a signal's handler has run: -EINTR */
/* SIGALRM after so many nanoseconds (0: never), and then at each interval; what was left before. */
typedef struct { uint64_t value, interval; } PlatformTimer;
int platform_set_timer(const PlatformTimer *timer, PlatformTimer *old);
int platform_get_timer(PlatformTimer *timer);
/* What was used: by this process (RUSAGE_SELF), or by its children that were waited for. */
typedef struct {
    uint64_t user_nanoseconds, system_nanoseconds;
    int64_t most_resident_kib, minor_faults, major_faults, voluntary_switches, involuntary_switches;
} PlatformUsage;
int platform_usage(int who, PlatformUsage *usage);
int platform_wait4(int pid, int *status, int options, PlatformUsage *usage);
/* Limits (RLIMIT_* of kernel/abi.h); PLATFORM_NO_LIMIT is none. */
#define PLATFORM_NO_LIMIT UINT64_MAX
typedef struct { uint64_t soft, hard; } PlatformLimit;
int platform_get_limit(int resource, PlatformLimit *limit);
int platform_set_limit(int resource, const PlatformLimit *limit);
int platform_poweroff(int status);

#endif
