def f(*args):
    return args

def g(a, *rest, key=None):
    return a, rest, key

def h(**names):
    return names

print(f(), f(1), f(1, 2), g(1), g(1, 2, 3, key=4), h(), h(x=1, y=2))
print(f(*[1, 2], 3, *(4,)), h(**{"k": 1}, z=2))
