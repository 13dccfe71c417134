/*
 * random_calls.c: random system calls with hostile arguments, from three processes at once that
 * also kill each other now and then. The kernel must survive, nothing may hang, and all that was
 * taken is given back (tests/machine counts frames).
 *
 *     random_calls [CALLS [SEED]]     the same seed makes the same calls
 */
#include "tests/native/native.h"

#define CALLS_DEFAULT 100000u
#define SEED_DEFAULT 20240229u
#define PROCESSES 3
#define CALLS_A_LIFE 500u  /* then a worker ends, and its parent's next one goes on */
#define PID_OF_NOBODY 40000u /* above the highest */
#define SLEEP_LONGEST 1000000 /* nanoseconds */
#define SLEEP_RARELY 30

static uint32_t state;
static int own_slot; /* which of the workers this is */

static uint32_t random(void) /* xorshift32 (Marsaglia, "Xorshift RNGs") */
{
    state ^= state << 13;
    state ^= state >> 17;
    state ^= state << 5;
    return state;
}
static uint32_t below(uint32_t limit) { return random() % limit; }

/* All calls but those that end the machine or this process, or wait for what never comes. */
static const uint16_t calls[] = {
    SYS_read, SYS_write, SYS_open, SYS_close, SYS_waitpid, SYS_execve, SYS_chdir, SYS_lseek,
    SYS_getpid, SYS_access, SYS_dup, SYS_pipe, SYS_times, SYS_brk, SYS_ioctl, SYS_setpgid, SYS_dup2,
    SYS_getppid, SYS_getpgrp, SYS_readlink, SYS_getpgid, SYS_fchdir, SYS_readv, SYS_writev,
    SYS_getsid, SYS_sched_yield, SYS_nanosleep, SYS_rt_sigaction, SYS_rt_sigprocmask,
    SYS_rt_sigpending, SYS_getcwd, SYS_stat64, SYS_lstat64, SYS_fstat64, SYS_getdents64,
    SYS_fcntl64, SYS_clock_gettime, SYS_dup3, SYS_pipe2, SYS_page_walk, SYS_segments,
    SYS_process_info, SYS_file_blocks, SYS_frame_info, SYS_system_info, SYS_kill, SYS_fork,
    SYS_rt_sigreturn, SYS_sigreturn, SYS_poll, SYS_ptrace, SYS_alarm, SYS_setitimer, SYS_getitimer,
    SYS_wait4, SYS_getrusage, SYS_ugetrlimit, SYS_setrlimit, SYS_prlimit64, SYS_creat, SYS_link,
    SYS_unlink, SYS_rename, SYS_mkdir, SYS_rmdir, SYS_symlink, SYS_chmod, SYS_truncate, SYS_fchmod,
    SYS_ftruncate, SYS_llseek, SYS_pread64, SYS_pwrite64, SYS_umask, SYS_statfs64, SYS_fstatfs64,
    SYS_utimensat, SYS_fsync, SYS_getrandom,
};

/* For calls that change what names stand for: the programs of the other tests are not among them. */
static const char *const own_paths[] = { "/r0", "/r1", "/r2/a", "/r2", "/r2/../r3", "/proc/r4",
                                         "/r0/", "/proc/self/maps", "" };

static char buffer[3 * PAGE_SIZE];
static const char OWN_PROGRAM[] = "/bin/random_calls";
static const char *const paths[] = { "/", "/bin", ".", "..", OWN_PROGRAM, "nowhere", "", "/bin/" };

static uint32_t some_argument(void)
{
    static const uint32_t edges[] = {
        0, 1, 2, 3, 31, 32, PAGE_SIZE - 1, PAGE_SIZE, 0x08048000, USER_STACK_TOP - 1,
        USER_STACK_TOP, USER_END - 1, USER_END, 0xC0100000, 0x7FFFFFFF, 0x80000000, 0xFFFFF000,
        0xFFFFFFFC, 0xFFFFFFFF,
    };
    switch (below(8)) {
    case 0: return edges[below(sizeof edges / sizeof edges[0])];
    case 1: return random();
    case 2: return ADDRESS(paths[below(sizeof paths / sizeof paths[0])]);
    case 3: return ADDRESS(buffer) + below(sizeof buffer);
    case 4: return 8;
    default: return below(12);
    }
}

static void small_sleep(void)
{
    struct timespec32 time = { 0, (int32_t)below(SLEEP_LONGEST) };
    syscall2(SYS_nanosleep, ADDRESS(&time), 0);
}

static uint32_t own_path(void)
{
    return ADDRESS(own_paths[below(sizeof own_paths / sizeof own_paths[0])]);
}

static bool changes_names(uint32_t number)
{
    switch (number) {
    case SYS_creat: case SYS_link: case SYS_unlink: case SYS_rename: case SYS_mkdir: case SYS_rmdir:
    case SYS_symlink: case SYS_chmod: case SYS_truncate: case SYS_utimensat:
        return true;
    default:
        return false;
    }
}

