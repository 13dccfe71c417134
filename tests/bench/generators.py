"""Generators: one after the other, delegated to, and as expressions."""


def numbers(n):
    for i in range(n):
        yield i


def evens(source):
    for value in source:
        if value % 2 == 0:
            yield value


def tree(depth):
    if depth:
        yield from tree(depth - 1)
        yield depth
        yield from tree(depth - 1)


total = 0
for value in evens(numbers(400000)):
    total += value & 7
total += sum(tree(14)) + sum(i * i % 7 for i in range(200000))
print(total)
