a = []
for i in range(20000):
    a.append(i * i)
print(len(a), a[0], a[-1], a[12345], sum(a))
while a:
    a.pop()
print(a)
