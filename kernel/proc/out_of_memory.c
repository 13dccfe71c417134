/*
 * out_of_memory.c: who goes when memory is out: a process that would give back much, not the one
 * that happens to touch a page next. So a shell survives the bombs that it starts.
 */
#include "kernel/proc/out_of_memory.h"
#include "kernel/debug/log.h"
#include "kernel/proc/process.h"

static bool may_be_chosen(const struct process *process)
{
    return process->pid != 1 && process->state != PROCESS_ZOMBIE;
}

/* Frames that come back when it ends: its page tables, and the pages that it shares with nobody. */
static uint32_t frames_of_its_own(struct process *process)
{
    uint32_t shared = 0;
    for (struct segment *s = process->space.segments; s; s = s->next)
        shared += address_space_count(&process->space, s).shared;
    return process->space.resident - shared + process->space.tree.tables;
}

/* The youngest of those that hold at least half as much as the one that holds most: where many hold
 * about the same, the older ones may be waiting for the younger. NULL: there is only pid 1. */
static struct process *choose(void)
{
    struct process *chosen = NULL;
    uint32_t most = 0;
    for (struct process *process = process_oldest(); process; process = process->next)
        if (may_be_chosen(process) && frames_of_its_own(process) > most)
            most = frames_of_its_own(process);
    for (struct process *process = process_oldest(); process; process = process->next)
        if (may_be_chosen(process) && frames_of_its_own(process) >= most / 2)
            chosen = process;
    return chosen;
}

bool out_of_memory_relieve(void)
{
    struct process *chosen = choose();
    if (!chosen || chosen == current_process)
        return false;
    if (!(chosen->signals.pending & SIGNAL_BIT(SIGKILL))) {
        log_print("process %d (%s) is killed: memory is out, and it holds %u frames\n",
                  chosen->pid, chosen->name, frames_of_its_own(chosen));
        signal_send(chosen, SIGKILL);
    }
    scheduler_yield();
    return true;
}
