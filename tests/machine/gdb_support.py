"""Machines with a debugger's port, and GDB to drive: what the tests of the kernel's GDB stub
share."""
import contextlib
import os
import pathlib
import re
import select
import shutil
import signal
import socket
import subprocess
import tempfile
import time

from support import BUILD, KERNEL, QEMU, QEMU_OPTIONS, make_image

GDB = os.environ.get("GDB", "gdb")
DEBUGGEE = BUILD / "user" / "native" / "debuggee"
LIMIT = float(os.environ.get("GDB_LIMIT", 30))  # seconds that any one answer may take


def connect(path):
    """QEMU makes the socket when it starts."""
    deadline = time.monotonic() + LIMIT
    while time.monotonic() < deadline:
        with contextlib.suppress(OSError):
            connection = socket.socket(socket.AF_UNIX)
            connection.connect(str(path))
            connection.settimeout(LIMIT)
            return connection
        time.sleep(0.02)
    raise TimeoutError(path)


class Machine:
    """A machine whose COM1 and COM2 are sockets."""

    def __init__(self, disk, options, *arguments):
        self.directory = pathlib.Path(tempfile.mkdtemp(prefix="gdb"))
        self.port = self.directory / "com2"
        self.log = self.directory / "log"
        self.process = subprocess.Popen([
            QEMU, *QEMU_OPTIONS, "-cpu", "max", "-m", "64", "-kernel", str(KERNEL),
            "-append", f"log=com3 {options}",
            "-drive", f"file={disk},format=raw,if=ide,index=0,snapshot=on",
            "-serial", f"unix:{self.directory}/com1,server=on,wait=off",
            "-chardev", f"socket,id=com2,path={self.port},server=on,wait=off",
            "-serial", "chardev:com2",
            "-serial", f"file:{self.log}", "-serial", f"file:{self.directory}/com4", *arguments],
            stdin=subprocess.DEVNULL)
        self.console = connect(self.directory / "com1")
        self.received = ""

    def expect(self, text, limit=LIMIT):
        """Reads from the console up to the text, and returns what came before it."""
        deadline = time.monotonic() + limit
        while text not in self.received:
            left = deadline - time.monotonic()
            if left <= 0 or not select.select([self.console], [], [], left)[0]:
                raise TimeoutError(f"{text!r} in {self.received!r}")
            self.received += self.console.recv(4096).decode()
        before, self.received = self.received.split(text, 1)
        return before

    def send(self, text):
        self.console.sendall(text.encode())

    def do(self, letter):
        """Has the debuggee do something, all of it."""
        self.send(letter + "\n")
        return self.expect("done\r\n")

    def end(self):
        self.process.kill()
        self.process.wait()
        shutil.rmtree(self.directory, ignore_errors=True)


class Gdb:
    """GDB, fed with commands one at a time; every answer has a time limit."""

    def __init__(self, *files):
        self.process = subprocess.Popen(
            [GDB, "-q", "-nx", "-iex", "set confirm off", "-iex", "set pagination off",
             "-iex", "set width 0", "-iex", "set style enabled off", *map(str, files)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        self.text = ""
        self.count = 0
        self.run("set prompt")

    def start(self, command):
        """Begins a command without waiting for its end."""
        self.count += 1
        self.process.stdin.write(f"{command}\necho @{self.count}@\\n\n".encode())
        self.process.stdin.flush()

    def go(self, command="continue"):
        """Begins to let the machine run, and waits until it does."""
        self.start(command)
        self._read_until("Continuing", LIMIT)

    def _read_until(self, mark, limit):
        deadline = time.monotonic() + limit
        while mark not in self.text:
            left = deadline - time.monotonic()
            if left <= 0 or not select.select([self.process.stdout], [], [], left)[0]:
                raise TimeoutError(self.text)
            data = os.read(self.process.stdout.fileno(), 65536)
            assert data, self.text
            self.text += data.decode(errors="replace")

    def finish(self, limit=LIMIT):
        """What the command that was begun has said."""
        mark = f"@{self.count}@\n"
        self._read_until(mark, limit)
        answer, self.text = self.text.split(mark, 1)
        return answer

    def run(self, *commands, limit=LIMIT):
        answer = ""
        for command in commands:
            self.start(command)
            answer = self.finish(limit)
        return answer

    def number(self, expression):
        answer = self.run(f"print/d {expression}")
        found = re.search(r"\$\d+ = (-?\d+)", answer)
        assert found, answer
        return int(found[1]) % 2**32

    def interrupt(self):
        self.process.send_signal(signal.SIGINT)

    def attach(self, machine):
        return self.run(f"target remote {machine.port}")

    def kill(self):
        self.process.kill()
        self.process.wait()
        self.process.stdin.close()
        self.process.stdout.close()


def debuggee_disk(directory):
    return make_image(directory / "debuggee.img", {"/bin/debuggee": DEBUGGEE}, size="2M")


@contextlib.contextmanager
def running_machine(disk, options="init=/bin/debuggee", *arguments):
    machine = Machine(disk, options, *arguments)
    try:
        yield machine
    finally:
        machine.end()


@contextlib.contextmanager
def running_gdb(*files):
    gdb = Gdb(*files)
    try:
        yield gdb
    finally:
        gdb.kill()
