# What cannot be handled, and what is no handler.
import signal

for number, handler in ((signal.SIGKILL, print), (signal.SIGSTOP, signal.SIG_IGN), (0, print),
                        (65, print), (-1, signal.SIG_DFL), (signal.SIGINT, "text"),
                        (signal.SIGINT, 5), ("SIGINT", print), (signal.SIGINT, None)):
    try:
        signal.signal(number, handler)
        print("set")
    except (OSError, ValueError, TypeError) as error:
        print(type(error).__name__, error)
