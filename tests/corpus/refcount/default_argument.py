import sys
shared = []

def f(x=shared):
    return sys.getrefcount(x)

print(f(), sys.getrefcount(shared))
