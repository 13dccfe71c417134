def f(x):
    return x

if f(1):