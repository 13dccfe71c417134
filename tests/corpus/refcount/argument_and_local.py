import sys

def f(item):
    print(sys.getrefcount(item))
    other = item
    print(sys.getrefcount(item))

x = [1]
f(x)
print(sys.getrefcount(x))
f([2])
