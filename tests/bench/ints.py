"""Arithmetic of small ints: the greatest common divisors and a generator of random numbers."""


def gcd(a, b):
    while b:
        a, b = b, a % b
    return a


def run():
    seed, total = 12345, 0
    for i in range(120000):
        seed = (seed * 1103 + 12345) % 65536
        total += gcd(seed, i) + (seed >> 3) // 7
    return total


print(run())
