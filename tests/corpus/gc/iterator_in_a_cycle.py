import gc
gc.collect()
a = []
a.append(iter(a))
del a
print(gc.collect())
d = {}
d["keys"] = d.keys()
d["iterator"] = iter(d.values())
del d
print(gc.collect())
s = [1, 2]
s.append(map(len, s))
del s
print(gc.collect())
