"""sys.unraisablehook is called with what a destructor, a callback or a generator raised while
nobody could take it; when it fails itself, that is printed. None or no hook: the usual lines."""
import sys
import weakref

class D:
    def __del__(self):
        raise ValueError("in del")

def tell(unraisable):
    print(type(unraisable).__name__, unraisable.exc_type, unraisable.exc_value,
          unraisable.exc_traceback.tb_lineno, unraisable.err_msg, unraisable.object.__qualname__)
    print(len(unraisable), isinstance(unraisable, tuple), repr(unraisable)[:66])

class Fail:
    def __repr__(self):
        return "fail"
    def __call__(self, argument):
        raise KeyError("from fail")

class C:
    pass

sys.unraisablehook = tell
D()
for hook in Fail(), None, sys.__unraisablehook__:
    sys.unraisablehook = hook
    c = C()
    r = weakref.ref(c, Fail())
    try:
        del c
    except KeyError:
        print("not here")
try:
    sys.unraisablehook(1)
except TypeError as e:
    print(e)

def callback(reference):
    raise OSError("callback")

class C:
    pass

def generate():
    try:
        yield
    finally:
        raise KeyError("generator")

sys.unraisablehook = lambda u: print(u.exc_type, u.object.__name__)
c = C()
r = weakref.ref(c, callback)
del c
g = generate()
next(g)
del g
del sys.unraisablehook
