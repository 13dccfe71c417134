"""Tells the machine when GDB is gone without a word (killed, or its terminal closed): then what it
has stopped runs on, and its breakpoints go. `make gdb` starts this beside QEMU.

The machine cannot see it by itself: QEMU's UART shows its guest no line that drops when the socket
behind COM2 is closed. So QEMU is asked, through its monitor (QMP, "query-chardev"), several times a
second; and what GDB could not say, Ctrl-C and "detach", is said in its place. After a detach that
GDB has said itself the same two stop nothing: the stub lets the machine go on at once.

usage: watch.py MONITOR-SOCKET COM2-SOCKET; COM2's chardev has the id "com2".
"""
import contextlib
import json
import signal
import socket
import sys
import time

START_MOST = 30      # seconds that QEMU may take to make its sockets
INTERVAL = 0.1       # seconds between two questions: a session that is shorter goes unnoticed
LAST_WORDS = b"\x03$D#44"


def connect(path):
    connection = socket.socket(socket.AF_UNIX)
    connection.connect(path)
    return connection


def connect_when_there(path):
    deadline = time.monotonic() + START_MOST
    while True:
        try:
            return connect(path)
        except OSError:
            if time.monotonic() > deadline:
                sys.exit(1)  # QEMU did not start, and has said why
            time.sleep(0.05)


class Monitor:
    """QMP: a line of JSON each way."""

    def __init__(self, path):
        self.lines = connect_when_there(path).makefile("rw")
        self.lines.readline()  # its greeting
        self.ask("qmp_capabilities")

    def ask(self, command):
        """The answer; None when QEMU has ended."""
        with contextlib.suppress(OSError):
            self.lines.write(json.dumps({"execute": command}) + "\n")
            self.lines.flush()
            for line in self.lines:
                answer = json.loads(line)
                if "return" in answer:  # the others are events
                    return answer["return"]
        return None

    def gdb_is_there(self):
        """None when QEMU has ended."""
        devices = self.ask("query-chardev")
        if devices is None:
            return None
        return not any(device["label"] == "com2" and device["filename"].startswith("disconnected")
                       for device in devices)


def say_last_words(path):
    with contextlib.suppress(OSError), connect(path) as port:
        port.sendall(LAST_WORDS)
        port.settimeout(1)
        port.recv(100)  # so that it is not closed before it is read


def main(monitor_path, port_path):
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C at the console is the machine's
    monitor = Monitor(monitor_path)
    was_there = False
    while (is_there := monitor.gdb_is_there()) is not None:
        if was_there and not is_there:
            say_last_words(port_path)
        was_there = is_there
        time.sleep(INTERVAL)


if __name__ == "__main__":
    main(*sys.argv[1:])
