def f():
    x = 1
    exec("x = 2")
    found = eval("x")
    return x, found


print(f())


def g(a):
    return eval("a * 2")


print(g(21))
