/*
 * view_calls.c: the system calls that show the live machine: page tables, segments, processes,
 * frames, blocks of files. What to know first: each answer is computed when it is asked for, from
 * what the kernel itself works with.
 */
#include "kernel/cpu/features.h"
#include "kernel/dev/timer.h"
#include "kernel/fs/file_system.h"
#include "kernel/proc/calls.h"
#include "kernel/proc/process.h"
#include "kernel/proc/user_copy.h"
#include "kernel/string.h"
#include "mm/kernel_heap.h"

/* A process that still has memory to look at; NULL otherwise. */
static struct process *living_process(uint32_t pid)
{
    struct process *process = process_find((int)pid);
    return process && process->state != PROCESS_ZOMBIE ? process : NULL;
}

/* page_walk(pid, address, struct page_walk *) */
int32_t call_page_walk(struct trap_frame *frame)
{
    struct process *process = living_process(frame->ebx);
    if (!process)
        return -ESRCH;
    struct page_walk walk;
    memset(&walk, 0, sizeof walk);
    page_table_walk(&process->space.tree, frame->ecx, &walk);
    return copy_to_user(frame->edx, &walk, sizeof walk);
}

/* segments(pid, struct segment_info *, most): how many there are; at most `most` are stored. */
int32_t call_segments(struct trap_frame *frame)
{
    struct process *process = living_process(frame->ebx);
    if (!process)
        return -ESRCH;
    int most = (int)frame->edx;
    if (most < 0)
        return -EINVAL;
    int count = address_space_segments(&process->space, NULL, 0);
    if (most > count)
        most = count;
    if (most == 0)
        return count;
    struct segment_info *info = kernel_allocate((size_t)most * sizeof *info);
    if (!info)
        return -ENOMEM;
    address_space_segments(&process->space, info, most);
    int error = copy_to_user(frame->ecx, info, (uint32_t)most * sizeof *info);
    kernel_free(info);
    return error ? error : count;
}

/* process_info(pid, struct process_info *) */
int32_t call_process_info(struct trap_frame *frame)
{
    struct process *process = process_find((int)frame->ebx);
    if (!process)
        return -ESRCH;
    struct process_info info;
    process_describe(process, &info);
    return copy_to_user(frame->ecx, &info, sizeof info);
}

/* file_blocks(path, struct file_blocks *) */
int32_t call_file_blocks(struct trap_frame *frame)
{
    struct inode *inode;
    int error = open_path(frame->ebx, true, &inode);
    if (error)
        return error;
    struct file_blocks blocks;
    memset(&blocks, 0, sizeof blocks);
    error = inode_blocks(inode, &blocks);
    inode_release(inode);
    return error ? error : copy_to_user(frame->ecx, &blocks, sizeof blocks);
}

/* frame_info(number, struct frame_info *): a frame that is no RAM of ours is reserved. */
int32_t call_frame_info(struct trap_frame *frame)
{
    uint32_t number = frame->ebx;
    struct frame_info info = { .number = number, .kind = FRAME_RESERVED };
    if (frame_is_managed(number)) {
        info.kind = frame_kind_of(number);
        info.references = frame_references(number);
    }
    return copy_to_user(frame->ecx, &info, sizeof info);
}

/* system_info(struct system_info *) */
int32_t call_system_info(struct trap_frame *frame)
{
    struct system_info info = {
        .frames_total = frame_count_total(),
        .frames_free = frame_count_free(),
        .frames_cached = page_cache_idle_frames(),
        .frames_kernel = frame_count_of_kind(FRAME_KERNEL),
        .processes = process_count(),
        .cpu_features = cpu_features(),
        .uptime_nanoseconds = time_nanoseconds(),
    };
    return copy_to_user(frame->ebx, &info, sizeof info);
}
