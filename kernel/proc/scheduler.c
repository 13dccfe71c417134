/*
 * scheduler.c: the run queue, the context switch and the idle loop. What to know first: the kernel
 * runs with interrupts off, except for one place, the halt in `idle`; so a queue never changes
 * under the hands of a function here.
 */
#include "kernel/proc/scheduler.h"
#include "kernel/debug/gdb/stub.h"
#include "kernel/debug/log.h"
#include "kernel/dev/timer.h"
#include "kernel/fs/file_system.h"
#include "kernel/proc/alarm.h"
#include "kernel/proc/limits.h"
#include "kernel/proc/process.h"
#include "kernel/proc/system_call.h"
#include "kernel/proc/trace.h"

struct process *current_process;
bool scheduler_attention;
struct process *scheduler_only;
static bool turn_is_over;
static struct process_queue run_queue;
static struct process_queue sleepers; /* in order of wake_time */
static unsigned event_sleepers; /* of these, those that any event wakes */
static uint64_t slice_start; /* when the current process got the processor */
static uint64_t idle_nanoseconds;
static bool is_idle;
static uint32_t switches;

void context_switch(uint32_t **save_esp, uint32_t *load_esp); /* switch.asm */

/* ---- Queues ---- */

static void queue_append(struct process_queue *queue, struct process *process)
{
    kernel_assert(process->queue == NULL);
    process->queue = queue;
    process->queue_next = NULL;
    if (queue->last)
        queue->last->queue_next = process;
    else
        queue->first = process;
    queue->last = process;
}

static void queue_remove(struct process *process)
{
    struct process_queue *queue = process->queue;
    struct process *before = NULL;
    for (struct process *p = queue->first; p != process; p = p->queue_next)
        before = p;
    if (before)
        before->queue_next = process->queue_next;
    else
        queue->first = process->queue_next;
    if (queue->last == process)
        queue->last = before;
    process->queue = NULL;
    process->queue_next = NULL;
}

void scheduler_make_runnable(struct process *process)
{
    process->state = PROCESS_RUNNABLE;
    queue_append(&run_queue, process);
}

void scheduler_wake_process(struct process *process)
{
    if (process->state != PROCESS_BLOCKED)
        return;
    queue_remove(process);
    scheduler_make_runnable(process);
}

static void wake_event_sleepers(void)
{
    for (struct process *process = sleepers.first, *next; process; process = next) {
        next = process->queue_next;
        if (process->wakes_at_any_event)
            scheduler_wake_process(process);
    }
}

void scheduler_wake(struct process_queue *queue)
{
    while (queue->first)
        scheduler_wake_process(queue->first);
    if (event_sleepers)
        wake_event_sleepers();
}

/* ---- Sleeping ---- */

/* Puts the current process among the sleepers, behind all that wake no later. */
static void queue_sleeper(struct process *process)
{
    struct process *before = NULL, *after = sleepers.first;
    while (after && after->wake_time <= process->wake_time) {
        before = after;
        after = after->queue_next;
    }
    process->queue = &sleepers;
    process->queue_next = after;
    if (before)
        before->queue_next = process;
    else
        sleepers.first = process;
    if (!after)
        sleepers.last = process;
}

static void wake_sleepers(void)
{
    if (!sleepers.first)
        return;
    uint64_t now = time_nanoseconds();
    while (sleepers.first && sleepers.first->wake_time <= now)
        scheduler_wake_process(sleepers.first);
}

/* ---- The switch ---- */

static bool is_held(const struct process *process)
{
    return scheduler_only && process != scheduler_only;
}

static struct process *next_in_turn(void)
{
    if (!scheduler_only)
        return run_queue.first;
    return scheduler_only->queue == &run_queue ? scheduler_only : NULL;
}

/* Halts until an interrupt makes a process runnable. `sti` takes effect only after the next
 * instruction (Intel SDM 2, STI), so no interrupt can slip in between it and `hlt`. */
static void idle(void)
{
    is_idle = true;
    while (!next_in_turn()) {
        file_system_write_back_if_due();
        __asm__ volatile("sti; hlt; cli" : : : "memory");
    }
    is_idle = false;
}

static void charge_slice(struct process *process)
{
    uint64_t now = time_nanoseconds();
    process->used.cpu_nanoseconds += now - slice_start;
    slice_start = now;
}

