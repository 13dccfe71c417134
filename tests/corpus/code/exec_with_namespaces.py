space = {"x": 10}
exec("y = x + 1", space)
print(space["y"], "__builtins__" in space)
outer, inner = {}, {}
exec("z = 1\nglobal w\nw = 2", outer, inner)
print(inner, outer["w"])
exec("def f(): return k", outer)
outer["k"] = "late"
print(outer["f"]())
