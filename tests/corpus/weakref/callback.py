import weakref

def gone(reference):
    print("gone", reference is r, reference())

s = {1}
r = weakref.ref(s, gone)
print("before")
del s
print("after")
