/*
 * process_calls.c: the system calls about processes, their memory and the machine's end.
 */
#include "kernel/fs/file_system.h"
#include "kernel/proc/calls.h"
#include "kernel/proc/exec.h"
#include "kernel/proc/limits.h"
#include "kernel/proc/process.h"
#include "kernel/proc/user_copy.h"
#include "mm/kernel_heap.h"

#define FRAMES_KEPT_BACK 64u /* brk leaves so many to page tables, stacks and the kernel */

/* ---- The family ---- */

int32_t call_exit(struct trap_frame *frame)
{
    process_exit(WAIT_STATUS_EXITED(frame->ebx));
}

int32_t call_fork(struct trap_frame *frame)
{
    (void)frame;
    return process_fork();
}

int32_t call_getpid(struct trap_frame *frame)
{
    (void)frame;
    return current_process->pid;
}

int32_t call_getppid(struct trap_frame *frame)
{
    (void)frame;
    return current_process->parent ? current_process->parent->pid : 0;
}

/* ---- execve ---- */

int path_from_user(uint32_t address, char **path)
{
    int length = user_string_length(address, PATH_SIZE);
    if (length < 0)
        return length == -E2BIG ? -ENAMETOOLONG : length;
    *path = kernel_allocate((size_t)length + 1);
    if (!*path)
        return -ENOMEM;
    /* Measured just now, and nothing else ran: it cannot have changed. */
    int result = copy_string_from_user(*path, address, (uint32_t)length + 1);
    if (result < 0)
        kernel_free(*path);
    return result < 0 ? result : 0;
}

/* Adds up the strings of a vector that ends with NULL (address 0: an empty one, as on Linux). */
static int measure_vector(uint32_t vector, uint32_t *count, uint32_t *size)
{
    for (*count = 0; vector; vector += sizeof(uint32_t), (*count)++) {
        uint32_t string;
        int error = copy_from_user(&string, vector, sizeof string);
        if (error || string == 0)
            return error;
        int length = user_string_length(string, EXEC_STRINGS_MOST - *size);
        if (length < 0)
            return length;
        *size += (uint32_t)length + 1;
        if (*count >= EXEC_STRINGS_MOST / sizeof(uint32_t))
            return -E2BIG;
    }
    return 0;
}

static int copy_vector(uint32_t vector, uint32_t count, char **to, uint32_t *room)
{
    for (uint32_t i = 0; i < count; i++) {
        uint32_t string;
        int length = copy_from_user(&string, vector + i * sizeof string, sizeof string);
        if (length == 0)
            length = copy_string_from_user(*to, string, *room);
        if (length < 0)
            return length;
        *to += length + 1;
        *room -= (uint32_t)length + 1;
    }
    return 0;
}

static int exec_with_vectors(const char *path, uint32_t argv, uint32_t envp)
{
    struct exec_strings strings = { .size = 0 };
    int error = measure_vector(argv, &strings.argument_count, &strings.size);
    if (!error)
        error = measure_vector(envp, &strings.environment_count, &strings.size);
    if (error)
        return error;
    char *bytes = kernel_allocate(strings.size ? strings.size : 1);
    if (!bytes)
        return -ENOMEM;
    strings.bytes = bytes;
    char *to = bytes;
    uint32_t room = strings.size;
    error = copy_vector(argv, strings.argument_count, &to, &room);
    if (!error)
        error = copy_vector(envp, strings.environment_count, &to, &room);
    if (!error)
        error = exec(current_process, path, &strings);
    kernel_free(bytes);
    return error;
}

/* execve(path, argv, envp). On success the registers are the new program's. */
int32_t call_execve(struct trap_frame *frame)
{
    char *path;
    int error = path_from_user(frame->ebx, &path);
    if (error)
        return error;
    error = exec_with_vectors(path, frame->ecx, frame->edx);
    kernel_free(path);
    if (!error && current_process->tracer)
        signal_send(current_process, SIGTRAP); /* before its first instruction */
    return error;
}

/* ---- Memory ---- */

/* Whether the machine has the frames for a heap up to end, page tables and the kernel's own needs
 * left aside. */
static bool heap_could_be_filled(struct address_space *space, uint32_t end)
{
    uint32_t wanted = address_space_heap_need(space, end) + FRAMES_KEPT_BACK;
    uint32_t free = frame_count_free();
    /* Counting the page cache takes a while: only if the answer depends on it. */
    return wanted <= free || wanted <= free + page_cache_idle_frames();
}

/* brk(end): the end afterwards. A heap that could never be filled is refused here, where a program
 * can still do something about it; otherwise it would die at a touch. */
int32_t call_brk(struct trap_frame *frame)
{
    struct address_space *space = &current_process->space;
    uint32_t end = frame->ebx;
    if (end > space->heap_end && end <= USER_END
        && (!limits_allow_space(current_process, space, end - space->heap_end)
            || !heap_could_be_filled(space, end)))
        return (int32_t)space->heap_end;
    return (int32_t)address_space_brk(space, end);
}

/* ---- The machine's end ---- */

int32_t call_reboot(struct trap_frame *frame)
{
    if (frame->ebx != REBOOT_MAGIC1 || frame->ecx != REBOOT_MAGIC2
        || frame->edx != REBOOT_POWER_OFF)
        return -EINVAL;
    machine_end(0);
}

int32_t call_power_off(struct trap_frame *frame)
{
    if (current_process->pid != 1)
        return -EPERM;
    machine_end((int)(frame->ebx & 0xFF));
}
