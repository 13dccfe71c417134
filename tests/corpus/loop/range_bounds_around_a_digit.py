"""How many numbers a range has: bounds and steps around 2**30, where an int gets a digit more."""

edge = 2**30
bounds = [0, 1, -1, 5, -7, edge - 1, edge, 1 - edge, -edge, 2**31, -2**63]
steps = [1, -1, 2, -3, 7, edge - 1, 1 - edge, edge, -edge, 2**40, True]
for start in bounds:
    line = []
    for stop in bounds:
        for step in steps:
            numbers = range(start, stop, step)
            if numbers:
                last = numbers[-1]
                assert step * (stop - last) > 0 and abs(stop - last) <= abs(step)
                line.append((last - start) // step + 1)
    print(start, len(line), sum(line) % 1000003, max(line))
print(*[list(zip(range(edge - 2, edge + 2), range(3)))], sum(range(edge - 5, edge + 5)))
