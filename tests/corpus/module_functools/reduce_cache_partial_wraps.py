import functools
print(functools.reduce(lambda a, b: a + b, [1, 2, 3]), functools.reduce(max, [], 7))
try: functools.reduce(max, [])
except TypeError as e: print(e)
calls = []
@functools.lru_cache(maxsize=2)
def f(x):
    "doc"
    calls.append(x); return x * 2
print(f(1), f(2), f(1), f(3), f(1), f(2), calls, f.__name__, f.__doc__, tuple(f.cache_info()))
f.cache_clear()
print(tuple(f.cache_info()))
@functools.cache
def fib(n): return n if n < 2 else fib(n-1) + fib(n-2)
print(fib(80))
p = functools.partial(pow, 2); print(p(5), p.args, p.func)
def deco(g):
    @functools.wraps(g)
    def wrapper(*a): return g(*a)
    return wrapper
@deco
def named(): "its doc"
print(named.__name__, named.__doc__, named.__wrapped__.__name__)
