def make():
    return []

a = make()
b = make()
print(a is b, a == b)
