/*
 * descriptor_calls.c: the system calls about descriptors themselves: pipe, dup, fcntl.
 */
#include "kernel/proc/calls.h"
#include "kernel/proc/limits.h"
#include "kernel/proc/open_file.h"
#include "kernel/proc/pipe.h"
#include "kernel/proc/process.h"
#include "kernel/proc/user_copy.h"

#define FLAGS_THAT_CHANGE ((uint32_t)(O_APPEND | O_NONBLOCK)) /* what F_SETFL can set */

static void set_close_on_exec(int descriptor, bool close)
{
    uint32_t bit = 1u << descriptor;
    if (close)
        current_process->close_on_exec |= bit;
    else
        current_process->close_on_exec &= ~bit;
}

/* ---- pipe ---- */

static int install_ends(struct open_file *const ends[2], uint32_t flags, uint32_t address)
{
    int descriptors[2];
    descriptors[0] = descriptor_install(current_process, ends[0], 0);
    if (descriptors[0] < 0)
        return descriptors[0];
    descriptors[1] = descriptor_install(current_process, ends[1], 0);
    int error = descriptors[1] < 0 ? descriptors[1]
                                   : copy_to_user(address, descriptors, sizeof descriptors);
    for (int i = 0; i < 2 && !error; i++) {
        ends[i]->flags |= flags & O_NONBLOCK;
        set_close_on_exec(descriptors[i], flags & O_CLOEXEC);
    }
    /* On failure the caller still owns both references. */
    for (int i = 0; i < 2 && error; i++)
        if (descriptors[i] >= 0)
            current_process->descriptors[descriptors[i]] = NULL;
    return error;
}

static int make_pipe(uint32_t address, uint32_t flags)
{
    struct open_file *ends[2];
    int error = pipe_create(&ends[0], &ends[1]);
    if (error)
        return error;
    error = install_ends(ends, flags, address);
    if (error) {
        open_file_release(ends[0]);
        open_file_release(ends[1]);
    }
    return error;
}

int32_t call_pipe(struct trap_frame *frame)
{
    return make_pipe(frame->ebx, 0);
}

/* pipe2(int descriptors[2], flags) */
int32_t call_pipe2(struct trap_frame *frame)
{
    if (frame->ecx & ~(uint32_t)(O_CLOEXEC | O_NONBLOCK))
        return -EINVAL;
    return make_pipe(frame->ebx, frame->ecx);
}

/* ---- dup ---- */

static int duplicate(struct open_file *file, uint32_t lowest, bool close_on_exec)
{
    int descriptor = descriptor_install(current_process, file, lowest);
    if (descriptor < 0)
        return descriptor;
    open_file_retain(file);
    set_close_on_exec(descriptor, close_on_exec);
    return descriptor;
}

static int duplicate_to(struct open_file *file, uint32_t descriptor, bool close_on_exec)
{
    if (descriptor >= limit_of(current_process, RLIMIT_NOFILE))
        return -EBADF;
    open_file_retain(file); /* before what may be its last descriptor is closed */
    descriptor_close(current_process, descriptor);
    current_process->descriptors[descriptor] = file;
    set_close_on_exec((int)descriptor, close_on_exec);
    return (int)descriptor;
}

int32_t call_dup(struct trap_frame *frame)
{
    struct open_file *file = descriptor_get(current_process, frame->ebx);
    return file ? duplicate(file, 0, false) : -EBADF;
}

int32_t call_dup2(struct trap_frame *frame)
{
    struct open_file *file = descriptor_get(current_process, frame->ebx);
    if (!file)
        return -EBADF;
    if (frame->ebx == frame->ecx)
        return (int32_t)frame->ecx;
    return duplicate_to(file, frame->ecx, false);
}

/* dup3(from, to, flags) */
int32_t call_dup3(struct trap_frame *frame)
{
    struct open_file *file = descriptor_get(current_process, frame->ebx);
    if ((frame->edx & ~(uint32_t)O_CLOEXEC) || frame->ebx == frame->ecx)
        return -EINVAL;
    return file ? duplicate_to(file, frame->ecx, frame->edx & O_CLOEXEC) : -EBADF;
}

/* ---- fcntl ---- */

/* fcntl(descriptor, command, argument) */
int32_t call_fcntl(struct trap_frame *frame)
{
    uint32_t descriptor = frame->ebx, argument = frame->edx;
    struct open_file *file = descriptor_get(current_process, descriptor);
    if (!file)
        return -EBADF;
    switch (frame->ecx) {
    case F_DUPFD:
    case F_DUPFD_CLOEXEC:
        if (argument >= limit_of(current_process, RLIMIT_NOFILE))
            return -EINVAL;
        return duplicate(file, argument, frame->ecx == F_DUPFD_CLOEXEC);
    case F_GETFD:
        return current_process->close_on_exec & (1u << descriptor) ? FD_CLOEXEC : 0;
    case F_SETFD:
        set_close_on_exec((int)descriptor, argument & FD_CLOEXEC);
        return 0;
    case F_GETFL:
        return (int32_t)file->flags;
    case F_SETFL:
        file->flags = (file->flags & ~FLAGS_THAT_CHANGE) | (argument & FLAGS_THAT_CHANGE);
        return 0;
    default:
        return -EINVAL;
    }
}
