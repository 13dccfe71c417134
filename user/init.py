"""init - process 1: starts the shell, and switches the machine off

usage: the kernel starts it; poweroff asks it to end the machine

The first thing it runs is the tour. A shell that has ended is followed by another. The children of
programs that have ended become its own: it waits for any child, so that none stays as a zombie.
"""

import machine
import os
import signal
import sys
import time

ENVIRONMENT = {"PATH": "/bin", "HOME": "/", "TERM": "vt100"}
EXECUTE_FAILED = 127
TERMINAL = 0
GRACE = 0.2    # seconds that programs have to end by themselves
PAUSE = 1.0    # seconds after a shell that failed at once, so that the screen can be read


class PowerOff(Exception):
    """Somebody has asked for the end."""


def asked_to_end(number, frame):
    raise PowerOff


def start(path):
    """Starts a program in a group of its own, with the terminal if there is one. Its pid."""
    pid = os.fork()
    if pid == 0:
        try:
            signal.signal(signal.SIGINT, signal.SIG_DFL)
            os.setpgid(0, 0)
            if os.isatty(TERMINAL):
                os.tcsetpgrp(TERMINAL, os.getpid())
            os.execv(path, [path])
        except OSError as error:
            print(f"init: {path}: {error.strerror}", file=sys.stderr)
        finally:
            os._exit(EXECUTE_FAILED)
    return pid


def wait_for(pid):
    """Reaps children until this one has ended; its status. One that Ctrl-Z stopped goes on: there
    is no other to be brought to the foreground here."""
    while True:
        ended, status = os.waitpid(-1, os.WUNTRACED)
        if os.WIFSTOPPED(status):
            os.kill(ended, signal.SIGCONT)
        elif ended == pid:
            return status


def run_shells():
    """One after the other, as long as there is somebody to type."""
    while True:
        started = time.monotonic()
        status = wait_for(start("/bin/sh"))
        if not os.isatty(TERMINAL):
            raise PowerOff
        if status != 0 and time.monotonic() - started < PAUSE:
            print("init: the shell has failed; another one comes")
            time.sleep(PAUSE)


def power_off():
    """First the programs may end by themselves, then they must; the disk gets what they wrote."""
    signal.signal(signal.SIGUSR2, signal.SIG_IGN)
    for number in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.kill(-1, number)
        except ProcessLookupError:  # nobody is left
            break
        time.sleep(GRACE if number == signal.SIGTERM else 0)
    os.sync()
    machine.poweroff(0)


def main():
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGUSR2, asked_to_end)
    os.environ.update(ENVIRONMENT)
    try:
        wait_for(start("/bin/tour"))
        print("\nThis is the shell, a program in Python like the others. `help` lists them.")
        run_shells()
    except PowerOff:
        power_off()


main()
