import sys
x = [1]
t = (x, x)
d = {"a": x}
print(sys.getrefcount(x))
del t
print(sys.getrefcount(x))
d["a"] = None
print(sys.getrefcount(x))
