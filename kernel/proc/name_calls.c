/*
 * name_calls.c: the system calls that make and remove names of files and directories.
 */
#include "kernel/fs/file_system.h"
#include "kernel/proc/calls.h"
#include "kernel/proc/process.h"
#include "mm/kernel_heap.h"

/* What such a call does with one path, relative to the process's directory. */
typedef int (*path_action)(struct inode *directory, const char *path);

static int with_path(uint32_t address, path_action action)
{
    char *path;
    int error = path_from_user(address, &path);
    if (error)
        return error;
    error = action(current_process->directory, path);
    kernel_free(path);
    return error;
}

/* The same with two. */
typedef int (*two_path_action)(struct inode *directory, const char *first, const char *second);

static int with_two_paths(uint32_t first_address, uint32_t second_address, two_path_action action)
{
    char *first, *second;
    int error = path_from_user(first_address, &first);
    if (error)
        return error;
    error = path_from_user(second_address, &second);
    if (!error) {
        error = action(current_process->directory, first, second);
        kernel_free(second);
    }
    kernel_free(first);
    return error;
}

int32_t call_unlink(struct trap_frame *frame)
{
    return with_path(frame->ebx, file_unlink);
}

int32_t call_rmdir(struct trap_frame *frame)
{
    return with_path(frame->ebx, directory_unlink);
}

/* mkdir(path, permissions) */
int32_t call_mkdir(struct trap_frame *frame)
{
    char *path;
    int error = path_from_user(frame->ebx, &path);
    if (error)
        return error;
    error = directory_create(current_process->directory, path,
                             frame->ecx & ~current_process->file_mode_mask);
    kernel_free(path);
    return error;
}

/* rename(old, new) */
int32_t call_rename(struct trap_frame *frame)
{
    return with_two_paths(frame->ebx, frame->ecx, file_rename);
}

/* link(old, new) */
int32_t call_link(struct trap_frame *frame)
{
    return with_two_paths(frame->ebx, frame->ecx, file_link);
}

/* symlink(text, path) */
int32_t call_symlink(struct trap_frame *frame)
{
    return with_two_paths(frame->ebx, frame->ecx, symlink_create);
}
