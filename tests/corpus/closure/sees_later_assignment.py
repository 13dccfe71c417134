def f():
    def g():
        return x
    x = 1
    first = g()
    x = 2
    return first, g()

print(f())
