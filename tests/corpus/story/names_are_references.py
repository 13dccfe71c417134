a = [1, 2, 3]
b = a
b.append(4)
print(a, a is b)
b = b + [5]
print(a, b, a is b)
