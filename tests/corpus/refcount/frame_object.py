import sys

def f():
    x = []
    before = sys.getrefcount(x)
    frame = sys._getframe()
    return before, sys.getrefcount(x)

print(f())
