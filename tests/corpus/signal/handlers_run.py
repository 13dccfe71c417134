# A handler runs at once after the signal was sent to oneself, with its number and the frame.
import os
import signal

seen = []


def note(number, frame):
    seen.append((signal.Signals(number).name, frame.f_code.co_name))


def sender():
    os.kill(os.getpid(), signal.SIGUSR1)
    total = 0
    for i in range(10):
        total += i
    return total


print(signal.getsignal(signal.SIGUSR1))
print(repr(signal.signal(signal.SIGUSR1, note)))
print(signal.getsignal(signal.SIGUSR1) is note)
print(sender(), seen)
signal.raise_signal(signal.SIGUSR1)
print(len(seen), seen[1][0])
print(signal.signal(signal.SIGUSR1, signal.SIG_IGN) is note)
signal.raise_signal(signal.SIGUSR1)
print(len(seen), repr(signal.getsignal(signal.SIGUSR1)))
print(repr(signal.signal(signal.SIGUSR1, signal.SIG_DFL)))
print(signal.getsignal(signal.SIGINT) is signal.default_int_handler)
print(repr(signal.getsignal(signal.SIGPIPE)))
