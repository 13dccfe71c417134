/*
 * pipe.c: pipes. What to know first: the buffer is a ring of page frames, taken when bytes come and
 * given back when they have been read, so an idle pipe holds one frame at most. Two counters that
 * only grow (and wrap) say where reading and writing go on. Nothing here is interrupted: what is
 * found true stays true up to the next scheduler_block.
 */
#include "kernel/proc/pipe.h"
#include "kernel/proc/process.h"
#include "kernel/proc/user_copy.h"
#include "mm/kernel_heap.h"

#define PIPE_PAGES (PIPE_CAPACITY / PAGE_SIZE)

struct pipe {
    uint32_t number;
    uint32_t readers, writers;             /* open files of each end */
    uint32_t read_at, write_at;            /* bytes ever read and written */
    frame_number frames[PIPE_PAGES];       /* NO_FRAME: nothing lies there */
    struct process_queue can_read, can_write;
};

static uint32_t pipes_created;

static uint32_t filled(const struct pipe *pipe)
{
    return pipe->write_at - pipe->read_at;
}

static frame_number *frame_at(struct pipe *pipe, uint32_t position)
{
    return &pipe->frames[position / PAGE_SIZE % PIPE_PAGES];
}

static uint32_t within_page(uint32_t position, uint32_t size)
{
    uint32_t rest = PAGE_SIZE - position % PAGE_SIZE;
    return size < rest ? size : rest;
}

/* ---- Reading ---- */

/* Moves bytes that are there to the process: all of them or none. */
static int take_bytes(struct pipe *pipe, uint32_t buffer, uint32_t size)
{
    uint32_t part;
    for (uint32_t done = 0; done < size; done += part) {
        uint32_t position = pipe->read_at + done;
        part = within_page(position, size - done);
        const uint8_t *page = frame_pointer(*frame_at(pipe, position));
        int error = copy_to_user(buffer + done, page + position % PAGE_SIZE, part);
        if (error)
            return error;
    }
    return 0;
}

/* Counts bytes as read and gives back each page that they leave behind, unless the ring has come
 * around and new bytes lie at that page's beginning. */
static void leave_bytes(struct pipe *pipe, uint32_t size)
{
    while (size) {
        uint32_t part = within_page(pipe->read_at, size);
        frame_number *frame = frame_at(pipe, pipe->read_at);
        pipe->read_at += part;
        size -= part;
        if (pipe->read_at % PAGE_SIZE == 0 && filled(pipe) <= PIPE_CAPACITY - PAGE_SIZE) {
            frame_release(*frame);
            *frame = NO_FRAME;
        }
    }
}

static int pipe_read(struct open_file *file, uint32_t buffer, uint32_t size)
{
    struct pipe *pipe = file->pipe;
    if (size == 0)
        return 0;
    while (filled(pipe) == 0) {
        if (pipe->writers == 0)
            return 0;
        if (file->flags & O_NONBLOCK)
            return -EAGAIN;
        if (signal_waits(current_process))
            return -ERESTARTSYS;
        scheduler_block(&pipe->can_read);
    }
    if (size > filled(pipe))
        size = filled(pipe);
    int error = take_bytes(pipe, buffer, size);
    if (error)
        return error;
    leave_bytes(pipe, size);
    scheduler_wake(&pipe->can_write);
    return (int)size;
}

/* ---- Writing ---- */

/* Moves the process's bytes into the ring, where there is room: all of them or none. */
static int put_bytes(struct pipe *pipe, uint32_t buffer, uint32_t size)
{
    uint32_t part;
    for (uint32_t done = 0; done < size; done += part) {
        uint32_t position = pipe->write_at + done;
        part = within_page(position, size - done);
        frame_number *frame = frame_at(pipe, position);
        if (*frame == NO_FRAME)
            *frame = frame_allocate(FRAME_KERNEL);
        if (*frame == NO_FRAME)
            return -ENOMEM;
        uint8_t *page = frame_pointer(*frame);
        int error = copy_from_user(page + position % PAGE_SIZE, buffer + done, part);
        if (error)
            return error;
    }
    pipe->write_at += size;
    return 0;
}

