import gc
gc.collect()
print(gc.get_freeze_count())
a = []
a.append(a)
gc.freeze()
print(gc.get_freeze_count() > 1, gc.get_count())
del a
print(gc.collect())
gc.unfreeze()
print(gc.get_freeze_count(), gc.collect())
