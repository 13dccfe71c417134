"""What of a function can be set: its code, defaults, names; what cannot, and what is said then."""

def attempt(function, *arguments):
    try:
        print(function(*arguments))
    except Exception as e:
        print(type(e).__name__, e)

def setf(o, n, v):
    setattr(o, n, v); return getattr(o, n)
def outer():
    v = 1
    def inner(): return v
    return inner
inner = outer()
for n in ("__code__", "__closure__", "__builtins__", "__globals__", "__defaults__", "__kwdefaults__",
          "__annotations__", "__name__", "__qualname__", "__doc__", "__module__", "__dict__"):
    for v in (1, None, "s", (1,), {"a": 1}):
        def F(a=1): pass
        try:
            setattr(F, n, v); print(n, v, "->", getattr(F, n))
        except BaseException as e: print(n, v, type(e).__name__, e)
    try: 
        delattr(F, n); print("del", n, getattr(F, n))
    except BaseException as e: print("del", n, type(e).__name__, e)
def F(): return 1
attempt(setf, F, "__code__", inner.__code__)
attempt(setf, inner, "__code__", F.__code__)
def G(): return 2
F.__code__ = G.__code__
print(F(), F.__name__, F.__code__.co_name)
def o2():
    v = 5
    def i2(): return v * 2
    return i2
inner.__code__ = o2().__code__
print(inner(), inner.__closure__[0].cell_contents)
import builtins
print(F.__builtins__ is builtins.__dict__, type(F.__builtins__))
ns = {"__builtins__": {"len": lambda x: 42}}
exec("def h(): return len([])\ndef h2(): return abs(1)", ns)
print(ns["h"](), ns["h"].__builtins__ is ns["__builtins__"])
attempt(ns["h2"])
def H(a, b): return a, b
for defaults in (7, 8), (1, 2, 3), (9,), None:
    H.__defaults__ = defaults
    attempt(H)
    attempt(H, 1)
def K(*, a, b=1): return a, b
K.__kwdefaults__ = {"a": 3}; attempt(K); attempt(K, b=2); K.__kwdefaults__ = {}; attempt(K)
