import weakref

def f(x):
    return x * 2

p = weakref.proxy(f)
print(p(21), p.__name__, callable(p), type(p).__name__)
p.note = "written"
print(f.note)
del f
try:
    p(1)
except ReferenceError as error:
    print(error)
