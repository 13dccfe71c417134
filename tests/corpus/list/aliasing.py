a = [1, 2]
b = a
b.append(3)
print(a, a is b, a == [1, 2, 3], a is [1, 2, 3])
row = [0]
grid = [row] * 3
row.append(1)
print(grid)
