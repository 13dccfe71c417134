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
