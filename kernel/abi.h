/*
 * abi.h: all that crosses the border between ring 3 and ring 0: call numbers, structs, the user
 * half's addresses. The kernel and user land both include this header, and nothing else of each
 * other.
 *
 * A system call is `int 0x80`: number in eax, arguments in ebx, ecx, edx, esi, edi, ebp; the
 * result, or a negative errno, in eax. Numbers, errors and structs are those of Linux/i386
 * (arch/x86/entry/syscalls/syscall_32.tbl) wherever Linux has the call; ours start at 0x1000.
 */
#ifndef TERRARIUM_ABI_H
#define TERRARIUM_ABI_H

#include <stdint.h>

#define SYS_exit 1
#define SYS_fork 2
#define SYS_read 3
#define SYS_write 4
#define SYS_open 5
#define SYS_close 6
#define SYS_waitpid 7
#define SYS_creat 8
#define SYS_link 9
#define SYS_unlink 10
#define SYS_execve 11
#define SYS_chdir 12
#define SYS_chmod 15
#define SYS_lseek 19
#define SYS_getpid 20
#define SYS_ptrace 26
#define SYS_alarm 27
#define SYS_pause 29
#define SYS_access 33
#define SYS_sync 36
#define SYS_kill 37
#define SYS_rename 38
#define SYS_mkdir 39
#define SYS_rmdir 40
#define SYS_dup 41
#define SYS_pipe 42
#define SYS_times 43
#define SYS_brk 45
#define SYS_ioctl 54
#define SYS_setpgid 57
#define SYS_umask 60
#define SYS_dup2 63
#define SYS_getppid 64
#define SYS_getpgrp 65
#define SYS_setsid 66
#define SYS_setrlimit 75
#define SYS_getrusage 77
#define SYS_symlink 83
#define SYS_readlink 85
#define SYS_reboot 88        /* magic1, magic2, command as on Linux; command POWER_OFF */
#define SYS_truncate 92
#define SYS_ftruncate 93
#define SYS_fchmod 94
#define SYS_setitimer 104
#define SYS_getitimer 105
#define SYS_wait4 114
#define SYS_fsync 118
#define SYS_sigreturn 119
#define SYS_getpgid 132
#define SYS_fchdir 133
#define SYS_llseek 140
#define SYS_readv 145
#define SYS_writev 146
#define SYS_getsid 147
#define SYS_fdatasync 148
#define SYS_sched_yield 158
#define SYS_nanosleep 162
#define SYS_poll 168
#define SYS_rt_sigreturn 173
#define SYS_rt_sigaction 174
#define SYS_rt_sigprocmask 175
#define SYS_rt_sigpending 176
#define SYS_rt_sigsuspend 179
#define SYS_pread64 180      /* the position in two words: low, high */
#define SYS_pwrite64 181
#define SYS_getcwd 183
#define SYS_ugetrlimit 191   /* getrlimit with 32-bit limits: infinity is 0xFFFFFFFF */
#define SYS_truncate64 193   /* the size in two words */
#define SYS_ftruncate64 194
#define SYS_stat64 195
#define SYS_lstat64 196
#define SYS_fstat64 197
#define SYS_getdents64 220
#define SYS_fcntl64 221
#define SYS_exit_group 252
#define SYS_clock_gettime 265
#define SYS_clock_nanosleep 267
#define SYS_statfs64 268
#define SYS_fstatfs64 269
#define SYS_utimensat 320
#define SYS_dup3 330
#define SYS_pipe2 331
#define SYS_prlimit64 340
#define SYS_getrandom 355
/* Terrarium's own: views of the live machine. pid 0 is the caller. */
#define SYS_page_walk 0x1000      /* (pid, address, struct page_walk *) */
#define SYS_segments 0x1001       /* (pid, struct segment_info *, most): how many there are */
#define SYS_process_info 0x1002   /* (pid, struct process_info *) */
#define SYS_file_blocks 0x1003    /* (path, struct file_blocks *) */
#define SYS_frame_info 0x1004     /* (frame number, struct frame_info *) */
#define SYS_system_info 0x1005    /* (struct system_info *) */
#define SYS_power_off 0x1006      /* (status): ends the machine; init only */
#define SYS_fail_allocation 0x1007 /* (FAIL_*, number): for tests; see kernel/debug/provoke.h */
#define FAIL_FRAME 0
#define FAIL_BLOCK 1

