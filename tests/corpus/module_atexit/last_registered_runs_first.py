import atexit
import sys

@atexit.register
def last():
    print("last")

class Wrong:
    def __repr__(self):
        return "<Wrong>"

    def __call__(self):
        return 1 / 0

def forgotten():
    print("never")

atexit.register(print, "with arguments", end="!\n")
atexit.register(Wrong())
atexit.register(forgotten)
atexit.unregister(forgotten)
atexit.register(sys.exit, 3)  # ends nothing any more
try:
    atexit.register(5)
except TypeError as error:
    print(error)
print("the end of the program")
