"""__builtins__ among the globals gives the code its built-in names; an import statement calls the
__import__ among them."""

def attempt(function, *arguments):
    try:
        print(function(*arguments))
    except Exception as e:
        print(type(e).__name__, e)

attempt(lambda: eval("len('a')", {"__builtins__": {}}))
attempt(lambda: eval("1 + 1", {"__builtins__": None}))
attempt(lambda: eval("len('a')", {"__builtins__": None}))
attempt(lambda: exec("class A: pass", {"__builtins__": {}}))
attempt(lambda: exec("import sys", {"__builtins__": {}}))
attempt(lambda: exec("print(1)", {"__builtins__": {"print": print}}))
attempt(lambda: exec("x = 1\nprint(x, abs(-1))", {"__builtins__": {"print": print}}))
attempt(lambda: exec("def f(): return abs(-1)\nf()", {"__builtins__": {"print": print}}))
attempt(lambda: eval("__builtins__", {"__builtins__": {"a": 1}}))
import builtins
attempt(lambda: eval("len", {"__builtins__": builtins}) is len)
attempt(lambda: eval("[x for x in range(3)]", {"__builtins__": {"range": lambda n: "abc"}}))
class Map(dict):
    def __getitem__(self, k): 
        if k == "q": return 5
        return dict.__getitem__(self, k)
attempt(lambda: eval("q", {"__builtins__": Map()}))
attempt(lambda: eval("r", {"__builtins__": Map()}))
import builtins
real = builtins.__import__
def traced(name, globals=None, locals=None, fromlist=(), level=0):
    print("import", name, globals is not None, locals is None, fromlist, level)
    return real(name, globals, locals, fromlist, level)
builtins.__import__ = traced
import sys
from sys import path
def f():
    import sys
    from sys import argv, path
f()
del builtins.__import__
try:
    import sys
except ImportError as e: print(e)
builtins.__import__ = real
