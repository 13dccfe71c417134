/*
 * signals.c: signals as Linux/i386 has them: default actions, handlers and their frames, masks,
 * interrupted calls, process groups; and frames that a program has damaged. Status 0 when all was
 * so. The memory of a page fault's handler is that of the process: it can mend what was wrong.
 */
#include "tests/native/native.h"
#include "tests/native/native_signals.h"

static volatile int handled, last_signal, last_code;
static volatile uint32_t last_address, mask_in_handler;

/* ---- Calls ---- */

static int change_mask(uint32_t how, uint32_t set)
{
    uint32_t sets[2] = { set, 0 };
    return syscall4(SYS_rt_sigprocmask, how, ADDRESS(sets), 0, 8);
}

static uint32_t current_mask(void)
{
    uint32_t mask[2] = { 77, 77 };
    check(syscall4(SYS_rt_sigprocmask, 0, 0, ADDRESS(mask), 8) == 0 && mask[1] == 0);
    return mask[0];
}

static int wait_status(int pid)
{
    int status = -1;
    check(wait_process(pid, &status) == pid);
    return status;
}

static void sleep_milliseconds(int32_t milliseconds)
{
    struct timespec32 time = { milliseconds / 1000, milliseconds % 1000 * 1000000 };
    syscall2(SYS_nanosleep, ADDRESS(&time), 0);
}

/* ---- Handlers ---- */

static void simple_handler(int signal)
{
    handled++;
    last_signal = signal;
    mask_in_handler = current_mask();
}

static void informed_handler(int signal, struct signal_information *information,
                             struct user_context *context)
{
    handled++;
    last_signal = signal;
    last_code = information->code;
    last_address = information->sender_or_address;
    check(information->signal == signal && context->registers.cs % 4 == 3);
}

/* ---- Default actions ---- */

static void what_nobody_handles(void)
{
    static const uint8_t ending[] = { SIGHUP, SIGINT, SIGQUIT, SIGKILL, SIGUSR1, SIGPIPE, SIGALRM,
                                      SIGTERM };
    for (size_t i = 0; i < sizeof ending; i++) {
        int pid = fork_process();
        if (pid == 0) {
            syscall0(SYS_pause);
            exit_process(0);
        }
        check(send(pid, 0) == 0 && send(pid, SIGCHLD) == 0 && send(pid, SIGWINCH) == 0);
        if (i % 2)
            syscall0(SYS_sched_yield); /* let it get to its pause */
        check(send(pid, ending[i]) == 0 && wait_status(pid) == ending[i]);
    }
    check(send(12345, SIGTERM) == -ESRCH);
    check(send(self(), 32) == -EINVAL && send(self(), -1) == -EINVAL);
    check(send(-12345, SIGTERM) == -ESRCH);
    check(send((int)0x80000000, SIGTERM) == -ESRCH);
    check(send(1, SIGKILL) == 0 && syscall0(SYS_getppid) == 1); /* the first process has no end */
}

/* ---- Handlers run, and all is as before ---- */

static void handlers_run_at_once(void)
{
    check(set_action(SIGUSR1, ADDRESS(simple_handler), 0, bit(SIGTERM)) == 0);
    check(send(self(), SIGUSR1) == 0 && handled == 1 && last_signal == SIGUSR1);
    check(mask_in_handler == (bit(SIGUSR1) | bit(SIGTERM)) && current_mask() == 0);
    check(set_action(SIGUSR1, ADDRESS(informed_handler), SA_SIGINFO, 0) == 0);
    check(send(self(), SIGUSR1) == 0 && handled == 2 && last_code == SI_USER);
    check(last_address == (uint32_t)self());
    check(set_action(SIGUSR1, ADDRESS(simple_handler), SA_NODEFER | SA_RESETHAND, 0) == 0);
    check(send(self(), SIGUSR1) == 0 && handled == 3 && mask_in_handler == 0);
    struct signal_action old;
    check(syscall4(SYS_rt_sigaction, SIGUSR1, 0, ADDRESS(&old), 8) == 0 && old.handler == SIG_DFL);
    check(set_action(SIGKILL, SIG_IGN, 0, 0) == -EINVAL && set_action(0, 0, 0, 0) == -EINVAL);
    check(set_action(32, 0, 0, 0) == -EINVAL && change_mask(3, 0) == -EINVAL);
    struct signal_action no_way_back = { .handler = ADDRESS(simple_handler) };
    check(syscall4(SYS_rt_sigaction, SIGUSR1, ADDRESS(&no_way_back), 0, 8) == -EINVAL);
    check(syscall4(SYS_rt_sigaction, SIGUSR1, 0, 0, 4) == -EINVAL);
}

