import gc
gc.collect()
a = []
a.append(slice(a))
del a
print(gc.collect())
