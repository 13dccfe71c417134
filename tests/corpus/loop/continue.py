for i in range(6):
    if i % 2:
        continue
    print(i)
n = 5
while n:
    n -= 1
    if n == 2:
        continue
    print("n", n)
