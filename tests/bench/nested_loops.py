"""Loops over ranges inside loops over ranges."""


def count(n):
    total = 0
    for a in range(n):
        for b in range(n):
            for c in range(n):
                total += a ^ b ^ c
    return total


print(count(130))
