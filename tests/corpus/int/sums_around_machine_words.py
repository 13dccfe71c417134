n = 1073741823
for step in range(5):
    print(n, n + 1, -n, -n - 1, n + n, n - -n)
    n = n + n + 1
