a = [0, 1, 2, 3, 4]
a[1:3] = ["x", "y", "z"]
print(a)
a[:0] = [9]
print(a)
a[2:4] = []
print(a)
a[::2] = [0] * len(a[::2])
print(a)
