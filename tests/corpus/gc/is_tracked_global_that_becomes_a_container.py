import gc

def f(**names):
    before = gc.is_tracked(names)
    names["late"] = [1]
    return before, gc.is_tracked(names)

print(f(), f(a=1), f(a=[]))
