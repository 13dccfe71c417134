"""release() gives the object back: it may change its size again, and the view is of no use."""
import sys
import weakref


def attempt(name, function):
    try:
        print(name, function())
    except Exception as e:
        print(name, type(e).__name__, e)


array = bytearray(b"abcdef")
before = sys.getrefcount(array)
view = memoryview(array)
print(sys.getrefcount(array) - before)
part, other = view[1:], memoryview(view)
print(sys.getrefcount(array) - before, part.obj is array, other.obj is array)
for one in (view, part, other):
    attempt("append", lambda: array.append(1))
    one.release()
attempt("append", lambda: array.append(1))
print(sys.getrefcount(array) - before, array)
view.release()
for name in ("c_contiguous", "contiguous", "f_contiguous", "format", "itemsize", "nbytes", "ndim",
             "obj", "readonly", "shape", "strides", "suboffsets"):
    attempt(name, lambda: getattr(view, name))
for name in ("tobytes", "tolist", "toreadonly", "hex", "__enter__", "release"):
    attempt(name, getattr(view, name))
attempt("cast", lambda: view.cast("B"))
attempt("len", lambda: len(view))
attempt("item", lambda: view[0])
attempt("set", lambda: view.__setitem__(0, 1))
attempt("list", lambda: list(view))
attempt("==", lambda: (view == view, view == b"", b"" == view, bytearray() == view, view != view))
attempt("hash", lambda: hash(view))
attempt("view", lambda: memoryview(view))
attempt("bytes", lambda: bytes(view))
attempt("join", lambda: b"".join([view]))
attempt("+", lambda: b"a" + view)
attempt("find", lambda: b"a".find(view))
attempt("int", lambda: int(view))
attempt("str", lambda: str(view, "ascii"))
print(repr(view)[:20], repr(memoryview(b""))[:12])

with memoryview(b"abc") as view:
    print(view[0])
attempt("after", lambda: view[0])
view = memoryview(b"abc")
iterator = iter(view)
print(next(iterator))
view.release()
attempt("next", lambda: next(iterator))
iterator = iter(memoryview(b"a"))
print(list(iterator), list(iterator))
reference = weakref.ref(view, lambda r: print("dead"))
print(reference() is view)
del view
print(reference())


class Array(bytearray):
    pass


import gc
array = Array(b"abc")
array.view = memoryview(array)
reference = weakref.ref(array)
del array
gc.collect()
print(reference(), gc.is_tracked(memoryview(b"")),
      [type(o).__name__ for o in gc.get_referents(memoryview(b"abc"))])
