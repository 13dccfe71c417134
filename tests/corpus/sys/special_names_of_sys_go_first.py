import os
import sys


class Stream:
    def __init__(self, name, write=os.write):
        self.name = name
        self.put = write

    def write(self, text):
        self.put(1, self.name.encode() + b": " + text.encode() + b"\n")

    def flush(self):
        pass

    def __del__(self):
        self.put(1, b"away: " + self.name.encode() + b"\n")


sys.other = Stream("other")
sys._early = Stream("early")
sys.stdout = Stream("stdout")
sys.stderr = Stream("stderr")
sys.argv = [Stream("argv")]
sys.ps1 = Stream("ps1")
sys.last_value = Stream("last_value")
__main__ = Stream("main")
