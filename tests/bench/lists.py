"""Lists: a sieve by index, growth, slices, membership."""


def sieve(limit):
    flags = [True] * limit
    flags[0] = flags[1] = False
    for i in range(2, limit):
        if flags[i] and i * i < limit:
            flags[i * i::i] = [False] * len(range(i * i, limit, i))
    return [i for i in range(limit) if flags[i]]


def stack(n):
    items = [0]
    for i in range(n):
        items.append(i)
        if i % 3 == 0:
            last = items.pop()
            items[-1] += last
            items.append(i)
    return sum(items[::2]) + len(items[10:-10])


print(len(sieve(300000)), stack(300000), sum([n in [1, 2, 3, 5, 8] for n in range(150000)]))
