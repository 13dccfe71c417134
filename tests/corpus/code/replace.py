"""code.replace() makes a copy with other parts; code objects are equal when their parts are; what
stands beside the instructions has lines and columns."""
import types

def attempt(function, *arguments):
    try:
        print(function(*arguments))
    except Exception as e:
        print(type(e).__name__, e)

def f(a, b=2, *c, d, e=5, **g):
    "doc"
    x = a
    return x
c = f.__code__
print([n for n in dir(f) if n not in dir(object)])
r = c.replace(co_name="q")
print(r.co_name, r.co_qualname, r.co_filename, r.co_firstlineno, r.co_argcount)
for k, v in dict(co_name="n", co_qualname="a.n", co_filename="ff",
co_firstlineno=77, co_argcount=1, co_kwonlyargcount=1, co_flags=3, co_varnames=("a", "b", "d",
"e", "c", "g", "y"), co_nlocals=7, co_stacksize=20, co_consts=(None, 1),
co_posonlyargcount=1).items():
    attempt(lambda: getattr(c.replace(**{k: v}), k))
attempt(lambda: c.replace(co_name=1))
attempt(lambda: c.replace(1))
attempt(lambda: c.replace(foo=1))
attempt(lambda: c.replace(co_firstlineno="a"))
attempt(lambda: c.replace(co_argcount=-1))
attempt(lambda: c.replace(co_consts=[1]))
attempt(lambda: c.replace(co_filename=b"q"))
attempt(lambda: c.replace() == c)
attempt(lambda: c.replace() is c)
attempt(lambda: c.replace(co_firstlineno=99) == c)
attempt(lambda: c.replace(co_name="x") == c)
attempt(lambda: hash(c) == hash(c.replace())); 
print(all(len(p) == 4 for p in c.co_positions()))
print(type(c.co_linetable), type(c.co_exceptiontable), type(c.co_code))

def fails():
    return 1 / 0

moved = types.FunctionType(fails.__code__.replace(co_firstlineno=500, co_filename="nofile"), {})
print(moved.__code__.co_filename, list(moved.__code__.co_lines())[-1][2])

def greet():
    return "hello" + str(3)

print(types.FunctionType(greet.__code__.replace(co_consts=(None, "bye", 4)), globals())())
print(len({f.__code__, f.__code__.replace()}), f.__code__ != greet.__code__)
