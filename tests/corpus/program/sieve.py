def sieve(limit):
    marked = [True] * (limit + 1)
    primes = []
    for n in range(2, limit + 1):
        if marked[n]:
            primes.append(n)
            for multiple in range(n * n, limit + 1, n):
                marked[multiple] = False
    return primes

print(sieve(100), len(sieve(3000)))
