import weakref


def hold():
    first = {1}
    second = {2}
    references.append(weakref.ref(first, lambda r: print("first gone")))
    references.append(weakref.ref(second, lambda r: print("second gone")))
    try:
        yield
    finally:
        print("finally")


references = []
generator = hold()
next(generator)
del generator
print("end")
