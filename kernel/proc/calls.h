/*
 * calls.h: the system calls themselves, one function each, by what they are about. Arguments are
 * in the trap frame's registers as kernel/abi.h says (ebx, ecx, edx, ...); the result is what the
 * program gets in eax.
 */
#ifndef CALLS_H
#define CALLS_H

#include "kernel/cpu/trap.h"

typedef int32_t system_call_function(struct trap_frame *frame);

/* process_calls.c */
system_call_function call_exit, call_fork, call_waitpid, call_execve, call_getpid, call_getppid,
    call_brk, call_clock_gettime, call_reboot, call_power_off;
/* file_calls.c */
system_call_function call_read, call_write, call_open, call_close, call_lseek, call_ioctl,
    call_fstat64;
/* view_calls.c */
system_call_function call_page_walk, call_segments, call_process_info, call_file_blocks,
    call_frame_info, call_system_info;

#define PATH_SIZE 4096u /* the longest path, NUL included: Linux's PATH_MAX */
/* A path from the process, in a block for kernel_free; a negative errno otherwise. */
int path_from_user(uint32_t address, char **path);

#endif
