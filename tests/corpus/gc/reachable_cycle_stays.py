import gc
gc.collect()
a = [1]
a.append(a)
b = [a]
del a
print(gc.collect())
print(b[0][0], b[0][1] is b[0])
del b
print(gc.collect())
