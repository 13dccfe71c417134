"""strace_format: arguments of system calls as strace prints them: quoted strings, names of flags,
structs. Each decoder is called with a View of the stopped process and the argument's value.
"""

import machine
import signal

ERRORS = {
    1: ("EPERM", "Operation not permitted"), 2: ("ENOENT", "No such file or directory"),
    3: ("ESRCH", "No such process"), 4: ("EINTR", "Interrupted system call"),
    5: ("EIO", "Input/output error"), 7: ("E2BIG", "Argument list too long"),
    8: ("ENOEXEC", "Exec format error"), 9: ("EBADF", "Bad file descriptor"),
    10: ("ECHILD", "No child processes"), 11: ("EAGAIN", "Resource temporarily unavailable"),
    12: ("ENOMEM", "Cannot allocate memory"), 13: ("EACCES", "Permission denied"),
    14: ("EFAULT", "Bad address"), 16: ("EBUSY", "Device or resource busy"),
    17: ("EEXIST", "File exists"), 18: ("EXDEV", "Invalid cross-device link"),
    19: ("ENODEV", "No such device"), 20: ("ENOTDIR", "Not a directory"),
    21: ("EISDIR", "Is a directory"), 22: ("EINVAL", "Invalid argument"),
    23: ("ENFILE", "Too many open files in system"), 24: ("EMFILE", "Too many open files"),
    25: ("ENOTTY", "Inappropriate ioctl for device"), 27: ("EFBIG", "File too large"),
    28: ("ENOSPC", "No space left on device"), 29: ("ESPIPE", "Illegal seek"),
    30: ("EROFS", "Read-only file system"), 31: ("EMLINK", "Too many links"),
    32: ("EPIPE", "Broken pipe"), 34: ("ERANGE", "Numerical result out of range"),
    36: ("ENAMETOOLONG", "File name too long"), 38: ("ENOSYS", "Function not implemented"),
    39: ("ENOTEMPTY", "Directory not empty"), 40: ("ELOOP", "Too many levels of symbolic links"),
    512: ("ERESTARTSYS", "To be restarted if SA_RESTART is set"),
}
PATH_MOST = 4096
ARGUMENTS_MOST = 32
ESCAPES = {9: "\\t", 10: "\\n", 11: "\\v", 12: "\\f", 13: "\\r", 34: '\\"', 92: "\\\\"}


class View:
    """What decoders look at: the process's memory, the call's other arguments, its result."""

    def __init__(self, pid, arguments, string_size):
        self.pid = pid
        self.arguments = arguments
        self.string_size = string_size
        self.result = None  # until the call has returned

    def bytes(self, address, size):
        return machine.trace_memory(self.pid, address, max(0, min(size, 65536)))

    def words(self, address, count):
        """Signed 32-bit words, or None where there is no such memory."""
        data = self.bytes(address, 4 * count)
        return struct_words(data) if len(data) == 4 * count else None


def struct_words(data):
    return [signed(int.from_bytes(data[i:i + 4], "little")) for i in range(0, len(data), 4)]


def signed(value):
    return value - (1 << 32) if value & 0x80000000 else value


# ---- Texts --------------------------------------------------------------------------------------

def quote(data):
    """In C's notation; an octal escape is as short as what follows it allows."""
    text = []
    for i, byte in enumerate(data):
        if byte in ESCAPES:
            text.append(ESCAPES[byte])
        elif 32 <= byte < 127:
            text.append(chr(byte))
        elif i + 1 < len(data) and 48 <= data[i + 1] <= 57:
            text.append(f"\\{byte:03o}")
        else:
            text.append(f"\\{byte:o}")
    return '"' + "".join(text) + '"'


def buffer(view, address, size):
    """size bytes, of which the first ones are shown."""
    data = view.bytes(address, min(size, view.string_size))
    if len(data) < min(size, view.string_size):
        return pointer(view, address)
    return quote(data) + ("..." if size > view.string_size else "")


def string(view, address):
    """Up to its NUL."""
    if address == 0:
        return "NULL"
    data = b""
    while len(data) < PATH_MOST and 0 not in data:
        part = view.bytes(address + len(data), 64)
        data += part
        if len(part) < 64:
            break
    if 0 not in data:
        return pointer(view, address)
    return quote(data[:list(data).index(0)])


def pointer(view, address):
    return f"{address:#x}" if address else "NULL"