/* Waits until so many bytes fit: 0; -EPIPE when nobody is left to read them, -EAGAIN,
 * -ERESTARTSYS. */
static int wait_for_room(struct open_file *file, uint32_t wanted)
{
    struct pipe *pipe = file->pipe;
    for (;;) {
        if (pipe->readers == 0)
            return -EPIPE;
        if (PIPE_CAPACITY - filled(pipe) >= wanted)
            return 0;
        if (file->flags & O_NONBLOCK)
            return -EAGAIN;
        if (signal_waits(current_process))
            return -ERESTARTSYS;
        scheduler_block(&pipe->can_write);
    }
}

/* Up to PIPE_BUF bytes go in at once or not at all; of more, as many at a time as fit. */
static int pipe_write(struct open_file *file, uint32_t buffer, uint32_t size)
{
    struct pipe *pipe = file->pipe;
    uint32_t done = 0;
    while (done < size) {
        int error = wait_for_room(file, size <= PIPE_BUF ? size : 1);
        if (error == -EPIPE)
            signal_send(current_process, SIGPIPE);
        uint32_t room = PIPE_CAPACITY - filled(pipe);
        uint32_t part = size - done < room ? size - done : room;
        if (!error)
            error = put_bytes(pipe, buffer + done, part);
        if (error)
            return done ? (int)done : error;
        done += part;
        scheduler_wake(&pipe->can_read);
    }
    return (int)done;
}

/* ---- Is it ready? ---- */

static int reader_ready(struct open_file *file)
{
    struct pipe *pipe = file->pipe;
    return (filled(pipe) ? POLL_IN : 0) | (pipe->writers ? 0 : POLL_HANG_UP);
}

/* Room for PIPE_BUF bytes, so that a write of up to so many does not wait. */
static int writer_ready(struct open_file *file)
{
    struct pipe *pipe = file->pipe;
    return (PIPE_CAPACITY - filled(pipe) >= PIPE_BUF ? POLL_OUT : 0)
           | (pipe->readers ? 0 : POLL_ERROR);
}

/* ---- Beginning and end ---- */

static void free_if_unused(struct pipe *pipe)
{
    if (pipe->readers || pipe->writers)
        return;
    for (uint32_t i = 0; i < PIPE_PAGES; i++)
        if (pipe->frames[i] != NO_FRAME)
            frame_release(pipe->frames[i]);
    kernel_free(pipe);
}

static void release_reader(struct open_file *file)
{
    file->pipe->readers--;
    scheduler_wake(&file->pipe->can_write); /* what they wait for will never come */
    free_if_unused(file->pipe);
}

static void release_writer(struct open_file *file)
{
    file->pipe->writers--;
    scheduler_wake(&file->pipe->can_read);
    free_if_unused(file->pipe);
}

static const struct open_file_type reader_type = {
    .read = pipe_read, .ready = reader_ready, .release = release_reader, .mode = S_IFIFO | 0600,
};
static const struct open_file_type writer_type = {
    .write = pipe_write, .ready = writer_ready, .release = release_writer, .mode = S_IFIFO | 0600,
};

uint32_t pipe_number(const struct pipe *pipe)
{
    return pipe->number;
}

int pipe_create(struct open_file **reader, struct open_file **writer)
{
    struct pipe *pipe = kernel_allocate(sizeof *pipe);
    if (!pipe)
        return -ENOMEM;
    *reader = open_file_new(&reader_type, O_RDONLY);
    *writer = open_file_new(&writer_type, O_WRONLY);
    if (*reader && *writer) {
        (*reader)->pipe = (*writer)->pipe = pipe;
        pipe->number = ++pipes_created;
        pipe->readers = pipe->writers = 1;
        return 0;
    }
    kernel_free(*reader);
    kernel_free(*writer);
    kernel_free(pipe);
    return -ENOMEM;
}
