def fail(x):
    return x + None
