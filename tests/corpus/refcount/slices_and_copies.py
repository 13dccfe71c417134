import sys
x = []
a = [x, x]
print(sys.getrefcount(x))
b = a[:]
print(sys.getrefcount(x))
c = a * 3
print(sys.getrefcount(x))
a[0:2] = [1]
print(sys.getrefcount(x))
del b[0]
print(sys.getrefcount(x))
d = tuple(c)
e = list(d)
print(sys.getrefcount(x))
del c, d, e, b
print(sys.getrefcount(x))
