"""Running what the shell's language describes: a process for each command of a pipeline,
descriptors moved to where it expects them, and the built-in commands inside the shell itself."""

import os
import signal
import stat
import sys

from shell import builtins, expansion, jobs, syntax

NOT_FOUND, NOT_EXECUTABLE, SYNTAX, INTERRUPTED = 127, 126, 2, 128 + signal.SIGINT
DEFAULT_PATH = "/bin"
CREATE = os.O_WRONLY | os.O_CREAT
CREATION_MODE = 0o666
HEAD = 128  # bytes of a file that tell what it is
ELF_MAGIC = b"\x7fELF"


class Failure(Exception):
    """A command that cannot be run: what to say and its exit status."""

    def __init__(self, message, status):
        super().__init__(message)
        self.status = status


def close_all(*descriptors):
    for descriptor in descriptors:
        if descriptor is not None:
            os.close(descriptor)


def end_all(pids):
    for pid in pids:
        os.kill(pid, signal.SIGTERM)
        os.waitpid(pid, 0)


class Shell:
    def __init__(self, name="sh", arguments=(), interactive=False):
        self.name, self.arguments = name, list(arguments)
        self.interactive = interactive
        self.pid = os.getpid()   # $$: also in the processes that it forks
        self.status = 0
        self.last_background = None
        self.substituted = 0     # the status of the last $(command)
        self.warned = False      # of stopped jobs, since the last command
        self.variables = {}      # those that are not exported; the others are os.environ's
        self.jobs = jobs.Jobs(control=interactive)

    # ---- what the expansions ask ----

    def variable(self, name):
        """The value of $name; "" when there is none."""
        if name == "?":
            return str(self.status)
        if name == "$":
            return str(self.pid)
        if name == "!":
            return str(self.last_background or "")
        if name == "#":
            return str(len(self.arguments))
        if name in ("@", "*"):
            return " ".join(self.arguments)
        if name.isdigit():
            return ([self.name] + self.arguments + [""] * int(name))[int(name)]
        return self.variables.get(name, os.environ.get(name, ""))

    def set_variable(self, name, value):
        (os.environ if name in os.environ else self.variables)[name] = value

    def output_of(self, text):
        """What $(text) stands for: the output, without the newlines at its end."""
        reader, writer = os.pipe()
        pid = self.fork(lambda: self.run_in_child(text, writer))
        os.close(writer)
        parts = []
        while block := os.read(reader, 16384):
            parts.append(block)
        os.close(reader)
        self.substituted = jobs.exit_status(os.waitpid(pid, 0)[1])
        return b"".join(parts).decode(errors="replace").rstrip("\n")

    def run_in_child(self, text, output):
        os.dup2(output, 1)
        return self.run(text)

    def may_leave(self):
        """False when jobs stand still, with a word, but the second time they are ended."""
        self.jobs.look()
        if self.interactive and not self.warned and any(job.is_stopped() for job in self.jobs.list):
            print("There are stopped jobs.", file=sys.stderr)
            self.warned = True
            return False
        self.jobs.hang_up()
        return True

    # ---- texts, lists ----

    def complain(self, message):
        sys.stdout.flush()
        print(f"{self.name}: {message}", file=sys.stderr)

    def run(self, text):
        """Runs a text; its exit status."""
        try:
            entries = syntax.parse(text)
        except syntax.ShellSyntaxError as error:
            self.complain(error)
            self.status = SYNTAX
            return SYNTAX
        return self.run_entries(entries)

    def run_entries(self, entries):
        for entry in entries:
            if entry.background:
                self.start_in_background(entry)
                self.status = 0
            else:
                self.run_entry(entry)
            if self.interactive and self.status == INTERRUPTED:
                break
        return self.status

    def run_entry(self, entry):
        for operator, pipeline in entry.pipelines:
            if operator == "&&" and self.status or operator == "||" and not self.status:
                continue
            status = self.run_pipeline(pipeline, entry.text)
            self.status = int(status == 0) if pipeline.negated else status

    def start_in_background(self, entry):
        """One pipeline is a job by itself; more need a shell of their own to know what follows."""
        if len(entry.pipelines) == 1:
            commands = entry.pipelines[0][1].commands
        else:
            command = syntax.Command()
            command.list = [syntax.Entry(entry.pipelines, False, entry.text)]
            commands = [command]
        job = self.start(commands, entry.text, False)
        self.last_background = job.pids[-1]
        if self.interactive:
            print(f"[{job.number}] {job.pids[-1]}", file=sys.stderr)

    # ---- pipelines ----

    def run_pipeline(self, pipeline, text):
        commands = pipeline.commands
        try:
            if len(commands) == 1 and commands[0].list is None:
                words = self.expand_words(commands[0])
                if not words or words[0] in builtins.COMMANDS:
                    return self.run_here(commands[0], words)
            return self.jobs.run_in_foreground(self.start(commands, text, True))
        except Failure as failure:
            self.complain(failure)
            return failure.status
        except OSError as error:  # no process, no pipe
            self.complain(error.strerror)
            return NOT_EXECUTABLE

    def expand_words(self, command):
        return [argument for word in command.words for argument in expansion.expand(word, self)]

    def start(self, commands, text, foreground):
        """Starts a process for each command, one's output joined to the next one's input."""
        group, pids, reader = 0, [], None
        sys.stdout.flush()
        for command in commands:
            last = command is commands[-1]
            following, writer = (None, None) if last else os.pipe()
            ends = (reader, writer)
            in_group = group
            try:
                pid = self.fork(lambda: self.become(command, ends, in_group, foreground))
            except OSError:  # no process more: what has begun is of no use
                close_all(reader, writer, following)
                end_all(pids)
                raise
            group = group or pid
            self.set_group(pid, group)
            close_all(*ends)
            reader = following
            pids.append(pid)
        if foreground:
            self.jobs.give_terminal(group)
        job = self.jobs.add(group, pids, text)
        job.in_background = not foreground
        return job

    def set_group(self, pid, group):
        """Parent and child both do it: whoever comes first, it is done when the other goes on."""
        if self.jobs.control:
            try:
                os.setpgid(pid, group)
            except OSError:  # it has ended already
                pass

    def fork(self, action):
        """A child that does this and ends with the status that it gives."""
        sys.stdout.flush()
        pid = os.fork()
        if pid:
            return pid
        status = 1
        try:
            status = action() or 0
            sys.stdout.flush()
        except Failure as failure:
            self.complain(failure)
            status = failure.status
        except SystemExit as end:
            status = end.code or 0
        except KeyboardInterrupt:
            status = INTERRUPTED
        except OSError as error:
            self.complain(error.strerror)
        except Exception:
            sys.excepthook(*sys.exc_info())
        finally:
            os._exit(status)

    # ---- in the child ----

    def become(self, command, ends, group, foreground):
        """The process turns into the command. ends: of the pipes to read from and to write to."""
        if self.jobs.control:
            self.set_group(0, group)
            if foreground:
                self.jobs.give_terminal(os.getpgrp())
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        self.interactive = False
        self.jobs = jobs.Jobs(control=False)
        reader, writer = ends
        if reader is not None:
            os.dup2(reader, 0)
        if writer is not None:
            os.dup2(writer, 1)
        for redirection in command.redirections:
            self.redirect(redirection)
        if command.list is not None:
            return self.run_entries(command.list)
        words = self.expand_words(command)
        self.assign(command, exported=bool(words))
        if not words:
            return 0
        if words[0] in builtins.COMMANDS:
            return builtins.COMMANDS[words[0]](self, words[1:])
        self.execute(words)

    def execute(self, words):
        """The program takes this process's place; comes back only with Failure."""
        name = words[0]
        paths = [name] if "/" in name else [
            f"{directory or '.'}/{name}" for directory in self.variable("PATH").split(":")]
        reason = None
        for path in paths:
            try:
                self.execute_file(path, words)
            except (FileNotFoundError, NotADirectoryError) as error:
                reason = reason or (error if "/" in name else None)
            except OSError as error:
                raise Failure(f"{name}: {error.strerror}", NOT_EXECUTABLE)
        raise Failure(f"{name}: {reason.strerror if reason else 'command not found'}", NOT_FOUND)

    def execute_file(self, path, words):
        """What the kernel would refuse is not tried: it would say so in its log, on the console."""
        if stat.S_ISDIR(os.stat(path).st_mode):
            raise Failure(f"{words[0]}: Is a directory", NOT_EXECUTABLE)
        if not os.access(path, os.X_OK):
            raise Failure(f"{words[0]}: Permission denied", NOT_EXECUTABLE)
        descriptor = os.open(path, os.O_RDONLY)
        head = os.read(descriptor, HEAD)
        os.close(descriptor)
        if head.startswith(ELF_MAGIC):  # its sys.argv[0] is its path, as of a script on Linux
            os.execv(path, [path] + words[1:])
        interpreter = self.interpreter_of(path, head)
        os.execv(interpreter, [interpreter, path] + words[1:])

    def interpreter_of(self, path, head):
        """Who runs a file of text: as its first line says (#!), Python for .py, else this shell."""
        if b"\0" in head:
            raise Failure(f"{path}: cannot execute binary file: Exec format error", NOT_EXECUTABLE)
        if head.startswith(b"#!"):
            return head[2:].decode(errors="replace").split()[0]
        return "/bin/python" if path.endswith(".py") else "/bin/sh"

    # ---- in the shell itself ----

    def run_here(self, command, words):
        """A built-in command; or assignments and redirections alone, whose status is that of the
        last $(command) in them."""
        saved = {}
        self.substituted = 0
        try:
            for redirection in command.redirections:
                self.redirect(redirection, saved)
            self.assign(command, exported=False)
            if not words:
                return self.substituted
            return builtins.COMMANDS[words[0]](self, words[1:]) or 0
        except OSError as error:
            self.complain(f"{words[0]}: {error.strerror}")
            return 1
        finally:
            sys.stdout.flush()
            for descriptor, copy in saved.items():
                if copy is None:
                    os.close(descriptor)
                else:
                    os.dup2(copy, descriptor)
                    os.close(copy)

    def assign(self, command, exported):
        for name, word in command.assignments:
            value = expansion.expand_to_text(word, self)
            if exported:
                os.environ[name] = value
            else:
                self.set_variable(name, value)

    # ---- redirections ----

    def redirect(self, redirection, saved=None):
        """Does one; in saved goes what stood there: a copy, or None for nothing."""
        sys.stdout.flush()
        targets = expansion.expand(redirection.word, self)
        if len(targets) != 1:
            raise Failure("ambiguous redirect", 1)
        target, descriptor = targets[0], redirection.descriptor
        if saved is not None and descriptor not in saved:
            try:
                saved[descriptor] = os.dup(descriptor)
            except OSError:
                saved[descriptor] = None
        try:
            if redirection.operator.endswith("&"):
                self.duplicate(target, descriptor)
            else:
                self.open_as(target, redirection.operator, descriptor)
        except OSError as error:
            raise Failure(f"{target}: {error.strerror}", 1)

    def duplicate(self, target, descriptor):
        if target == "-":
            os.close(descriptor)
        elif target.isdigit():
            os.dup2(int(target), descriptor)
        else:
            raise Failure(f"{target}: ambiguous redirect", 1)

    def open_as(self, path, operator, descriptor):
        flags = {"<": os.O_RDONLY, ">": CREATE | os.O_TRUNC, ">>": CREATE | os.O_APPEND}[operator]
        opened = os.open(path, flags, CREATION_MODE)
        if opened == descriptor:  # it was closed: what is there now is to outlive exec
            copy = os.dup(opened)
            os.dup2(copy, descriptor)
            os.close(copy)
        else:
            os.dup2(opened, descriptor)
            os.close(opened)
