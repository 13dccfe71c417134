import sys
x = []
a, *b = x, x, x
print(sys.getrefcount(x))
(c, d), e = (x, x), x
print(sys.getrefcount(x))
f = [*b, *b]
print(sys.getrefcount(x))
g = {**{"x": x}}
print(sys.getrefcount(x))
del a, b, c, d, e, f, g
print(sys.getrefcount(x))
