a = [10, 20, 30]
i = 1
print(a[i], a[i + 1], a[i - 1], a[a.index(20)], a[len(a) - 1], a[True])
