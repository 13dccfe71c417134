def count(name, n):
    for i in range(n):
        yield f"{name}{i}"


a, b = count("a", 3), count("b", 2)
print(next(a), next(b), next(a), next(b), next(a))
print(next(b, "b is at its end"), next(a, "a is at its end"))
print(list(zip(count("x", 3), count("y", 3))))
same = count("s", 6)
print(list(zip(same, same)))
