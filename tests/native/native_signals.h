/*
 * native_signals.h: what the native test programs about signals share: handlers, and sending.
 */
#ifndef NATIVE_SIGNALS_H
#define NATIVE_SIGNALS_H

#include "tests/native/native.h"

/* Where a handler's ret leads: the ways back with and without SA_SIGINFO. */
void restorer(void), old_restorer(void);
__asm__(".text\nrestorer: movl $173, %eax\nint $0x80\n"
        "old_restorer: popl %eax\nmovl $119, %eax\nint $0x80\n");

static inline int set_action(int signal, uint32_t handler, uint32_t flags, uint32_t mask)
{
    struct signal_action action = {
        .handler = handler, .flags = flags | SA_RESTORER, .mask = { mask },
        .restorer = flags & SA_SIGINFO ? ADDRESS(restorer) : ADDRESS(old_restorer),
    };
    return syscall4(SYS_rt_sigaction, (uint32_t)signal, ADDRESS(&action), 0, 8);
}

static inline int send(int pid, int signal)
{
    return syscall2(SYS_kill, (uint32_t)pid, (uint32_t)signal);
}
static inline int self(void) { return syscall0(SYS_getpid); }
static inline uint32_t bit(int signal) { return 1u << (signal - 1); }

#endif
