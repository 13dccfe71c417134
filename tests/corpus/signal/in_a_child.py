# fork takes handlers over; a child that a signal ends says so.
import os
import signal
import sys
import time


def note(number, frame):
    os._exit(40 + number)


signal.signal(signal.SIGUSR1, note)
ready, begun = os.pipe()  # CPython's child forgets a signal that comes while it begins
for number in (signal.SIGUSR1, signal.SIGTERM, signal.SIGKILL):
    sys.stdout.flush()
    child = os.fork()
    if child == 0:
        os.write(begun, b"!")
        for _ in range(500):
            time.sleep(0.01)
        os._exit(0)
    os.read(ready, 1)
    os.kill(child, number)
    pid, status, usage = os.wait4(child, 0)
    if os.WIFSIGNALED(status):
        print("killed by", signal.Signals(os.WTERMSIG(status)).name)
    else:
        print("status", os.WEXITSTATUS(status))
    print(pid == child, usage.ru_maxrss > 0, usage[2] == usage.ru_maxrss, len(usage))
reader, writer = os.pipe()
os.close(reader)
try:
    os.write(writer, b"nobody reads this")
except BrokenPipeError as error:
    print(error)
