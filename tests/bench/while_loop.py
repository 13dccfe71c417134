"""A while loop over three locals."""


def count(limit):
    i = total = 0
    while i < limit:
        if i % 3 == 0:
            total += i
        elif i & 1:
            total -= 1
        i += 1
    return total


print(count(2500000))
