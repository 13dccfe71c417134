a, b, c = [1, 2, 3]
print(a, b, c)
a, b = b, a
print(a, b)
(x, [y, z]) = (1, [2, 3])
print(x, y, z)
first, *rest = [1, 2, 3]
print(first, rest)
*start, last = "abc"
print(start, last)