/* errno values, Linux's. */
#define EPERM 1
#define ENOENT 2
#define ESRCH 3
#define EINTR 4
#define EIO 5
#define E2BIG 7
#define ENOEXEC 8
#define EBADF 9
#define ECHILD 10
#define EAGAIN 11
#define ENOMEM 12
#define EACCES 13
#define EFAULT 14
#define EBUSY 16
#define EEXIST 17
#define EXDEV 18
#define ENODEV 19
#define ENOTDIR 20
#define EISDIR 21
#define EINVAL 22
#define ENFILE 23
#define EMFILE 24
#define ENOTTY 25
#define ETXTBSY 26
#define EFBIG 27
#define ENOSPC 28
#define ESPIPE 29
#define EROFS 30
#define EMLINK 31
#define EPIPE 32
#define ERANGE 34
#define ENAMETOOLONG 36
#define ENOSYS 38
#define ENOTEMPTY 39
#define ELOOP 40

/* open flags, waitpid options, signals that end a process: Linux's. */
#define O_RDONLY 0
#define O_WRONLY 1
#define O_RDWR 2
#define ACCESS_MODE 3 /* the bits of these: Linux's O_ACCMODE */
#define O_CREAT 0100
#define O_EXCL 0200
#define O_TRUNC 01000
#define O_APPEND 02000
#define O_NONBLOCK 04000
#define O_DSYNC 010000       /* each write is on the disk when it returns */
#define O_SYNC 04010000      /* the same here */
#define O_DIRECTORY 0200000
#define O_NOFOLLOW 0400000
#define O_CLOEXEC 02000000
#define F_DUPFD 0            /* fcntl commands, and the one descriptor flag */
#define F_GETFD 1
#define F_SETFD 2
#define F_GETFL 3
#define F_SETFL 4
#define F_DUPFD_CLOEXEC 1030
#define FD_CLOEXEC 1
#define X_OK 1               /* access: may it be executed, written, read */
#define W_OK 2
#define R_OK 4
#define PIPE_BUF 4096        /* a write of so many bytes is never divided */
#define SEEK_SET 0
#define SEEK_CUR 1
#define SEEK_END 2
#define WNOHANG 1
#define WUNTRACED 2          /* children that stop, too */
#define WCONTINUED 8         /* and those that go on again */
#define WALL 0x40000000      /* Linux's __WALL: what kind of children; there is only one */
#define SIGHUP 1
#define SIGINT 2
#define SIGQUIT 3
#define SIGILL 4
#define SIGTRAP 5
#define SIGABRT 6
#define SIGBUS 7
#define SIGFPE 8
#define SIGKILL 9
#define SIGUSR1 10
#define SIGSEGV 11
#define SIGUSR2 12
#define SIGPIPE 13
#define SIGALRM 14
#define SIGTERM 15
#define SIGCHLD 17
#define SIGCONT 18
#define SIGSTOP 19           /* to SIGTTOU: those that stop a process */
#define SIGTSTP 20           /* Ctrl-Z */
#define SIGTTIN 21           /* it reads from a terminal whose foreground it is not */
#define SIGTTOU 22
#define SIGURG 23
#define SIGXCPU 24           /* the processor time of RLIMIT_CPU is used up */
#define SIGXFSZ 25           /* a file would become larger than RLIMIT_FSIZE */
#define SIGWINCH 28
#define SIG_DFL 0            /* in place of a handler's address */
#define SIG_IGN 1
#define SIG_BLOCK 0          /* rt_sigprocmask: how */
#define SIG_UNBLOCK 1
#define SIG_SETMASK 2
#define SA_NOCLDSTOP 0x00000001 /* of SIGCHLD: not when a child stops */
#define SA_SIGINFO 0x00000004
#define SA_RESTORER 0x04000000
#define SA_RESTART 0x10000000
#define SA_NODEFER 0x40000000
#define SA_RESETHAND 0x80000000
#define SI_USER 0            /* siginfo: sent by a process; by the kernel */
#define SI_KERNEL 0x80
#define TCGETS 0x5401        /* struct terminal_settings; -ENOTTY: not a terminal */
#define TCSETS 0x5402        /* the same, to set them; TCSETSW: when output has drained */
#define TCSETSW 0x5403
/* What can be set: bits of terminal_settings.local, Linux's ISIG, ICANON and ECHO. */
#define TERMINAL_SIGNALS 0x0001u /* Ctrl-C interrupts, Ctrl-Z stops, Ctrl-\ quits */
#define TERMINAL_LINES 0x0002u   /* input comes in lines, edited while they are typed */
#define TERMINAL_ECHO 0x0008u
#define TIOCGPGRP 0x540F     /* int *: the console's foreground process group */
#define TIOCSPGRP 0x5410
#define CLOCK_REALTIME 0
#define CLOCK_MONOTONIC 1
#define CLOCK_PROCESS_CPUTIME_ID 2
#define GRND_NONBLOCK 1       /* getrandom */
#define GRND_RANDOM 2
#define GRND_INSECURE 4
#define TIMER_ABSTIME 1      /* clock_nanosleep: until then, not so long */
#define PTRACE_TRACEME 0     /* ptrace requests */
#define PTRACE_PEEKTEXT 1
#define PTRACE_PEEKDATA 2
#define PTRACE_CONT 7
#define PTRACE_KILL 8
#define PTRACE_GETREGS 12    /* struct traced_registers */
#define PTRACE_ATTACH 16
#define PTRACE_DETACH 17
#define PTRACE_SYSCALL 24
#define PTRACE_SETOPTIONS 0x4200
#define PTRACE_GETSIGINFO 0x4202
#define PTRACE_O_TRACESYSGOOD 1 /* stops for system calls say SIGTRAP | 0x80 */
#define ITIMER_REAL 0
/* Limits: Linux's numbers. Those without a name here are never set. */
#define RLIMIT_CPU 0         /* seconds of processor time */
#define RLIMIT_FSIZE 1       /* bytes that a file may be written to */
#define RLIMIT_DATA 2        /* bytes of heap */
#define RLIMIT_CORE 4        /* bytes of a core file, of which none is ever written */
#define RLIMIT_NPROC 6       /* processes, of the one user that there is */
#define RLIMIT_NOFILE 7      /* one more than the highest descriptor */
#define RLIMIT_AS 9          /* bytes of all segments */
#define RLIMITS 16
#define RLIM_INFINITY 0xFFFFFFFFu
#define RUSAGE_SELF 0
#define RUSAGE_CHILDREN (-1)
#define REBOOT_MAGIC1 0xFEE1DEADu
#define REBOOT_MAGIC2 672274793u
#define REBOOT_POWER_OFF 0x4321FEDCu

