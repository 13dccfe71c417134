"""strace_calls: the system calls by number, with a decoder for each argument. Numbers are those of
Linux/i386 and, from 0x1000 on, the machine's own (kernel/abi.h).
"""

import strace_format as f


class Out:
    """An argument that the call writes: it is decoded when the call has returned."""

    def __init__(self, decode):
        self.decode = decode


_fd, _n, _u, _p, _s = f.number, f.number, f.unsigned, f.pointer, f.string

CALLS = {
    1: ("exit", _n), 2: ("fork",), 3: ("read", _fd, Out(f.bytes_read), _u),
    4: ("write", _fd, f.bytes_written, _u), 5: ("open", _s, f.open_flags, f.octal),
    6: ("close", _fd), 7: ("waitpid", _n, Out(f.wait_status), f.wait_options),
    8: ("creat", _s, f.octal), 9: ("link", _s, _s), 10: ("unlink", _s),
    11: ("execve", _s, f.strings, f.environment), 12: ("chdir", _s), 15: ("chmod", _s, f.octal),
    19: ("lseek", _fd, _n, f.seek_from), 20: ("getpid",), 26: ("ptrace", _n, _n, _p, _p),
    27: ("alarm", _u), 29: ("pause",), 33: ("access", _s, f.access_mode), 36: ("sync",),
    37: ("kill", _n, f.signal_name), 38: ("rename", _s, _s), 39: ("mkdir", _s, f.octal),
    40: ("rmdir", _s), 41: ("dup", _fd), 42: ("pipe", Out(f.pair)), 43: ("times", _p),
    45: ("brk", _p), 54: ("ioctl", _fd, f.ioctl_request, _p), 57: ("setpgid", _n, _n),
    60: ("umask", f.octal), 63: ("dup2", _fd, _fd), 64: ("getppid",), 65: ("getpgrp",),
    66: ("setsid",), 75: ("setrlimit", f.limit_name, f.limits), 77: ("getrusage", f.usage_of, _p),
    83: ("symlink", _s, _s), 85: ("readlink", _s, Out(f.bytes_read), _u),
    88: ("reboot", _p, _p, _p), 93: ("ftruncate", _fd, _u),
    104: ("setitimer", f.timer, f.interval_timer, Out(f.interval_timer)),
    105: ("getitimer", f.timer, Out(f.interval_timer)),
    114: ("wait4", _n, Out(f.wait_status), f.wait_options, _p), 118: ("fsync", _fd),
    119: ("sigreturn",), 132: ("getpgid", _n), 133: ("fchdir", _fd),
    145: ("readv", _fd, _p, _n), 146: ("writev", _fd, f.vectors, _n), 147: ("getsid", _n),
    148: ("fdatasync", _fd), 158: ("sched_yield",),
    162: ("nanosleep", f.timespec, _p), 168: ("poll", f.poll_requests, _n, _n),
    173: ("rt_sigreturn",),
    174: ("rt_sigaction", f.signal_name, f.action, Out(f.action), _u),
    175: ("rt_sigprocmask", f.mask_how, f.signal_set, Out(f.signal_set), _u),
    176: ("rt_sigpending", Out(f.signal_set), _u), 179: ("rt_sigsuspend", f.signal_set, _u),
    180: ("pread64", _fd, Out(f.bytes_read), _u, _n, _n),
    181: ("pwrite64", _fd, f.bytes_written, _u, _n, _n),
    183: ("getcwd", Out(f.path_read), _u), 191: ("ugetrlimit", f.limit_name, Out(f.limits)),
    193: ("truncate64", _s, _u, _u), 194: ("ftruncate64", _fd, _u, _u),
    195: ("stat64", _s, Out(f.status)), 196: ("lstat64", _s, Out(f.status)),
    197: ("fstat64", _fd, Out(f.status)), 220: ("getdents64", _fd, Out(f.entries), _u),
    221: ("fcntl64", _fd, f.fcntl_command, f.fcntl_argument), 252: ("exit_group", _n),
    265: ("clock_gettime", f.clock, Out(f.timespec)),
    267: ("clock_nanosleep", f.clock, _n, f.timespec, _p),
    320: ("utimensat", _fd, _s, _p, _n), 330: ("dup3", _fd, _fd, f.pipe_flags),
    331: ("pipe2", Out(f.pair), f.pipe_flags),
    340: ("prlimit64", _n, f.limit_name, f.limits64, Out(f.limits64)),
    355: ("getrandom", Out(f.bytes_read), _u, _n),
    0x1000: ("page_walk", _n, _p, _p), 0x1001: ("segments", _n, _p, _n),
    0x1002: ("process_info", _n, _p), 0x1003: ("file_blocks", _s, _p),
    0x1004: ("frame_info", _u, _p), 0x1005: ("system_info", _p), 0x1006: ("power_off", _n),
}

# open has a mode only where it could create a file.
_CREATES = 0o100
# Calls whose result is an address.
_ADDRESSES = {"brk"}


def call_of(number):
    """The name and the decoders of a call."""
    if number in CALLS:
        return CALLS[number][0], CALLS[number][1:]
    return f"syscall_{number:#x}", (f.pointer,) * 3


def decoders_for(number, arguments):
    name, decoders = call_of(number)
    if name == "open" and not arguments[1] & _CREATES:
        decoders = decoders[:2]
    if name == "fcntl64" and arguments[1] in (1, 3):  # F_GETFD, F_GETFL
        decoders = decoders[:2]
    return name, decoders


def result_text(name, result):
    if -4096 < result < 0:
        short, long = f.ERRORS.get(-result, (f"errno {-result}", "Unknown error"))
        return f"? {short} ({long})" if -result == 512 else f"-1 {short} ({long})"
    return f"{result & 0xFFFFFFFF:#x}" if name in _ADDRESSES else str(result)
