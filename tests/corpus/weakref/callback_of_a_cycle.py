import gc
import weakref
gc.collect()

def f():
    pass

f.me = f
r = weakref.ref(f, lambda r: print("gone", r()))
del f
print(r() is not None)
print(gc.collect())
print(r())
