import sys

def f():
    pass

x = []
f.attribute = x
print(sys.getrefcount(x))
globals()["other_name"] = x
print(sys.getrefcount(x))
del f.attribute, other_name
print(sys.getrefcount(x), sys.getrefcount(f))