/* A handler that leaves nothing in the floating-point unit as it found it. */
static void spoil_registers(int signal)
{
    static const float one = 1;
    (void)signal;
    handled++;
    __asm__ volatile("fninit; fld1; fld1; xorps %%xmm3, %%xmm3; movss %0, %%xmm5"
                     : : "m"(one) : "memory");
}

static void registers_survive(void)
{
    static const float values[4] __attribute__((aligned(16))) = { 1.5f, -2, 3e9f, 4 };
    static float after[4] __attribute__((aligned(16)));
    static double x87 = 0;
    uint32_t sum, result;
    check(set_action(SIGUSR1, ADDRESS(spoil_registers), 0, 0) == 0);
    handled = 0;
    uint32_t pid = (uint32_t)self();
    __asm__ volatile("movaps %[values], %%xmm3; fldpi\n"
                     "movl $0x11111111, %%esi; movl $0x22222222, %%edi; movl $0x3333333, %%edx\n"
                     "int $0x80\n"
                     "addl %%esi, %%edi; addl %%edx, %%edi; addl %%ecx, %%edi\n"
                     "movaps %%xmm3, %[after]; fstpl %[x87]"
                     : "=a"(result), "=&D"(sum), [after] "=m"(after), [x87] "=m"(x87)
                     : "a"(SYS_kill), "b"(pid), "c"(SIGUSR1), [values] "m"(values)
                     : "esi", "edx", "memory");
    check(handled == 1 && result == 0 && sum == 0x36666666u + SIGUSR1);
    check(x87 > 3.14159 && x87 < 3.1416);
    for (int i = 0; i < 4; i++)
        check(after[i] == values[i]);
}

static void blocked_ones_wait(void)
{
    uint32_t set[2];
    handled = 0;
    check(set_action(SIGUSR2, ADDRESS(simple_handler), 0, 0) == 0);
    check(change_mask(SIG_BLOCK, bit(SIGUSR2) | bit(SIGKILL)) == 0);
    check(current_mask() == bit(SIGUSR2));
    check(send(self(), SIGUSR2) == 0 && send(self(), SIGUSR2) == 0 && handled == 0);
    check(syscall2(SYS_rt_sigpending, ADDRESS(set), 8) == 0 && set[0] == bit(SIGUSR2));
    check(change_mask(SIG_UNBLOCK, bit(SIGUSR2)) == 0 && handled == 1); /* once */
    /* sigsuspend: only while it waits. */
    check(change_mask(SIG_SETMASK, bit(SIGUSR2)) == 0 && send(self(), SIGUSR2) == 0);
    set[0] = set[1] = 0;
    check(syscall2(SYS_rt_sigsuspend, ADDRESS(set), 8) == -EINTR && handled == 2);
    check(mask_in_handler == bit(SIGUSR2) && current_mask() == bit(SIGUSR2));
    check(change_mask(SIG_SETMASK, 0) == 0);
}

/* ---- Calls that wait ---- */

/* A child that sends us a signal after a while, then a byte, and then ends. */
static int signal_later(int signal, int descriptor)
{
    int parent = self(), pid = fork_process();
    if (pid == 0) {
        sleep_milliseconds(30);
        send(parent, signal);
        sleep_milliseconds(30);
        syscall3(SYS_write, (uint32_t)descriptor, ADDRESS("x"), 1);
        exit_process(4);
    }
    return pid;
}

static void waiting_calls_are_interrupted(void)
{
    int ends[2];
    char byte = 0;
    check(syscall1(SYS_pipe, ADDRESS(ends)) == 0);
    handled = 0;
    check(set_action(SIGUSR1, ADDRESS(simple_handler), 0, 0) == 0);
    int pid = signal_later(SIGUSR1, ends[1]);
    check(syscall3(SYS_read, (uint32_t)ends[0], ADDRESS(&byte), 1) == -EINTR && handled == 1);
    check(syscall3(SYS_read, (uint32_t)ends[0], ADDRESS(&byte), 1) == 1 && byte == 'x');
    check(wait_status(pid) == 4 << 8);
    check(set_action(SIGUSR1, ADDRESS(simple_handler), SA_RESTART, 0) == 0);
    byte = 0;
    pid = signal_later(SIGUSR1, ends[1]);
    check(syscall3(SYS_read, (uint32_t)ends[0], ADDRESS(&byte), 1) == 1 && byte == 'x');
    check(handled == 2 && wait_status(pid) == 4 << 8);
    pid = signal_later(SIGUSR1, ends[1]);
    check(wait_status(pid) == 4 << 8 && handled == 3);
    pid = signal_later(SIGWINCH, ends[1]); /* ignored: nobody notices */
    check(syscall3(SYS_read, (uint32_t)ends[0], ADDRESS(&byte), 1) == 1);
    check(syscall3(SYS_read, (uint32_t)ends[0], ADDRESS(&byte), 1) == 1);
    check(wait_status(pid) == 4 << 8);
    /* A sleep says what was left, SA_RESTART or not. */
    struct timespec32 time = { 100, 0 }, left = { 0, 0 };
    pid = signal_later(SIGUSR1, ends[1]);
    check(syscall2(SYS_nanosleep, ADDRESS(&time), ADDRESS(&left)) == -EINTR && handled == 4);
    check(left.seconds == 99 && wait_status(pid) == 4 << 8);
    syscall1(SYS_close, (uint32_t)ends[0]), syscall1(SYS_close, (uint32_t)ends[1]);
}

