import gc
gc.collect()
old = []
old.append(old)
gc.collect()         # survives, and is in the oldest generation now
del old
print(gc.collect(0), gc.collect(1))
print(gc.collect(2))
