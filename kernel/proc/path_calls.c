/*
 * path_calls.c: the system calls about paths: the working directory, and what stands at a path.
 */
#include "kernel/proc/calls.h"
#include "kernel/proc/open_file.h"
#include "kernel/proc/process.h"
#include "kernel/proc/user_copy.h"
#include "kernel/string.h"
#include "mm/kernel_heap.h"

#define MODE_EXECUTABLE 0111u

int open_path(uint32_t address, bool follow, struct inode **inode)
{
    char *path;
    int error = path_from_user(address, &path);
    if (error)
        return error;
    error = inode_open_at(current_process->directory, path, follow, inode);
    kernel_free(path);
    return error;
}

/* ---- The working directory ---- */

/* Takes over the caller's reference. */
static int change_directory(struct inode *inode)
{
    if ((inode_mode(inode) & S_IFMT) != S_IFDIR) {
        inode_release(inode);
        return -ENOTDIR;
    }
    if (current_process->directory)
        inode_release(current_process->directory);
    current_process->directory = inode;
    return 0;
}

int32_t call_chdir(struct trap_frame *frame)
{
    struct inode *inode;
    int error = open_path(frame->ebx, true, &inode);
    return error ? error : change_directory(inode);
}

int32_t call_fchdir(struct trap_frame *frame)
{
    struct open_file *file = descriptor_get(current_process, frame->ebx);
    if (!file)
        return -EBADF;
    if (!file->inode)
        return -ENOTDIR;
    inode_retain(file->inode);
    return change_directory(file->inode);
}

/* getcwd(buffer, size): bytes with the NUL. */
int32_t call_getcwd(struct trap_frame *frame)
{
    char *path = kernel_allocate(PATH_SIZE);
    if (!path)
        return -ENOMEM;
    uint32_t most = frame->ecx < PATH_SIZE ? frame->ecx : PATH_SIZE;
    struct inode *directory = current_process->directory;
    int size;
    if (directory) {
        size = inode_directory_path(directory, path, most);
    } else {
        path[0] = '/'; /* the block is zeroed */
        size = most >= 2 ? 2 : -ERANGE;
    }
    int error = size > 0 ? copy_to_user(frame->ebx, path, (uint32_t)size) : size;
    kernel_free(path);
    return error ? error : size;
}

/* ---- What stands there ---- */

static int status_at(struct trap_frame *frame, bool follow)
{
    struct inode *inode;
    int error = open_path(frame->ebx, follow, &inode);
    if (error)
        return error;
    struct file_status64 status;
    inode_status(inode, &status);
    inode_release(inode);
    return copy_to_user(frame->ecx, &status, sizeof status);
}

/* stat64(path, struct file_status64 *) */
int32_t call_stat64(struct trap_frame *frame)
{
    return status_at(frame, true);
}

int32_t call_lstat64(struct trap_frame *frame)
{
    return status_at(frame, false);
}

/* access(path, mode): there is one user, who may do all that the file system can; to execute a
 * file, somebody must have the permission (as for root on Linux). */
int32_t call_access(struct trap_frame *frame)
{
    uint32_t mode = frame->ecx;
    if (mode & ~(uint32_t)(R_OK | W_OK | X_OK))
        return -EINVAL;
    struct inode *inode;
    int error = open_path(frame->ebx, true, &inode);
    if (error)
        return error;
    if ((mode & W_OK) && file_system_is_read_only())
        error = -EROFS;
    else if ((mode & X_OK) && !(inode_mode(inode) & MODE_EXECUTABLE))
        error = -EACCES;
    inode_release(inode);
    return error;
}

/* readlink(path, buffer, size): bytes, without a NUL. */
int32_t call_readlink(struct trap_frame *frame)
{
    uint32_t size = frame->edx < PATH_SIZE ? frame->edx : PATH_SIZE;
    if ((int32_t)frame->edx <= 0)
        return -EINVAL;
    struct inode *inode;
    int error = open_path(frame->ebx, false, &inode);
    if (error)
        return error;
    char *text = kernel_allocate(size);
    int length = text ? inode_read_link(inode, text, size) : -ENOMEM;
    inode_release(inode);
    if (length > 0)
        error = copy_to_user(frame->ecx, text, (uint32_t)length);
    kernel_free(text);
    return error ? error : length;
}
