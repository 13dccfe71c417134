"""Arithmetic exercises: primes, perfect numbers, bases, Roman numerals, big factorials, floats."""
import math

ROMAN = [(1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"),
         (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")]


def roman(n):
    text = ""
    for value, letters in ROMAN:
        count, n = divmod(n, value)
        text += letters * count
    return text


def from_roman(text):
    values = dict((letters, value) for value, letters in ROMAN if len(letters) == 1)
    total = 0
    for c, following in zip(text, text[1:] + " "):
        value = values[c]
        total += -value if value < values.get(following, 0) else value
    return total


def to_base(n, base):
    digits = "0123456789abcdefghijklmnopqrstuvwxyz"
    if n < base:
        return digits[n]
    return to_base(n // base, base) + digits[n % base]


def sieve(limit):
    is_prime = [False, False] + [True] * (limit - 1)
    for n in range(2, int(limit ** 0.5) + 1):
        if is_prime[n]:
            is_prime[n * n::n] = [False] * len(is_prime[n * n::n])
    return [n for n, prime in enumerate(is_prime) if prime]


def factors(n):
    d = 2
    while d * d <= n:
        while n % d == 0:
            yield d
            n //= d
        d += 1
    if n > 1:
        yield n


def newton_sqrt(x, digits=12):
    guess = x / 2 or 1.0
    while abs(guess * guess - x) > 10 ** -digits * x:
        guess = (guess + x / guess) / 2
    return guess


print([roman(n) for n in (4, 9, 14, 1994, 2024, 3999)], from_roman("MCMXCIV"))
print(all(from_roman(roman(n)) == n for n in range(1, 400)))
print([to_base(255, b) for b in (2, 7, 8, 16, 36)], int("zz", 36), hex(255), oct(8), bin(5), f"{255:#010b}")
print(sieve(60), len(sieve(2000)), list(factors(2 ** 4 * 3 * 97)), list(factors(600851475143)))
print([n for n in range(2, 500) if sum(d for d in range(1, n) if n % d == 0) == n])
print(math.factorial(30), sum(map(int, str(2 ** 1000))), pow(3, 200, 1000007), 7 ** -2, -7 // 2, -7 % 3, divmod(-7, 2))
print(newton_sqrt(2), math.sqrt(2), math.isclose(newton_sqrt(10), 10 ** 0.5), 0.1 + 0.2, round(2.675, 2), round(2.5), 1e16 + 1)
print(math.gcd(84, 36), math.lcm(4, 6), math.comb(5, 2), math.floor(-1.5), math.ceil(-1.5), int(-1.5), 5 / 2, 4 / 2)
print(float("inf") > 10 ** 400, float("nan") == float("nan"), 10 ** 400 // 10 ** 399, str(1 / 3)[:8])
a, b = 0, 1
fibonacci = []
while a < 1000:
    fibonacci.append(a)
    a, b = b, a + b
print(fibonacci, fibonacci[-1] / fibonacci[-2])
print(1 / (len(fibonacci) - 17))
