import weakref
s = set()
print(weakref.ref(s).__callback__, weakref.ref(s, print).__callback__ is print)
r = weakref.ref(s, len)
try:
    r.__callback__ = None
except AttributeError as error:
    print(error)
