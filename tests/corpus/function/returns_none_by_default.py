def f():
    1 + 1

def g():
    return

print(f(), g())
