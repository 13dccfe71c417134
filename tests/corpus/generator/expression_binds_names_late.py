factor = 3
products = (factor * x for x in range(3))
factor = 5
print(list(products))
functions = [lambda: n for n in range(3)]
print([f() for f in functions], list(f() for f in functions))
print([f() for f in (lambda: n for n in range(3))], [f() for f in list(lambda: n for n in range(3))])


def closure(limit):
    squares = (x * x for x in range(10) if x * x < limit)
    limit = 20
    return squares


print(list(closure(5)))
