"""types.FunctionType makes a function of code, globals, name, defaults and cells."""
import types

def attempt(function, *arguments):
    try:
        print(function(*arguments))
    except Exception as e:
        print(type(e).__name__, e)

def F():
    return 2

def H(a, b):
    return a, b

def make():
    v = 5
    def i2():
        return v * 2
    return i2

inner = make()
FT = types.FunctionType
attempt(FT)
attempt(FT, 1)
attempt(FT, F.__code__)
attempt(FT, F.__code__, 1)
attempt(FT, inner.__code__, {})
attempt(FT, inner.__code__, {}, None, None, 1)
attempt(FT, inner.__code__, {}, None, None, ())
attempt(FT, inner.__code__, {}, None, None, (1,))
attempt(FT, F.__code__, {}, 1)
attempt(FT, F.__code__, {}, None, 1)
attempt(FT, F.__code__, {}, None, None, inner.__closure__)
x = FT(H.__code__, {}, "name", (1, 2)); print(x.__name__, x())
