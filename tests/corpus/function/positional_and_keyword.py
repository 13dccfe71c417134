def f(a, b, c):
    print(a, b, c)

f(1, 2, 3)
f(1, c=3, b=2)
f(c=1, b=2, a=3)
