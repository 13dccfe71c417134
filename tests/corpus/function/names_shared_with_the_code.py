import sys

def make(n):
    def f(a, b=2):
        """The docstring."""
        return n, a, b
    return f

first, second = make(1), make(2)
first.__name__, first.__qualname__, first.__module__ = "other", "of.another", "elsewhere"
first.__doc__ = None
print(first.__name__, first.__qualname__, first.__module__, first.__doc__)
print(second.__name__, second.__qualname__, second.__module__, second.__doc__)
del first.__doc__
print(first.__doc__, first(0), second(1, 2), first.__defaults__ is second.__defaults__)
print(second.__closure__ is second.__closure__, sys.getrefcount(second.__closure__[0]))
code = compile("def k(): pass", "file", "exec")
spaces = [{"__name__": "one"}, {"__name__": "two"}, {}, {"__name__": "one"}]
for space in spaces:
    exec(code, space)
print([space["k"].__module__ for space in spaces])
counts = [sys.getrefcount(second.__code__.co_consts[0])]
kept = [make(n) for n in range(5)]
counts.append(sys.getrefcount(second.__code__.co_consts[0]))
print(counts[1] - counts[0])
