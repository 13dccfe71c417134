# What a handler raises comes out of what was running: a loop, a call, a sleep, a wait.
import os
import signal
import time


class Late(Exception):
    pass


def late(number, frame):
    raise Late(number)


signal.signal(signal.SIGALRM, late)
signal.setitimer(signal.ITIMER_REAL, 0.02)
try:
    while True:
        pass
except Late as error:
    print("loop:", error.args)

signal.setitimer(signal.ITIMER_REAL, 0.02)
try:
    time.sleep(30)
except Late as error:
    print("sleep:", error.args)

signal.setitimer(signal.ITIMER_REAL, 0.02)
reader, writer = os.pipe()
try:
    os.read(reader, 1)
except Late as error:
    print("read:", error.args)

child = os.fork()
if child == 0:
    os.read(reader, 1)
    os._exit(3)
signal.setitimer(signal.ITIMER_REAL, 0.02)
try:
    os.waitpid(child, 0)
except Late as error:
    print("waitpid:", error.args)
os.write(writer, b"x")
pid, status = os.waitpid(child, 0)
print(pid == child, os.WEXITSTATUS(status))

try:
    signal.raise_signal(signal.SIGINT)
except KeyboardInterrupt as error:
    print("KeyboardInterrupt", error.args)
