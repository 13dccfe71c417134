/*
 * process.h: a process: an address space of its own, a kernel stack, open files and its place in
 * the family.
 *
 * The kernel is not preemptible (scheduler.h has the rules), so nothing here needs a lock.
 */
#ifndef PROCESS_H
#define PROCESS_H

#include <stdbool.h>
#include <stddef.h>
#include "kernel/abi.h"
#include "kernel/cpu/trap.h"
#include "mm/address_space.h"
#include "kernel/proc/fpu.h"
#include "kernel/proc/scheduler.h"
#include "kernel/proc/signal.h"

struct inode;
struct open_file;

#define DESCRIPTORS_MOST 32
#define PROCESS_NAME_SIZE 32 /* as in struct process_info, NUL included */

/* What a process has used. */
struct process_usage {
    uint64_t cpu_nanoseconds;
    uint32_t minor_faults, major_faults; /* pages given from memory, and after a disk was read */
    uint32_t voluntary_switches, involuntary_switches; /* it waited; its turn was over */
    uint32_t most_resident;         /* frames; of address spaces that it no longer has */
};

struct process {
    struct fpu_state fpu;           /* first: FXSAVE wants 16-byte alignment */
    int pid;
    enum process_state state;
    struct process *parent;         /* NULL only for the first process */
    struct process *next;           /* in the list of all processes, oldest first */
    struct process *queue_next;     /* in the run queue or the wait queue it stands in */
    struct process_queue *queue;    /* which one that is; NULL: none */
    struct process_queue children_ended; /* where it sleeps in waitpid */

    struct address_space space;
    void *kernel_stack;             /* its top; the user's registers lie right below */
    uint32_t *kernel_esp;           /* saved by context_switch */
    struct open_file *descriptors[DESCRIPTORS_MOST];
    uint32_t close_on_exec;         /* a bit for each descriptor */
    uint32_t file_mode_mask;        /* umask: permissions that new files do not get */
    struct inode *directory;        /* where relative paths begin; NULL: the root */

    int exit_status;                /* Linux's wait encoding; valid for a zombie */
    int stop_status;                /* of a stop that nobody has heard of yet; 0: none */
    bool continued;                 /* it goes on again, and nobody has heard of it */
    struct process *tracer;         /* who hears of all its stops; NULL: it is not traced */
    bool trace_calls;               /* it stops at each system call, too, */
    bool trace_marks_calls;         /* and says that it is one (PTRACE_O_TRACESYSGOOD) */
    int trace_stop_signal;          /* what it stopped for; 0: a system call */
    int trace_signal;               /* what its tracer made of it; 0: nothing */
    struct signal_state signals;
    int group, session;             /* pids of those that began them */
    uint64_t wake_time;             /* while it sleeps in scheduler_sleep */
    bool wakes_at_any_event;        /* while it sleeps in scheduler_await_event */
    struct process_usage used;      /* processor time: up to the last switch */
    struct process_usage children;  /* what ended children and theirs had used */
    struct resource_limit limits[RLIMITS];
    uint32_t next_cpu_signal;       /* the second of processor time at which SIGXCPU comes */
    uint64_t alarm_time;            /* when SIGALRM comes; 0: never */
    uint64_t alarm_interval;        /* and again after; 0: once */
    uint64_t started;               /* time_nanoseconds of its fork */
    uint32_t entry;                 /* where the program began */
    uint32_t arguments, arguments_size; /* where execve put its strings, in bytes */
    bool stops_at_return;           /* on its way to ring 3 the debugger wants to see it */
    char name[PROCESS_NAME_SIZE];
};

/* Linux's wait status (wait(2)): an exit code in bits 8 to 15, or the signal in bits 0 to 6; of a
 * process that has only stopped, the signal in bits 8 to 15. */
#define WAIT_STATUS_EXITED(code) (((code) & 0xFF) << 8)
#define WAIT_STATUS_KILLED(signal) ((signal) & 0x7F)
#define WAIT_STATUS_STOPPED(signal) ((signal) << 8 | 0x7F)
#define WAIT_STATUS_CONTINUED 0xFFFF

extern struct process *current_process; /* NULL until the first one runs */

/* The user's registers: the trap frame at the very top of the kernel stack. */
static inline struct trap_frame *process_registers(struct process *process)
{
    return (struct trap_frame *)process->kernel_stack - 1;
}

/* A process without memory or files, not runnable yet. NULL: no memory. Its first context switch
 * ends in ring 3, with the registers that stand in process_registers by then. */
struct process *process_create(struct process *parent, const char *name);
/* Gives back a process that never ran. */
void process_discard(struct process *process);

/* fork(2): the child's pid, -ENOMEM or -EAGAIN. The child returns 0 to ring 3. */
int process_fork(void);
/* Ends the current process: memory and files go at once, the rest with waitpid. When the first
 * process ends the machine does, with its status. status: Linux's wait encoding. */
_Noreturn void process_exit(int status);
/* Switches the machine off with all files safe on the disk. */
_Noreturn void machine_end(int status);
/* Frees what is left of an ended child, whose usage its parent takes over. */
void process_reap(struct process *ended);

struct process *process_find(int pid); /* 0: the current one; zombies too. NULL: none */
struct process *process_first(void);   /* pid 1 */
struct process *process_oldest(void);  /* begins the list of all, which goes on by next */
uint32_t process_count(void);
uint32_t process_count_ever(void);     /* how many were created since the start */
uint64_t process_cpu_nanoseconds(const struct process *process); /* the current slice included */
/* Its address space is about to go: what it used most is remembered. */
void process_note_resident(struct process *process);
void process_describe(struct process *process, struct process_info *info);
void process_set_name(struct process *process, const char *path); /* the path's last part */

/* Starts the first process as the kernel's command line says (init=, arguments=, environment=)
 * and runs it: the end of kmain. Powers the machine off with status 125 when that cannot be. */
_Noreturn void process_start_first(void);

#endif
