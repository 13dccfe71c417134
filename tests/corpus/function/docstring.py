def f():
    """What it does."""
    return 1

print(f.__doc__, f())
