import gc
import weakref
gc.collect()

def f():
    pass

f.me = f
f.reference = weakref.ref(f, lambda r: print("never"))
del f
print(gc.collect())
