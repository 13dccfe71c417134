"""Decorators: with and without arguments, stacked, on classes, memoising, registering."""
import functools


def trace(function):
    depth = 0

    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        nonlocal depth
        shown = ", ".join([repr(a) for a in args] + [f"{k}={v!r}" for k, v in kwargs.items()])
        print("  " * depth + f"{function.__name__}({shown})")
        depth += 1
        try:
            result = function(*args, **kwargs)
        finally:
            depth -= 1
        print("  " * depth + f"-> {result!r}")
        return result
    return wrapper


def repeat(times):
    def decorate(function):
        @functools.wraps(function)
        def wrapper(*args):
            return [function(*args) for _ in range(times)]
        return wrapper
    return decorate


class CountCalls:
    def __init__(self, function):
        functools.update_wrapper(self, function)
        self.function, self.calls = function, 0

    def __call__(self, *args):
        self.calls += 1
        return self.function(*args)


COMMANDS = {}


def command(name=None):
    def register(function):
        COMMANDS[name or function.__name__] = function
        return function
    return register


def singleton(cls):
    instances = {}

    def get(*args):
        if cls not in instances:
            instances[cls] = cls(*args)
        return instances[cls]
    return get


@trace
def fib(n):
    """The nth Fibonacci number."""
    return n if n < 2 else fib(n - 1) + fib(n - 2)


@repeat(3)
@CountCalls
def greet(name):
    return "hi " + name


@command()
def start():
    return "starting"


@command("quit")
def stop():
    return "stopping"


@singleton
class Config:
    def __init__(self, value):
        self.value = value


@functools.lru_cache(maxsize=None)
def slow(n):
    return n if n < 2 else slow(n - 1) + slow(n - 2)


print(fib(3), fib.__name__, fib.__doc__)
print(greet("Ann"), greet.__wrapped__.calls)
print({name: function() for name, function in COMMANDS.items()})
print(Config(1) is Config(2), Config(3).value)
print(slow(80), slow.cache_info())


def check(**types):
    def decorate(function):
        def wrapper(**kwargs):
            for name, value in kwargs.items():
                if not isinstance(value, types.get(name, object)):
                    raise TypeError(f"{name} must be {types[name].__name__}")
            return function(**kwargs)
        return wrapper
    return decorate


@check(age=int, name=str)
def person(name, age):
    return f"{name} is {age}"


print(person(name="Bo", age=5))
person(name="Bo", age="5")
