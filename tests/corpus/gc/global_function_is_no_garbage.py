import gc

def f():
    return 42

gc.collect()
print(f(), gc.collect())
