# init.py: process 1. It runs the tour, then asks what to run, and runs each program in a process
# of its own. The children of programs that have ended become its own, so it waits for any child.

import machine
import os
import signal

HELP = """\
  tour               follow one variable from the disk to a physical frame
  hello              print a line
  python             Python's prompt
  PATH [ARG ...]     run a program file, or a .py file, in a process of its own
  help               this list
  poweroff           end the machine (also Ctrl-D)"""

SIGNALS = {2: "interrupt", 4: "illegal instruction", 5: "breakpoint", 6: "abort", 7: "bus error",
           8: "arithmetic exception", 9: "kill", 11: "segmentation fault"}


def program_of(words):
    """The program file and the arguments for a command: names without a slash stand in /bin."""
    path = words[0]
    if "/" not in path:
        path = "/bin/" + path
    if path.endswith(".py"):
        return ["/bin/python", path] + words[1:]
    return [path] + words[1:]


def wait_for(pid):
    """Reaps children until this one has ended; its status. One that Ctrl-Z stopped goes on: there
    is no other to be brought to the foreground here."""
    while True:
        ended, status = os.waitpid(-1, os.WUNTRACED)
        if os.WIFSTOPPED(status):
            os.kill(ended, signal.SIGCONT)
        elif ended == pid:
            os.tcsetpgrp(0, os.getpgrp())
            return status


def report(status):
    if os.WIFSIGNALED(status):
        signal = os.WTERMSIG(status)
        print(f"ended by signal {signal} ({SIGNALS.get(signal, 'unknown')})")
    elif os.WEXITSTATUS(status) != 0:
        print(f"exit status {os.WEXITSTATUS(status)}")


def run(words):
    arguments = program_of(words)
    pid = os.fork()
    if pid == 0:
        os.setpgid(0, 0)
        os.tcsetpgrp(0, os.getpid())
        try:
            os.execv(arguments[0], arguments)
        except OSError as error:
            print(f"{words[0]}: {error}", flush=True)
        os._exit(127)
    report(wait_for(pid))


def main():
    run(["tour"])
    print("\nThis is init, process 1. `help` lists what it can do.")
    while True:
        try:
            words = input("terrarium> ").split()
        except EOFError:
            print()
            break
        if words == []:
            continue
        if words == ["poweroff"]:
            break
        if words == ["help"]:
            print(HELP)
            continue
        try:
            run(words)
        except OSError as error:
            print(f"{words[0]}: {error}")
    machine.poweroff(0)


main()
