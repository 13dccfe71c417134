a, b, c = 1, 2, [1, 2, 3]
del a, b, c[0]
print(c)
