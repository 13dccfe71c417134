def make():
    functions = []
    for i in range(3):
        def f():
            return i
        functions.append(f)
    return functions

for f in make():
    print(f())
def make_with_default():
    functions = []
    for i in range(3):
        functions.append(lambda i=i: i)
    return functions
for f in make_with_default():
    print(f())
