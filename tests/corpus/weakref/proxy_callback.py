import weakref
s = {1}
p = weakref.proxy(s, lambda p: print("gone"))
del s
print("end")
