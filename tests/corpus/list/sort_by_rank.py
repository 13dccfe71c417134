nan = float("nan")
rows = [
    [3, -1, 2 ** 29, -2 ** 30 + 1, 0, 7], [3, 2 ** 40, -2 ** 70, 1], [0.5, -0.0, 0.0, -1.5, 1e300, 1e-300],
    [1.0, 1, 0.5, True, 0], [1.5, nan, 0.5, nan, -1.0],
    ["b", "a", "", "abcd", "abcde", "abcdx", "abcc", "é", "ab\0", "ab", "\xff"],
    ["€", "a", "é", "\U0001F600", "aa"], [(2, 1), (1, 2), (1, 1)], [b"b", b"a"],
    list(range(100, 0, -1)) + list(range(50)), [n * 7919 % 101 for n in range(300)],
]
for row in rows:
    print(sorted(row), sorted(row, reverse=True))
    pairs = list(enumerate(row))
    print([n for n, x in sorted(pairs, key=lambda pair: pair[1])],
          [n for n, x in sorted(pairs, key=lambda pair: pair[1], reverse=True)])
for row in ([1, "a"], ["a", None], [1.5, "x", 2]):
    try:
        print(sorted(row))
    except TypeError as error:
        print(error)
