/*
 * system_call.c: the table of system calls by number. What to know first: a call's arguments are
 * the process's registers at its int 0x80, and they may be anything.
 */
#include "kernel/proc/system_call.h"

#include <stddef.h>
#include "kernel/abi.h"
#include "kernel/debug/log.h"
#include "kernel/proc/calls.h"
#include "kernel/string.h"

#define OWN_CALLS SYS_page_walk /* ours begin here */

static system_call_function *const linux_calls[] = {
    [SYS_exit] = call_exit,
    [SYS_fork] = call_fork,
    [SYS_read] = call_read,
    [SYS_write] = call_write,
    [SYS_open] = call_open,
    [SYS_close] = call_close,
    [SYS_waitpid] = call_waitpid,
    [SYS_creat] = call_creat,
    [SYS_link] = call_link,
    [SYS_unlink] = call_unlink,
    [SYS_execve] = call_execve,
    [SYS_chdir] = call_chdir,
    [SYS_chmod] = call_chmod,
    [SYS_lseek] = call_lseek,
    [SYS_getpid] = call_getpid,
    [SYS_ptrace] = call_ptrace,
    [SYS_alarm] = call_alarm,
    [SYS_pause] = call_pause,
    [SYS_access] = call_access,
    [SYS_sync] = call_sync,
    [SYS_kill] = call_kill,
    [SYS_rename] = call_rename,
    [SYS_mkdir] = call_mkdir,
    [SYS_rmdir] = call_rmdir,
    [SYS_dup] = call_dup,
    [SYS_pipe] = call_pipe,
    [SYS_times] = call_times,
    [SYS_brk] = call_brk,
    [SYS_ioctl] = call_ioctl,
    [SYS_setpgid] = call_setpgid,
    [SYS_umask] = call_umask,
    [SYS_dup2] = call_dup2,
    [SYS_getppid] = call_getppid,
    [SYS_getpgrp] = call_getpgrp,
    [SYS_setsid] = call_setsid,
    [SYS_setrlimit] = call_setrlimit,
    [SYS_getrusage] = call_getrusage,
    [SYS_symlink] = call_symlink,
    [SYS_readlink] = call_readlink,
    [SYS_reboot] = call_reboot,
    [SYS_truncate] = call_truncate,
    [SYS_ftruncate] = call_ftruncate,
    [SYS_fchmod] = call_fchmod,
    [SYS_setitimer] = call_setitimer,
    [SYS_getitimer] = call_getitimer,
    [SYS_wait4] = call_wait4,
    [SYS_fsync] = call_fsync,
    [SYS_sigreturn] = call_sigreturn,
    [SYS_getpgid] = call_getpgid,
    [SYS_fchdir] = call_fchdir,
    [SYS_llseek] = call_llseek,
    [SYS_readv] = call_readv,
    [SYS_writev] = call_writev,
    [SYS_getsid] = call_getsid,
    [SYS_fdatasync] = call_fsync,
    [SYS_sched_yield] = call_sched_yield,
    [SYS_nanosleep] = call_nanosleep,
    [SYS_poll] = call_poll,
    [SYS_rt_sigreturn] = call_rt_sigreturn,
    [SYS_rt_sigaction] = call_rt_sigaction,
    [SYS_rt_sigprocmask] = call_rt_sigprocmask,
    [SYS_rt_sigpending] = call_rt_sigpending,
    [SYS_rt_sigsuspend] = call_rt_sigsuspend,
    [SYS_pread64] = call_pread64,
    [SYS_pwrite64] = call_pwrite64,
    [SYS_getcwd] = call_getcwd,
    [SYS_ugetrlimit] = call_ugetrlimit,
    [SYS_truncate64] = call_truncate64,
    [SYS_ftruncate64] = call_ftruncate64,
    [SYS_stat64] = call_stat64,
    [SYS_lstat64] = call_lstat64,
    [SYS_fstat64] = call_fstat64,
    [SYS_getdents64] = call_getdents64,
    [SYS_fcntl64] = call_fcntl,
    [SYS_exit_group] = call_exit, /* a process has one thread */
    [SYS_clock_gettime] = call_clock_gettime,
    [SYS_clock_nanosleep] = call_clock_nanosleep,
    [SYS_statfs64] = call_statfs64,
    [SYS_fstatfs64] = call_fstatfs64,
    [SYS_utimensat] = call_utimensat,
    [SYS_dup3] = call_dup3,
    [SYS_pipe2] = call_pipe2,
    [SYS_prlimit64] = call_prlimit64,
    [SYS_getrandom] = call_getrandom,
};

static system_call_function *const own_calls[] = {
    [SYS_page_walk - OWN_CALLS] = call_page_walk,
    [SYS_segments - OWN_CALLS] = call_segments,
    [SYS_process_info - OWN_CALLS] = call_process_info,
    [SYS_file_blocks - OWN_CALLS] = call_file_blocks,
    [SYS_frame_info - OWN_CALLS] = call_frame_info,
    [SYS_system_info - OWN_CALLS] = call_system_info,
    [SYS_power_off - OWN_CALLS] = call_power_off,
    [SYS_fail_allocation - OWN_CALLS] = call_fail_allocation,
};

static system_call_function *find_call(uint32_t number)
{
    if (number < sizeof linux_calls / sizeof linux_calls[0])
        return linux_calls[number];
    if (number >= OWN_CALLS && number - OWN_CALLS < sizeof own_calls / sizeof own_calls[0])
        return own_calls[number - OWN_CALLS];
    return NULL;
}

const char *system_call_name(uint32_t number)
{
    unsigned offset;
    system_call_function *call = find_call(number);
    return call ? symbol_name((unsigned)call, &offset) + strlen("call_") : "?";
}

void system_call(struct trap_frame *frame)
{
    system_call_function *call = find_call(frame->eax);
    frame->eax = (uint32_t)(call ? call(frame) : -ENOSYS);
}

void (*system_call_entry)(struct trap_frame *frame) = system_call;
