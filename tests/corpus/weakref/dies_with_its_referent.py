import weakref
s = {1, 2}
r = weakref.ref(s)
print(r() is s)
del s
print(r())
