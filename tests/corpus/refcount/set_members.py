import sys
x = frozenset([1])
s = {x}
print(sys.getrefcount(x))
s.add(x)
print(sys.getrefcount(x))
t = s | {2}
print(sys.getrefcount(x))
s.discard(x)
print(sys.getrefcount(x))
del t
print(sys.getrefcount(x))
