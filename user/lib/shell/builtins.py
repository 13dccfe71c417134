"""The commands that the shell does itself, because they change or know its own state. Each is
called with the shell and its arguments, and gives its exit status."""

import os
import signal
import sys

import command
from shell import expansion, jobs, syntax

COMMANDS = {}  # name -> function; its first line of text is what `help` says


def built_in(function):
    COMMANDS[function.__name__.rstrip("_")] = function
    return function


def usage(shell, name, text):
    shell.complain(f"{name}: {text}")
    return command.USAGE


def nothing(shell, arguments):
    """: [WORD ...]: nothing, and succeeds"""


COMMANDS[":"] = nothing


# ---- the shell itself ---------------------------------------------------------------------------

@built_in
def cd(shell, arguments):
    """cd [DIRECTORY]: the working directory; - is the one before, without it $HOME"""
    if len(arguments) > 1:
        return usage(shell, "cd", "too many arguments")
    target = arguments[0] if arguments else shell.variable("HOME") or "/"
    if target == "-":
        target = shell.variable("OLDPWD")
        if not target:
            return usage(shell, "cd", "OLDPWD not set")
        print(target)
    try:
        before = os.getcwd()
    except OSError:  # it has been removed
        before = "/"
    try:
        os.chdir(target)
    except OSError as error:
        shell.complain(f"cd: {command.reason(error, target)}")
        return 1
    shell.set_variable("OLDPWD", before)
    shell.set_variable("PWD", os.getcwd())


@built_in
def pwd(shell, arguments):
    """pwd: shows the working directory"""
    print(os.getcwd())


@built_in
def exit(shell, arguments):
    """exit [STATUS]: ends the shell; Ctrl-D does it too"""
    text = arguments[0] if arguments else str(shell.status)
    if not shell.may_leave():
        return 1
    if not text.isdigit():
        shell.complain(f"exit: {text}: numeric argument required")
        text = "2"
    sys.exit(int(text) & 0xFF)


@built_in
def export(shell, arguments):
    """export [NAME[=VALUE] ...]: variables that programs get too; without names, shows them"""
    status = 0
    for argument in arguments:
        name, equals, value = argument.partition("=")
        if not syntax.is_name(name):
            shell.complain(f"export: `{argument}': not a valid identifier")
            status = 1
        elif equals or name not in os.environ:
            os.environ[name] = value if equals else shell.variables.get(name, "")
            shell.variables.pop(name, None)
    if not arguments:
        for name in sorted(os.environ):
            print(f'export {name}="{os.environ[name]}"')
    return status


@built_in
def unset(shell, arguments):
    """unset NAME ...: forgets variables"""
    for name in arguments:
        shell.variables.pop(name, None)
        os.environ.pop(name, None)


@built_in
def source(shell, arguments):
    """source FILE: runs a file's commands in this shell"""
    if not arguments:
        return usage(shell, "source", "filename argument required")
    try:
        text = b"".join(command.blocks(arguments[0])).decode(errors="replace")
    except OSError as error:
        shell.complain(command.reason(error, arguments[0]))
        return 1
    return shell.run(text)


@built_in
def type_(shell, arguments):
    """type NAME ...: what a command is"""
    status = 0
    for name in arguments:
        if name in COMMANDS:
            print(f"{name} is a shell builtin")
            continue
        paths = [name] if "/" in name else [
            f"{directory}/{name}" for directory in shell.variable("PATH").split(":")]
        path = next((path for path in paths if os.access(path, os.X_OK)), None)
        if path:
            print(f"{name} is {path}")
        else:
            shell.complain(f"type: {name}: not found")
            status = 1
    return status


@built_in
def history(shell, arguments):
    """history [-c]: the lines that were typed, with numbers; -c forgets them"""
    import readline
    if arguments == ["-c"]:
        readline.clear_history()
    elif arguments:
        return usage(shell, "history", f"{arguments[0]}: invalid option")
    else:
        for number in range(1, readline.get_current_history_length() + 1):
            print(f"{number:5}  {readline.get_history_item(number)}")


# ---- jobs ---------------------------------------------------------------------------------------

