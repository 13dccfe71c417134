/*
 * open_file.h: what a descriptor refers to: an open file, with its position, counted. fork and
 * dup share it, as in every Unix.
 */
#ifndef OPEN_FILE_H
#define OPEN_FILE_H

#include <stdbool.h>
#include <stdint.h>
#include "kernel/fs/file_system.h"

struct open_file;
struct pipe;
struct process;
struct snapshot;

/* What can be behind an open file. Sizes are at most INT32_MAX, addresses are the process's; a
 * NULL function means that the file cannot do that. */
struct open_file_type {
    int (*read)(struct open_file *file, uint32_t buffer, uint32_t size);
    int (*write)(struct open_file *file, uint32_t buffer, uint32_t size);
    int (*ready)(struct open_file *file);    /* POLL_* bits; NULL: never waits for anything */
    void (*release)(struct open_file *file); /* NULL: nothing to do when the last reference goes */
    bool terminal;
    uint32_t mode;         /* what fstat says, where no inode does */
};

struct open_file {
    const struct open_file_type *type;
    uint32_t references;
    uint32_t flags;        /* O_RDONLY, O_WRONLY or O_RDWR; O_APPEND, O_NONBLOCK */
    struct inode *inode;   /* a file of the disk; otherwise NULL */
    struct pipe *pipe;     /* an end of a pipe; otherwise NULL */
    struct snapshot *snapshot; /* what a file of /proc said when it was opened; otherwise NULL */
    uint32_t offset;       /* where the next read or write begins; in a directory: entries read */
    unsigned port;         /* a serial port's number; otherwise 0 */
};

struct open_file *open_file_retain(struct open_file *file); /* returns it */
void open_file_release(struct open_file *file);

/* New, with one reference; NULL: no memory. */
struct open_file *open_file_new(const struct open_file_type *type, uint32_t flags);
/* The same for an inode, whose reference it steals: 0; -ENOMEM, -EISDIR, -ETXTBSY, -EROFS, and what
 * the inode's own file system says when it cannot be opened. */
int open_file_of_inode(struct inode *inode, uint32_t flags, struct open_file **file);
struct open_file *open_file_terminal(void);                /* the console, line by line */
struct open_file *open_file_serial_port(unsigned port);    /* raw output */
struct open_file *open_file_empty(void);                   /* reads nothing */

/* The lowest free descriptor from `lowest` on, which then owns the reference; -EMFILE. */
int descriptor_install(struct process *process, struct open_file *file, uint32_t lowest);
struct open_file *descriptor_get(struct process *process, uint32_t descriptor); /* borrowed */
int descriptor_close(struct process *process, uint32_t descriptor);             /* 0 or -EBADF */
void descriptors_close_on_exec(struct process *process);

#endif
