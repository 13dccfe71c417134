/*
 * stops.c: processes that are stopped and go on again, and tracing, as Linux/i386 has them. Status
 * 0 when all was so.
 */
#include "tests/native/native.h"
#include "tests/native/native_signals.h"

#define STOPPED(signal) ((signal) << 8 | 0x7F)
#define CONTINUED 0xFFFF
#define CALL_STOP STOPPED(SIGTRAP | 0x80)

static int wait_for(int pid, int options)
{
    int status = -1, ended = syscall3(SYS_waitpid, (uint32_t)pid, ADDRESS(&status), (uint32_t)options);
    return ended == pid ? status : ended < 0 ? ended : -1;
}

static void sleep_milliseconds(int32_t milliseconds)
{
    struct timespec32 time = { 0, milliseconds * 1000000 };
    syscall2(SYS_nanosleep, ADDRESS(&time), 0);
}

/* ---- Stopped by signals ---- */

static int pausing_child(void)
{
    int pid = fork_process();
    if (pid == 0)
        for (;;)
            syscall0(SYS_pause);
    return pid;
}

static void stops_and_goes_on(void)
{
    int pid = pausing_child();
    check(send(pid, SIGSTOP) == 0);
    check(wait_for(pid, WUNTRACED) == STOPPED(SIGSTOP));
    check(wait_for(pid, WUNTRACED | WNOHANG) == -1); /* it was told already */
    check(send(pid, SIGTSTP) == 0 && send(pid, SIGCONT) == 0); /* which takes back the other */
    check(wait_for(pid, WCONTINUED) == CONTINUED);
    check(wait_for(pid, WUNTRACED | WCONTINUED | WNOHANG) == -1);
    check(send(pid, SIGTTIN) == 0 && wait_for(pid, WUNTRACED) == STOPPED(SIGTTIN));
    check(send(pid, SIGTERM) == 0 && wait_for(pid, WNOHANG) == -1); /* pending while it stands */
    check(send(pid, SIGCONT) == 0 && wait_for(pid, 0) == SIGTERM);
    pid = pausing_child();
    check(send(pid, SIGSTOP) == 0 && wait_for(pid, WUNTRACED) == STOPPED(SIGSTOP));
    check(send(pid, SIGKILL) == 0 && wait_for(pid, 0) == SIGKILL);
    check(send(1, SIGSTOP) == 0); /* the first process does not stop */
}

/* What a process waits in goes on as if nothing had been. */
static void what_waits_goes_on(void)
{
    int ends[2];
    char bytes[4] = "";
    check(syscall1(SYS_pipe, ADDRESS(ends)) == 0);
    int pid = fork_process();
    if (pid == 0) {
        struct timespec32 time = { 0, 40000000 };
        bool good = syscall3(SYS_read, (uint32_t)ends[0], ADDRESS(bytes), 4) == 2
                    && syscall2(SYS_nanosleep, ADDRESS(&time), 0) == 0;
        exit_process(good ? 0 : 1);
    }
    sleep_milliseconds(10);
    check(send(pid, SIGSTOP) == 0 && wait_for(pid, WUNTRACED) == STOPPED(SIGSTOP));
    check(syscall3(SYS_write, (uint32_t)ends[1], ADDRESS("ab"), 2) == 2);
    check(send(pid, SIGCONT) == 0);
    sleep_milliseconds(15);
    check(send(pid, SIGSTOP) == 0 && wait_for(pid, WUNTRACED) == STOPPED(SIGSTOP));
    check(send(pid, SIGCONT) == 0 && wait_for(pid, 0) == 0);
    syscall1(SYS_close, (uint32_t)ends[0]);
    syscall1(SYS_close, (uint32_t)ends[1]);
}

static volatile int handled;
static void count_signal(int signal)
{
    (void)signal;
    handled++;
}

static void handlers_instead_of_stops(void)
{
    check(set_action(SIGTSTP, ADDRESS(count_signal), 0, 0) == 0);
    check(send(self(), SIGTSTP) == 0 && handled == 1);
    check(set_action(SIGTSTP, SIG_IGN, 0, 0) == 0 && send(self(), SIGTSTP) == 0);
    check(set_action(SIGSTOP, SIG_IGN, 0, 0) == -EINVAL);
    check(set_action(SIGCHLD, ADDRESS(count_signal), SA_NOCLDSTOP, 0) == 0);
    int pid = pausing_child();
    check(send(pid, SIGSTOP) == 0 && wait_for(pid, WUNTRACED) == STOPPED(SIGSTOP) && handled == 1);
    check(set_action(SIGCHLD, ADDRESS(count_signal), SA_RESTART, 0) == 0);
    check(send(pid, SIGCONT) == 0 && send(pid, SIGSTOP) == 0);
    check(wait_for(pid, WUNTRACED) == STOPPED(SIGSTOP) && handled == 2);
    set_action(SIGCHLD, SIG_DFL, 0, 0);
    check(send(pid, SIGKILL) == 0 && wait_for(pid, 0) == SIGKILL);
}