static void one_call(const int *workers)
{
    uint32_t number = calls[below(sizeof calls / sizeof calls[0])];
    uint32_t a = some_argument(), b = some_argument(), c = some_argument(), d = some_argument();
    if (changes_names(number)) {
        a = own_path();
        if (number != SYS_truncate && number != SYS_chmod)
            b = own_path();
    }
    switch (number) {
    case SYS_ptrace:
        /* Who traces another may stop it; were there a circle of tracers, all could stand still. */
        b = PID_OF_NOBODY;
        if (own_slot + 1 < PROCESSES)
            b = (uint32_t)workers[own_slot + 1 + (int)below((uint32_t)(PROCESSES - own_slot - 1))];
        a = below(4) ? below(30) : a;
        break;
    case SYS_wait4: c = WNOHANG; break;
    case SYS_pipe: number = SYS_pipe2, b = O_NONBLOCK; break; /* nobody would ever write to it */
    case SYS_pipe2: b |= O_NONBLOCK; break;
    case SYS_fcntl64: c |= b == F_SETFL ? O_NONBLOCK : 0; break;
    case SYS_execve: /* not this program: its workers would outlive it */
        a = a == ADDRESS(OWN_PROGRAM) ? ADDRESS("/bin/hello") : a;
        break;
    case SYS_fchmod: b |= 0755; break;
    case SYS_prlimit64: a = below(2) ? (uint32_t)workers[below(PROCESSES)] : 0; break;
    case SYS_fsync: /* the disk takes its time */
        if (below(50))
            return;
        break;
    case SYS_nanosleep: /* a sleep lasts up to the next tick: not too often */
        if (below(SLEEP_RARELY) == 0)
            small_sleep();
        return;
    case SYS_waitpid: c = WNOHANG; break;
    case SYS_poll: c = below(SLEEP_RARELY) ? 0 : below(3); break; /* milliseconds */
    case SYS_kill:
        a = (uint32_t)workers[below(PROCESSES)], b = below(40);
        if (below(50) || (int)a <= 0)
            a = PID_OF_NOBODY + below(1000);
        break;
    case SYS_fork:
        if (below(4) == 0 && syscall0(SYS_fork) == 0)
            exit_process((int)below(256));
        return;
    case SYS_rt_sigreturn: case SYS_sigreturn:
        if (below(100))
            return;
        break;
    case SYS_brk:
        a = below(4) ? move_break(0) + below(64) * PAGE_SIZE - 32 * PAGE_SIZE : a;
        break;
    case SYS_ioctl:
        b = below(2) ? TIOCGPGRP : TCGETS;
        break;
    }
    int result;
    __asm__ volatile("int $0x80" : "=a"(result) : "a"(number), "b"(a), "c"(b), "d"(c), "S"(d)
                     : "memory");
}

/* Descriptors that never make one wait: an empty pipe's ends would. */
static void without_waiting(void)
{
    for (uint32_t descriptor = 0; descriptor < 32; descriptor++)
        syscall3(SYS_fcntl64, descriptor, F_SETFL, O_NONBLOCK);
}

static void live(uint32_t seed, int slot, const int *workers)
{
    state = seed;
    own_slot = slot;
    syscall2(SYS_setpgid, 0, 0);
    for (uint32_t descriptor = 0; descriptor < 3; descriptor++) { /* the console is not its toy */
        syscall1(SYS_close, descriptor);
        syscall3(SYS_open, ADDRESS("/"), O_RDONLY, 0);
    }
    for (uint32_t i = 0; i < CALLS_A_LIFE; i++) {
        if (i % 4 == 0)
            without_waiting();
        one_call(workers);
        if (i % 16 == 0)
            syscall0(SYS_sched_yield);
    }
    exit_process(0);
}

static void start(int *workers, int slot, uint32_t *seed)
{
    *seed = *seed * 1664525u + 1013904223u; /* Numerical Recipes' generator: a seed for each life */
    workers[slot] = fork_process();
    if (workers[slot] == 0)
        live(*seed | 1, slot, workers);
}

/* The next worker that has ended; -ECHILD: there is none. One that only stopped, by a signal or
 * because this process traces it, is sent on. */
static int wait_for_an_end(void)
{
    int status, pid;
    while ((pid = syscall3(SYS_waitpid, (uint32_t)-1, ADDRESS(&status), WUNTRACED)) > 0) {
        if ((status & 0xFF) != 0x7F)
            return pid;
        if (syscall4(SYS_ptrace, PTRACE_CONT, (uint32_t)pid, 0, 0) < 0) /* not traced */
            syscall2(SYS_kill, (uint32_t)pid, SIGCONT);
    }
    return pid;
}

static uint32_t number_of(const char *text)
{
    uint32_t number = 0;
    for (; *text >= '0' && *text <= '9'; text++)
        number = number * 10 + (uint32_t)(*text - '0');
    return number;
}

int main(int argc, char **argv)
{
    uint32_t count = argc > 1 ? number_of(argv[1]) : CALLS_DEFAULT;
    uint32_t seed = argc > 2 ? number_of(argv[2]) : SEED_DEFAULT;
    int workers[PROCESSES] = { -1, -1, -1 };
    print_number("random_calls: seed ", seed);
    for (int slot = 0; slot < PROCESSES; slot++)
        start(workers, slot, &seed);
    for (uint32_t lives = PROCESSES; lives * CALLS_A_LIFE < count; lives++) {
        int ended = wait_for_an_end();
        for (int slot = 0; slot < PROCESSES; slot++)
            if (workers[slot] == ended)
                start(workers, slot, &seed);
    }
    while (wait_for_an_end() > 0)
        ;
    for (size_t i = 0; i < sizeof own_paths / sizeof own_paths[0]; i++) {
        syscall1(SYS_unlink, ADDRESS(own_paths[i]));
        syscall1(SYS_rmdir, ADDRESS(own_paths[i]));
    }
    return 0;
}
