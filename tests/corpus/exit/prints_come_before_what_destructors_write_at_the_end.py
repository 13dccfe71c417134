"""What print left in stdout's buffer is written before the modules go, whose objects' destructors
may write, too: past the buffer, or into it."""
import os


class Last:
    def __init__(self, write, report):
        self.write = write
        self.report = report

    def __del__(self):
        self.write(1, b"written by a destructor\n")
        self.report("printed by a destructor")


last = Last(os.write, print)
print("printed by the program")
