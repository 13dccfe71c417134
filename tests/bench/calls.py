"""Python functions that call each other, with positions, defaults and keywords."""


def add(a, b=1):
    return a + b


def twice(a, *, step=1):
    return add(a, step) + add(a)


total = 0
for i in range(300000):
    total = twice(i, step=2) + add(total) % 1000
print(total)
