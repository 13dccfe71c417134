/*
 * signal.h: signals: sent to a process at any time, delivered when it is about to go on in ring 3.
 * There are the 31 standard ones, each pending once at most; there are no real-time signals.
 *
 * A blocking call that finds signal_waits() ends with -ERESTARTSYS (or with what it has done so
 * far), and delivery turns that into -EINTR or into the call once more, as Linux does.
 */
#ifndef SIGNAL_H
#define SIGNAL_H

#include <stdbool.h>
#include <stdint.h>
#include "kernel/abi.h"
#include "kernel/cpu/trap.h"

struct process;

#define SIGNALS 31
#define ERESTARTSYS 512 /* never seen by a process; Linux's number */

/* A set of signals: bit 0 is signal 1. */
#define SIGNAL_BIT(signal) (1u << ((signal) - 1))
#define SIGNALS_UNBLOCKABLE (SIGNAL_BIT(SIGKILL) | SIGNAL_BIT(SIGSTOP))

struct signal_handling { uint32_t handler, flags, restorer, mask; };

struct signal_state {
    uint32_t pending, blocked;
    uint32_t suspended;        /* what was blocked before sigsuspend; valid while it waits */
    bool is_suspended;
    struct signal_handling handling[SIGNALS + 1];
    int32_t senders[SIGNALS + 1]; /* pids, for siginfo; 0: the kernel */
    uint32_t trap, error_code, fault_address; /* of the last exception */
};

/* Sends a signal: forgotten at once when it is ignored; wakes a process that waits. */
void signal_send(struct process *process, int signal);
/* To all members of a process group: how many there are. */
unsigned signal_send_group(int group, int signal);
/* An exception of the current process: true when its handler will run, in which case the trap's
 * return delivers it; false: the process is to end. */
bool signal_of_exception(const struct trap_frame *frame, int signal, uint32_t address);
/* Whether the current process is to be interrupted. */
bool signal_waits(const struct process *process);
/* The same for a process that waits for nothing but time or a signal: if it is only to stop for a
 * while, it does so here, and then goes on waiting. */
bool signal_interrupts(void);
/* Whether it asked not to hear of its children's end. */
bool signal_is_ignored(const struct process *process, int signal);
/* On the way to ring 3: runs default actions and prepares handlers. */
void signal_deliver(struct trap_frame *frame);

/* fork and execve. */
void signal_inherit(struct process *child, const struct process *parent);
void signal_reset_handlers(struct process *process);

/* signal_frame.c: lets the current process go on in a handler, with all that it needs to come back
 * on its stack; -EFAULT when that is not writable. blocked: the mask to come back to. */
int signal_frame_push(struct trap_frame *frame, int signal, uint32_t blocked);

#endif
