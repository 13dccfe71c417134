import gc, weakref
class Node: pass
a, b = Node(), Node()
a.other, b.other = b, a
r = weakref.ref(a)
del a, b
print(r() is None)
gc.collect()
print(r() is None)
