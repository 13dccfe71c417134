def f():
    return "called"


def g(x):
    return x


def outer():
    y = 1

    def inner():
        return y
    return inner


print(eval(f.__code__))
for code in (g.__code__, outer().__code__):
    try:
        exec(code)
    except TypeError as error:
        print(error)
