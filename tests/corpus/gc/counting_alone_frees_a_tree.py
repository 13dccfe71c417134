import gc
gc.collect()
tree = [[[1], [2]], [[3], [4]]]
del tree
print(gc.collect())
