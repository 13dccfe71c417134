/*
 * process.c: the life of a process: create, fork, exit, reap. What to know first: an ended process
 * stays in the list as a zombie, which keeps no more than its struct and its kernel stack (on
 * which its last instructions ran), until its parent has asked for its status.
 */
#include "kernel/proc/process.h"
#include "kernel/debug/gdb/stub.h"
#include "kernel/debug/log.h"
#include "kernel/dev/power.h"
#include "kernel/dev/timer.h"
#include "kernel/fs/file_system.h"
#include "kernel/proc/limits.h"
#include "kernel/proc/open_file.h"
#include "kernel/proc/terminal.h"
#include "kernel/proc/trace.h"
#include "kernel/string.h"
#include "mm/kernel_heap.h"

#define DEFAULT_FILE_MODE_MASK 022u /* new files are written by their owner alone */
#define PID_MOST 32767 /* Linux's default of /proc/sys/kernel/pid_max, less one */
#define PROCESSES_MOST 1000u /* fewer than there is room for kernel stacks (mm/layout.h) */

static struct process *all_processes; /* oldest first */
static uint32_t created;

/* In switch.asm; what context_switch pops for a process that never ran before. */
void process_first_return(void);
struct switch_frame { uint32_t edi, esi, ebx, ebp, return_address; };

/* ---- The list ---- */

struct process *process_find(int pid)
{
    if (pid == 0)
        return current_process;
    for (struct process *process = all_processes; process; process = process->next)
        if (process->pid == pid)
            return process;
    return NULL;
}

struct process *process_first(void)
{
    return process_find(1);
}

struct process *process_oldest(void)
{
    return all_processes;
}

uint32_t process_count(void)
{
    uint32_t count = 0;
    for (struct process *process = all_processes; process; process = process->next)
        count++;
    return count;
}

uint32_t process_count_ever(void)
{
    return created;
}

static void list_append(struct process *process)
{
    struct process **link = &all_processes;
    while (*link)
        link = &(*link)->next;
    *link = process;
}

static void list_remove(struct process *process)
{
    struct process **link = &all_processes;
    while (*link != process)
        link = &(*link)->next;
    *link = process->next;
}

/* The next number that no process has; numbers are used again only after all others were. */
static int new_pid(void)
{
    static int last_pid;
    do
        last_pid = last_pid < PID_MOST ? last_pid + 1 : 1;
    while (all_processes && process_find(last_pid));
    return last_pid;
}

/* ---- Create ---- */

struct process *process_create(struct process *parent, const char *name)
{
    struct process *process = kernel_allocate(sizeof *process);
    if (!process)
        return NULL;
    process->kernel_stack = kernel_stack_allocate();
    if (!process->kernel_stack) {
        kernel_free(process);
        return NULL;
    }
    process->pid = new_pid();
    process->parent = parent;
    process->group = parent ? parent->group : process->pid;
    process->session = parent ? parent->session : process->pid;
    process->file_mode_mask = parent ? parent->file_mode_mask : DEFAULT_FILE_MODE_MASK;
    process->state = PROCESS_BLOCKED;
    limits_initialise(process);
    process->started = time_nanoseconds();
    created++;
    process_set_name(process, name);
    fpu_initial_state(&process->fpu);

    struct switch_frame *frame = (struct switch_frame *)process_registers(process) - 1;
    memset(frame, 0, sizeof *frame);
    frame->return_address = (uint32_t)process_first_return;
    process->kernel_esp = (uint32_t *)frame;
    list_append(process);
    return process;
}

void process_discard(struct process *process)
{
    list_remove(process);
    kernel_stack_free(process->kernel_stack);
    kernel_free(process);
}

void process_set_name(struct process *process, const char *path)
{
    const char *name = path;
    for (const char *p = path; *p; p++)
        if (*p == '/' && p[1] != '\0')
            name = p + 1;
    format_text(process->name, sizeof process->name, "%s", name);
}

int process_fork(void)
{
    struct process *parent = current_process;
    if (process_count() >= PROCESSES_MOST || process_count() >= limit_of(parent, RLIMIT_NPROC))
        return -EAGAIN;
    struct process *child = process_create(parent, parent->name);
    if (!child)
        return -ENOMEM;
    int error = address_space_fork(&child->space, &parent->space);
    if (error) {
        process_discard(child);
        return error;
    }
    for (int i = 0; i < DESCRIPTORS_MOST; i++)
        if (parent->descriptors[i])
            child->descriptors[i] = open_file_retain(parent->descriptors[i]);
    child->close_on_exec = parent->close_on_exec;
    child->directory = parent->directory;
    if (child->directory)
        inode_retain(child->directory);
    child->entry = parent->entry;
    child->arguments = parent->arguments;
    child->arguments_size = parent->arguments_size;
    signal_inherit(child, parent);
    limits_inherit(child, parent);

    fpu_save(&parent->fpu); /* the registers are newer than what the last switch stored */
    child->fpu = parent->fpu;
    *process_registers(child) = *process_registers(parent);
    process_registers(child)->eax = 0;
    scheduler_make_runnable(child);
    return child->pid;
}

