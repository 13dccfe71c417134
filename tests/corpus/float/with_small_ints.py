"""Operators and comparisons between float and int, with infinities, nan, zeros and large ints."""


class Celsius(float):
    def __radd__(self, other):
        return f"{other} + Celsius"

    def __lt__(self, other):
        return "less?"


floats = [0.0, -0.0, 1.5, -2.5, 1e300, 5e-324, float("inf"), float("-inf"), float("nan")]
ints = [0, 1, -1, 3, True, 2**30 - 1, 2**30, -(2**53) - 1, 10**400]
for x in floats:
    for n in ints:
        row = []
        for left, right in (x, n), (n, x):
            for operate in (lambda a, b: a + b, lambda a, b: a - b, lambda a, b: a * b,
                            lambda a, b: a / b, lambda a, b: a // b, lambda a, b: a % b):
                try:
                    row.append(operate(left, right))
                except (ZeroDivisionError, OverflowError) as error:
                    row.append(str(error))
            row += [left < right, left <= right, left == right, left != right, left > right,
                    left >= right]
        print(x, n if n < 10**30 else "large", *row)
total = 1
for n in range(5):
    total += n / 2
    total *= 2
    total -= 1
    total /= 3
    if total > 4 or 0 == total:
        print("large")
    while total < 1:
        total = 2 * total + 1
print(total, 1 + Celsius(2), 1.0 + Celsius(2), Celsius(2) + 1, Celsius(1) < 2, 2 > Celsius(1))
print([x ** 2 for x in (0.0, -0.0, -1.5, 1e200 ** .5, 1e-170, 1e-200, float("inf"), float("nan"))])
print([(-1.5) ** n for n in range(-3, 6)], [1.1 ** n for n in range(-9, 40, 3)], 2.5 ** 10.5)
for base in 1e200, -1e200:
    try:
        base ** 2
    except OverflowError as error:
        print(error)
