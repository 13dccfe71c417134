import gc
gc.collect()
nested = []
for i in range(100000):
    nested = [nested]
nested.append(nested)
del nested
print(gc.collect() >= 1, gc.collect())
