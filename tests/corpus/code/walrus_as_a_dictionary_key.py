print({(key := 1): (value := 2) + 1}, key, value)
a = 1
print({(c := a): (a := b) + (b := a + c) for b in range(3)}, a, c)
print({(x := 1), (y := 2)}, x, y)
