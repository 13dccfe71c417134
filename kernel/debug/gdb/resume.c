/*
 * resume.c: lets the machine go on. What to know first: a step is made by the trap flag, which
 * makes the processor trap after one instruction (Intel SDM 3, 17.3.2). The flag has its tricks: it
 * is cleared on the way into the kernel, pushed by pushf, and belongs to the processor, not to the
 * thread; each is dealt with where it shows. A thread that sleeps in the kernel is met at the
 * instruction where it will wake, by a breakpoint of our own.
 */
#include "kernel/debug/gdb/resume.h"

#include "kernel/cpu/segments.h"
#include "kernel/debug/gdb/breakpoints.h"
#include "kernel/debug/gdb/debug_registers.h"
#include "kernel/debug/gdb/instruction.h"
#include "kernel/debug/gdb/machine.h"
#include "kernel/debug/gdb/memory.h"
#include "kernel/proc/process.h"
#include "mm/kernel_heap.h"

static struct resumption resumed;
/* The instruction that is being stepped. */
static struct {
    uint32_t eip, end; /* where it begins; ends, if it is one that the trap flag does not stop at */
    enum instruction_kind kind;
    uint32_t stack_top;
} step;

/* ---- Starting a step ---- */

static struct process *process_of(int thread)
{
    return thread != 0 && thread != THREAD_BOOT ? process_find(thread) : NULL;
}

/* Whether the debugger is to see a process each time that it comes back from the kernel. */
static void see_at_return(struct process *process, bool wanted)
{
    if (!process)
        return;
    process->stops_at_return = wanted;
    if (wanted && process == current_process)
        scheduler_attention = true;
}

static void see_owners_at_return(bool wanted)
{
    for (int pid = debug_registers_next_owner(0); pid; pid = debug_registers_next_owner(pid))
        see_at_return(process_find(pid), wanted);
}

/* What an instruction would load into ss. */
static bool new_stack_selector(const struct trap_frame *frame, uint32_t tables, uint32_t *selector)
{
    const uint32_t general[] = { frame->eax, frame->ecx, frame->edx, frame->ebx,
                                 frame->user_esp, frame->ebp, frame->esi, frame->edi };

    if (step.kind == INSTRUCTION_LOAD_STACK)
        *selector = general[instruction_register(tables, frame->eip)];
    else if (step.kind != INSTRUCTION_POP_STACK || !trap_from_user(frame) ||
             memory_read(tables, frame->user_esp, selector, sizeof *selector) < sizeof *selector)
        return false;
    *selector &= 0xFFFF;
    return true;
}

/* The processor takes no trap between an instruction that sets ss, or enables interrupts, and the
 * one behind it (Intel SDM 3, 6.8.3). So they are done in their place: the first changes nothing,
 * for all segments are the same. False: it is another instruction, or would fault. */
static bool do_in_its_place(struct trap_frame *frame, uint32_t tables)
{
    bool user = trap_from_user(frame);
    uint32_t selector;

    if (step.kind == INSTRUCTION_ENABLE_INTERRUPTS && !user)
        frame->eflags |= EFLAGS_INTERRUPTS;
    else if (!new_stack_selector(frame, tables, &selector) ||
             selector != (user ? frame->user_ss & 0xFFFF : KERNEL_DATA))
        return false;
    if (step.kind == INSTRUCTION_POP_STACK)
        frame->user_esp += sizeof selector;
    frame->eip = step.end;
    return true;
}

/* Lets the thread that a frame belongs to execute one instruction. */
static void step_frame(struct trap_frame *frame, struct process *process)
{
    bool user = trap_from_user(frame);
    uint32_t tables = memory_tables(process), length;

    step.eip = frame->eip;
    step.kind = instruction_kind(tables, frame->eip, &length);
    step.end = frame->eip + length;
    step.stack_top = process ? (uint32_t)process->kernel_stack : 0;
    if (user) /* the way back to ring 3 is where a system call's step ends */
        see_at_return(process, true);
    bool done = do_in_its_place(frame, tables);
    if (!user && (done || step.kind == INSTRUCTION_HALT)) {
        /* After a halt an interrupt's handler comes; its return would lose an instruction. */
        breakpoints_set_own(step.end);
    } else if (!done && step.kind != INSTRUCTION_SYSTEM_CALL) {
        frame->eflags |= EFLAGS_TRAP;
    }
}

/* Lets a thread step, wherever it is now. */
static void step_thread(int id)
{
    struct thread thread;

    if (!machine_thread(id, &thread))
        return;
    if (thread.frame)
        step_frame(thread.frame, thread.process);
    else
        breakpoints_set_own(thread.switched->eip); /* resume_at_own_breakpoint goes on */
}

/* Has the scheduler give the processor to no other process. Where the kernel was stopped on behalf
 * of one that is held, that one first comes to the kernel's border: it is not preemptible. */
static void hold_others(int only)
{
    scheduler_only = process_of(only);
    if (scheduler_only && scheduler_only != current_process)
        scheduler_attention = true;
}

