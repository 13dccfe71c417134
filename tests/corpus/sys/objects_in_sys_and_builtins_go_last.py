import builtins
import os
import sys


class Noted:
    def __init__(self, name, write=os.write):  # os itself is gone by then
        self.name = name
        self.write = write

    def __del__(self):
        self.write(1, self.name.encode() + b"\n")
        print("sys.stdout is there while builtins are cleared, not later", flush=True)
        self.write(1, b"print did not fail\n")


class Knot(Noted):
    def __init__(self, name):
        super().__init__(name)
        self.me = self


sys.last = Noted("sys")
sys._first = Noted("sys, underscored")
builtins.last = Noted("builtins")
builtins.knot = Knot("knot")
print("end", flush=True)
