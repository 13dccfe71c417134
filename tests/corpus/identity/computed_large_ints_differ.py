n = 1000
a = n + 1
b = n + 1
print(a == b, a is b)
