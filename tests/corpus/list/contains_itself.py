a = [1]
a.append(a)
print(a, a[1] is a, len(a))