/* Auxiliary vector (Linux's elf.h). */
#define AT_NULL 0
#define AT_PHDR 3
#define AT_PHENT 4
#define AT_PHNUM 5
#define AT_PAGESZ 6
#define AT_BASE 7    /* where the interpreter is mapped, 0: none */
#define AT_ENTRY 9   /* the program's entry (an image's first byte, for bytecode) */
#define AT_HWCAP 16
#define AT_RANDOM 25
#define AT_EXECFN 31

/* The user half: 0 to 3 GiB, three entries of the PDPT. Page 0 is never mapped. */
#define USER_PROGRAM_BASE 0x08048000u      /* where programs are linked */
#define USER_HEAP_BASE 0x10000000u         /* heap starts here, or above the program if higher */
#define USER_INTERPRETER_BASE 0x40000000u  /* where /bin/python is linked */
#define USER_STACK_TOP 0xBFFFF000u
#define USER_STACK_DEFAULT (8u << 20)      /* where PT_GNU_STACK does not say */
#define USER_END 0xC0000000u
#define PAGE_SIZE 4096u

struct timespec32 { int32_t seconds, nanoseconds; };
struct timeval32 { int32_t seconds, microseconds; };
struct interval_timer { struct timeval32 interval, value; }; /* struct itimerval */
struct resource_limit { uint32_t soft, hard; };              /* struct rlimit */
struct resource_limit64 { uint64_t soft, hard; };            /* struct rlimit64 */
/* struct rusage. Time in the kernel is not told apart: it counts as the user's. */
struct resource_usage {
    struct timeval32 user, system;
    int32_t most_resident_kib, unused1[3], minor_faults, major_faults, unused2[6];
    int32_t voluntary_switches, involuntary_switches;
};
_Static_assert(sizeof(struct resource_usage) == 72, "Linux/i386's struct rusage");
struct process_times { int32_t user, system, children_user, children_system; }; /* struct tms */

