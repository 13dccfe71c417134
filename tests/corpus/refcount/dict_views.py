import sys
d = {"a": 1}
k, v, i = d.keys(), d.values(), d.items()
print(sys.getrefcount(d))
del k, v
print(sys.getrefcount(d), len(i))
