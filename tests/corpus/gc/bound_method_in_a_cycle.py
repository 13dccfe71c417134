import gc
gc.collect()
a = []
a.append(a.append)
del a
print(gc.collect())
