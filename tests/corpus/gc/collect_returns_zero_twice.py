import gc
gc.collect()
print(gc.collect(), gc.collect(0), gc.collect(1), gc.collect(2), gc.collect(generation=1))