/* ---- Tracing ---- */

static int trace(uint32_t request, int pid, uint32_t address, uint32_t data)
{
    return syscall4(SYS_ptrace, request, (uint32_t)pid, address, data);
}

static struct traced_registers registers_of(int pid)
{
    struct traced_registers registers = { 0 };
    check(trace(PTRACE_GETREGS, pid, 0, ADDRESS(&registers)) == 0);
    return registers;
}

static int traced_child(void (*part)(void))
{
    int pid = fork_process();
    if (pid)
        return pid;
    if (trace(PTRACE_TRACEME, 0, 0, 0) || trace(PTRACE_TRACEME, 0, 0, 0) != -EPERM)
        exit_process(99);
    send(self(), SIGSTOP);
    part();
    exit_process(3);
}

static int traced_child_at_its_stop(void (*part)(void))
{
    int pid = traced_child(part);
    check(wait_for(pid, WALL) == STOPPED(SIGSTOP));
    check(trace(PTRACE_SETOPTIONS, pid, 0, PTRACE_O_TRACESYSGOOD) == 0);
    return pid;
}

static void make_calls(void)
{
    syscall0(SYS_getpid);
    syscall3(SYS_write, 77, ADDRESS("nothing"), 7);
    send(self(), SIGUSR1);
}

static void next_call(int pid, uint32_t number, int32_t result)
{
    check(trace(PTRACE_SYSCALL, pid, 0, 0) == 0 && wait_for(pid, 0) == CALL_STOP);
    struct traced_registers registers = registers_of(pid);
    check(registers.call == number && (int32_t)registers.eax == -ENOSYS && registers.cs % 4 == 3);
    if (number == SYS_exit)
        return;
    check(trace(PTRACE_SYSCALL, pid, 0, 0) == 0 && wait_for(pid, 0) == CALL_STOP);
    registers = registers_of(pid);
    check(registers.call == number && (int32_t)registers.eax == result);
}

static void calls_are_told(void)
{
    struct signal_information information;
    uint32_t word = 0;
    int pid = traced_child_at_its_stop(make_calls);
    next_call(pid, SYS_getpid, pid);
    next_call(pid, SYS_write, -EBADF);
    struct traced_registers registers = registers_of(pid);
    check(registers.ebx == 77 && registers.edx == 7);
    check(trace(PTRACE_PEEKDATA, pid, registers.ecx, ADDRESS(&word)) == 0);
    check(word == ('n' | 'o' << 8 | 't' << 16 | 'h' << 24));
    check(trace(PTRACE_PEEKTEXT, pid, registers.eip, ADDRESS(&word)) == 0);
    check(trace(PTRACE_PEEKDATA, pid, 0, ADDRESS(&word)) == -EIO);
    check(trace(PTRACE_PEEKDATA, pid, USER_END, ADDRESS(&word)) == -EIO);
    check(trace(PTRACE_PEEKDATA, pid, registers.ecx, 0) == -EFAULT);
    next_call(pid, SYS_getpid, pid); /* of self() */
    next_call(pid, SYS_kill, 0);
    check(trace(PTRACE_SYSCALL, pid, 0, 0) == 0 && wait_for(pid, 0) == STOPPED(SIGUSR1));
    check(trace(PTRACE_GETSIGINFO, pid, 0, ADDRESS(&information)) == 0);
    check(information.signal == SIGUSR1 && information.code == SI_USER);
    check((int)information.sender_or_address == pid);
    next_call(pid, SYS_exit, 0); /* without the signal */
    check(trace(PTRACE_SYSCALL, pid, 0, 0) == 0 && wait_for(pid, 0) == 3 << 8);
}

static void wait_in_vain(void)
{
    for (;;)
        syscall0(SYS_pause);
}

