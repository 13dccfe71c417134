d = {"a": 1}
d.update({"b": 2, "a": 3})
e = d.copy()
d.clear()
print(d, e, {**e, "c": 1})