def strings(view, address):
    """An array of strings, ended by NULL."""
    texts = []
    while len(texts) < ARGUMENTS_MOST:
        word = view.words(address + 4 * len(texts), 1)
        if word is None:
            return pointer(view, address)
        if word[0] == 0:
            return "[" + ", ".join(texts) + "]"
        texts.append(string(view, word[0] & 0xFFFFFFFF))
    return "[" + ", ".join(texts) + ", ...]"


def environment(view, address):
    count = 0
    while (word := view.words(address + 4 * count, 1)) and word[0]:
        count += 1
    plural = "" if count == 1 else "s"
    return f"{pointer(view, address)} /* {count} var{plural} */"


# ---- Numbers and flags --------------------------------------------------------------------------

def number(view, value):
    return str(signed(value))


def unsigned(view, value):
    return str(value)


def octal(view, value):
    return f"{value:#o}".replace("0o", "0") if value else "000"


def flags(names, empty="0"):
    """A decoder of bits: names by value. What has no name is shown as a number."""
    def decode(view, value):
        found = []
        for bit, name in names.items():
            if bit and value & bit == bit:
                found.append(name)
                value &= ~bit
        if value:
            found.append(f"{value:#x}")
        return "|".join(found) or empty
    return decode


def choice(names):
    """A decoder of one of several numbers."""
    def decode(view, value):
        return names.get(signed(value), f"{value:#x}")
    return decode


_open_bits = flags({0o100: "O_CREAT", 0o200: "O_EXCL", 0o1000: "O_TRUNC", 0o2000: "O_APPEND",
                    0o4000: "O_NONBLOCK", 0o200000: "O_DIRECTORY", 0o400000: "O_NOFOLLOW",
                    0o2000000: "O_CLOEXEC"}, empty="")


def open_flags(view, value):
    access = ["O_RDONLY", "O_WRONLY", "O_RDWR", "O_ACCMODE"][value & 3]
    rest = _open_bits(view, value & ~3)
    return f"{access}|{rest}" if rest else access


pipe_flags = _open_bits
access_mode = flags({1: "X_OK", 2: "W_OK", 4: "R_OK"}, empty="F_OK")
seek_from = choice({0: "SEEK_SET", 1: "SEEK_CUR", 2: "SEEK_END"})
wait_options = flags({1: "WNOHANG", 2: "WSTOPPED", 8: "WCONTINUED", 0x40000000: "__WALL"})
clock = choice({0: "CLOCK_REALTIME", 1: "CLOCK_MONOTONIC", 2: "CLOCK_PROCESS_CPUTIME_ID"})
fcntl_command = choice({0: "F_DUPFD", 1: "F_GETFD", 2: "F_SETFD", 3: "F_GETFL", 4: "F_SETFL",
                        1030: "F_DUPFD_CLOEXEC"})
ioctl_request = choice({0x5401: "TCGETS", 0x5402: "TCSETS", 0x5403: "TCSETSW",
                        0x540F: "TIOCGPGRP", 0x5410: "TIOCSPGRP", 0x5413: "TIOCGWINSZ"})
mask_how = choice({0: "SIG_BLOCK", 1: "SIG_UNBLOCK", 2: "SIG_SETMASK"})
limit_name = choice({0: "RLIMIT_CPU", 1: "RLIMIT_FSIZE", 2: "RLIMIT_DATA", 3: "RLIMIT_STACK",
                     4: "RLIMIT_CORE", 6: "RLIMIT_NPROC", 7: "RLIMIT_NOFILE", 9: "RLIMIT_AS"})
usage_of = choice({0: "RUSAGE_SELF", -1: "RUSAGE_CHILDREN"})
timer = choice({0: "ITIMER_REAL"})


def signal_name(view, value):
    try:
        return signal.Signals(value).name
    except ValueError:
        return number(view, value)


def fcntl_argument(view, value):
    command = view.arguments[1]
    if command == 2:
        return flags({1: "FD_CLOEXEC"})(view, value)
    return open_flags(view, value) if command == 4 else number(view, value)


# ---- Structs ------------------------------------------------------------------------------------

def record(size, describe):
    """A decoder of a pointer to `size` words, which describe turns into text."""
    def decode(view, address):
        words = view.words(address, size) if address else None
        return pointer(view, address) if words is None else describe(view, words)
    return decode


def _file_type(mode):
    kinds = {0o010000: "S_IFIFO", 0o020000: "S_IFCHR", 0o040000: "S_IFDIR", 0o060000: "S_IFBLK",
             0o100000: "S_IFREG", 0o120000: "S_IFLNK"}
    return f"{kinds.get(mode & 0o170000, oct(mode & 0o170000))}|{octal(None, mode & 0o7777)}"


