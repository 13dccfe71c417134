"""The descriptors behind __dict__ and __weakref__: which objects they apply to,
and what they are."""
def attempt(function):
    try:
        print(function())
    except Exception as e:
        print(type(e).__name__, e)

def f():
    pass

class B: pass
class C: pass
class D(B): pass
class E:
    __slots__ = ()
class F: __slots__ = "__dict__",
d = B.__dict__["__dict__"]; w = B.__dict__["__weakref__"]
print(repr(d), repr(w), type(d), d.__name__, d.__objclass__, d.__qualname__)
attempt(lambda: d.__get__(B()))
attempt(lambda: d.__get__(D()))
attempt(lambda: d.__get__(C()))
attempt(lambda: d.__get__(E()))
attempt(lambda: d.__get__(F()))
attempt(lambda: d.__get__(1))
attempt(lambda: d.__get__(f))
attempt(lambda: w.__get__(B()))
attempt(lambda: w.__get__(D()))
attempt(lambda: w.__get__(C()))
attempt(lambda: w.__get__(E()))
attempt(lambda: w.__get__(1))
attempt(lambda: d.__set__(C(), {}))
attempt(lambda: d.__set__(B(), {}))
attempt(lambda: d.__set__(B(), 1))
attempt(lambda: d.__delete__(B()))
attempt(lambda: w.__set__(B(), 1))
attempt(lambda: w.__delete__(B()))
attempt(lambda: type.__dict__["__dict__"].__get__(B) == B.__dict__)
attempt(lambda: type.__dict__["__dict__"].__get__(B()))
attempt(lambda: B.__dict__["__dict__"] is C.__dict__["__dict__"])
print("__dict__" in D.__dict__, "__weakref__" in D.__dict__, list(F.__dict__))
