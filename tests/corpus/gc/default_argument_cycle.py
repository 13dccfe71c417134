import gc
gc.collect()
box = []

def f(x=box):
    pass

box.append(f)
del f, box
print(gc.collect())
