import gc
print(gc.is_tracked({}), gc.is_tracked({"a": 1}), gc.is_tracked(dict()), gc.is_tracked(dict(a=1)))
print(gc.is_tracked({"a": []}), gc.is_tracked({"a": {}}), gc.is_tracked({(1, []): 1}))
d = {1: 2}
print(gc.is_tracked(d), gc.is_tracked(d.copy()))
d[3] = []
print(gc.is_tracked(d), gc.is_tracked(d.copy()))
d[3] = 4
print(gc.is_tracked(d))
gc.collect()
print(gc.is_tracked(d))
d.setdefault(5, [])
print(gc.is_tracked(d))
d.clear()
print(gc.is_tracked(d))
print(gc.is_tracked({k: k for k in "ab"}), gc.is_tracked({k: [k] for k in "ab"}))
print(gc.is_tracked(dict.fromkeys("ab")), gc.is_tracked({"x": 1} | {"y": []}))
