def counter():
    count = 0

    def increase():
        nonlocal count
        count += 1

    while count < 3:
        yield count, increase
        print("count is", count)


for value, increase in counter():
    increase()


def parameters(a, *args, k=1, **rest):
    yield a
    yield from args
    yield k
    yield rest
    yield lambda: (a, args)


*values, function = parameters(1, 2, 3, k=4, z=5)
print(values, function())