void resume_machine(const struct resumption *resumption)
{
    resumed = *resumption;
    hold_others(resumed.only);
    see_owners_at_return(true);
    if (resumed.step != 0) {
        step_thread(resumed.step);
        return;
    }
    breakpoints_forget_unset();
    debug_registers_forget_unset();
}

/* ---- Ending it ---- */

void resume_end(void)
{
    struct process *process = process_of(resumed.step);

    machine_frame()->eflags &= ~EFLAGS_TRAP;
    see_owners_at_return(false);
    see_at_return(process, false);
    if (process && process->state != PROCESS_ZOMBIE)
        process_registers(process)->eflags &= ~EFLAGS_TRAP;
    breakpoints_suspend(0);
    breakpoints_set_own(0);
    resumed.step = 0;
}

int resume_reported_thread(void)
{
    struct thread thread;
    bool alone = resumed.only != 0 && machine_thread(resumed.only, &thread);
    return alone ? resumed.only : machine_current_thread();
}

bool resume_has_resumed(int thread)
{
    return resumed.only == 0 || resumed.only == thread;
}

bool resume_has_resumed_only(int thread)
{
    return resumed.only != 0 && resumed.only == thread;
}

/* ---- A step's trap ---- */

static bool in_range(uint32_t eip)
{
    return eip - resumed.range_start < resumed.range_end - resumed.range_start;
}

bool resume_goes_on_in_range(struct trap_frame *frame)
{
    bool same_thread = step.stack_top - (uint32_t)frame <= KERNEL_STACK_SIZE;

    if (resumed.step == 0 || !same_thread || !in_range(frame->eip) ||
        step.kind != INSTRUCTION_PLAIN || breakpoints_suspended() != 0 ||
        (debug_registers_peek_status() & DEBUG_STATUS_PLACES))
        return false;
    uint32_t length;
    if (instruction_kind(memory_tables(NULL), frame->eip, &length) != INSTRUCTION_PLAIN)
        return false;
    step.eip = frame->eip;
    return true;
}

/* pushf has put the trap flag on the stack, where the program would find it. */
static void clean_pushed_flags(const struct trap_frame *frame, struct process *process)
{
    uint32_t esp = trap_from_user(frame) ? frame->user_esp : (uint32_t)&frame->user_esp;
    uint8_t flags; /* the byte with the trap flag */

    if (memory_read(memory_tables(process), esp + 1, &flags, 1) == 0)
        return;
    flags &= (uint8_t)~(EFLAGS_TRAP >> 8);
    memory_write(process, esp + 1, &flags, 1);
}

/* An instruction of the thread that steps is over. */
static enum step_outcome finish_instruction(struct trap_frame *frame)
{
    struct process *process = process_of(resumed.step);

    if (step.kind == INSTRUCTION_PUSH_FLAGS)
        clean_pushed_flags(frame, process);
    bool repeats = step.kind == INSTRUCTION_REPEATED && frame->eip == step.eip;
    if (!repeats && !in_range(frame->eip))
        return STEP_DONE;
    step_frame(frame, process);
    return STEP_GOES_ON;
}

enum step_outcome resume_after_step(struct trap_frame *frame)
{
    int thread = machine_thread_of(frame);

    if (breakpoints_suspended() != 0) { /* resume_step_off's */
        breakpoints_suspend(0);
        if (resumed.step != thread) {
            frame->eflags &= ~EFLAGS_TRAP;
            return STEP_GOES_ON;
        }
    }
    if (resumed.step == 0)
        return STEP_NONE;
    if (resumed.step == thread)
        return finish_instruction(frame);
    if (trap_from_user(frame))
        return STEP_NONE; /* the program's own */
    /* The thread that steps has left the processor in context_switch, and its flag with it. */
    frame->eflags &= ~EFLAGS_TRAP;
    step_thread(resumed.step);
    return STEP_GOES_ON;
}

enum step_outcome resume_at_own_breakpoint(struct trap_frame *frame)
{
    if (resumed.step != machine_thread_of(frame))
        return STEP_NONE;
    breakpoints_set_own(0);
    bool waited = step.kind != INSTRUCTION_PLAIN && step.kind != INSTRUCTION_SYSTEM_CALL;
    if (waited && frame->eip == step.end)
        return finish_instruction(frame);
    step_frame(frame, process_of(resumed.step));
    return STEP_GOES_ON;
}

enum step_outcome resume_at_return(struct trap_frame *frame)
{
    int pid = current_process->pid;

    scheduler_attention = debug_registers_next_owner(pid - 1) == pid; /* the next time as well */
    if (resumed.step != pid)
        return STEP_NONE;
    if (frame->eip == step.eip) { /* not executed yet: a page had to come, or an interrupt came */
        scheduler_attention = true;
        return STEP_GOES_ON;
    }
    frame->eflags &= ~EFLAGS_TRAP;
    return finish_instruction(frame);
}

void resume_step_off(struct trap_frame *frame)
{
    breakpoints_suspend(frame->eip);
    frame->eflags |= EFLAGS_TRAP;
}
