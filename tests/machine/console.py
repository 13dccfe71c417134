"""A machine whose console is a terminal, with a person's hands on it: pexpect types what it is
told, and reads what comes until the shell asks for the next command."""
import contextlib
import re

import pexpect

from support import BUILD, KERNEL, QEMU, QEMU_OPTIONS

PROMPT = r"terrarium:(\S+)\$ "
LINE_END = r"\r*\n"
CTRL_C, CTRL_D, CTRL_Z, TAB, UP = "\x03", "\x04", "\x1a", "\t", "\x1b[A"


class Console:
    def __init__(self, terminal):
        self.terminal = terminal
        self.first_output = self.wait_for_prompt()

    def wait_for_prompt(self, timeout=-1):
        """What came before it, as lines without carriage returns."""
        self.terminal.expect(PROMPT, timeout=timeout)
        self.directory = self.terminal.match[1]
        return re.sub(r"\r+\n", "\n", self.terminal.before)

    def type(self, keys):
        self.terminal.send(keys)

    def run(self, command, timeout=-1):
        """Types a command; what it printed. The line that is edited has no newline before Enter."""
        self.type(command + "\r")
        self.terminal.expect(LINE_END)
        return self.wait_for_prompt(timeout)

    def status(self, command):
        """(what it printed, its exit status)"""
        output, _, status = self.run(command + "; echo \"= $?\"").rpartition("= ")
        return output, int(status)

    def expect(self, text):
        self.terminal.expect_exact(text)

    def power_off(self):
        self.type("poweroff\r")
        self.terminal.expect_exact("power off: status 0")
        self.terminal.expect(pexpect.EOF)


@contextlib.contextmanager
def booted(disk=None, *options):
    """A Console at the shell's first prompt. The disk is BUILD/disk.img with what is written thrown
    away, or a file that keeps it."""
    drive = f"file={disk},snapshot=off" if disk else f"file={BUILD}/disk.img,snapshot=on"
    terminal = pexpect.spawn(QEMU, [
        *QEMU_OPTIONS, "-cpu", "max", "-m", "64", "-kernel", str(KERNEL), "-serial", "mon:stdio",
        "-drive", f"{drive},format=raw,if=ide,index=0", *options],
        timeout=60, encoding="utf-8", codec_errors="replace", dimensions=(24, 200))
    terminal.delaybeforesend = None
    try:
        yield Console(terminal)
    finally:
        terminal.close(force=True)
