best = (0, 0)
for n in range(1, 300):
    steps = 0
    x = n
    while x != 1:
        x = x // 2 if x % 2 == 0 else 3 * x + 1
        steps += 1
    if steps > best[1]:
        best = (n, steps)
print(best)
