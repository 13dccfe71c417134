import sys
import weakref
s = set()
print(sys.getrefcount(s))
r = weakref.ref(s)
print(sys.getrefcount(s))
print(sys.getrefcount(r()))
