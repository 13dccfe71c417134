def f(x):
    return x.missing

print(1, f([1, 2]), 3)
