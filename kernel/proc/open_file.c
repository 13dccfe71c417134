/*
 * open_file.c: open files and the table of descriptors that refer to them. What to know first:
 * bytes of a file go from the page cache's frame straight to the process; there is no buffer in
 * between.
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

/* ---- A file of the disk ---- */

static uint32_t smaller(uint32_t a, uint32_t b)
{
    return a < b ? a : b;
}

/* Copies up to the end of one page of the file: bytes copied or a negative errno. */
static int read_within_page(struct inode *inode, uint32_t offset, uint32_t buffer, uint32_t size)
{
    struct backing *backing = inode_backing(inode);
    uint32_t in_page = offset % PAGE_SIZE;
    uint32_t part = smaller(size, PAGE_SIZE - in_page);
    frame_number frame;
    int error = backing->get(backing, offset / PAGE_SIZE, &frame);
    if (error)
        return error;
    error = copy_to_user(buffer, (uint8_t *)frame_pointer(frame) + in_page, part);
    frame_release(frame);
    return error ? error : (int)part;
}

static int inode_file_read(struct open_file *file, uint32_t buffer, uint32_t size)
{
    if ((inode_mode(file->inode) & S_IFMT) == S_IFDIR)
        return -EISDIR;
    uint32_t file_size = inode_size(file->inode);
    if (file->offset >= file_size)
        return 0;
    size = smaller(size, file_size - file->offset);
    uint32_t done = 0;
    while (done < size) {
        int part = read_within_page(file->inode, file->offset, buffer + done, size - done);
        if (part < 0)
            return done ? (int)done : part; /* the error comes with the next read */
        done += (uint32_t)part;
        file->offset += (uint32_t)part;
    }
    return (int)done;
}

int open_file_of_inode(struct inode *inode, struct open_file **file)
{
    static const struct open_file_type type = { .read = inode_file_read };
    const struct inode_operations *operations = inode_operations(inode);
    int error = 0;
    if (operations && operations->open)
        error = operations->open(inode, file);
    else if (!(*file = open_file_new(&type, O_RDONLY)))
        error = -ENOMEM;
    if (!error)
        (*file)->inode = inode;
    return error;
}

/* ---- Console, serial port, nothing ---- */

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
