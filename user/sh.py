"""sh - the shell: runs the commands that are typed, or those of a file

usage: sh [FILE [ARGUMENT ...]]
       sh -c COMMANDS [NAME [ARGUMENT ...]]
  -c COMMANDS   runs these and ends
  -h            this text

Without either it reads commands from standard input; `help` there lists what it knows.
"""

import os
import signal
import sys

import command
from shell import execution, syntax

HISTORY = ".sh_history"  # in $HOME
HISTORY_SIZE = 65536     # bytes of it that are read back


def prompt():
    try:
        return f"terrarium:{os.getcwd()}$ "
    except OSError:  # the directory has been removed
        return "terrarium:(gone)$ "


# ---- history ------------------------------------------------------------------------------------

def history_path():
    return os.environ.get("HOME", "/").rstrip("/") + "/" + HISTORY


def read_history(readline):
    """The lines of earlier shells, the last ones of a long file."""
    try:
        size = os.stat(history_path()).st_size
        text = b"".join(command.blocks(history_path()))[max(0, size - HISTORY_SIZE):]
    except OSError:  # there is none yet
        return
    for line in text.decode(errors="replace").splitlines()[size > HISTORY_SIZE:]:
        readline.add_history(line)


def keep(line):
    """Adds a line to the file. A disk that cannot be written to only means that there is none."""
    if not line.strip():
        return
    try:
        descriptor = os.open(history_path(), os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        command.write(line.encode() + b"\n", descriptor)
        os.close(descriptor)
    except OSError:
        pass


# ---- reading ------------------------------------------------------------------------------------

def read_text(shell):
    """A whole command: lines as long as the syntax asks for more. None at the end of the input."""
    try:
        text = input(prompt())
    except EOFError:
        print("exit")
        return None
    keep(text)
    while True:
        try:
            syntax.parse(text)
        except syntax.Incomplete as error:
            try:
                text += "\n" + input("> ")
                keep(text.rpartition("\n")[2])
                continue
            except EOFError:
                print()
                shell.complain(error)
                return ""
        except syntax.ShellSyntaxError:  # will be told when it is run
            pass
        return text


def interactive():
    import readline
    from shell import completion
    # Ctrl-C gives up the line. It would end the shell, as it ends any program by default.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    shell = execution.Shell(interactive=True)
    completion.install(shell)
    read_history(readline)
    shell.jobs.take_terminal_back()
    while True:
        shell.jobs.tell_changes()
        try:
            text = read_text(shell)
            if text is None:
                if shell.may_leave():
                    return shell.status
                continue
            warned = shell.warned
            shell.run(text)
            shell.warned = shell.warned and not warned
        except KeyboardInterrupt:
            print()
            shell.status = execution.INTERRUPTED


def run_text(text, name, arguments):
    """Runs it all; a Ctrl-C that ends a command ends the rest too."""
    shell = execution.Shell(name, arguments)
    try:
        return shell.run(text)
    except KeyboardInterrupt:
        return execution.INTERRUPTED


def main():
    arguments = sys.argv[1:]
    if arguments[:1] == ["-c"]:
        if len(arguments) < 2:
            raise command.UsageError("-c: option requires an argument")
        return run_text(arguments[1], (arguments[2:] or ["sh"])[0], arguments[3:])
    if arguments and arguments[0] in ("-h", "--help"):
        print(__doc__.strip())
        return 0
    if arguments and arguments[0].startswith("-") and arguments[0] != "-":
        raise command.UsageError(f"{arguments[0]}: invalid option")
    if not arguments and os.isatty(0):
        return interactive()
    path = arguments[0] if arguments else "-"
    try:
        text = b"".join(command.blocks(path)).decode(errors="replace")
    except OSError as error:
        command.complain(command.reason(error, path))
        return execution.NOT_FOUND
    return run_text(text, "sh" if path == "-" else path, arguments[1:])


command.run_as("sh", main)
