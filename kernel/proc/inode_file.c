/*
 * inode_file.c: open files of the disk. What to know first: bytes go between the page cache's frame
 * and the process; there is no buffer in between.
 */
#include "kernel/proc/limits.h"
#include "kernel/proc/open_file.h"
#include "kernel/proc/user_copy.h"

static uint32_t smaller(uint32_t a, uint32_t b)
{
    return a < b ? a : b;
}

/* ---- Reading ---- */

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

/* ---- Writing ---- */

/* Writes up to the end of a page of the file, and no further than a page of the process: bytes
 * written or a negative errno. */
static int write_within_page(struct inode *inode, uint32_t offset, uint32_t buffer, uint32_t size)
{
    uint32_t part = smaller(size, PAGE_SIZE - buffer % PAGE_SIZE);
    uint8_t first;
    frame_number frame;
    /* Now the process's page is there, and the copy below cannot fail or ask the disk. */
    int error = copy_from_user(&first, buffer, 1);
    if (!error)
        error = inode_write_prepare(inode, offset, &part, &frame);
    if (error)
        return error;
    copy_from_user((uint8_t *)frame_pointer(frame) + offset % PAGE_SIZE, buffer, part);
    error = inode_write_finish(inode, offset, part, frame);
    return error ? error : (int)part;
}

static int inode_file_write(struct open_file *file, uint32_t buffer, uint32_t size)
{
    if (file->flags & O_APPEND)
        file->offset = inode_size(file->inode);
    uint32_t done = 0;
    int error = limits_check_write(file->offset, &size);
    if (error)
        return error;
    while (done < size) {
        int part = write_within_page(file->inode, file->offset, buffer + done, size - done);
        if (part < 0)
            return done ? (int)done : part;
        done += (uint32_t)part;
        file->offset += (uint32_t)part;
    }
    error = file->flags & O_DSYNC ? inode_sync(file->inode) : 0;
    return error ? error : (int)done;
}

static void end_writing(struct open_file *file)
{
    inode_end_writing(file->inode);
}

/* ---- Opening ---- */

/* By access mode. */
static const struct open_file_type types[] = {
    [O_RDONLY] = { .read = inode_file_read },
    [O_WRONLY] = { .write = inode_file_write, .release = end_writing },
    [O_RDWR] = { .read = inode_file_read, .write = inode_file_write, .release = end_writing },
};

static int new_file(struct inode *inode, uint32_t flags, struct open_file **file)
{
    uint32_t access = flags & ACCESS_MODE, type = inode_mode(inode) & S_IFMT;
    bool writes = access == O_WRONLY || access == O_RDWR;
    if (access > O_RDWR)
        return -EINVAL;
    if (writes && type == S_IFDIR)
        return -EISDIR;
    if (writes && type != S_IFREG)
        return -EINVAL;
    int error = writes ? inode_begin_writing(inode) : 0;
    if (error)
        return error;
    *file = open_file_new(&types[access], flags & (ACCESS_MODE | O_APPEND | O_NONBLOCK | O_SYNC));
    if (!*file && writes)
        inode_end_writing(inode);
    return *file ? 0 : -ENOMEM;
}

int open_file_of_inode(struct inode *inode, uint32_t flags, struct open_file **file)
{
    const struct inode_operations *operations = inode_operations(inode);
    int error;
    if (operations && operations->open)
        error = flags & ACCESS_MODE ? -EACCES : operations->open(inode, file);
    else
        error = new_file(inode, flags, file);
    if (!error)
        (*file)->inode = inode;
    return error;
}
