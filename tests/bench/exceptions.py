"""Exceptions raised and caught, near and three calls away, and try without any."""


def deep(n, level):
    if level == 0:
        if n % 2:
            raise ValueError(n)
        return n
    return deep(n, level - 1)


def run():
    caught = total = 0
    for n in range(60000):
        try:
            total += deep(n, 3)
        except ValueError as error:
            caught += error.args[0] & 3
        try:
            total += {}[n] if n % 4 == 0 else 1
        except KeyError:
            caught += 1
        finally:
            total += 1
    return caught, total


print(run())
