import gc
print(gc.isenabled())
gc.disable()
print(gc.isenabled())
gc.collect()
collections = gc.get_stats()[0]["collections"]
kept = [[] for i in range(5000)]
print(gc.get_stats()[0]["collections"] - collections)
a = []
a.append(a)
del a
print(gc.collect())
gc.enable()
print(gc.isenabled())