static void children_are_heard_of(void)
{
    handled = 0;
    check(set_action(SIGCHLD, ADDRESS(informed_handler), SA_SIGINFO, 0) == 0);
    int pid = fork_process();
    if (pid == 0)
        exit_process(3);
    while (!handled)
        syscall0(SYS_pause);
    check(last_signal == SIGCHLD && last_address == (uint32_t)pid && wait_status(pid) == 3 << 8);
    check(set_action(SIGCHLD, SIG_IGN, 0, 0) == 0); /* wants no zombies */
    pid = fork_process();
    if (pid == 0)
        exit_process(3);
    check(wait_process(pid, NULL) == -ECHILD && wait_process(-1, NULL) == -ECHILD);
    check(set_action(SIGCHLD, SIG_DFL, 0, 0) == 0);
}

static void writers_without_readers(void)
{
    int ends[2];
    check(set_action(SIGPIPE, SIG_IGN, 0, 0) == 0 && syscall1(SYS_pipe, ADDRESS(ends)) == 0);
    syscall1(SYS_close, (uint32_t)ends[0]);
    check(syscall3(SYS_write, (uint32_t)ends[1], ADDRESS("x"), 1) == -EPIPE);
    handled = 0;
    check(set_action(SIGPIPE, ADDRESS(simple_handler), SA_RESTART, 0) == 0);
    check(syscall3(SYS_write, (uint32_t)ends[1], ADDRESS("x"), 1) == -EPIPE && handled == 1);
    check(set_action(SIGPIPE, SIG_DFL, 0, 0) == 0);
    syscall1(SYS_close, (uint32_t)ends[1]);
}

/* ---- Faults ---- */

static uint32_t good_word;

static void mend(int signal, struct signal_information *information, struct user_context *context)
{
    handled++;
    last_signal = signal;
    last_address = information->sender_or_address;
    check(context->registers.trap == 14 && context->registers.fault_address == last_address);
    context->registers.ecx = ADDRESS(&good_word);
}

static void write_near_null(void) { __asm__ volatile("movl $1, 0x44" : : : "memory"); }

static void a_fault_can_be_mended(void)
{
    handled = 0;
    check(set_action(SIGSEGV, ADDRESS(mend), SA_SIGINFO, 0) == 0);
    __asm__ volatile("movl %1, %%ecx; movl $99, (%%ecx)" : "+m"(good_word) : "i"(0x44)
                     : "ecx", "memory");
    check(handled == 1 && good_word == 99 && last_address == 0x44 && last_signal == SIGSEGV);
    int pid = fork_process(); /* blocked or ignored, it ends the process all the same */
    if (pid == 0) {
        change_mask(SIG_BLOCK, bit(SIGSEGV));
        write_near_null();
    }
    check(wait_status(pid) == SIGSEGV);
    pid = fork_process();
    if (pid == 0) {
        set_action(SIGSEGV, SIG_IGN, 0, 0);
        write_near_null();
    }
    check(wait_status(pid) == SIGSEGV);
    pid = fork_process();
    if (pid == 0) { /* no stack for the handler */
        __asm__ volatile("movl $0x1000, %esp; movl $1, 0x44");
        __builtin_unreachable();
    }
    check(wait_status(pid) == SIGSEGV);
    check(set_action(SIGSEGV, SIG_DFL, 0, 0) == 0);
}

/* ---- Damaged frames: the process may die of them, and nothing else ---- */

static int damage;

