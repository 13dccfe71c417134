"""runner: runs many Python programs, one after the other, each in a process of its own with
standard input empty and a time limit. `make run-all` starts it as the first process.

    runner TIMEOUT LIST

LIST is a file with the programs' absolute paths, each with a NUL after it. Standard output gets
records, each a line and what it announces, for user/run-all-results:

    out NUMBER SIZE        then SIZE bytes that program NUMBER (from 1) wrote to standard output
    err NUMBER SIZE        the same of standard error
    status NUMBER TEXT     it has ended: its exit status, `signal N`, or `timeout`
    end                    all have

The bytes are counted, so nothing that a program writes can be taken for a record. When a program
has ended, or its time is over, every process that it left behind is killed before the next begins.
"""

import os
import select
import sys
import time

INTERPRETER = "/bin/python"
CHUNK = 16384     # bytes passed on at a time
NOTICE = 0.05     # seconds after which the end of a program is noticed whose children still write
SIGKILL = 9
NOT_EXECUTED = 127


def write_all(data):
    while data:
        data = data[os.write(1, data):]


def record(line, data=b""):
    write_all(line.encode() + b"\n" + data)


def start(path):
    """Starts a program: its pid and the ends of the pipes that its output comes from."""
    out, err = os.pipe(), os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            os.setsid()
            os.dup2(out[1], 1)
            os.dup2(err[1], 2)
            os.chdir(path.rpartition("/")[0])
            os.execv(INTERPRETER, [INTERPRETER, path])
        except OSError as error:
            os.write(2, f"runner: {path}: {error}\n".encode())
        os._exit(NOT_EXECUTED)
    os.close(out[1])
    os.close(err[1])
    return pid, {out[0]: "out", err[0]: "err"}


def pass_on(number, pipes, milliseconds):
    """Waits for output and passes it on; a pipe at its end is closed. False: nothing came."""
    poll = select.poll()
    for descriptor in pipes:
        poll.register(descriptor, select.POLLIN)
    ready = poll.poll(milliseconds)
    for descriptor, _ in ready:
        data = os.read(descriptor, CHUNK)
        if data:
            record(f"{pipes[descriptor]} {number} {len(data)}", data)
        else:
            os.close(descriptor)
            del pipes[descriptor]
    return bool(ready)


def run(number, path, timeout):
    deadline = time.monotonic() + timeout
    pid, pipes = start(path)
    status = "timeout"
    while (left := deadline - time.monotonic()) > 0:
        ended, wait_status = os.waitpid(pid, os.WNOHANG)
        if ended:
            status = status_text(wait_status)
            break
        pass_on(number, pipes, min(left, NOTICE) * 1000)
    kill_all()
    while pipes and pass_on(number, pipes, 0):
        pass
    for descriptor in pipes:
        os.close(descriptor)
    record(f"status {number} {status}")


def status_text(wait_status):
    if os.WIFSIGNALED(wait_status):
        return f"signal {os.WTERMSIG(wait_status)}"
    return str(os.WEXITSTATUS(wait_status))


def kill_all():
    """Ends every other process and waits until the last is gone: they all are our children now."""
    try:
        os.kill(-1, SIGKILL)
    except ProcessLookupError:
        pass
    try:
        while True:
            os.waitpid(-1, 0)
    except ChildProcessError:
        pass


def read_list(path):
    descriptor = os.open(path, os.O_RDONLY)
    data = b""
    while part := os.read(descriptor, CHUNK):
        data += part
    os.close(descriptor)
    return data.decode().split("\0")[:-1]


def main():
    if len(sys.argv) != 3:
        sys.exit("usage: runner TIMEOUT LIST")
    if os.getpid() != 1:
        sys.exit("runner: only the first process may kill all others, and this is another")
    for number, path in enumerate(read_list(sys.argv[2]), 1):
        run(number, path, float(sys.argv[1]))
    record("end")


main()
