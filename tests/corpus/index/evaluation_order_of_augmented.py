def tell(name, value):
    print(name)
    return value

a = [1, 2]
tell("container", a)[tell("index", 0)] += tell("value", 10)
print(a)