def job_named(shell, name, arguments):
    """The job that the first argument names, or the last; None, and a message: there is none."""
    job = shell.jobs.find(arguments[0] if arguments else None)
    if job is None:
        shell.complain(f"{name}: {arguments[0] if arguments else 'current'}: no such job")
    return job


@built_in
def jobs_(shell, arguments):
    """jobs: what runs in the background or stands still"""
    shell.jobs.look()
    for job in list(shell.jobs.list):
        print(shell.jobs.line(job))
        if job.has_ended():
            shell.jobs.list.remove(job)


@built_in
def fg(shell, arguments):
    """fg [%JOB]: goes on with a job in the foreground"""
    if not shell.jobs.control:
        return usage(shell, "fg", "no job control")
    job = job_named(shell, "fg", arguments)
    if job is None:
        return 1
    print(job.text, flush=True)
    shell.jobs.resume(job, True)
    return shell.jobs.run_in_foreground(job)


@built_in
def bg(shell, arguments):
    """bg [%JOB]: lets a job that stands still go on in the background"""
    if not shell.jobs.control:
        return usage(shell, "bg", "no job control")
    job = job_named(shell, "bg", arguments)
    if job is None:
        return 1
    shell.jobs.resume(job, False)
    print(f"[{job.number}] {job.text} &")


@built_in
def wait(shell, arguments):
    """wait [%JOB or PID ...]: until these have ended, or all; the exit status is the last one's"""
    status = 0
    for name in arguments:
        job = next((job for job in shell.jobs.list if name.isdigit() and int(name) in job.pids),
                   None) or (shell.jobs.find(name) if name.startswith("%") else None)
        if job is None:
            shell.complain(f"wait: {name}: not a child of this shell")
            status = 127
            continue
        shell.jobs.wait(job)
        status = job.status()
        if not shell.interactive and job.has_ended():
            shell.jobs.list.remove(job)
    for job in [] if arguments else list(shell.jobs.list):
        shell.jobs.wait(job)
    return status


@built_in
def kill(shell, arguments):
    """kill [-SIGNAL] PID or %JOB ...: sends a signal (see kill -h)"""
    words = ["kill"] if arguments[:1] and arguments[0].startswith("-") else ["kill", "-TERM"]
    for argument in arguments:
        job = shell.jobs.find(argument) if argument.startswith("%") else None
        if argument.startswith("%") and job is None:
            shell.complain(f"kill: {argument}: no such job")
            return 1
        words.append(str(-job.group if shell.jobs.control else job.pids[0]) if job else argument)
    return jobs.exit_status(os.waitpid(shell.fork(lambda: shell.execute(words)), 0)[1])


# ---- help ---------------------------------------------------------------------------------------

def first_line(path):
    """What the text at the beginning of a program's source says: `NAME - what it does`."""
    for line in command.lines(path):
        text = line.decode(errors="replace").strip()
        if text.startswith(('"""', "# ")):
            return text.strip('"# ')
        if text:
            break
    return ""


def program_lines(shell, directory):
    """For each program in the directory, what it says of itself: in its source, or to -h."""
    for name in expansion.names_in(directory):
        path = f"{directory}/{name}"
        if name.endswith(".py") or not os.access(path, os.X_OK):
            continue
        text = first_line(path + ".py") if expansion.exists(path + ".py") else \
            shell.output_of(f"{path} -h").partition("\n")[0]
        yield name, text.partition(" - ")[2] or text.partition(": ")[2] or text


@built_in
def help(shell, arguments):
    """help: this list"""
    print("Programs; each says more with -h:")
    for name, text in program_lines(shell, "/bin"):
        print(f"  {name:11}{text}")
    print("What the shell does itself:")
    for name in sorted(COMMANDS):
        how, _, text = COMMANDS[name].__doc__.partition(": ")
        print(f"  {how:31}{text}")
    print("Also: a | b   a > FILE   a >> FILE   a < FILE   2> FILE   2>&1   a &   a ; b   a && b")
    print("      a || b   (a ; b)   'text'   \"text $NAME\"   $?   $(command)   * ? [a-z]   # text")
