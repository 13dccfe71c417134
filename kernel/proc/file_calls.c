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

/* A descriptor for a file that is there. */
static int open_inode(struct inode *inode, uint32_t flags)
{
    bool is_directory = (inode_mode(inode) & S_IFMT) == S_IFDIR;
    if ((flags & O_DIRECTORY) && !is_directory)
        return -ENOTDIR;
    if ((flags & O_CREAT) && is_directory)
        return -EISDIR;
    if ((flags & O_NOFOLLOW) && (inode_mode(inode) & S_IFMT) == S_IFLNK)
        return -ELOOP;
    struct open_file *file;
    int error = open_file_of_inode(inode, flags, &file);
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

static int find_or_create(const char *path, uint32_t flags, uint32_t mode, struct inode **inode,
                          bool *created)
{
    *created = false;
    if (flags & O_CREAT)
        return file_create(current_process->directory, path,
                           mode & ~current_process->file_mode_mask, flags & O_EXCL, inode,
                           created);
    return inode_open_at(current_process->directory, path, !(flags & O_NOFOLLOW), inode);
}

static int open_by_path(uint32_t address, uint32_t flags, uint32_t mode)
{
    struct inode *inode;
    char *path;
    bool created;
    int error = path_from_user(address, &path);
    if (error)
        return error;
    error = find_or_create(path, flags, mode, &inode, &created);
    kernel_free(path);
    if (error)
        return error;
    int descriptor = open_inode(inode, flags);
    if (descriptor >= 0 && (flags & O_TRUNC) && !created
        && (inode_mode(inode) & S_IFMT) == S_IFREG)
        error = inode_truncate(inode, 0);
    inode_release(inode);
    if (error)
        descriptor_close(current_process, (uint32_t)descriptor);
    return error ? error : descriptor;
}

/* open(path, flags, permissions of a new file) */
int32_t call_open(struct trap_frame *frame)
{
    return open_by_path(frame->ebx, frame->ecx, frame->edx);
}

/* creat(path, permissions) */
int32_t call_creat(struct trap_frame *frame)
{
    return open_by_path(frame->ebx, O_WRONLY | O_CREAT | O_TRUNC, frame->ecx);
}

/* Says when something that was written through the descriptor could not be brought to the disk. */
int32_t call_close(struct trap_frame *frame)
{
    struct open_file *file = descriptor_get(current_process, frame->ebx);
    int failed = file && file->inode && file->type->write ? inode_take_write_error(file->inode)
                                                          : 0;
    int error = descriptor_close(current_process, frame->ebx);
    return error ? error : failed;
}

/* ---- Position and description ---- */

/* Moves a file's position: the new one, at most INT32_MAX, as files are below 2 GiB. */
static int32_t seek(uint32_t descriptor, int64_t offset, uint32_t from)
{
    struct open_file *file = descriptor_get(current_process, descriptor);
    if (!file)
        return -EBADF;
    if (!file->inode)
        return -ESPIPE;
    int64_t start;
    switch (from) {
    case SEEK_SET: start = 0; break;
    case SEEK_CUR: start = file->offset; break;
    case SEEK_END: start = inode_size(file->inode); break;
    default: return -EINVAL;
    }
    if (offset < -start || offset > INT32_MAX - start)
        return -EINVAL;
    file->offset = (uint32_t)(start + offset);
    return (int32_t)file->offset;
}

/* lseek(descriptor, offset, from) */
int32_t call_lseek(struct trap_frame *frame)
{
    return seek(frame->ebx, (int32_t)frame->ecx, frame->edx);
}

/* _llseek(descriptor, offset's high word, low word, int64_t *position, from) */
int32_t call_llseek(struct trap_frame *frame)
{
    int64_t offset = (int64_t)((uint64_t)frame->ecx << 32 | frame->edx);
    int32_t result = seek(frame->ebx, offset, frame->edi);
    if (result < 0)
        return result;
    int64_t position = result;
    return copy_to_user(frame->esi, &position, sizeof position);
}

/* One transfer at another place than the file's own position, which stays as it is. */
static int32_t transfer_at(struct trap_frame *frame, bool writes)
{
    struct open_file *file = descriptor_get(current_process, frame->ebx);
    transfer_function *transfer = !file ? NULL : writes ? file->type->write : file->type->read;
    if (!transfer)
        return -EBADF;
    if (!file->inode)
        return -ESPIPE;
    if (frame->edi || frame->esi > INT32_MAX)
        return (int32_t)frame->edi < 0 ? -EINVAL : writes ? -EFBIG : 0;
    uint32_t before = file->offset; /* files of the disk never wait: no one sees the other one */
    file->offset = frame->esi;
    int32_t result = transfer(file, frame->ecx, at_most(frame->edx, TRANSFER_MOST));
    file->offset = before;
    return result;
}

/* pread64(descriptor, buffer, size, position's low word, high word) */
int32_t call_pread64(struct trap_frame *frame)
{
    return transfer_at(frame, false);
}

int32_t call_pwrite64(struct trap_frame *frame)
{
    return transfer_at(frame, true);
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
