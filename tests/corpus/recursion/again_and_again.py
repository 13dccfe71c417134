def f(n):
    return f(n + 1)

for i in range(5):
    try:
        f(0)
    except RecursionError:
        print("caught", i)
