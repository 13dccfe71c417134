a = [3, 1, 3]
print(a.index(1), a.count(3), a.count(9))
a.reverse()
b = a.copy()
a.clear()
print(a, b)
