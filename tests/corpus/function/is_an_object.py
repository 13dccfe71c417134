def f(x):
    return x + 1

g = f
table = {"f": f, "g": g}
print(g(1), table["f"](2), f is g, [f][0](5), f.__name__, callable(f), callable(5))
