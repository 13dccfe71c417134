import sys
a = [1, 2]
it = iter(a)
print(sys.getrefcount(a))
list(it)
print(sys.getrefcount(a))
e = enumerate(a)
z = zip(a, a)
m = map(len, [a])
print(sys.getrefcount(a))
del e, z, m
print(sys.getrefcount(a))
