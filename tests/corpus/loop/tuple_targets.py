for a, b in [(1, 2), (3, 4)]:
    print(a + b)
for i, (x, y) in [(0, (1, 2))]:
    print(i, x, y)
for first, *rest in ["abc", "de"]:
    print(first, rest)
