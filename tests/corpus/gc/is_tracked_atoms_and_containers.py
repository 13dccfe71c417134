import gc

def f():
    pass

for o in (0, 1.5, "text", None, True, b"bytes", range(3), (), len, f, [], [1], set(), frozenset(),
          f.__code__, gc, ValueError(), slice(1), iter([]), iter(range(3)), {}.keys(), int, gc.collect):
    print(type(o).__name__, gc.is_tracked(o))