static void signals_are_the_tracers(void)
{
    int pid = traced_child_at_its_stop(wait_in_vain);
    check(trace(PTRACE_CONT, pid, 0, 0) == 0);
    check(trace(PTRACE_GETREGS, pid, 0, 0) == -ESRCH); /* it runs */
    check(send(pid, SIGCHLD) == 0 && wait_for(pid, 0) == STOPPED(SIGCHLD)); /* even if ignored */
    check(trace(PTRACE_CONT, pid, 0, 99) == -EIO && trace(1234, pid, 0, 0) == -EIO);
    check(trace(PTRACE_SETOPTIONS, pid, 0, 0x100000) == -EINVAL);
    check(trace(PTRACE_CONT, pid, 0, SIGTERM) == 0 && wait_for(pid, 0) == SIGTERM);
    pid = traced_child_at_its_stop(wait_in_vain);
    check(trace(PTRACE_KILL, pid, 0, 0) == 0 && wait_for(pid, 0) == SIGKILL);
    pid = traced_child_at_its_stop(make_calls);
    check(trace(PTRACE_SYSCALL, pid, 0, 0) == 0 && wait_for(pid, 0) == CALL_STOP);
    check(send(pid, SIGKILL) == 0 && wait_for(pid, 0) == SIGKILL); /* before its call */
}

static void attached_and_left_alone(void)
{
    int pid = pausing_child();
    check(trace(PTRACE_ATTACH, 1, 0, 0) == -EPERM && trace(PTRACE_ATTACH, self(), 0, 0) == -EPERM);
    check(trace(PTRACE_ATTACH, 12345, 0, 0) == -ESRCH && trace(PTRACE_CONT, pid, 0, 0) == -ESRCH);
    check(trace(PTRACE_ATTACH, pid, 0, 0) == 0 && trace(PTRACE_ATTACH, pid, 0, 0) == -EPERM);
    check(wait_for(pid, 0) == STOPPED(SIGSTOP));
    check(trace(PTRACE_SYSCALL, pid, 0, 0) == 0);
    sleep_milliseconds(5);
    check(send(pid, SIGUSR2) == 0);
    int status = wait_for(pid, 0);
    while (status == STOPPED(SIGTRAP)) { /* the pause that SIGSTOP interrupted, and the next one */
        check(trace(PTRACE_SYSCALL, pid, 0, 0) == 0);
        status = wait_for(pid, 0);
    }
    check(status == STOPPED(SIGUSR2) && trace(PTRACE_DETACH, pid, 0, 0) == 0);
    check(wait_for(pid, WNOHANG | WUNTRACED) == -1);
    check(send(pid, SIGKILL) == 0 && wait_for(pid, 0) == SIGKILL);
}

/* A tracer that is not the parent hears of the end first, then the parent does; and when a tracer
 * ends, those that it traced go on. */
static void traced_by_another(void)
{
    int pid = pausing_child(), tracer = fork_process();
    if (tracer == 0) {
        failures = 0;
        check(trace(PTRACE_ATTACH, pid, 0, 0) == 0 && wait_for(pid, 0) == STOPPED(SIGSTOP));
        check(trace(PTRACE_CONT, pid, 0, 0) == 0);
        send(pid, SIGTERM);
        check(wait_for(pid, 0) == STOPPED(SIGTERM));
        check(trace(PTRACE_CONT, pid, 0, SIGTERM) == 0 && wait_for(pid, 0) == SIGTERM);
        check(wait_for(pid, 0) == -ECHILD);
        exit_process(failures);
    }
    check(wait_for(pid, 0) == SIGTERM && wait_for(tracer, 0) == 0);

    pid = pausing_child(), tracer = fork_process();
    if (tracer == 0) {
        trace(PTRACE_ATTACH, pid, 0, 0);
        wait_for(pid, 0);
        trace(PTRACE_SYSCALL, pid, 0, 0);
        exit_process(0);
    }
    check(wait_for(tracer, 0) == 0);
    check(send(pid, SIGTERM) == 0 && wait_for(pid, 0) == SIGTERM);
}

static void start_hello(void)
{
    char *const arguments[] = { "/bin/hello", NULL };
    syscall1(SYS_close, 1);
    execute("/bin/hello", arguments, arguments + 1);
}

static void a_new_program_is_told(void)
{
    int pid = traced_child_at_its_stop(start_hello);
    check(trace(PTRACE_CONT, pid, 0, 0) == 0 && wait_for(pid, 0) == STOPPED(SIGTRAP));
    check(registers_of(pid).eip < USER_HEAP_BASE && registers_of(pid).call == UINT32_MAX);
    check(trace(PTRACE_CONT, pid, 0, 0) == 0 && wait_for(pid, 0) >= 0);
}

int main(int argc, char **argv)
{
    (void)argc, (void)argv;
    stops_and_goes_on();
    what_waits_goes_on();
    handlers_instead_of_stops();
    calls_are_told();
    signals_are_the_tracers();
    attached_and_left_alone();
    traced_by_another();
    a_new_program_is_told();
    return failures != 0;
}
