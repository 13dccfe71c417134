"""Who holds a program's globals, and what a frame object adds: nothing, while the call lives."""
import sys

print(sys.getrefcount(globals()))
g = globals()
print(sys.getrefcount(g))


def f():
    return sys.getrefcount(globals()), sys.getrefcount(sys._getframe())


print(f(), sys.getrefcount(g))
frame = sys._getframe()
print(sys.getrefcount(g), sys.getrefcount(frame))
exec("print(sys.getrefcount(g))")
eval("print(sys.getrefcount(g))")
exec("print(sys.getrefcount(g))", g)
own = {"sys": sys}
exec("print(sys.getrefcount(globals()), globals() is locals())", own)
exec("print(sys.getrefcount(globals()), sys.getrefcount(locals()))", own, {})
print(sys.getrefcount(own))


class Body:
    print(sys.getrefcount(g), sys.getrefcount(locals()))


def ended(x):
    return sys._getframe()


frame = ended([1])
print(sys.getrefcount(g), sys.getrefcount(frame), sys.getrefcount(frame.f_globals))
print(sys.getrefcount(ended), sys.getrefcount(ended.__code__))
del frame
print(sys.getrefcount(g))
