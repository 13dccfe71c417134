import weakref

def f():
    pass

r = weakref.ref(f)
for call in (lambda: r(1), lambda: r(x=1), lambda: weakref.ref(), lambda: weakref.ref(f, 1, 2),
             lambda: weakref.ref(f, callback=1), lambda: weakref.proxy(f, 1, 2)):
    try:
        call()
    except TypeError as error:
        print(error)
