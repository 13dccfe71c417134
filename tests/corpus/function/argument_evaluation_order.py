def tell(x):
    print("evaluating", x)
    return x

def f(a, b, c=0):
    return a, b, c

print(f(tell(1), tell(2), c=tell(3)))
print(tell(5) + tell(6) * tell(7))
