import gc
x = [1]
y = [x]
z = {"x": x}
found = gc.get_referrers(x)
print([o is y for o in found].count(True), [o is z for o in found].count(True))
print([o is globals() for o in found].count(True))
print(len(found))
del y, z
print(len(gc.get_referrers(x)))
print(gc.get_referrers("nobody has this text" + str(1)))
