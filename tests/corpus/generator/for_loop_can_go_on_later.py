numbers = (n for n in range(10))
for n in numbers:
    if n == 3:
        break
print(list(numbers))


def twice(iterable):
    iterator = iter(iterable)
    for first in iterator:
        yield first, next(iterator, None)


print(list(twice(range(5))))