uint64_t process_cpu_nanoseconds(const struct process *process)
{
    uint64_t running = process == current_process ? time_nanoseconds() - slice_start : 0;
    return process->used.cpu_nanoseconds + running;
}

uint64_t scheduler_idle_nanoseconds(void)
{
    return idle_nanoseconds;
}

/* Takes it from the sum to which the time since slice_start will be added: less than nothing,
 * perhaps, until then, but every reader adds that time first. */
void scheduler_leave_out(uint64_t nanoseconds)
{
    if (is_idle)
        idle_nanoseconds -= nanoseconds;
    else if (current_process)
        current_process->used.cpu_nanoseconds -= nanoseconds;
}

uint32_t scheduler_switches(void)
{
    return switches;
}

/* Gives the processor's registers to a process: all but the stack pointer. */
static void take_processor(struct process *process)
{
    process->state = PROCESS_RUNNING;
    current_process = process;
    turn_is_over = false;
    scheduler_attention = signal_waits(process) || process->stops_at_return;
    system_call_entry = process->trace_calls ? system_call_traced : system_call;
    gdb_take_processor(process->pid);
    trap_set_kernel_stack(process->kernel_stack);
    page_table_load(&process->space.tree); /* CR3 is written only if it changes */
    fpu_load(&process->fpu);
}

/* Runs the next process. The caller has put the current one where it belongs: into the run queue,
 * into a queue to sleep in, or among the zombies. */
static void run_next(void)
{
    struct process *previous = current_process;
    charge_slice(previous);
    if (!next_in_turn()) {
        idle();
        uint64_t idle_start = slice_start;
        slice_start = time_nanoseconds(); /* idling is charged to nobody */
        idle_nanoseconds += slice_start - idle_start;
    }
    struct process *next = next_in_turn();
    queue_remove(next);
    if (next == previous) {
        next->state = PROCESS_RUNNING;
        turn_is_over = false;
        scheduler_attention = signal_waits(next) || next->stops_at_return;
        return;
    }
    switches++;
    fpu_save(&previous->fpu);
    take_processor(next);
    context_switch(&previous->kernel_esp, next->kernel_esp);
}

void scheduler_block(struct process_queue *queue)
{
    current_process->state = PROCESS_BLOCKED;
    current_process->used.voluntary_switches++;
    queue_append(queue, current_process);
    run_next();
}

void scheduler_sleep(uint64_t until)
{
    current_process->wake_time = until;
    current_process->state = PROCESS_BLOCKED;
    current_process->used.voluntary_switches++;
    queue_sleeper(current_process);
    run_next();
}

void scheduler_await_event(uint64_t until)
{
    current_process->wakes_at_any_event = true;
    event_sleepers++;
    scheduler_sleep(until);
    event_sleepers--;
    current_process->wakes_at_any_event = false;
}

void scheduler_yield(void)
{
    scheduler_make_runnable(current_process);
    run_next();
}

void scheduler_stop(void)
{
    current_process->state = PROCESS_STOPPED;
    run_next();
}

_Noreturn void scheduler_leave(void)
{
    if (scheduler_only == current_process)
        scheduler_only = NULL;
    run_next();
    panic("an ended process was given the processor");
}

_Noreturn void scheduler_start(struct process *first)
{
    uint32_t *boot_stack;
    slice_start = time_nanoseconds();
    timer_start(scheduler_tick);
    take_processor(first);
    context_switch(&boot_stack, first->kernel_esp);
    panic("the boot stack was taken up again");
}

/* ---- On the way to ring 3 ---- */

void scheduler_tick(void)
{
    wake_sleepers();
    alarms_check();
    turn_is_over = true;
    scheduler_attention = true;
}

static void end_turn(void)
{
    turn_is_over = false;
    file_system_write_back_if_due();
    limits_check_cpu(current_process);
    if (run_queue.first || is_held(current_process)) {
        current_process->used.involuntary_switches++;
        scheduler_yield();
    }
}

void scheduler_attend(void)
{
    do {
        scheduler_attention = false;
        if (turn_is_over || is_held(current_process))
            end_turn();
        /* After the others' turn, so that a signal they sent meanwhile is met at once. */
        if (signal_waits(current_process))
            signal_deliver(process_registers(current_process));
        if (current_process->stops_at_return)
            gdb_return_to_user(process_registers(current_process));
    } while (is_held(current_process));
}
