# PEP 475: after a handler that raises nothing, what was interrupted is taken up again.
import os
import signal
import time

rings = []
signal.signal(signal.SIGALRM, lambda number, frame: rings.append(number))

start = time.monotonic()
signal.setitimer(signal.ITIMER_REAL, 0.02)
time.sleep(0.1)
print(rings, time.monotonic() - start >= 0.1)

reader, writer = os.pipe()
child = os.fork()
if child == 0:
    time.sleep(0.1)
    os.write(writer, b"late")
    os._exit(5)
signal.setitimer(signal.ITIMER_REAL, 0.02)
print(os.read(reader, 10), len(rings))
signal.setitimer(signal.ITIMER_REAL, 0.02)
time.sleep(0.05)
print(os.WEXITSTATUS(os.waitpid(child, 0)[1]), len(rings))
