import sys

def outer():
    x = []
    def f():
        return x
    def g():
        return x
    return sys.getrefcount(x), sys.getrefcount(f.__closure__[0]), f.__closure__[0] is g.__closure__[0]

print(outer())
