import gc
gc.collect()
items = []
pair = (items, 1)
items.append(pair)
del items, pair
print(gc.collect())