static void damaging(int signal, struct signal_information *information,
                     struct user_context *context)
{
    struct signal_context *registers = &context->registers;
    (void)signal, (void)information;
    switch (damage) {
    case 0: registers->cs = 0x08; break;
    case 1: registers->cs = 0; break;
    case 2: registers->ss = 0x10; break;
    case 3: registers->ss = 0; break;
    case 4: registers->ds = 0x10, registers->es = 0x30, registers->gs = 0xFFFF; break;
    case 5: registers->eflags = 0xFFFFFEFF; break;
    case 6: registers->eip = 0xC0100000; break;
    case 7: registers->esp = 0xFFFFFFFF, registers->eip = 0; break;
    case 8: registers->fpu_address = 0xC0000000; break;
    case 9: ((uint32_t *)registers->fpu_address)[28 + 6] = 0xFFFFFFFF; break; /* MXCSR */
    case 10: registers->fpu_address = 0; break;
    case 11: context->blocked[0] = 0xFFFFFFFF; break;
    case 12: registers->eax = (uint32_t)-512; break; /* what an interrupted call looks like */
    case 13: registers->eflags |= 0x100; break; /* single step */
    }
}

static void damaged_frames(void)
{
    for (damage = 0; damage <= 13; damage++) {
        int pid = fork_process();
        if (pid == 0) {
            set_action(SIGUSR1, ADDRESS(damaging), SA_SIGINFO, 0);
            send(self(), SIGUSR1);
            exit_process(0);
        }
        check(wait_process(pid, NULL) == pid);
    }
    for (uint32_t stack = 0; stack < 3; stack++) {
        int pid = fork_process();
        if (pid == 0) {
            static const uint32_t stacks[] = { 0, 0xC0100000, 0xFFFFFFFC };
            __asm__ volatile("movl %0, %%esp; int $0x80" : : "r"(stacks[stack]),
                             "a"(stack ? SYS_rt_sigreturn : SYS_sigreturn));
            __builtin_unreachable();
        }
        check(wait_status(pid) == SIGSEGV);
    }
}

/* ---- execve, groups, sleep ---- */

static void groups(void)
{
    int group = fork_process(), status;
    if (group == 0) {
        syscall2(SYS_setpgid, 0, 0);
        syscall0(SYS_pause);
    }
    check(syscall2(SYS_setpgid, (uint32_t)group, 0) == 0);
    int member = fork_process();
    if (member == 0)
        syscall0(SYS_pause);
    check(syscall2(SYS_setpgid, (uint32_t)member, (uint32_t)group) == 0);
    check(syscall1(SYS_getpgid, (uint32_t)member) == group);
    check(syscall0(SYS_getpgrp) == 1 && syscall1(SYS_getsid, 0) == 1);
    check(syscall2(SYS_setpgid, (uint32_t)member, 12345) == -EPERM);
    check(syscall2(SYS_setpgid, 1, 0) == -ESRCH && syscall2(SYS_setpgid, 0, -5) == -EINVAL);
    check(send(-group, SIGTERM) == 0);
    check(wait_process(-group, &status) > 0 && status == SIGTERM);
    check(wait_process(-group, &status) > 0 && wait_process(-group, &status) == -ECHILD);
    int pid = fork_process();
    if (pid == 0)
        exit_process(syscall0(SYS_setsid) != self() || syscall0(SYS_setsid) != -EPERM
                     || syscall0(SYS_getpgrp) != self());
    check(wait_status(pid) == 0);
}

static void exec_forgets_handlers(void)
{
    int pid = fork_process();
    if (pid == 0) {
        set_action(SIGUSR1, ADDRESS(simple_handler), 0, 0);
        set_action(SIGUSR2, SIG_IGN, 0, 0);
        char *const arguments[] = { "signals", "handlers", NULL };
        exit_process(execute("/bin/signals", arguments, environment));
    }
    check(wait_status(pid) == 0);
}

static int check_handlers(void)
{
    struct signal_action first, second;
    syscall4(SYS_rt_sigaction, SIGUSR1, 0, ADDRESS(&first), 8);
    syscall4(SYS_rt_sigaction, SIGUSR2, 0, ADDRESS(&second), 8);
    return first.handler != SIG_DFL || second.handler != SIG_IGN;
}

int main(int argc, char **argv)
{
    (void)argv;
    if (argc > 1)
        return check_handlers();
    what_nobody_handles();
    handlers_run_at_once();
    registers_survive();
    blocked_ones_wait();
    waiting_calls_are_interrupted();
    children_are_heard_of();
    writers_without_readers();
    a_fault_can_be_mended();
    damaged_frames();
    groups();
    exec_forgets_handlers();
    return failures != 0;
}
