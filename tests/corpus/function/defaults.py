def f(a, b=2, c="three"):
    return (a, b, c)

print(f(1), f(1, 5), f(1, c=0), f(a=9, b=8, c=7))
