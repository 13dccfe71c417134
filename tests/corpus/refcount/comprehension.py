import sys
x = []
a = [x for i in range(5)]
print(sys.getrefcount(x))
d = {i: x for i in range(3)}
print(sys.getrefcount(x))
del a, d
print(sys.getrefcount(x), [sys.getrefcount(y) for y in [x]])
