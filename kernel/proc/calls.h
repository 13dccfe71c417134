/*
 * calls.h: the system calls themselves, one function each, by what they are about. Arguments are
 * in the trap frame's registers as kernel/abi.h says (ebx, ecx, edx, ...); the result is what the
 * program gets in eax.
 */
#ifndef CALLS_H
#define CALLS_H

#include <stdbool.h>
#include "kernel/cpu/trap.h"

struct inode;

typedef int32_t system_call_function(struct trap_frame *frame);

/* process_calls.c */
system_call_function call_exit, call_fork, call_execve, call_getpid, call_getppid,
    call_brk, call_reboot, call_power_off;
/* time_calls.c */
system_call_function call_clock_gettime, call_nanosleep, call_clock_nanosleep, call_sched_yield;
/* random_calls.c */
system_call_function call_getrandom;
/* wait.c, usage.c */
system_call_function call_waitpid, call_wait4, call_getrusage, call_times;
/* limits.c, alarm.c */
system_call_function call_ugetrlimit, call_setrlimit, call_prlimit64, call_alarm, call_setitimer,
    call_getitimer;
/* trace.c */
system_call_function call_ptrace;
/* signal_calls.c, signal_frame.c */
system_call_function call_kill, call_rt_sigaction, call_rt_sigprocmask, call_rt_sigpending,
    call_rt_sigsuspend, call_pause, call_sigreturn, call_rt_sigreturn, call_setpgid, call_getpgid,
    call_getpgrp, call_setsid, call_getsid;
/* file_calls.c */
system_call_function call_read, call_write, call_readv, call_writev, call_pread64, call_pwrite64,
    call_open, call_creat, call_close, call_lseek, call_llseek, call_ioctl,
    call_fstat64, call_getdents64;
/* name_calls.c */
system_call_function call_unlink, call_rmdir, call_mkdir, call_rename, call_link, call_symlink;
/* attribute_calls.c */
system_call_function call_truncate, call_ftruncate, call_truncate64, call_ftruncate64, call_fsync,
    call_sync, call_chmod, call_fchmod, call_umask, call_utimensat, call_statfs64, call_fstatfs64;
/* path_calls.c */
system_call_function call_chdir, call_fchdir, call_getcwd, call_stat64, call_lstat64, call_access,
    call_readlink;
/* descriptor_calls.c */
system_call_function call_pipe, call_pipe2, call_dup, call_dup2, call_dup3, call_fcntl;
/* poll.c */
system_call_function call_poll;
/* view_calls.c */
system_call_function call_page_walk, call_segments, call_process_info, call_file_blocks,
    call_frame_info, call_system_info;
/* provoke_calls.c */
system_call_function call_fail_allocation;

#define PATH_SIZE 4096u /* the longest path, NUL included: Linux's PATH_MAX */
/* A path from the process, in a block for kernel_free; a negative errno otherwise. */
int path_from_user(uint32_t address, char **path);
/* The inode at a path from the process, relative to its directory: a reference for the caller. */
int open_path(uint32_t address, bool follow, struct inode **inode);

#endif
