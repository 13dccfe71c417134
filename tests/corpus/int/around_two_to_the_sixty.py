"""Operators around 2**30 and 2**60, where an int takes one more digit of 30 bits."""

values = [0, 1, 7, 2**30 - 1, 2**30, 2**31 + 5, 2**32, 3**37, 2**60 - 1, 2**60, 2**60 + 2**30,
          2**63 - 1, 2**63, 2**64 + 1]
values += [-value for value in values[1:]]
check = 0
for a in values:
    for b in values:
        check = (check * 31 + (a + b) * 3 + (a - b) * 5 + (a & b) * 7 + (a | b) * 11
                 + (a ^ b) * 13) % (10**40 + 121)
        if b:
            quotient, rest = divmod(a, b)
            assert (quotient, rest) == (a // b, a % b) and quotient * b + rest == a
            assert rest == 0 or (rest < 0) == (b < 0)
            check = (check * 37 + quotient * 17 + rest * 19) % (10**40 + 121)
    for count in 0, 1, 29, 30, 31, 32, 59, 60, 61, 63, 64, 65, 90:
        check = (check * 41 + (a >> count) * 23 + (a << count) * 29) % (10**40 + 121)
print(check)
edge = 2**60
print(edge - 1 + 1, -edge + 1 - 1, edge - 1 - -1, (edge - 1) // -1, -(edge - 1) // 2, edge % -3)
print((edge - 1) & -edge, (edge - 1) | edge, (edge - 1) ^ -1, -edge >> 100, (edge - 1) >> 60)
print({2**40: "one", -(2**40): "two"}[1 << 40], 2**40 in {2**40 + 1, 2**40}, -1 in {-2, -3})