/* rt_sigaction: the kernel's struct sigaction. A set of signals has bit 0 for signal 1. */
struct signal_action { uint32_t handler, flags, restorer, mask[2]; };
/* What a handler interrupted: Linux/i386's struct sigcontext. */
struct signal_context {
    uint16_t gs, gs_high, fs, fs_high, es, es_high, ds, ds_high;
    uint32_t edi, esi, ebp, esp, ebx, edx, ecx, eax;
    uint32_t trap, error_code, eip;  /* trap and error code: of the last exception */
    uint16_t cs, cs_high;
    uint32_t eflags, esp_at_signal;
    uint16_t ss, ss_high;
    uint32_t fpu_address;            /* struct _fpstate: 112 bytes, then an FXSAVE image */
    uint32_t blocked, fault_address; /* oldmask, cr2 */
};
_Static_assert(sizeof(struct signal_context) == 88, "Linux/i386's struct sigcontext");
/* The third argument of a handler with SA_SIGINFO: struct ucontext. */
struct user_context {
    uint32_t flags, link, stack[3];
    struct signal_context registers;
    uint32_t blocked[2];
};
/* The second one: siginfo_t, as far as it is filled in. */
struct signal_information {
    int32_t signal, error, code;
    uint32_t sender_or_address, user, rest[27];
};
_Static_assert(sizeof(struct signal_information) == 128, "siginfo_t");

/* PTRACE_GETREGS: struct user_regs_struct. call: the system call's number (orig_eax), or -1. */
struct traced_registers {
    uint32_t ebx, ecx, edx, esi, edi, ebp, eax, ds, es, fs, gs, call, eip, cs, eflags, esp, ss;
};
_Static_assert(sizeof(struct traced_registers) == 68, "Linux/i386's struct user_regs_struct");

/* ---- The interpreter's heap, for who looks at it from outside ----
 * In the heap segment of a process that begins with HEAP_MAGIC stands a row of chunks, up to the
 * segment's end. A chunk marked HEAP_CHUNK_PAGES is an arena: HEAP_ARENA_POOLS pools, each a page,
 * from the first address in it that is a page's; just before that stand the arena's own words. A
 * pool's blocks are of (size_class + 1) * HEAP_STEP bytes. (interp/memory/ says how it works.) */
#define HEAP_MAGIC 0x50414548u       /* "HEAP" */
#define HEAP_CHUNK_USED 1u
#define HEAP_CHUNK_PAGES 2u
#define HEAP_CHUNK_MARKS 15u         /* the other bits of size_and_marks are the size in bytes */
#define HEAP_ARENA_POOLS 16
#define HEAP_POOL_SIZE 4096
#define HEAP_STEP 4
#define HEAP_SIZE_CLASSES 128
struct heap_beginning { uint32_t magic, reserved; };
struct heap_chunk { uint32_t previous_size, size_and_marks; };
struct heap_arena {
    uint32_t next, previous, free, pages;
    uint16_t free_pools, fresh;      /* empty ones; ones that were never used: the last */
};
struct heap_pool {
    uint32_t free;
    uint16_t used, size_class, fresh, full; /* blocks handed out; ... */
    uint32_t next, previous, arena;
};

/* File types in a mode (st_mode). */
#define S_IFMT 0170000
#define S_IFIFO 0010000
#define S_IFCHR 0020000
#define S_IFDIR 0040000
#define S_IFREG 0100000
#define S_IFLNK 0120000

/* fstat64: Linux's struct stat64 for i386. Times are 0 where they are not kept. */
struct file_status64 {
    uint64_t device;
    uint32_t padding0, inode_low, mode, links, user, group;
    uint32_t device_of_file[2];
    uint32_t padding1, size[2]; /* 64-bit numbers in two words: i386 aligns them to 4 bytes */
    uint32_t block_size, sectors[2];
    struct timespec32 accessed, modified, changed;
    uint32_t inode[2];
};
_Static_assert(sizeof(struct file_status64) == 96, "Linux/i386's struct stat64 has 96 bytes");

/* statfs64: Linux's struct statfs64 for i386. */
struct file_system_status64 {
    uint32_t type, block_size;
    uint32_t blocks[2], blocks_free[2], blocks_available[2], inodes[2], inodes_free[2];
    uint32_t identity[2], name_most, fragment_size, flags, spare[4];
};
_Static_assert(sizeof(struct file_system_status64) == 84, "Linux/i386's struct statfs64");
#define STATFS_READ_ONLY 1   /* ST_RDONLY, in flags */

/* utimensat. */
#define AT_FDCWD (-100)      /* in place of a directory's descriptor: the working directory */
#define AT_SYMLINK_NOFOLLOW 0x100
#define UTIME_NOW 0x3FFFFFFF /* in place of nanoseconds: the time is now */
#define UTIME_OMIT 0x3FFFFFFE /* ... it stays as it is */

