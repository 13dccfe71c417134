def same(a, b):
    return a is b

n = 250
found = []
for i in range(12):
    a = n + i
    b = n + i
    found.append((a, same(a, b)))
print(found)
n = -10
for i in range(8):
    print(n + i, same(n + i, n + i))
