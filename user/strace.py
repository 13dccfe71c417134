"""strace - shows a program's system calls, with arguments and results, and its signals

usage: strace [-e CALLS] [-o FILE] [-s SIZE] PROGRAM [ARG ...]
       strace [-e CALLS] [-o FILE] [-s SIZE] -p PID
  -e CALLS   only these calls: trace=open,read or open,read
  -o FILE    to a file; otherwise to standard error
  -p PID     a process that runs already, until Ctrl-C or its end
  -s SIZE    show so many bytes of a string (32)
  -h         this text

What it sees of the program, it sees through ptrace(2), and prints as Linux's strace does.
"""

import errno
import machine
import os
import signal
import sys

import strace_calls
from strace_format import View, pointer, signal_name

CALL_STOP = signal.SIGTRAP | 0x80
RESULT_COLUMN = 40  # where strace puts the equals sign
NOT_FOUND = 1


class UsageError(Exception):
    pass


class Options:
    def __init__(self, words):
        self.calls = None
        self.output = None
        self.pid = None
        self.string_size = 32
        self.help = False
        self.words = self._read(list(words))
        if not self.help and (self.pid is None) == (not self.words):
            raise UsageError("must have PROGRAM [ARGS] or -p PID")

    def _read(self, words):
        while words and words[0].startswith("-") and words[0] != "--":
            option = words.pop(0)
            if option in ("-h", "--help"):
                self.help = True
                continue
            if option not in ("-e", "-o", "-p", "-s"):
                raise UsageError(f"invalid option -- '{option.lstrip('-')}'")
            if not words:
                raise UsageError(f"option requires an argument -- '{option[1:]}'")
            self._set(option, words.pop(0))
        return words[1:] if words and words[0] == "--" else words

    def _set(self, option, value):
        if option == "-e":
            self.calls = set(value.removeprefix("trace=").split(","))
        elif option == "-o":
            self.output = value
        elif not value.isdigit():
            raise UsageError(f"invalid {'-p' if option == '-p' else '-s'} argument: '{value}'")
        elif option == "-p":
            self.pid = int(value)
        else:
            self.string_size = int(value)


class Tracer:
    """Follows one process from stop to stop."""

    def __init__(self, pid, options, output):
        self.pid = pid
        self.options = options
        self.output = output
        self.view = None       # of the call that it is in
        self.is_shown = False  # that call
        self.waits_for_program = options.pid is None  # before execve, it is a copy of this program

    def write(self, text):
        self.output.write(text)
        self.output.flush()

    # ---- Before and after a call

    def begin_call(self, registers):
        number = registers["orig_eax"]
        arguments = [registers[name] for name in ("ebx", "ecx", "edx", "esi", "edi", "ebp")]
        self.name, self.decoders = strace_calls.decoders_for(number, arguments)
        self.view = View(self.pid, arguments, self.options.string_size)
        if self.name == "execve":
            self.waits_for_program = False
        chosen = self.options.calls
        self.is_shown = not self.waits_for_program and (chosen is None or self.name in chosen)
        if not self.is_shown:
            return
        # Up to the first argument that the call itself writes.
        self.shown = 0
        for decode in self.decoders:
            if isinstance(decode, strace_calls.Out):
                break
            self.shown += 1
        self.text = self.name + "(" + ", ".join(
            decode(self.view, value) for decode, value in zip(self.decoders[:self.shown], arguments))
        if self.name in ("exit", "exit_group"):
            self.end_line("?")
            self.view = None

    def end_call(self, registers):
        result = registers["eax"]
        result -= (result & 0x80000000) << 1
        view, self.view = self.view, None
        if not self.is_shown:
            return
        view.result = result
        for decode, value in zip(self.decoders[self.shown:], view.arguments[self.shown:]):
            if isinstance(decode, strace_calls.Out):
                decode = decode.decode if result >= 0 or result == -errno.EINTR else pointer
            self.text += ("" if self.text.endswith("(") else ", ") + decode(view, value)
        self.end_line(strace_calls.result_text(self.name, result))

    def end_line(self, result):
        self.write(f"{self.text + ')':<{RESULT_COLUMN - 1}} = {result}\n")

    # ---- Stops

    def stopped(self, number):
        """The process has stopped: says so, and what signal it is to get."""
        if number == CALL_STOP:
            registers = machine.trace_registers(self.pid)
            if self.view is None:
                self.begin_call(registers)
            else:
                self.end_call(registers)
            return 0
        if number == signal.SIGTRAP:
            return 0  # the new program's first instruction
        if self.waits_for_program:
            return 0 if number == signal.SIGSTOP else number
        number, code, sender = machine.trace_signal(self.pid)
        name = signal_name(None, number)
        origin = f"si_code=SI_USER, si_pid={sender}" if code == 0 else "si_code=SI_KERNEL"
        self.write(f"--- {name} {{si_signo={name}, {origin}}} ---\n")
        return number

    def follow(self):
        """Until the process has ended: its status as a shell says it."""
        while True:
            status = os.waitpid(self.pid, 0)[1]
            if os.WIFEXITED(status):
                self.write(f"+++ exited with {os.WEXITSTATUS(status)} +++\n")
                return os.WEXITSTATUS(status)
            if os.WIFSIGNALED(status):
                name = signal_name(None, os.WTERMSIG(status))
                self.write(f"+++ killed by {name} +++\n")
                return 128 + os.WTERMSIG(status)
            machine.trace_call(self.pid, self.stopped(os.WSTOPSIG(status)))


