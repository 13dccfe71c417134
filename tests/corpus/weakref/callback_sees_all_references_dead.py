import weakref
s = {1}
first = weakref.ref(s)
second = weakref.ref(s, lambda r: print(first(), second(), third()))
third = weakref.ref(s, lambda r: print(first(), second(), third()))
del s
