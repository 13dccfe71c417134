import weakref
s = {1}
r = weakref.ref(s, print)
del r
del s
print("quiet")