/* getdents64: Linux's struct linux_dirent64; the next one begins record_length bytes further. */
struct directory_entry64 {
    uint32_t inode[2], next[2]; /* next: where lseek gets the entry after this one */
    uint16_t record_length;
    uint8_t type;               /* ENTRY_*: Linux's DT_* */
    char name[];                /* with its NUL */
} __attribute__((packed, aligned(4)));
_Static_assert(__builtin_offsetof(struct directory_entry64, name) == 19, "Linux's struct");
enum { ENTRY_UNKNOWN = 0, ENTRY_FIFO = 1, ENTRY_CHR = 2, ENTRY_DIR = 4, ENTRY_BLK = 6,
       ENTRY_REG = 8, ENTRY_LNK = 10, ENTRY_SOCK = 12 };

/* poll: Linux's struct pollfd. ready is the answer: what is wanted, and POLL_ERROR (nobody reads
 * this pipe), POLL_HANG_UP (nobody writes to it), POLL_INVALID (not open), wanted or not. */
struct poll_request { int32_t descriptor; int16_t wanted, ready; };
_Static_assert(sizeof(struct poll_request) == 8, "Linux's struct pollfd");
enum { POLL_IN = 0x01, POLL_OUT = 0x04, POLL_ERROR = 0x08, POLL_HANG_UP = 0x10,
       POLL_INVALID = 0x20 };

/* readv, writev: Linux's struct iovec. */
struct io_vector { uint32_t address, size; };
#define IO_VECTORS_MOST 1024

/* TCGETS, TCSETS: Linux's struct termios as the kernel knows it. */
struct terminal_settings {
    uint32_t input, output, control, local;
    uint8_t line, characters[19];
};
_Static_assert(sizeof(struct terminal_settings) == 36, "Linux/i386's struct termios");

/* One level of a page-table walk. */
struct page_walk_level {
    uint32_t index;          /* into the table at this level */
    uint32_t reserved;
    uint64_t table_physical; /* where the table lies */
    uint64_t entry;          /* the entry, as the processor reads it */
};
/* How the processor gets from an address to a byte: PDPT, page directory, page table. */
struct page_walk {
    uint32_t address;
    uint32_t levels;         /* how many entries were read: 3 for a mapped 4 KiB page */
    uint32_t present;        /* 1: physical is valid */
    uint32_t cr3;
    uint64_t physical;
    struct page_walk_level level[3];
};

enum segment_kind { SEGMENT_TEXT = 1, SEGMENT_RODATA, SEGMENT_DATA, SEGMENT_HEAP, SEGMENT_STACK,
                    SEGMENT_INTERPRETER_TEXT, SEGMENT_INTERPRETER_RODATA,
                    SEGMENT_INTERPRETER_DATA };
enum { PROTECTION_READ = 1, PROTECTION_WRITE = 2, PROTECTION_EXECUTE = 4 };
struct segment_info {
    uint32_t start, end;     /* bytes; the range that may be used */
    uint32_t kind, protection;
    uint32_t resident;       /* frames given so far */
    uint32_t shared;         /* of these, frames that others use too */
    uint32_t copied;         /* and private copies that copy-on-write made since the last fork */
    char file[64];           /* path of the file behind it, "" for none */
};

enum process_state { PROCESS_RUNNABLE = 1, PROCESS_RUNNING, PROCESS_BLOCKED, PROCESS_ZOMBIE,
                     PROCESS_STOPPED };
struct process_info {
    int32_t pid, parent;
    uint32_t state;
    uint32_t cr3;            /* physical address of its PDPT */
    uint32_t resident, shared, copied, page_tables; /* frames; as in segment_info */
    uint64_t cpu_nanoseconds;
    uint32_t entry, user_eip, user_esp;
    char name[32];
};

#define FILE_BLOCKS_MOST 32
struct file_blocks {
    uint32_t inode, size, mode;
    uint32_t block_size;     /* bytes */
    uint32_t blocks;         /* how many data blocks the file has */
    uint32_t sectors_per_block;
    uint32_t device_sector;  /* first sector of the file system on the disk */
    uint32_t listed;         /* how many are in block[] */
    uint32_t block[FILE_BLOCKS_MOST]; /* block numbers in file order; 0: a hole */
};

enum frame_kind { FRAME_FREE = 0, FRAME_RESERVED, FRAME_KERNEL, FRAME_PAGE_TABLE, FRAME_USER,
                  FRAME_FILE_CACHE };
struct frame_info { uint32_t number, kind, references, reserved; };

struct system_info {
    uint32_t frames_total, frames_free, frames_cached, frames_kernel;
    uint32_t processes;
    uint32_t cpu_features;   /* CPU_FEATURE_* */
    uint64_t uptime_nanoseconds;
};
enum { CPU_FEATURE_NX = 1, CPU_FEATURE_SMEP = 2, CPU_FEATURE_SMAP = 4, CPU_FEATURE_PGE = 8 };

#endif
