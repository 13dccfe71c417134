import gc
gc.collect()
before = gc.get_stats()
a = []
a.append(a)
del a
gc.collect()
gc.collect(1)
after = gc.get_stats()
for old, new in zip(before, after):
    print({name: new[name] - old[name] for name in new})
