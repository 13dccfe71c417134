import gc
gc.collect()

def f():
    pass

f.friends = {f, frozenset([f])}
del f
print(gc.collect())
