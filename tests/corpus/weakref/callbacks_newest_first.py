import weakref
s = {1}
references = [weakref.ref(s, lambda r, n=n: print(n)) for n in range(4)]
del s
