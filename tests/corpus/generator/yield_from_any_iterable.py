def chain(*parts):
    for part in parts:
        yield from part


print(list(chain([1, 2], "ab", range(3), {5: 6}, (), zip("x", "y"), (c for c in "pq"))))


def value():
    result = yield from [1, 2]
    print("a list gives", result)


print(list(value()))
try:
    list(chain(7))
except TypeError as problem:
    print(problem)
