print([1] + [2, 3], [0] * 3, 2 * [1, 2], [] + [], [1] * -1)
a = [1]
b = a
a += [2]
print(a, b, a is b)
a = a + [3]
print(a, b, a is b)