def _status(view, words):
    return f"{{st_mode={_file_type(words[4])}, st_size={words[11] & 0xFFFFFFFF}, ...}}"


def _signal_set(view, words):
    names = [signal.Signals(n + 1).name[3:] for n in range(31) if words[0] >> n & 1]
    return "[" + " ".join(names) + "]"


def _action(view, words):
    handler = {0: "SIG_DFL", 1: "SIG_IGN"}.get(words[0], f"{words[0] & 0xFFFFFFFF:#x}")
    bits = flags({1: "SA_NOCLDSTOP", 4: "SA_SIGINFO", 0x04000000: "SA_RESTORER",
                  0x10000000: "SA_RESTART", 0x40000000: "SA_NODEFER", 0x80000000: "SA_RESETHAND"})
    text = f"{{sa_handler={handler}, sa_mask={_signal_set(view, words[3:])}"
    text += f", sa_flags={bits(view, words[1] & 0xFFFFFFFF)}"
    if words[1] & 0x04000000:
        text += f", sa_restorer={words[2] & 0xFFFFFFFF:#x}"
    return text + "}"


def _wait_status(view, words):
    status = words[0]
    if status & 0x7F == 0:
        return f"[{{WIFEXITED(s) && WEXITSTATUS(s) == {status >> 8 & 0xFF}}}]"
    if status & 0xFF == 0x7F:
        return f"[{{WIFSTOPPED(s) && WSTOPSIG(s) == {signal_name(view, status >> 8 & 0x7F)}}}]"
    return f"[{{WIFSIGNALED(s) && WTERMSIG(s) == {signal_name(view, status & 0x7F)}}}]"


def _time(view, words):
    return f"{{tv_sec={words[0]}, tv_nsec={words[1]}}}"


def _timer(view, words):
    return (f"{{it_interval={{tv_sec={words[0]}, tv_usec={words[1]}}}, "
            f"it_value={{tv_sec={words[2]}, tv_usec={words[3]}}}}}")


def _limit(words):
    return ["RLIM_INFINITY" if word in (-1, (1 << 64) - 1) else str(word) for word in words]


def _limits(view, words):
    soft, hard = _limit(words)
    return f"{{rlim_cur={soft}, rlim_max={hard}}}"


def _limits64(view, words):
    low = [word & 0xFFFFFFFF for word in words]
    return _limits(view, [low[0] | low[1] << 32, low[2] | low[3] << 32])


status = record(24, _status)
signal_set = record(2, _signal_set)
action = record(5, _action)
wait_status = record(1, _wait_status)
timespec = record(2, _time)
interval_timer = record(4, _timer)
limits = record(2, _limits)
limits64 = record(4, _limits64)
pair = record(2, lambda view, words: f"[{words[0]}, {words[1]}]")


def entries(view, address):
    """What getdents64 gave: how many there are."""
    count, at = 0, 0
    data = view.bytes(address, max(view.result or 0, 0))
    while at + 19 <= len(data):
        count += 1
        at += int.from_bytes(data[at + 16:at + 18], "little")
    return f"{pointer(view, address)} /* {count} entries */"


def vectors(view, address):
    """An array of (address, size), with the bytes: for writev."""
    parts = []
    for i in range(min(view.arguments[2], 8)):
        words = view.words(address + 8 * i, 2)
        if words is None:
            return pointer(view, address)
        size = words[1] & 0xFFFFFFFF
        parts.append(f"{{iov_base={buffer(view, words[0] & 0xFFFFFFFF, size)}, iov_len={size}}}")
    return "[" + ", ".join(parts) + "]"


def poll_requests(view, address):
    bits = flags({1: "POLLIN", 2: "POLLPRI", 4: "POLLOUT", 8: "POLLERR", 16: "POLLHUP"})
    parts = []
    for i in range(min(view.arguments[1], 16)):
        words = view.words(address + 8 * i, 2)
        if words is None:
            return pointer(view, address)
        parts.append(f"{{fd={words[0]}, events={bits(view, words[1] & 0xFFFF)}}}")
    return "[" + ", ".join(parts) + "]"


def bytes_written(view, address):
    return buffer(view, address, view.arguments[2])


def bytes_read(view, address):
    if view.result is None or view.result < 0:
        return pointer(view, address)
    return buffer(view, address, view.result)


def path_read(view, address):
    """What getcwd gave."""
    return string(view, address) if (view.result or 0) > 0 else pointer(view, address)
