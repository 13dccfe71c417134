/*
 * posix_files.c: the part of platform.h that is about files and directories, over POSIX.
 */
#define _GNU_SOURCE
#include "platform/platform.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
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

/* ---- changes --------------------------------------------------------------------------------- */

int platform_unlink(const char *path)
{
    return or_errno(unlink(path));
}

int platform_make_directory(const char *path, int mode)
{
    return or_errno(mkdir(path, mode));
}

int platform_remove_directory(const char *path)
{
    return or_errno(rmdir(path));
}

int platform_rename(const char *from, const char *to)
{
    return or_errno(rename(from, to));
}

int platform_link(const char *from, const char *to)
{
    return or_errno(link(from, to));
}

int platform_symbolic_link(const char *text, const char *path)
{
    return or_errno(symlink(text, path));
}

int platform_truncate_path(const char *path, int64_t size)
{
    return or_errno(truncate(path, size));
}

int platform_sync_file(int fd)
{
    return or_errno(fsync(fd));
}

int platform_sync(void)
{
    sync();
    return 0;
}

static struct timespec time_of(int64_t nanoseconds)
{
    int64_t seconds = nanoseconds / NANOSECONDS, rest = nanoseconds % NANOSECONDS;
    return rest < 0 ? (struct timespec){seconds - 1, rest + NANOSECONDS}
                    : (struct timespec){seconds, rest};
}

int platform_set_times(const char *path, bool follow_link, const int64_t accessed_modified[2])
{
    struct timespec times[2];
    for (int i = 0; accessed_modified && i < 2; i++)
        times[i] = time_of(accessed_modified[i]);
    return or_errno(utimensat(AT_FDCWD, path, accessed_modified ? times : NULL,
                              follow_link ? 0 : AT_SYMLINK_NOFOLLOW));
}

int platform_set_mode(const char *path, int mode)
{
    return or_errno(chmod(path, mode));
}

int platform_mode_mask(int mask)
{
    return (int)umask(mask);
}

int platform_space(const char *path, PlatformSpace *space)
{
    struct statvfs s;
    if (statvfs(path, &s) < 0)
        return -errno;
    *space = (PlatformSpace){
        .blocks = s.f_blocks, .blocks_free = s.f_bfree, .blocks_available = s.f_bavail,
        .files = s.f_files, .files_free = s.f_ffree, .block_size = (uint32_t)s.f_bsize,
        .fragment_size = (uint32_t)s.f_frsize, .flags = (uint32_t)s.f_flag,
        .name_most = (uint32_t)s.f_namemax,
    };
    return 0;
}

/* ---- directories ----------------------------------------------------------------------------- */

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
