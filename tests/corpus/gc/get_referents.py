import gc
x = [1]
print(gc.get_referents([1, 2, 3]), gc.get_referents((x, "a")))
print(gc.get_referents({"a": 1, "b": x}))
print(gc.get_referents({1: "one", "b": x}))
print(gc.get_referents(5), gc.get_referents("text"), gc.get_referents())
print(gc.get_referents([x], (x,)), gc.get_referents({7}))
print(gc.get_referents(slice(1, 2)), gc.get_referents(x.append))
