/*
 * attribute_calls.c: the system calls that change a file's size, times and permissions, that bring
 * what was written to the disk, and that say how full it is.
 */
#include "kernel/dev/timer.h"
#include "kernel/fs/file_system.h"
#include "kernel/proc/calls.h"
#include "kernel/proc/limits.h"
#include "kernel/proc/open_file.h"
#include "kernel/proc/process.h"
#include "kernel/proc/user_copy.h"

/* The inode behind a descriptor (borrowed): -EBADF; -EINVAL when there is none. */
static int inode_of_descriptor(uint32_t descriptor, struct inode **inode)
{
    struct open_file *file = descriptor_get(current_process, descriptor);
    if (!file)
        return -EBADF;
    *inode = file->inode;
    return *inode ? 0 : -EINVAL;
}

/* ---- Size ---- */

/* Sizes are signed, and come in two words where the call has 64 in its name. */
static int check_size(uint32_t low, uint32_t high)
{
    if ((int32_t)high < 0)
        return -EINVAL;
    return high || low > INT32_MAX ? -EFBIG : 0;
}

/* A file that grows is written to, as far as a limit on its size goes. */
static int resize(struct inode *inode, uint32_t size)
{
    uint32_t allowed = 1;
    int error = size > inode_size(inode) ? limits_check_write(size - 1, &allowed) : 0;
    return error ? error : inode_truncate(inode, size);
}

static int truncate_path(uint32_t path, uint32_t size)
{
    struct inode *inode;
    int error = open_path(path, true, &inode);
    if (error)
        return error;
    error = resize(inode, size);
    inode_release(inode);
    return error;
}

static int truncate_descriptor(uint32_t descriptor, uint32_t size)
{
    struct open_file *file = descriptor_get(current_process, descriptor);
    if (!file)
        return -EBADF;
    if (!file->inode || !file->type->write)
        return -EINVAL;
    return resize(file->inode, size);
}

/* truncate(path, size) */
int32_t call_truncate(struct trap_frame *frame)
{
    int error = check_size(frame->ecx, (int32_t)frame->ecx < 0 ? UINT32_MAX : 0);
    return error ? error : truncate_path(frame->ebx, frame->ecx);
}

/* ftruncate(descriptor, size) */
int32_t call_ftruncate(struct trap_frame *frame)
{
    int error = check_size(frame->ecx, (int32_t)frame->ecx < 0 ? UINT32_MAX : 0);
    return error ? error : truncate_descriptor(frame->ebx, frame->ecx);
}

/* truncate64(path, low, high) */
int32_t call_truncate64(struct trap_frame *frame)
{
    int error = check_size(frame->ecx, frame->edx);
    return error ? error : truncate_path(frame->ebx, frame->ecx);
}

int32_t call_ftruncate64(struct trap_frame *frame)
{
    int error = check_size(frame->ecx, frame->edx);
    return error ? error : truncate_descriptor(frame->ebx, frame->ecx);
}

/* ---- To the disk ---- */

/* fsync and fdatasync: when this returns 0, a power cut takes nothing of the file. */
int32_t call_fsync(struct trap_frame *frame)
{
    struct inode *inode;
    int error = inode_of_descriptor(frame->ebx, &inode);
    return error ? error : inode_sync(inode);
}

/* Unlike Linux's, it says when something could not be written. */
int32_t call_sync(struct trap_frame *frame)
{
    (void)frame;
    return file_system_sync();
}

/* ---- Permissions ---- */

/* chmod(path, permissions) */
int32_t call_chmod(struct trap_frame *frame)
{
    struct inode *inode;
    int error = open_path(frame->ebx, true, &inode);
    if (error)
        return error;
    error = inode_set_mode(inode, frame->ecx);
    inode_release(inode);
    return error;
}

int32_t call_fchmod(struct trap_frame *frame)
{
    struct inode *inode;
    int error = inode_of_descriptor(frame->ebx, &inode);
    return error ? error : inode_set_mode(inode, frame->ecx);
}

/* umask(permissions that new files do not get): the ones before. */
int32_t call_umask(struct trap_frame *frame)
{
    uint32_t before = current_process->file_mode_mask;
    current_process->file_mode_mask = frame->ebx & 0777;
    return (int32_t)before;
}

/* ---- Times ---- */

/* What utimensat wants with one of the times; *seconds: NULL when it stays as it is. */
static int wanted_time(const struct timespec32 *time, uint32_t *value, const uint32_t **seconds)
{
    *seconds = value;
    if (time->nanoseconds == UTIME_OMIT)
        *seconds = NULL;
    else if (time->nanoseconds == UTIME_NOW)
        *value = (uint32_t)(time_real_nanoseconds() / NANOSECONDS_PER_SECOND);
    else if (time->nanoseconds < 0 || (uint32_t)time->nanoseconds >= NANOSECONDS_PER_SECOND)
        return -EINVAL;
    else
        *value = (uint32_t)time->seconds; /* ext2 has no fractions */
    return 0;
}

static int set_times(struct inode *inode, uint32_t address)
{
    struct timespec32 times[2] = {{0, UTIME_NOW}, {0, UTIME_NOW}};
    uint32_t accessed_value, modified_value;
    const uint32_t *accessed, *modified;
    int error = address ? copy_from_user(times, address, sizeof times) : 0;
    if (!error)
        error = wanted_time(&times[0], &accessed_value, &accessed);
    if (!error)
        error = wanted_time(&times[1], &modified_value, &modified);
    return error ? error : inode_set_times(inode, accessed, modified);
}

/* utimensat(directory, path, struct timespec32[2], flags): times of access and of change of the
 * contents; no path: of the descriptor itself; no times: now. Paths begin at the working
 * directory. */
int32_t call_utimensat(struct trap_frame *frame)
{
    uint32_t flags = frame->esi;
    struct inode *inode;
    if (flags & ~(uint32_t)AT_SYMLINK_NOFOLLOW)
        return -EINVAL;
    if (frame->ecx == 0) {
        int error = inode_of_descriptor(frame->ebx, &inode);
        return error ? error : set_times(inode, frame->edx);
    }
    if ((int32_t)frame->ebx != AT_FDCWD)
        return -EBADF;
    int error = open_path(frame->ecx, !(flags & AT_SYMLINK_NOFOLLOW), &inode);
    if (error)
        return error;
    error = set_times(inode, frame->edx);
    inode_release(inode);
    return error;
}

/* ---- How full ---- */

static int give_statistics(uint32_t size, uint32_t address)
{
    struct file_system_status64 status;
    if (size != sizeof status)
        return -EINVAL;
    int error = file_system_statistics(&status);
    return error ? error : copy_to_user(address, &status, sizeof status);
}

/* statfs64(path, size, struct file_system_status64 *): of the disk, whatever the path. */
int32_t call_statfs64(struct trap_frame *frame)
{
    struct inode *inode;
    int error = open_path(frame->ebx, true, &inode);
    if (error)
        return error;
    inode_release(inode);
    return give_statistics(frame->ecx, frame->edx);
}

int32_t call_fstatfs64(struct trap_frame *frame)
{
    if (!descriptor_get(current_process, frame->ebx))
        return -EBADF;
    return give_statistics(frame->ecx, frame->edx);
}
