/*
 * file_calls.c: the system calls about files and the console.
 */
#include "kernel/dev/block.h"
#include "kernel/proc/calls.h"
#include "kernel/proc/open_file.h"
#include "kernel/proc/process.h"
#include "kernel/proc/user_copy.h"
#include "kernel/string.h"
#include "mm/kernel_heap.h"

#define ACCESS_MODE 3u /* the bits of open's flags that say what for */
#define TRANSFER_MOST 0x7FFFF000u /* as Linux: the result must fit into an int */

static uint32_t at_most(uint32_t size, uint32_t most)
{
    return size < most ? size : most;
}

int32_t call_read(struct trap_frame *frame)
{
    struct open_file *file = descriptor_get(current_process, frame->ebx);
    if (!file || !file->type->read)
        return -EBADF;
    return file->type->read(file, frame->ecx, at_most(frame->edx, TRANSFER_MOST));
}

int32_t call_write(struct trap_frame *frame)
{
    struct open_file *file = descriptor_get(current_process, frame->ebx);
    if (!file || !file->type->write)
        return -EBADF;
    return file->type->write(file, frame->ecx, at_most(frame->edx, TRANSFER_MOST));
}

/* ---- open and close ---- */

static int open_inode(struct inode *inode, uint32_t flags)
{
    if ((flags & O_DIRECTORY) && (inode_mode(inode) & S_IFMT) != S_IFDIR)
        return -ENOTDIR;
    struct open_file *file = open_file_of_inode(inode);
    if (!file)
        return -ENOMEM;
    inode_retain(inode);
    int descriptor = descriptor_install(current_process, file);
    if (descriptor < 0)
        open_file_release(file);
    else if (flags & O_CLOEXEC)
        current_process->close_on_exec |= 1u << descriptor;
    return descriptor;
}

/* open(path, flags, mode). The file system is read-only. */
int32_t call_open(struct trap_frame *frame)
{
    uint32_t flags = frame->ecx;
    char *path;
    int error = path_from_user(frame->ebx, &path);
    if (error)
        return error;
    struct inode *inode;
    error = inode_open(path, &inode);
    kernel_free(path);
    if (error)
        return error;
    int result = (flags & ACCESS_MODE) == O_RDONLY ? open_inode(inode, flags) : -EROFS;
    inode_release(inode);
    return result;
}

int32_t call_close(struct trap_frame *frame)
{
    return descriptor_close(current_process, frame->ebx);
}

/* ---- Position and description ---- */

/* lseek(descriptor, offset, from). Offsets are signed 32-bit numbers, as files are below 2 GiB. */
int32_t call_lseek(struct trap_frame *frame)
{
    struct open_file *file = descriptor_get(current_process, frame->ebx);
    if (!file)
        return -EBADF;
    if (!file->inode)
        return -ESPIPE;
    int64_t position = (int32_t)frame->ecx;
    switch (frame->edx) {
    case SEEK_SET: break;
    case SEEK_CUR: position += file->offset; break;
    case SEEK_END: position += inode_size(file->inode); break;
    default: return -EINVAL;
    }
    if (position < 0 || position > INT32_MAX)
        return -EINVAL;
    file->offset = (uint32_t)position;
    return (int32_t)position;
}

/* The console's settings never change: lines, echo, signals, UTF-8 (Linux's termbits.h). */
static const struct terminal_settings console_settings = {
    .input = 0x0100 | 0x0400 | 0x4000,                  /* ICRNL, IXON, IUTF8 */
    .output = 0x0001 | 0x0004,                          /* OPOST, ONLCR */
    .control = 0x1002 | 0x0030 | 0x0080,                /* B115200, CS8, CREAD */
    .local = 0x0001 | 0x0002 | 0x0008 | 0x0010 | 0x0200, /* ISIG, ICANON, ECHO, ECHOE, ECHOCTL */
    .characters = { [0] = 'C' - '@', [2] = 0x7F, [3] = 'U' - '@', [4] = 'D' - '@', [6] = 1 },
};

int32_t call_ioctl(struct trap_frame *frame)
{
    struct open_file *file = descriptor_get(current_process, frame->ebx);
    if (!file)
        return -EBADF;
    if (!file->type->terminal || frame->ecx != TCGETS)
        return -ENOTTY;
    return copy_to_user(frame->edx, &console_settings, sizeof console_settings);
}

static void describe_inode(struct inode *inode, struct file_status64 *status)
{
    uint32_t size = inode_size(inode);
    status->inode_low = status->inode[0] = inode_number(inode);
    status->mode = inode_mode(inode);
    status->size[0] = size;
    status->sectors[0] = (size + SECTOR_SIZE - 1) / SECTOR_SIZE;
}

int32_t call_fstat64(struct trap_frame *frame)
{
    struct open_file *file = descriptor_get(current_process, frame->ebx);
    if (!file)
        return -EBADF;
    struct file_status64 status;
    memset(&status, 0, sizeof status);
    status.links = 1;
    status.block_size = PAGE_SIZE;
    if (file->inode)
        describe_inode(file->inode, &status);
    else
        status.mode = S_IFCHR | 0600;
    return copy_to_user(frame->ecx, &status, sizeof status);
}
