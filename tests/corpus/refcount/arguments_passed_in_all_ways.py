import sys

def f(a, *args, k=None, **kwargs):
    return sys.getrefcount(a), args and sys.getrefcount(args), sys.getrefcount(kwargs)

x = []
print(f(x))
print(f(x, x))
print(f(a=x))
print(f(x, k=x, z=x))
print(f(*[x, x]))
print(f(**{"a": x}))
print(sys.getrefcount(x))
