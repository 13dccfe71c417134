"""Ints of hundreds of digits: factorial, powers, division, and their decimal text."""


def run():
    total = 0
    for n in range(200):
        product = 1
        for i in range(1, 300):
            product *= i
        total += product // 7 ** 200 + product % 10 ** 9
        total ^= (1 << 1000) - n
        text = str(total % 10 ** 150)
        total += int(text)
    return total % 10 ** 30


print(run())