/* ---- Exit ---- */

/* Orphans become children of the first process, which waits for all. */
static void give_children_away(struct process *parent)
{
    struct process *first = process_first();
    for (struct process *process = all_processes; process; process = process->next) {
        if (process->parent != parent)
            continue;
        process->parent = first;
        if (process->state == PROCESS_ZOMBIE)
            scheduler_wake(&first->children_ended);
    }
}

/* The status with which the machine ends: an exit code, or 128 + signal as a shell would say. */
static int machine_status(int wait_status)
{
    int signal = wait_status & 0x7F;
    return signal ? 128 + signal : (wait_status >> 8) & 0xFF;
}

/* A parent that ignores SIGCHLD wants no zombies: then the first process waits for this one. */
static void tell_parent(struct process *process)
{
    struct process *parent = process->parent;
    if (signal_is_ignored(parent, SIGCHLD)) {
        process->parent = process_first();
        scheduler_wake(&process->parent->children_ended);
    }
    signal_send(parent, SIGCHLD);
    scheduler_wake(&parent->children_ended);
    if (process->tracer && process->tracer != parent) {
        signal_send(process->tracer, SIGCHLD);
        scheduler_wake(&process->tracer->children_ended);
    }
}

_Noreturn void machine_end(int status)
{
    file_system_shut_down(); /* what could not be written is in the log */
    power_off(status);
}

_Noreturn void process_exit(int status)
{
    struct process *process = current_process;
    if (process->pid == 1)
        machine_end(machine_status(status));

    for (int i = 0; i < DESCRIPTORS_MOST; i++)
        if (process->descriptors[i])
            open_file_release(process->descriptors[i]);
    memset(process->descriptors, 0, sizeof process->descriptors);
    terminal_leave(process);
    if (process->directory)
        inode_release(process->directory);
    process->directory = NULL;
    process_note_resident(process);
    /* The tables must not be the processor's any more when they go. */
    page_table_load(&kernel_page_table);
    address_space_destroy(&process->space);
    memset(&process->space, 0, sizeof process->space);
    give_children_away(process);
    trace_leave();

    process->exit_status = status;
    process->state = PROCESS_ZOMBIE;
    tell_parent(process);
    gdb_process_ended();
    scheduler_leave();
}

static uint32_t larger(uint32_t a, uint32_t b)
{
    return a > b ? a : b;
}

void process_note_resident(struct process *process)
{
    process->used.most_resident = larger(process->used.most_resident,
                                         process->space.most_resident);
}

static void add_usage(struct process_usage *sum, const struct process_usage *usage)
{
    sum->cpu_nanoseconds += usage->cpu_nanoseconds;
    sum->minor_faults += usage->minor_faults;
    sum->major_faults += usage->major_faults;
    sum->voluntary_switches += usage->voluntary_switches;
    sum->involuntary_switches += usage->involuntary_switches;
    sum->most_resident = larger(sum->most_resident, usage->most_resident);
}

void process_reap(struct process *ended)
{
    kernel_assert(ended->state == PROCESS_ZOMBIE && ended != current_process);
    add_usage(&ended->parent->children, &ended->used);
    add_usage(&ended->parent->children, &ended->children);
    process_discard(ended);
}

/* ---- Views ---- */

void process_describe(struct process *process, struct process_info *info)
{
    const struct trap_frame *registers = process_registers(process);
    memset(info, 0, sizeof *info);
    info->pid = process->pid;
    info->parent = process->parent ? process->parent->pid : 0;
    info->state = process->state;
    info->cr3 = process->space.tree.cr3;
    info->resident = process->space.resident;
    for (struct segment *s = process->space.segments; s; s = s->next) {
        struct frame_counts counts = address_space_count(&process->space, s);
        info->shared += counts.shared;
        info->copied += counts.copied;
    }
    info->page_tables = process->space.tree.tables;
    info->cpu_nanoseconds = process_cpu_nanoseconds(process);
    info->entry = process->entry;
    info->user_eip = registers->eip;
    info->user_esp = registers->user_esp;
    memcpy(info->name, process->name, sizeof info->name);
}
