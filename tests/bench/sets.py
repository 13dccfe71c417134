"""Sets: membership, union, intersection, and what was seen already."""


def run():
    seen, steps, value = set(), 0, 1
    while value not in seen:
        seen.add(value)
        value = value * 1103 % 99991
        steps += 1
    evens, threes = set(range(0, 100000, 2)), set(range(0, 100000, 3))
    total = 0
    for n in range(10):
        total += len(evens & threes) + len(evens | threes) + len(evens - threes)
    return steps, total, sum([n in threes for n in range(100000)])


print(run())
