import gc
gc.collect()
a = ValueError("a")
b = KeyError("b")
a.__cause__ = b
b.__context__ = a
del a, b
print(gc.collect())
