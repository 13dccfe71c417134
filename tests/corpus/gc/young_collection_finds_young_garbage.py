import gc
gc.collect()
a = []
a.append(a)
del a
print(gc.collect(0))
b = []
b.append(b)
gc.collect(0)        # moves b to generation 1
del b
print(gc.collect(0))
print(gc.collect(1))
