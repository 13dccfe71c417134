# SIGINT that nobody catches ends the program as Ctrl-C does.
import os
import signal


def work():
    os.kill(os.getpid(), signal.SIGINT)
    for i in range(10):
        pass


work()