# ---- Starting -----------------------------------------------------------------------------------

def find_program(name):
    """The path of a program: a name without a slash is looked for in PATH."""
    if "/" in name:
        paths = [name]
    else:
        directories = os.environ.get("PATH", "/bin").split(":")
        paths = [f"{directory}/{name}" for directory in directories]
    for path in paths:
        if os.access(path, os.X_OK):
            return path
    os.stat(paths[0])  # says what is wrong
    raise PermissionError(13, "Permission denied")


def start(words):
    """A child that stops before it becomes the program."""
    path = find_program(words[0])
    sys.stdout.flush()
    pid = os.fork()
    if pid == 0:
        try:
            machine.trace_me()
            os.kill(os.getpid(), signal.SIGSTOP)
            signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # Python ignores it
            os.execve(path, words, dict(os.environ))
        except OSError as error:
            print(f"strace: exec: {error.strerror}", file=sys.stderr, flush=True)
        os._exit(NOT_FOUND)
    os.waitpid(pid, 0)
    return pid


def attach(pid):
    machine.trace_attach(pid)
    os.waitpid(pid, 0)
    return pid


def let_go(pid):
    """Stops it once more, wherever it is, and leaves it alone."""
    os.kill(pid, signal.SIGSTOP)
    while os.WSTOPSIG(os.waitpid(pid, 0)[1]) != signal.SIGSTOP:
        machine.trace_continue(pid)
    machine.trace_detach(pid)
    print(f"strace: Process {pid} detached", file=sys.stderr)


def run(options):
    output = open(options.output, "w") if options.output else sys.stderr
    try:
        pid = attach(options.pid) if options.pid else start(options.words)
    except OSError as error:
        what = f"attach: ptrace(PTRACE_ATTACH, {options.pid})" if options.pid \
            else f"Can't stat '{options.words[0]}'"
        print(f"strace: {what}: {error.strerror}", file=sys.stderr)
        return NOT_FOUND
    machine.trace_mark_calls(pid)
    machine.trace_call(pid)
    if options.pid is None:  # Ctrl-C is for the program
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        return Tracer(pid, options, output).follow()
    except KeyboardInterrupt:
        let_go(pid)
        return 0


def main():
    try:
        options = Options(sys.argv[1:])
    except UsageError as error:
        print(f"strace: {error}\nTry 'strace -h' for more information.", file=sys.stderr)
        return 1
    if options.help:
        print(__doc__, end="")
        return 0
    return run(options)


sys.exit(main())
