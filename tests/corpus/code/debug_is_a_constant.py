"""__debug__ is a constant for the compiler: it leaves no name in the code,
whatever builtins or the
globals say, and it cannot be bound anywhere. compile() can be asked to optimize."""
import builtins

def chosen():
    if __debug__:
        return "debug"
    return "optimized"

print(chosen(), chosen.__code__.co_names, __debug__)
setattr(builtins, "__debug__", 3)
print(__debug__, eval("__debug__", {"__debug__": 7}))

class A:
    pass

setattr(A, "__debug__", 1)
print(A.__debug__)

for optimize in -1, 0, 1, 2:
    names = {}
    text = "def f():\n 'doc'\n assert 0, 'no'\n return __debug__"
    exec(compile(text, "<text>", "exec", optimize=optimize), names)
    try:
        print(optimize, names["f"](), names["f"].__doc__)
    except AssertionError as e:
        print(optimize, "AssertionError", e)
for optimize in -2, 3, "1", None:
    try:
        compile("1", "<text>", "exec", optimize=optimize)
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)

for text in ("__debug__ = 1", "def __debug__(): pass", "def f(__debug__): pass",
             "class __debug__: pass",
             "import __debug__", "from a import __debug__", "import a as __debug__",
             "import a.__debug__",
             "for __debug__ in x: pass", "del __debug__", "a.__debug__ = 1", "f(__debug__=1)",
             "__debug__ += 1",
             "(__debug__ := 1)", "with a as __debug__: pass",
             "try: x\nexcept A as __debug__: pass",
             "global __debug__", "def f():\n nonlocal __debug__\n", "[1 for __debug__ in x]",
             "lambda __debug__: 1", "lambda *__debug__: 1", "del a.__debug__", "__debug__: int",
             "__debug__: int = 1", "a.__debug__", "a, __debug__ = b",
             "def f():\n for __debug__ in x: y",
             "def f(*, __debug__=1): pass", "def f(**__debug__): pass",
             "def f():\n a, __debug__ = b",
             "def f():\n [1 for a, __debug__ in x]", "print(__debug__)", "a.__debug__: int"):
    try:
        compile(text, "<text>", "exec")
        print(repr(text), "compiles")
    except SyntaxError as e:
        print(repr(text), e.msg, e.lineno, e.offset, e.end_lineno, e.end_offset, e.text)
