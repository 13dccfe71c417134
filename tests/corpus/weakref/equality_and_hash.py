import weakref
a, b = frozenset([1]), frozenset([1])
ra, rb = weakref.ref(a), weakref.ref(b, lambda r: None)
print(ra == rb, ra != rb, hash(ra) == hash(a), ra == 1)
fs = weakref.ref(frozenset([2]))
try:
    hash(fs)
except TypeError as error:
    print(error)
print(fs == ra, fs == fs)
try:
    ra < rb
except TypeError as error:
    print(error)
