import timeit

print(timeit.timeit("x += 1", "x = 0", number=10) > 0, len(timeit.repeat(lambda: 1, number=3, repeat=2)))
print(timeit.Timer("a", globals={"a": 1}).timeit(2) > 0, timeit.default_number)
try:
    timeit.timeit(5)
except ValueError as error:
    print(error)
