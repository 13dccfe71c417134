def numbers(n):
    if n:
        yield from numbers(n - 1)
    yield n


print(sum(numbers(500)))


def endless():
    yield from endless()


try:
    next(endless())
except RecursionError as problem:
    print(problem)
