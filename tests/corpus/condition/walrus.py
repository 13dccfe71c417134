if (n := len("hello")) > 3:
    print(n)
x = 1
print(x + (x := 5), x)
