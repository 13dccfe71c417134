/*
 * file_calls.c: the system calls about files and the console.
 */
#include <stddef.h>
#include "kernel/proc/calls.h"
#include "kernel/proc/open_file.h"
#include "kernel/proc/process.h"
#include "kernel/proc/terminal.h"
#include "kernel/proc/user_copy.h"
#include "kernel/string.h"
#include "mm/kernel_heap.h"

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

/* ---- readv and writev ---- */

typedef int transfer_function(struct open_file *file, uint32_t buffer, uint32_t size);

/* One transfer after the other, until one moves less than it should. */
static int32_t transfer_vectors(struct open_file *file, transfer_function *transfer,
                                uint32_t vectors, uint32_t count)
{
    uint32_t done = 0;
    for (uint32_t i = 0; i < count; i++) {
        struct io_vector vector;
        int error = copy_from_user(&vector, vectors + i * sizeof vector, sizeof vector);
        if (!error && vector.size > TRANSFER_MOST - done)
            error = -EINVAL;
        int part = error ? error : transfer(file, vector.address, vector.size);
        if (part < 0)
            return done ? (int32_t)done : part;
        done += (uint32_t)part;
        if ((uint32_t)part < vector.size)
            break;
    }
    return (int32_t)done;
}

/* readv(descriptor, struct io_vector *, count) */
int32_t call_readv(struct trap_frame *frame)
{
    struct open_file *file = descriptor_get(current_process, frame->ebx);
    if (!file || !file->type->read)
        return -EBADF;
    if (frame->edx > IO_VECTORS_MOST)
        return -EINVAL;
    return transfer_vectors(file, file->type->read, frame->ecx, frame->edx);
}

int32_t call_writev(struct trap_frame *frame)
{
    struct open_file *file = descriptor_get(current_process, frame->ebx);
    if (!file || !file->type->write)
        return -EBADF;
    if (frame->edx > IO_VECTORS_MOST)
        return -EINVAL;
    return transfer_vectors(file, file->type->write, frame->ecx, frame->edx);
}

/* ---- open and close ---- */

static int open_inode(struct inode *inode, uint32_t flags)
{
    if ((flags & O_DIRECTORY) && (inode_mode(inode) & S_IFMT) != S_IFDIR)
        return -ENOTDIR;
    struct open_file *file;
    int error = open_file_of_inode(inode, &file);
    if (error)
        return error;
    inode_retain(inode);
    int descriptor = descriptor_install(current_process, file, 0);
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
    struct inode *inode;
    int error = open_path(frame->ebx, true, &inode);
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

int32_t call_ioctl(struct trap_frame *frame)
{
    struct open_file *file = descriptor_get(current_process, frame->ebx);
    if (!file)
        return -EBADF;
    if (!file->type->terminal)
        return -ENOTTY;
    int group = terminal_foreground();
    switch (frame->ecx) {
    case TCGETS:
        return copy_to_user(frame->edx, terminal_get_settings(), sizeof(struct terminal_settings));
    case TCSETS:
    case TCSETSW: { /* output has always drained */
        struct terminal_settings settings;
        int error = copy_from_user(&settings, frame->edx, sizeof settings);
        if (!error)
            terminal_set(&settings);
        return error;
    }
    case TIOCGPGRP:
        return copy_to_user(frame->edx, &group, sizeof group);
    case TIOCSPGRP: {
        int error = copy_from_user(&group, frame->edx, sizeof group);
        return error ? error : terminal_set_foreground(group);
    }
    default:
        return -ENOTTY;
    }
}

int32_t call_fstat64(struct trap_frame *frame)
{
    struct open_file *file = descriptor_get(current_process, frame->ebx);
    if (!file)
        return -EBADF;
    struct file_status64 status = {
        .mode = file->type->mode, .links = 1, .block_size = PAGE_SIZE,
    };
    if (file->inode)
        inode_status(file->inode, &status);
    return copy_to_user(frame->ecx, &status, sizeof status);
}

/* ---- Directories ---- */

/* Entries on their way to the process. */
struct entries {
    uint8_t *buffer;
    uint32_t used, size;    /* bytes */
    uint32_t skip;          /* entries that were read before */
    uint32_t position;      /* of the entry that comes now */
};

/* From the byte in ext2's entry (EXT2_FT_*). */
static uint8_t entry_type(uint32_t ext2_type)
{
    static const uint8_t types[] = { ENTRY_UNKNOWN, ENTRY_REG, ENTRY_DIR, ENTRY_CHR, ENTRY_BLK,
                                     ENTRY_FIFO, ENTRY_SOCK, ENTRY_LNK };
    return ext2_type < sizeof types ? types[ext2_type] : ENTRY_UNKNOWN;
}

/* Adds an entry while there is room; 1: there was none. */
static int add_entry(const char *name, uint32_t length, uint32_t inode, uint32_t type,
                     void *context)
{
    struct entries *entries = context;
    if (entries->position++ < entries->skip)
        return 0;
    uint32_t size = (offsetof(struct directory_entry64, name) + length + 1 + 7) & ~7u;
    if (size > entries->size - entries->used)
        return 1;
    struct directory_entry64 *entry = (void *)(entries->buffer + entries->used);
    memset(entry, 0, size);
    entry->inode[0] = inode;
    entry->next[0] = entries->position;
    entry->record_length = (uint16_t)size;
    entry->type = entry_type(type);
    memcpy(entry->name, name, length);
    entries->used += size;
    entries->skip++;
    return 0;
}

/* getdents64(descriptor, buffer, size): bytes stored, 0 at the end; at most a page at a time. */
int32_t call_getdents64(struct trap_frame *frame)
{
    struct open_file *file = descriptor_get(current_process, frame->ebx);
    if (!file)
        return -EBADF;
    if (!file->inode)
        return -ENOTDIR;
    struct entries entries = { .size = at_most(frame->edx, PAGE_SIZE), .skip = file->offset };
    entries.buffer = kernel_allocate(PAGE_SIZE);
    if (!entries.buffer)
        return -ENOMEM;
    int result = inode_list(file->inode, add_entry, &entries);
    if (result == 1 && entries.used == 0)
        result = -EINVAL; /* no room even for one */
    if (result >= 0)
        result = copy_to_user(frame->ecx, entries.buffer, entries.used);
    kernel_free(entries.buffer);
    if (result < 0)
        return result;
    file->offset = entries.skip;
    return (int32_t)entries.used;
}
