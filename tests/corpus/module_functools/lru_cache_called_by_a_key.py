"""A key's __eq__ and the cached function itself may call the cached function."""
import functools


class Key:
    def __init__(self, x):
        self.x = x

    def __hash__(self):
        return self.x % 2

    def __eq__(self, other):
        if self.x == 3:
            cached(Key(1))
        return self.x == other.x

    def __repr__(self):
        return f"Key({self.x})"


@functools.lru_cache(maxsize=10)
def cached(key):
    return key


cached(Key(1))
cached(Key(3))
print(cached(Key(3)), cached(Key(1)), cached.cache_info())


@functools.lru_cache(maxsize=2)
def small(n):
    print("computes", n)
    return small(n - 1) + n if n else 0


print(small(4), small(4), small(0), small.cache_info())
small(3), small(4), small(2), small(4), small(3)
print(small.cache_info())
small.cache_clear()
print(small.cache_info(), small(1))

for size in (0, 1, 2, None):
    calls = []

    @functools.lru_cache(maxsize=size)
    def recorded(x, y=0):
        calls.append((x, y))
        return x

    for x in (1, 2, 1, 3, 1, 2, 3, 3, 1):
        recorded(x)
        recorded(x, y=x)
    print(size, calls, recorded.cache_info())


@functools.lru_cache(typed=True)
def typed(x):
    return type(x).__name__


print(typed(1), typed(1.0), typed(True), typed(1), typed.cache_info())
