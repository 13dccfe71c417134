"""signal: handlers for signals, alarms, and the signals' names. As in CPython, a handler runs
between two instructions of the program, some time after the signal came.
"""

import _signal

_NAMES = """SIGHUP SIGINT SIGQUIT SIGILL SIGTRAP SIGABRT SIGBUS SIGFPE SIGKILL SIGUSR1 SIGSEGV
    SIGUSR2 SIGPIPE SIGALRM SIGTERM SIGSTKFLT SIGCHLD SIGCONT SIGSTOP SIGTSTP SIGTTIN SIGTTOU SIGURG
    SIGXCPU SIGXFSZ SIGVTALRM SIGPROF SIGWINCH SIGIO SIGPWR SIGSYS""".split()

_DESCRIPTIONS = [
    "Hangup", "Interrupt", "Quit", "Illegal instruction", "Trace/breakpoint trap", "Aborted",
    "Bus error", "Floating point exception", "Killed", "User defined signal 1",
    "Segmentation fault", "User defined signal 2", "Broken pipe", "Alarm clock", "Terminated",
    "Stack fault", "Child exited", "Continued", "Stopped (signal)", "Stopped",
    "Stopped (tty input)", "Stopped (tty output)", "Urgent I/O condition",
    "CPU time limit exceeded", "File size limit exceeded", "Virtual timer expired",
    "Profiling timer expired", "Window changed", "I/O possible", "Power failure",
    "Bad system call"]


class _Members(type):
    """The class is also the collection of its members, as an enum is."""

    def __iter__(cls):
        return iter(cls._by_value.values())

    def __len__(cls):
        return len(cls._by_value)

    def __getitem__(cls, name):
        for member in cls:
            if member.name == name:
                return member
        raise KeyError(name)


class _NamedInt(int, metaclass=_Members):
    """An int that knows its name, as a member of an enum.IntEnum (which takes longer to load): one
    object for each value."""

    def __new__(cls, value):
        if value not in cls._by_value:
            raise ValueError(f"{value!r} is not a valid {cls.__name__}")
        return cls._by_value[value]

    @classmethod
    def _member(cls, value, name):
        self = int.__new__(cls, value)
        self.name = name
        self.value = value
        cls._by_value[value] = self
        globals()[name] = self
        setattr(cls, name, self)

    def __repr__(self):
        return f"<{type(self).__name__}.{self.name}: {self.value}>"

    __str__ = int.__repr__

    def __reduce__(self):
        return type(self), (self.value,)


class Signals(_NamedInt):
    _by_value = {}


class Handlers(_NamedInt):
    _by_value = {}


for _value, _name in enumerate(_NAMES, 1):
    Signals._member(_value, _name)
SIGIOT, SIGCLD, SIGPOLL = SIGABRT, SIGCHLD, SIGIO
Handlers._member(0, "SIG_DFL")
Handlers._member(1, "SIG_IGN")

NSIG = 65  # as on Linux, though signals from 32 on do not exist here
ITIMER_REAL = 0
ItimerError = OSError

default_int_handler = _signal.default_int_handler
alarm = _signal.alarm
pause = _signal.pause
setitimer = _signal.setitimer
getitimer = _signal.getitimer
raise_signal = _signal.raise_signal


def _handler(value):
    return Handlers(value) if isinstance(value, int) else value


def signal(signalnum, handler, /):
    """Sets what a signal does: SIG_DFL, SIG_IGN, or a function that is called with the signal's
    number and the frame that was interrupted. Returns what it was before."""
    if isinstance(handler, int):
        handler = int(handler)
    return _handler(_signal.signal(signalnum, handler))


def getsignal(signalnum, /):
    return _handler(_signal.getsignal(signalnum))


def strsignal(signalnum, /):
    """What the system calls the signal: "Interrupt"; None when it has no such signal."""
    if not 1 <= signalnum < NSIG:
        raise ValueError("signal number out of range")
    return _DESCRIPTIONS[signalnum - 1] if signalnum <= len(_DESCRIPTIONS) else None


def valid_signals():
    return set(Signals._by_value.values())
