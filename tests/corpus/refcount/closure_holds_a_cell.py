import sys

def outer():
    x = []
    def inner():
        return x
    return sys.getrefcount(x), inner

count, inner = outer()
print(count, sys.getrefcount(inner()), sys.getrefcount(inner))
