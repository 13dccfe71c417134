import sys

def f(x):
    raise ValueError(x)

x = []
try:
    f(x)
except ValueError as error:
    print(sys.getrefcount(x))       # args, and the frame of f
    kept = error
print(sys.getrefcount(x), sys.getrefcount(kept))
kept.__traceback__ = None
print(sys.getrefcount(x))
del kept
print(sys.getrefcount(x))
