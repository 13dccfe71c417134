/*
 * platform_files.c: the part of platform.h that is about files and directories, over the kernel's
 * system calls.
 */
#include "kernel/abi.h"
#include "platform/platform.h"
#include "user/runtime/syscall.h"

enum { NANOSECONDS = 1000000000, ENTRIES_SIZE = 2048 };

int platform_open_file(const char *path, int flags, int mode)
{
    return syscall3(SYS_open, (uintptr_t)path, flags | O_CLOEXEC, mode);
}

static uint64_t wide(const uint32_t words[2])
{
    return words[0] | (uint64_t)words[1] << 32;
}

static int64_t nanoseconds(struct timespec32 time)
{
    return (int64_t)time.seconds * NANOSECONDS + time.nanoseconds;
}

static int give_status(int error, const struct file_status64 *s, PlatformStatus *status)
{
    if (error < 0)
        return error;
    *status = (PlatformStatus){
        .device = s->device, .inode = wide(s->inode), .size = wide(s->size), .mode = s->mode,
        .links = s->links, .user = s->user, .group = s->group, .block_size = s->block_size,
        .blocks = wide(s->sectors), .accessed = nanoseconds(s->accessed),
        .modified = nanoseconds(s->modified), .changed = nanoseconds(s->changed),
    };
    return 0;
}

int platform_status(const char *path, bool follow_link, PlatformStatus *status)
{
    struct file_status64 s;
    int error = syscall2(follow_link ? SYS_stat64 : SYS_lstat64, (uintptr_t)path, (uintptr_t)&s);
    return give_status(error, &s, status);
}

int platform_status_of(int fd, PlatformStatus *status)
{
    struct file_status64 s;
    return give_status(syscall2(SYS_fstat64, fd, (uintptr_t)&s), &s, status);
}

int platform_access(const char *path, int mode)
{
    return syscall2(SYS_access, (uintptr_t)path, mode);
}

int64_t platform_seek(int fd, int64_t offset, int from)
{
    if (offset != (int32_t)offset)
        return -EINVAL;
    return syscall3(SYS_lseek, fd, (uintptr_t)offset, from);
}

int platform_truncate(int fd, int64_t size)
{
    return size != (int32_t)size ? -EFBIG : syscall2(SYS_ftruncate, fd, (uint32_t)size);
}

int platform_read_link(const char *path, char *target, size_t size)
{
    return syscall3(SYS_readlink, (uintptr_t)path, (uintptr_t)target, size);
}

/* ---- changes --------------------------------------------------------------------------------- */

int platform_unlink(const char *path)
{
    return syscall1(SYS_unlink, (uintptr_t)path);
}

int platform_make_directory(const char *path, int mode)
{
    return syscall2(SYS_mkdir, (uintptr_t)path, mode);
}

int platform_remove_directory(const char *path)
{
    return syscall1(SYS_rmdir, (uintptr_t)path);
}

int platform_rename(const char *from, const char *to)
{
    return syscall2(SYS_rename, (uintptr_t)from, (uintptr_t)to);
}

int platform_link(const char *from, const char *to)
{
    return syscall2(SYS_link, (uintptr_t)from, (uintptr_t)to);
}

int platform_symbolic_link(const char *text, const char *path)
{
    return syscall2(SYS_symlink, (uintptr_t)text, (uintptr_t)path);
}

int platform_truncate_path(const char *path, int64_t size)
{
    return syscall3(SYS_truncate64, (uintptr_t)path, (uint32_t)size, (uint32_t)(size >> 32));
}

int platform_sync_file(int fd)
{
    return syscall1(SYS_fsync, fd);
}

int platform_sync(void)
{
    return syscall0(SYS_sync);
}

/* Downwards, so that the rest is never negative. A date that 32 bits cannot say is refused. */
static int give_time(int64_t nanoseconds, struct timespec32 *time)
{
    int64_t seconds = nanoseconds / NANOSECONDS, rest = nanoseconds % NANOSECONDS;
    if (rest < 0) {
        seconds--;
        rest += NANOSECONDS;
    }
    *time = (struct timespec32){(int32_t)seconds, (int32_t)rest};
    return seconds == (int32_t)seconds ? 0 : -EINVAL;
}

int platform_set_times(const char *path, bool follow_link, const int64_t accessed_modified[2])
{
    struct timespec32 times[2];
    for (int i = 0; accessed_modified && i < 2; i++) {
        int error = give_time(accessed_modified[i], &times[i]);
        if (error < 0)
            return error;
    }
    return syscall4(SYS_utimensat, AT_FDCWD, (uintptr_t)path,
                    accessed_modified ? (uintptr_t)times : 0,
                    follow_link ? 0 : AT_SYMLINK_NOFOLLOW);
}

int platform_set_mode(const char *path, int mode)
{
    return syscall2(SYS_chmod, (uintptr_t)path, mode);
}

int platform_mode_mask(int mask)
{
    return syscall1(SYS_umask, mask);
}

int platform_space(const char *path, PlatformSpace *space)
{
    struct file_system_status64 s;
    int error = syscall3(SYS_statfs64, (uintptr_t)path, sizeof s, (uintptr_t)&s);
    if (error < 0)
        return error;
    *space = (PlatformSpace){
        .blocks = wide(s.blocks), .blocks_free = wide(s.blocks_free),
        .blocks_available = wide(s.blocks_available), .files = wide(s.inodes),
        .files_free = wide(s.inodes_free), .block_size = s.block_size,
        .fragment_size = s.fragment_size, .flags = s.flags, .name_most = s.name_most,
    };
    return 0;
}

/* ---- directories ----------------------------------------------------------------------------- */

int platform_list_directory(const char *path, int (*visit)(void *context, const char *name),
                            void *context)
{
    _Alignas(struct directory_entry64) char entries[ENTRIES_SIZE];
    int fd = platform_open_file(path, O_RDONLY | O_DIRECTORY, 0), result = 0;
    if (fd < 0)
        return fd;
    while (result == 0) {
        int size = syscall3(SYS_getdents64, fd, (uintptr_t)entries, sizeof entries);
        if (size <= 0) {
            result = size;
            break;
        }
        for (int at = 0; at < size && result == 0;) {
            struct directory_entry64 *entry = (void *)(entries + at);
            result = visit(context, entry->name);
            at += entry->record_length;
        }
    }
    platform_close(fd);
    return result;
}
