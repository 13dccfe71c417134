"""Functions that keep variables of the functions around them."""


def counter(start):
    value = start

    def step(by):
        nonlocal value
        value += by
        return value
    return step


def compose(functions):
    def run(x):
        for function in functions:
            x = function(x)
        return x
    return run


total = 0
for n in range(60):
    step = counter(n)
    for i in range(3000):
        total += step(i) & 7
pipeline = compose([lambda x: x + 1, lambda x: x * 2, lambda x: x % 1000])
for i in range(60000):
    total += pipeline(i)
print(total)
