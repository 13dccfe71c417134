import sys

def make():
    x = []
    return [lambda: x for i in range(3)]

functions = make()
x = functions[0]()
print(sys.getrefcount(x), sys.getrefcount(functions[0]))
cell = functions[0].__closure__[0]
print(sys.getrefcount(cell))
