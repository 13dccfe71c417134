import weakref
s = [1]
r = weakref.ref(s.append)
print(r())
