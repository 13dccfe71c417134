def show(x):
    print("make", x)
    return x


lazy = (show(x) for x in range(5))
print("nothing yet")
print(next(lazy))
print(any(x > 1 for x in lazy))
print("left", list(lazy))
print(all(x < 1 for x in (show(y) for y in range(5))))
