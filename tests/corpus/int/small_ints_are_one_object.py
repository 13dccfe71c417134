a = 10
b = 10
print(a is b)
c = 256
d = 255 + 1
print(c is d)
e = -5
f = -4 - 1
print(e is f)
x = 256
y = x + 1
z = x + 1
print(y is z, y == z)
