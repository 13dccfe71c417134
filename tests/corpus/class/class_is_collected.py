import gc, weakref
class A:
    def f(self): pass
r = weakref.ref(A)
del A
gc.collect()
print(r())
