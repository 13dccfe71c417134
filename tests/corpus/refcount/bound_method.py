import sys
a = []
before = sys.getrefcount(a)
m = a.append
print(sys.getrefcount(a) - before, sys.getrefcount(m))
n = a.append
print(sys.getrefcount(a) - before, m == n, m is n)
del m, n
print(sys.getrefcount(a) - before)
