print({(key := 1): (value := 2) + 1}, key, value)
a = b = 1
print({(c := a): (a := b) + (b := a + c) for n in range(3)}, a, b, c)
print({(x := 1), (y := 2)}, x, y)
