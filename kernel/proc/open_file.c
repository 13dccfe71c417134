/*
 * open_file.c: open files and the table of descriptors that refer to them. What to know first: what
 * a file can do is in its type; inode_file.c has that of files of the disk.
 */
#include "kernel/proc/open_file.h"
#include "kernel/dev/serial.h"
#include "kernel/proc/limits.h"
#include "kernel/proc/process.h"
#include "kernel/proc/terminal.h"
#include "kernel/proc/user_copy.h"
#include "mm/kernel_heap.h"

#define CHARACTER_DEVICE (S_IFCHR | 0600) /* st_mode of what is neither file nor pipe */

struct open_file *open_file_new(const struct open_file_type *type, uint32_t flags)
{
    struct open_file *file = kernel_allocate(sizeof *file);
    if (file) {
        file->type = type;
        file->flags = flags;
        file->references = 1;
    }
    return file;
}

struct open_file *open_file_retain(struct open_file *file)
{
    file->references++;
    return file;
}

void open_file_release(struct open_file *file)
{
    if (--file->references)
        return;
    if (file->type->release)
        file->type->release(file);
    if (file->inode)
        inode_release(file->inode);
    kernel_free(file);
}

/* ---- Console, serial port, nothing ---- */

static uint32_t smaller(uint32_t a, uint32_t b)
{
    return a < b ? a : b;
}

static int terminal_file_read(struct open_file *file, uint32_t buffer, uint32_t size)
{
    (void)file;
    return terminal_read(buffer, size);
}

static int terminal_file_write(struct open_file *file, uint32_t buffer, uint32_t size)
{
    (void)file;
    return terminal_write(buffer, size);
}

static int terminal_file_ready(struct open_file *file)
{
    (void)file;
    return terminal_ready();
}

struct open_file *open_file_terminal(void)
{
    static const struct open_file_type type = {
        .read = terminal_file_read, .write = terminal_file_write, .ready = terminal_file_ready,
        .terminal = true, .mode = CHARACTER_DEVICE,
    };
    return open_file_new(&type, O_RDWR);
}

static int port_file_write(struct open_file *file, uint32_t buffer, uint32_t size)
{
    char part[256];
    uint32_t done = 0;
    while (done < size) {
        uint32_t bytes = smaller(size - done, sizeof part);
        int error = copy_from_user(part, buffer + done, bytes);
        if (error)
            return done ? (int)done : error;
        serial_write(file->port, part, bytes);
        done += bytes;
    }
    return (int)done;
}

struct open_file *open_file_serial_port(unsigned port)
{
    static const struct open_file_type type = {
        .write = port_file_write, .mode = CHARACTER_DEVICE,
    };
    struct open_file *file = open_file_new(&type, O_WRONLY);
    if (file)
        file->port = port;
    return file;
}

static int empty_file_read(struct open_file *file, uint32_t buffer, uint32_t size)
{
    (void)file;
    (void)buffer;
    (void)size;
    return 0;
}

struct open_file *open_file_empty(void)
{
    static const struct open_file_type type = {
        .read = empty_file_read, .mode = CHARACTER_DEVICE,
    };
    return open_file_new(&type, O_RDONLY);
}

/* ---- Descriptors ---- */

int descriptor_install(struct process *process, struct open_file *file, uint32_t lowest)
{
    for (uint32_t i = lowest; i < limit_of(process, RLIMIT_NOFILE); i++) {
        if (process->descriptors[i])
            continue;
        process->descriptors[i] = file;
        process->close_on_exec &= ~(1u << i);
        return (int)i;
    }
    return -EMFILE;
}

struct open_file *descriptor_get(struct process *process, uint32_t descriptor)
{
    return descriptor < DESCRIPTORS_MOST ? process->descriptors[descriptor] : NULL;
}

int descriptor_close(struct process *process, uint32_t descriptor)
{
    struct open_file *file = descriptor_get(process, descriptor);
    if (!file)
        return -EBADF;
    process->descriptors[descriptor] = NULL;
    open_file_release(file);
    return 0;
}

void descriptors_close_on_exec(struct process *process)
{
    for (uint32_t i = 0; i < DESCRIPTORS_MOST; i++)
        if (process->close_on_exec & (1u << i))
            descriptor_close(process, i);
    process->close_on_exec = 0;
}
