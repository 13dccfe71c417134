import sys

def identity(x):
    return x

def count(x):
    return sys.getrefcount(x)

a = []
b = identity(a)
print(sys.getrefcount(a), count(a), count(identity(a)))
a, b = b, a
print(sys.getrefcount(a))
a = b = None
