def naturals():
    n = 0
    while True:
        yield n
        n += 1


def take(count, iterable):
    for _, value in zip(range(count), iterable):
        yield value


def primes():
    known = []
    for n in naturals():
        if n > 1 and all(n % p for p in known):
            known.append(n)
            yield n


print(list(take(10, naturals())))
print(list(take(10, primes())))
