def twice(f, x):
    return f(f(x))

def adder(n):
    def add(x):
        return x + n
    return add

print(twice(adder(3), 10), adder(1)(2))
