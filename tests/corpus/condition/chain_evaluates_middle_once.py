def tell(x):
    print("asked", x)
    return x

print(tell(1) < tell(2) < tell(3))
print(tell(3) < tell(2) < tell(1))
