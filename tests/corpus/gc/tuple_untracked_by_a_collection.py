import gc
n = 1
t = (n, "a")
u = (n, [n])
v = (t, (n, n))
print(gc.is_tracked(t), gc.is_tracked(u), gc.is_tracked(v))
gc.collect()
print(gc.is_tracked(t), gc.is_tracked(u))
gc.collect()
print(gc.is_tracked(v))
