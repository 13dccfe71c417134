def tell(name, value):
    print("asked", name)
    return value

print(tell("a", True) or tell("b", True))
print(tell("c", False) and tell("d", True))
print(tell("e", False) or tell("f", 0) or tell("g", 7))
