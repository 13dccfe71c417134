import sys
x = []

def f(a=x, *, b=x):
    return sys.getrefcount(x)

print(sys.getrefcount(x), f())
f.__defaults__ = None
print(sys.getrefcount(x))
f.__kwdefaults__ = None
print(sys.getrefcount(x))
