import weakref

def f():
    pass

for o in (set(), frozenset([1]), f, f.__code__, len, weakref, int, 1, "a", [], {}, (), None, 1.5, b"",
          range(3), slice(1), ValueError(), iter([])):
    try:
        weakref.ref(o)
        print(type(o).__name__, "yes")
    except TypeError as error:
        print(error)
