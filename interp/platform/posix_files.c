/*
 * posix_files.c: the part of platform.h that is about files and directories, over POSIX.
 */
#define _GNU_SOURCE
#include "platform/platform.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "platform/posix.h"

enum { NANOSECONDS = 1000000000 };

int platform_open_file(const char *path, int flags, int mode)
{
    return or_errno(open(path, flags | O_CLOEXEC, mode));
}

static int64_t nanoseconds(struct timespec time)
{
    return (int64_t)time.tv_sec * NANOSECONDS + time.tv_nsec;
}

static int give_status(const struct stat *s, PlatformStatus *status)
{
    *status = (PlatformStatus){
        .device = s->st_dev, .inode = s->st_ino, .size = (uint64_t)s->st_size, .mode = s->st_mode,
        .links = (uint32_t)s->st_nlink, .user = s->st_uid, .group = s->st_gid,
        .block_size = (uint32_t)s->st_blksize, .blocks = (uint64_t)s->st_blocks,
        .accessed = nanoseconds(s->st_atim), .modified = nanoseconds(s->st_mtim),
        .changed = nanoseconds(s->st_ctim),
    };
    return 0;
}

int platform_status(const char *path, bool follow_link, PlatformStatus *status)
{
    struct stat s;
    int result = follow_link ? stat(path, &s) : lstat(path, &s);
    return result < 0 ? -errno : give_status(&s, status);
}

int platform_status_of(int fd, PlatformStatus *status)
{
    struct stat s;
    return fstat(fd, &s) < 0 ? -errno : give_status(&s, status);
}

int platform_access(const char *path, int mode)
{
    return or_errno(access(path, mode));
}

int64_t platform_seek(int fd, int64_t offset, int from)
{
    return or_errno(lseek(fd, offset, from));
}

int platform_truncate(int fd, int64_t size)
{
    return or_errno(ftruncate(fd, size));
}

int platform_read_link(const char *path, char *target, size_t size)
{
    return or_errno(readlink(path, target, size));
}

int platform_list_directory(const char *path, int (*visit)(void *context, const char *name),
                            void *context)
{
    DIR *directory = opendir(path);
    if (!directory)
        return -errno;
    int result = 0;
    while (result == 0) {
        errno = 0;
        struct dirent *entry = readdir(directory);
        if (!entry) {
            result = -errno;
            break;
        }
        result = visit(context, entry->d_name);
    }
    closedir(directory);
    return result;
}
