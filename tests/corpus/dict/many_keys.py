d = {}
for i in range(5000):
    d[i * 7] = i
total = 0
for i in range(0, 5000, 2):
    del d[i * 7]
for key in d:
    total += key * d[key]
print(len(d), total, d[7], 14 in d)
