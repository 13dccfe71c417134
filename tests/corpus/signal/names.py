# Signals are ints with names.
import signal

print(signal.SIGINT, repr(signal.SIGINT), signal.SIGINT.name, signal.SIGINT.value)
print(signal.SIGKILL == 9, signal.SIGKILL + 1, f"{signal.SIGTERM}", "%d" % signal.SIGHUP)
print(signal.Signals(11) is signal.SIGSEGV, signal.Signals.SIGCHLD == signal.SIGCLD)
print(repr(signal.SIG_DFL), repr(signal.SIG_IGN), repr(signal.Handlers(1)))
print({signal.SIGINT: "interrupt"}[2], isinstance(signal.SIGUSR2, int))
for number in (1, 2, 9, 11, 13, 14, 15, 17, 20, 24, 31):
    print(number, signal.Signals(number).name, signal.strsignal(number))
for bad in (0, 99):
    try:
        signal.Signals(bad)
    except ValueError as error:
        print(error)
print([member.name for member in signal.Signals if member < 32][:12])
print(signal.Signals["SIGUSR1"], repr(signal.Signals["SIGPIPE"]), len(signal.Handlers))
try:
    signal.Signals["SIGNONE"]
except KeyError as error:
    print(error)
