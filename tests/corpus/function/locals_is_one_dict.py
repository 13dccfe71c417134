"""locals() of a function is one dict, brought up to date each time that somebody asks."""
import sys


def f(a):
    first = locals()
    print(first)
    first["a"], first["new"] = "changed", "kept"
    b = 2
    print(first, a)
    second = locals()
    print(second is first, sorted(second))
    del a, b
    vars()
    print(sorted(first))
    print(sys._getframe().f_locals is first, eval("locals()") is first)
    del first["first"]
    exec("c = 3")
    print(sorted(locals()))
    return sys._getframe(), second


frame, kept = f(1)
print(frame.f_locals is kept, sorted(kept))
kept["late"] = 1
print(sorted(frame.f_locals), sys.getrefcount(kept))
frame.clear()
print(frame.f_locals)


def cells(x):
    def inner():
        return x
    seen = locals()
    x = 5
    return seen["x"], locals()["x"], inner()


print(cells(4))


def generator(n):
    yield locals()
    n += 1
    yield locals()


g = generator(1)
seen = next(g)
print(seen, next(g) is seen, seen, sys.getrefcount(seen))
del g
print(seen, sys.getrefcount(seen))
print(locals() is globals(), sys._getframe().f_locals is globals(), sys.getrefcount(globals()))


class Body:
    here = locals()
    here["made"] = 1
    print(made, locals() is here)


print(Body.made)
